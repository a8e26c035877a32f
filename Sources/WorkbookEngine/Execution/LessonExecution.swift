// One lesson being run: compile everything at once, listen to the program, judge each step.

import Foundation
import Markdown
import Synchronization

struct LessonExecution: Sendable {
    let runner: Runner
    let lesson: Lesson
    let purpose: RunPurpose
    /// Where the full data lie; nil when the full cells are left out.
    let data: DataStore?
    let folder: URL
    let work: URL
    let events: OrderedEvents

    init(
        runner: Runner, lesson: Lesson, purpose: RunPurpose, data: DataStore?, folder: URL, work: URL,
        onEvent: @escaping @Sendable (RunEvent) -> Void
    ) {
        (self.runner, self.lesson, self.purpose, self.data) = (runner, lesson, purpose, data)
        (self.folder, self.work) = (folder, work)
        events = OrderedEvents(cells: lesson.cells.count, onEvent)
    }

    func run() async throws -> Run {
        let program = Program(lesson, purpose, runsFull: data != nil)
        async let failing = compileFailingCells()
        let lessonObject = try await compile(program)
        let failingOutcomes = try await failing
        for (cell, outcome) in failingOutcomes { events.prepare(outcome, for: cell) }

        let symbolizer = Symbolizer(toolchain: runner.toolchain, lesson: lesson, object: lessonObject)
        let run = Mutex(Run(cells: lesson.cells.map { failingOutcomes[$0.index] ?? CellOutcome() }))
        let process = LessonProcess(
            host: runner.library.host, lesson: lessonObject, folder: folder, limits: runner.limits,
            fullData: data?.folder)
        let results = try await process.run(
            program.steps,
            onStart: { if program.steps[$0].kind != .attempt { events.start(program.steps[$0].cell) } },
            onOutput: {
                if program.steps[$0].kind != .attempt { events.print($1, cell: program.steps[$0].cell) }
            },
            onExhibit: {
                if program.steps[$0].kind != .attempt { events.show($1, cell: program.steps[$0].cell) }
            },
            onValue: { number, value in run.withLock { $0.values[number] = value } },
            onEnd: { number, result in
                let verdict = verdict(on: program.steps[number], result, symbolizer)
                run.withLock { judge(program.steps[number], result, verdict, &$0) }
            })
        if results.isEmpty, !program.steps.isEmpty {
            throw Diagnostics(lesson.path, "the lesson's process could not be started; run `make` again")
        }
        events.finishAll()
        return run.withLock { $0 }
    }

    // MARK: Compiling

    private var compiler: Compiler { Compiler(toolchain: runner.toolchain, library: runner.library) }

    private func compile(_ program: Program) async throws -> URL {
        let (report, object) = try await compiler.build(program.source, named: "lesson", in: work)
        for diagnostic in report.diagnostics where diagnostic.message.contains("to type-check (limit:") {
            events.remark(diagnostic)
        }
        if report.succeeded { return object }
        throw Diagnostics(try await explain(report))
    }

    /// The compiler's diagnostics as far as they are about the lesson's own lines.
    private func explain(_ report: Compiler.Report) async throws -> [Diagnostic] {
        let cells = lesson.cells
        let valueLines = Set(lesson.boundValues.map(\.position.line))
        let isInCell = { (diagnostic: Diagnostic) in
            guard diagnostic.path == lesson.path, let line = diagnostic.position?.line else { return false }
            if valueLines.contains(line) { return true }
            return cells.contains { $0.contains(line: line) }
        }
        // A bracket or quote left open makes the compiler stumble over what follows: ask about each cell alone.
        if report.errors.contains(where: { !isInCell($0) }) {
            for cell in cells where cell.role != .sketch && cell.role != .fails {
                let alone = try await compiler.parse(
                    Program.alone(cell, of: lesson), named: "cell\(cell.index)", in: work)
                if !alone.errors.isEmpty { return alone.diagnostics.map { moved($0, into: cell) } }
            }
        }
        let own = report.diagnostics.filter { $0.severity != .warning && isInCell($0) }.map { diagnostic in
            // As the file has the line, with the marks of the quote or list that the cell is in.
            var diagnostic = diagnostic
            diagnostic.sourceLine = diagnostic.position.flatMap { lesson.line($0.line) }
            return diagnostic
        }
        if own.contains(where: { $0.severity == .error }) { return own }
        let first = report.errors.first?.message ?? report.text.split(separator: "\n").first.map(String.init)
        return [
            Diagnostic(
                .error, lesson.path, cells.first?.fence.position,
                "the lesson could not be compiled: \(first ?? "the compiler said nothing"); run `make` to build the library for the installed toolchain"
            )
        ]
    }

    /// A diagnostic at the end of what was compiled belongs to the last line of the cell.
    private func moved(_ diagnostic: Diagnostic, into cell: Cell) -> Diagnostic {
        var diagnostic = diagnostic
        let last = cell.fence.firstContentLine + max(0, cell.fence.contentColumns.count - 1)
        if diagnostic.path != lesson.path || (diagnostic.position?.line ?? 0) > last {
            let line = cell.fence.body.linesKeepingEnds.last?.trimmingLineEnd ?? ""
            diagnostic.path = lesson.path
            diagnostic.position = SourceLocation(line: last, column: line.utf8.count + 1)
            diagnostic.sourceLine = String(line)
        }
        return diagnostic
    }

    private func compileFailingCells() async throws -> [Int: CellOutcome] {
        try await withThrowingTaskGroup(of: (Int, CellOutcome).self) { group in
            for cell in lesson.cells where cell.role == .fails {
                group.addTask { (cell.index, try await compileFailing(cell)) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private func compileFailing(_ cell: Cell) async throws -> CellOutcome {
        let source = Program.upTo(cell, of: lesson)
        let report = try await compiler.check(source, named: "fails\(cell.index)", in: work)
        var outcome = CellOutcome()
        outcome.hasRun = true
        let own = report.errors.filter {
            $0.path == lesson.path && cell.contains(line: $0.position?.line ?? 0)
        }
        let said = own.isEmpty ? report.errors : own
        if report.succeeded {
            outcome.failure = failure(
                of: cell,
                "this cell is marked \"fails\", but it compiles; remove the word, or make the mistake again")
        } else {
            outcome.error = said.map { "error: \($0.message)\n" }.joined()
        }
        return outcome
    }

    // MARK: Judging

    private func verdict(on step: Program.Step, _ result: StepResult, _ symbolizer: Symbolizer) -> Verdict {
        Verdict(
            lesson: lesson, cell: lesson.cells[step.cell], result: result,
            calls: result.frames.isEmpty ? [] : symbolizer.calls(at: result.frames))
    }

    private func judge(_ step: Program.Step, _ result: StepResult, _ verdict: Verdict, _ run: inout Run) {
        var outcome = outcome(of: result)
        switch step.kind {
        case .cell:
            outcome.failure = verdict.failureOfCell
            if outcome.failure != nil { outcome.trace = verdict.trace }
        case .trap:
            (outcome.error, outcome.failure) = verdict.ofTrap
        case .full:
            outcome.failure = verdict.failureOfFull
            if outcome.failure != nil { outcome.trace = verdict.trace }
        case .attempt:
            var attempt = AttemptOutcome(cell: step.cell)
            attempt.output = outcome.output
            attempt.failure = verdict.failureOfAttempt
            run.attempts.append(attempt)
            return
        }
        run.cells[step.cell] = outcome
        events.finish(outcome, cell: step.cell)
    }

    private func outcome(of result: StepResult) -> CellOutcome {
        var outcome = CellOutcome()
        outcome.hasRun = true
        // Piece by piece, since bytes that are no text change in length when they become some.
        var end = 0
        for (offset, exhibit) in result.exhibits {
            outcome.output += String(decoding: result.output[end..<offset], as: UTF8.self)
            outcome.exhibits.append(CellOutcome.Shown(offset: outcome.output.utf8.count, exhibit: exhibit))
            end = offset
        }
        outcome.output += String(decoding: result.output[end...], as: UTF8.self)
        outcome.seconds = result.seconds
        return outcome
    }

    private func failure(of cell: Cell, _ message: String) -> Diagnostic {
        Diagnostic(
            .error, lesson.path, cell.fence.position, message,
            sourceLine: String(Substring(cell.fence.opening).trimmingLineEnd))
    }
}

extension Cell {
    /// Whether the line, counted in the file, is one of the cell's code.
    func contains(line: Int) -> Bool {
        line >= fence.firstContentLine && line < fence.firstContentLine + fence.contentColumns.count
    }
}
