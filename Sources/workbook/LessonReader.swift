// A lesson shown in the terminal, for the commands that read one.

import ArgumentParser
import Foundation
import WorkbookEngine

/// What of a lesson is shown, and how.
struct ReadingOptions: ParsableArguments {
    @Argument(help: "The lesson.")
    var lesson: String

    @Flag(help: "Show only what the cells print.")
    var outputs = false

    @Flag(help: "Show the variables of cells that end in inspect().")
    var inspect = false

    @Option(help: ArgumentHelp("Show only this cell.", valueName: "id"))
    var cell: String?

    @Flag(help: "Open what is folded: answers, hints and code.")
    var open = false

    @Flag(help: "Use ASCII only, and no colours.")
    var plain = false
}

/// Shows lessons in the terminal while they run.
struct LessonReader {
    private let options: ReadingOptions
    private let runner: Runner
    private let colourist: Colourist
    /// Where the full data are, if the cells for them are to run.
    private let fullData: DataStore?

    init(
        _ options: ReadingOptions, _ cacheOptions: CacheOptions, _ workplace: Workplace,
        runsFull: Bool = false
    ) throws {
        self.options = options
        fullData = runsFull ? cacheOptions.dataStore : nil
        runner = try workplace.runner(cacheOptions)
        colourist = Colourist(toolchain: try .find(), cache: cacheOptions.cache)
    }

    /// Shows the lesson, which lies in `folder`, and then what failed in it. Throws an exit code if anything did.
    func show(_ lesson: Lesson, in folder: URL) async throws {
        let style = TerminalStyle.current(
            environment: ProcessInfo.processInfo.environment, isPlain: options.plain)
        let terminal = LessonTerminal(
            lesson, style: style,
            selection: TerminalSelection(
                outputsOnly: options.outputs, inspects: options.inspect, cell: try cellIndex(in: lesson),
                runsFull: fullData != nil, opensFolds: options.open),
            colour: { colourist.tokens(of: $0) }, write: { writeOut($0) })
        let run = try await runner.run(lesson, in: folder, for: .reading, fullData: fullData) {
            terminal.take($0)
        }
        try Task.checkCancellation()
        terminal.end()
        let failures = run.failures
        for failure in failures {
            printError(failure)
            if let outcome = run.cells.first(where: { $0.failure == failure }) {
                for call in outcome.trace { printError(call) }
            }
        }
        if !failures.isEmpty { throw ExitCode(1) }
    }

    private func cellIndex(in lesson: Lesson) throws -> Int? {
        guard let cell = options.cell else { return nil }
        if let found = lesson.cells.first(where: { $0.id == cell }) { return found.index }
        if let number = Int(cell), lesson.cells.indices.contains(number - 1) { return number - 1 }
        let ids = lesson.cells.compactMap(\.id)
        throw UsageError(
            "\(lesson.path): there is no cell \"\(cell)\"; it has the cells 1 to \(lesson.cells.count)"
                + (ids.isEmpty ? "" : ", and the ids \(ids.joined(separator: ", "))"))
    }
}

/// Writes at once. A reader who has gone, as `head` does, ends the program quietly.
func writeOut(_ text: String) {
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
