// The book that is being written: read and run again whenever one of its files is saved, and asked for its pages.

import Foundation

/// What happens to a book under preview, for those who tell it.
public enum PreviewEvent: Sendable {
    /// Every lesson that had to run has run, and there are more or fewer lessons or faulty ones than before.
    case upToDate(lessons: Int, faulty: Int)
    /// The lesson is shown as its file is now; for the first time, or again after a save.
    case rebuilt(path: String, seconds: Double, isFirst: Bool)
    case faulty(path: String, [Mismatch])
    case removed(path: String)
}

/// The lessons of a project as their files are now, each with its last run.
///
/// A lesson that cannot be shown as it is, since it does not compile, say, is shown as it was before, with what is
/// wrong above.
public actor PreviewBook {
    /// How many lessons run at once.
    private static let width = 2

    private let project: Project
    private let runLesson: @Sendable (Lesson, _ folder: URL) async throws -> Run
    private let onEvent: @Sendable (PreviewEvent) -> Void

    private var lessons: [PreviewLesson] = []
    /// The names of the lessons that are to run, the next one first.
    private var waiting: [String] = []
    private var running: [String: Task<Void, Never>] = [:]
    private var toldCounts: [Int] = []
    private var site: PreviewSite
    private var listeners: [Int: (path: String, continuation: AsyncStream<PreviewState?>.Continuation)] = [:]
    private var listenersSoFar = 0

    public init(
        of project: Project, runner: Runner, settings: BookSettings, colourist: Colourist?, compiler: String?,
        onEvent: @escaping @Sendable (PreviewEvent) -> Void = { _ in }
    ) {
        let site = PreviewSite(
            settings: settings, colourist: colourist, types: runner.typeReader, compiler: compiler)
        self.init(of: project, site, onEvent: onEvent) { try await runner.runForPage($0, in: $1) }
    }

    init(
        of project: Project, _ site: PreviewSite, onEvent: @escaping @Sendable (PreviewEvent) -> Void,
        run: @escaping @Sendable (Lesson, _ folder: URL) async throws -> Run
    ) {
        (self.project, self.site, self.onEvent, runLesson) = (project, site, onEvent, run)
    }

    /// Reads and runs the lessons, and does so again for each that is saved, until the task is cancelled.
    public func follow() async throws {
        defer { for task in running.values { task.cancel() } }
        var stamps = FileStamps(of: project.lessons)
        while true {
            update()
            let data = lessons.flatMap(\.dataFiles)
            stamps = try await stamps.including(data).next { [project] in project.lessons + data }
        }
    }

    // MARK: Lessons

    /// Takes the files as they are now: reads those that are new or changed, and has them run.
    func update() {
        let files = project.lessons
        for lesson in lessons where !files.contains(lesson.file.url) { remove(lesson) }
        for url in files where !lessons.contains(where: { $0.file.url == url }) {
            lessons.append(PreviewLesson(LessonFile(url, in: project, from: project.root)))
        }
        lessons.sort { $0.name < $1.name }
        let changed = lessons.indices.filter { lessons[$0].hasChanged }
        let readable = changed.filter { read(at: $0) }.map { lessons[$0].name }
        // What is being written now comes before what has been waiting.
        waiting = readable + waiting
        runNext()
        publish()
        tellCountsAtRest()
    }

    private func remove(_ lesson: PreviewLesson) {
        running[lesson.name]?.cancel()
        waiting.removeAll { $0 == lesson.name }
        lessons.removeAll { $0.name == lesson.name }
        onEvent(.removed(path: lesson.file.path))
    }

    /// Reads the lesson's file; false when it cannot be run.
    private func read(at place: Int) -> Bool {
        let name = lessons[place].name
        running[name]?.cancel()
        waiting.removeAll { $0 == name }
        lessons[place].read()
        if lessons[place].current != nil { return true }
        onEvent(.faulty(path: lessons[place].file.path, lessons[place].faults))
        return false
    }

    private func runNext() {
        while running.count < Self.width,
            let next = waiting.firstIndex(where: { running[$0] == nil })
        {
            let name = waiting.remove(at: next)
            running[name] = Task { await run(name) }
        }
    }

    private func run(_ name: String) async {
        let start = ContinuousClock.now
        publish(only: "\(name).html")
        if let lesson = lessons.first(where: { $0.name == name }), let current = lesson.current {
            let outcome = await outcome(of: current, in: lesson.file.url.deletingLastPathComponent())
            if !Task.isCancelled, let place = lessons.firstIndex(where: { $0.name == name }) {
                lessons[place].take(outcome, of: current)
                let (path, faults, seconds) = (
                    lesson.file.path, lessons[place].faults, (ContinuousClock.now - start) / .seconds(1)
                )
                onEvent(
                    faults.isEmpty
                        ? .rebuilt(path: path, seconds: seconds, isFirst: !lesson.hasRun)
                        : .faulty(path: path, faults))
            }
        }
        running[name] = nil
        runNext()
        publish(only: running.isEmpty ? nil : "\(name).html")
        tellCountsAtRest()
    }

    private func tellCountsAtRest() {
        let counts = [lessons.count, lessons.filter { !$0.faults.isEmpty }.count]
        guard running.isEmpty, waiting.isEmpty, counts != toldCounts else { return }
        toldCounts = counts
        onEvent(.upToDate(lessons: counts[0], faulty: counts[1]))
    }

    private func outcome(of lesson: Lesson, in folder: URL) async -> Result<Run, any Error> {
        do { return .success(try await runLesson(lesson, folder)) } catch { return .failure(error) }
    }

    /// Waits until nothing runs.
    func rest() async {
        while let task = running.values.first { await task.value }
    }

    // MARK: Pages

    /// The file of the site at this path, as the preview serves it; nil where there is none.
    func file(at path: String) -> Data? { site.file(at: path) }

    /// A page that says that there is no page, or no way, to `path`.
    func notice(_ title: String, _ sentence: String, at path: String) -> Data {
        site.notice(title, sentence, at: path)
    }

    /// What the page at `path` is like now, and again whenever that changes; nil when there is nothing new to say.
    func states(of path: String) -> AsyncStream<PreviewState?> {
        let (stream, continuation) = AsyncStream.makeStream(of: PreviewState?.self)
        listenersSoFar += 1
        let number = listenersSoFar
        listeners[number] = (path, continuation)
        continuation.onTermination = { _ in Task { await self.forgetListener(number) } }
        continuation.yield(site.state(of: path))
        return stream
    }

    /// Says nothing new to everyone who listens.
    func remindListeners() {
        for (_, continuation) in listeners.values { continuation.yield(nil) }
    }

    private func forgetListener(_ number: Int) { listeners[number] = nil }

    /// Tells those who listen, or those who listen to one page, what it is like now.
    private func publish(only path: String? = nil) {
        site.update(lessons, running: Set(running.keys))
        for listener in listeners.values where path == nil || path == listener.path {
            listener.continuation.yield(site.state(of: listener.path))
        }
    }
}
