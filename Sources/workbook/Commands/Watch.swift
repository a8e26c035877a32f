import ArgumentParser
import Foundation
import WorkbookEngine

struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a lesson in the terminal at every save.",
        discussion: """
            Shows the lesson as `workbook run` does, waits until it or one of its data files is saved, and shows it again. \
            On a terminal the screen is cleared in between. A lesson that fails is told as `workbook run` tells it, and \
            waited for. Control-C ends it.

            EXAMPLES
              workbook watch 3               the whole lesson
              workbook watch 3 --outputs     only what the cells print
              workbook watch 3 --cell train  one cell, by its id or number
            """)

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var cacheOptions: CacheOptions

    func run() async throws {
        let workplace = Workplace()
        let file = try workplace.lesson(named: reading.lesson)
        let folder = file.url.deletingLastPathComponent()
        let reader = try LessonReader(reading, cacheOptions, workplace)
        Workbook.endsByInterrupt.store(true, ordering: .relaxed)
        var data: [URL] = []
        while true {
            let stamps = FileStamps(of: [file.url] + data)
            clearScreen()
            let lesson = read(file)
            data = lesson?.frontMatter.data.map { folder.appending(path: $0) } ?? data
            let files = [file.url] + data
            let showing = Task {
                if let lesson { await show(lesson, in: folder, with: reader) }
                if !Task.isCancelled { printError("\(file.path): waiting for a save; Control-C ends") }
            }
            _ = try await stamps.including(files).next { files }
            // What is still running runs in vain.
            showing.cancel()
            await showing.value
        }
    }

    private func read(_ file: LessonFile) -> Lesson? {
        guard FileManager.default.fileExists(atPath: file.url.path) else {
            printError("\(file.path): there is no such file now")
            return nil
        }
        do { return try file.read() } catch {
            printError(error)
            return nil
        }
    }

    private func show(_ lesson: Lesson, in folder: URL, with reader: LessonReader) async {
        do {
            try await reader.show(lesson, in: folder)
        } catch {
            // A failed cell has been told already.
            if !(error is ExitCode), !Task.isCancelled { printError(error) }
        }
    }

    private func clearScreen() {
        if isatty(STDOUT_FILENO) == 1 { writeOut("\u{1B}[H\u{1B}[2J") }
    }
}
