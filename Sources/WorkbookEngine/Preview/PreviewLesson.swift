// One lesson of a book under preview: what its file holds now, what of it can be shown, and what is wrong with it.

import Foundation

struct PreviewLesson: Sendable {
    let file: LessonFile
    /// The file as it was read last; nil when it cannot be read as a lesson.
    private(set) var current: Lesson?
    /// What its page shows.
    private(set) var shown: (lesson: Lesson, run: Run)?
    private(set) var faults: [Mismatch] = []
    /// Whether the page shows the lesson as it was before the faults.
    private(set) var isShownAsBefore = false
    /// Changes with everything that changes the page.
    private(set) var revision = 0
    private(set) var hasRun = false
    /// Whether what is shown has run to its end.
    private var isShownWhole = false
    /// The lesson's files when they were read last.
    private var stamps = FileStamps()

    init(_ file: LessonFile) { self.file = file }

    var name: String { file.url.deletingPathExtension().lastPathComponent }

    /// The data that the lesson reads, or read when it could be read last.
    var dataFiles: [URL] {
        let folder = file.url.deletingLastPathComponent()
        return ((current ?? shown?.lesson)?.frontMatter.data ?? []).map { folder.appending(path: $0) }
    }

    /// Whether one of the lesson's files was saved since it was read.
    var hasChanged: Bool { FileStamps(of: [file.url] + dataFiles) != stamps }

    mutating func read() {
        stamps = FileStamps(of: [file.url])
        do {
            current = try file.read()
        } catch {
            current = nil
            fail(with: error)
        }
        stamps = stamps.including(dataFiles)
        // What has not run to its end can be read meanwhile, without outputs.
        if let current, !isShownWhole {
            show(current, Run(cells: current.cells.map { _ in CellOutcome() }), isWhole: false)
        }
    }

    mutating func take(_ outcome: Result<Run, any Error>, of lesson: Lesson) {
        hasRun = true
        switch outcome {
        case .success(let run):
            faults = check(lesson, against: run)
            let isWhole = run.cells.allSatisfy { $0.failure == nil }
            isShownAsBefore = !isWhole && isShownWhole
            if !isShownAsBefore { show(lesson, run, isWhole: isWhole) }
        case .failure(let error): fail(with: error)
        }
        revision += 1
    }

    private mutating func show(_ lesson: Lesson, _ run: Run, isWhole: Bool) {
        shown = (lesson, run)
        isShownWhole = isWhole
        revision += 1
    }

    private mutating func fail(with error: any Error) {
        let sentence = "\(error)".replacing("\(file.path): ", with: "", maxReplacements: 1)
        let diagnostics = (error as? Diagnostics)?.all ?? [Diagnostic(.error, file.path, nil, sentence)]
        faults = diagnostics.map { Mismatch(diagnostic: $0) }
        isShownAsBefore = isShownWhole
        revision += 1
    }
}
