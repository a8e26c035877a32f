import ArgumentParser
import Foundation
import WorkbookEngine

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read and run a lesson in the terminal.",
        discussion: """
            Shows the lesson's prose, its code and what the code prints, as it prints it. What has run before and has \
            not changed comes from the cache. Trying the answers to exercises is left to check.

            Cells for data that do not ship with the lessons show what their author has recorded; with --full they run. \
            When a data set is not there, nothing runs, and the command that gets it is told.

            EXAMPLES
              workbook run 3                 the whole lesson
              workbook run 3 | less          at leisure
              workbook run 3 --outputs       only what the cells print
              workbook run 3 --cell train    one cell, by its id or number
              workbook run 3 --plain         ASCII only, no colours
              workbook run 13 --full         with the full data; see `workbook data`

            Ends with 0 when every cell ran as its lesson says, with 1 when one failed.
            """)

    @Argument(help: "The lesson.")
    var lesson: String

    @Flag(help: "Show only what the cells print.")
    var outputs = false

    @Flag(help: "Show the variables of cells that end in inspect().")
    var inspect = false

    @Option(help: ArgumentHelp("Show only this cell.", valueName: "id"))
    var cell: String?

    @Flag(help: "Use ASCII only, and no colours.")
    var plain = false

    @Flag(help: "Run the cells for the full data, too.")
    var full = false

    @OptionGroup var cacheOptions: CacheOptions

    func run() async throws {
        let workplace = Workplace()
        let file = try workplace.lesson(named: self.lesson)
        let lesson = try file.read()
        if full, lesson.fullDataSets.isEmpty {
            throw UsageError(
                "\(lesson.path): this lesson has no cell for full data; leave out --full (`workbook data` says which have one)"
            )
        }
        let runner = try workplace.runner(cacheOptions)
        let style = TerminalStyle.current(environment: ProcessInfo.processInfo.environment, isPlain: plain)
        let colourist = Colourist(toolchain: try .find(), cache: cacheOptions.cache)
        let terminal = LessonTerminal(
            lesson, style: style,
            selection: TerminalSelection(
                outputsOnly: outputs, inspects: inspect, cell: try cellIndex(in: lesson), runsFull: full),
            colour: { colourist.tokens(of: $0) }, write: { writeOut($0) })
        let run = try await runner.run(
            lesson, in: file.url.deletingLastPathComponent(), for: .reading,
            fullData: full ? cacheOptions.dataStore : nil
        ) { terminal.take($0) }
        terminal.end()
        let failures = run.failures
        for failure in failures {
            printError(failure.description)
            if let outcome = run.cells.first(where: { $0.failure == failure }) {
                for call in outcome.trace { printError(call.description) }
            }
        }
        if !failures.isEmpty { throw ExitCode(1) }
    }

    private func cellIndex(in lesson: Lesson) throws -> Int? {
        guard let cell else { return nil }
        if let found = lesson.cells.first(where: { $0.id == cell }) { return found.index }
        if let number = Int(cell), lesson.cells.indices.contains(number - 1) { return number - 1 }
        let ids = lesson.cells.compactMap(\.id)
        throw UsageError(
            "\(lesson.path): there is no cell \"\(cell)\"; it has the cells 1 to \(lesson.cells.count)"
                + (ids.isEmpty ? "" : ", and the ids \(ids.joined(separator: ", "))"))
    }
}

/// Writes at once. A reader who has gone, as `head` does, ends the program quietly.
private func writeOut(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        if count < 0 {
            if errno == EINTR || errno == EAGAIN { continue }
            WorkFolders.removeAll()
            _exit(0)
        }
        bytes = bytes.dropFirst(count)
    }
}
