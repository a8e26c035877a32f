// From a lesson to the one Swift program that runs it.

/// The program of a lesson: its cells in order, with the runner's calls between them.
struct Program: Sendable {
    /// A stretch of the program that the runner watches on its own.
    struct Step: Sendable {
        enum Kind: Sendable { case cell, trap, attempt, full }
        var kind: Kind
        /// The place in ``Lesson/cells`` of the cell, or of the answer that is tried.
        var cell: Int
        /// The seconds that the cell's fence allows.
        var timeout: Double?
    }

    /// A line of a cell's code, and where it stands in the program. All counted in UTF-8.
    struct Line: Hashable, Sendable {
        var cell: Int
        /// Where it begins in the cell's code.
        var start: Int
        var place: Range<Int>
    }

    var source: String
    var steps: [Step]
    /// The lines of all cells that are in the program, each where it stands first.
    var lines: [Line]

    /// - Parameter runsFull: whether the full cells run; they are compiled in any case.
    init(_ lesson: Lesson, _ purpose: RunPurpose, runsFull: Bool = false) {
        var writer = ProgramWriter(path: lesson.path)
        var steps: [Step] = []
        let cells = lesson.cells
        func begin(_ kind: Step.Kind, _ cell: Cell) -> Int {
            steps.append(Step(kind: kind, cell: cell.index, timeout: cell.timeout))
            writer.glue("_Workbook.begin(\(steps.count - 1))")
            return steps.count - 1
        }
        let values = lesson.boundValues
        for cell in cells {
            writer.values(values) { $0.cellsBefore == cell.index }
            switch cell.role {
            case .run:
                _ = begin(.cell, cell)
                writer.code(of: cell)
                if cell.inspects { writer.inspection(of: cell) }
            case .traps:
                let step = begin(.trap, cell)
                writer.inChild(step) { $0.code(of: cell, isInScope: true) }
            case .starter(let exercise) where purpose == .checking:
                let tests = cells.filter { $0.role == .test(exercise: exercise) }
                for answer in cells where answer.isAnswer(to: exercise) {
                    let step = begin(.attempt, answer)
                    writer.inChild(step) {
                        $0.code(of: answer, isInScope: true)
                        for test in tests { $0.code(of: test, isInScope: true) }
                    }
                }
            case .full(let set):
                let step = runsFull ? begin(.full, cell) : nil
                writer.full(cell, set, step)
            case .sketch, .fails, .starter, .solution, .test, .wrong: break
            }
        }
        writer.values(values) { $0.cellsBefore == cells.count }
        writer.end(of: lesson)
        source = writer.source
        lines = writer.lines
        self.steps = steps
    }

    /// The program that ends with a `fails` cell, which is only compiled.
    static func upTo(_ failing: Cell, of lesson: Lesson) -> String {
        var writer = ProgramWriter(path: lesson.path)
        for cell in lesson.cells[..<failing.index] where cell.role == .run { writer.code(of: cell) }
        writer.code(of: failing)
        writer.end(of: lesson)
        return writer.source
    }

    /// One cell alone, to find out whether its own brackets and quotes are closed.
    static func alone(_ cell: Cell, of lesson: Lesson) -> String {
        var writer = ProgramWriter(path: lesson.path)
        writer.code(of: cell)
        writer.end(at: cell.fence.firstContentLine + cell.fence.contentColumns.count)
        return writer.source
    }
}

extension Cell {
    /// Whether the exercise's tests are tried on this cell: the untouched starter must be rejected too.
    func isAnswer(to exercise: String) -> Bool {
        switch role {
        case .starter(exercise), .solution(exercise), .wrong(exercise): true
        default: false
        }
    }
}

/// Writes Swift whose diagnostics and debug information name the lesson's own lines and columns.
private struct ProgramWriter {
    let path: String
    private var imports = ["import LessonKit\n"]
    private var body = ""
    /// The cells' lines by their place in the body.
    private var linesOfBody: [Program.Line] = []
    private var cellsSoFar: Set<Int> = []

    init(path: String) { self.path = path }

    var source: String { imports.joined() + body }

    var lines: [Program.Line] {
        let shift = imports.reduce(0) { $0 + $1.utf8.count }
        return linesOfBody.map { line in
            let place = (line.place.lowerBound + shift)..<(line.place.upperBound + shift)
            return Program.Line(cell: line.cell, start: line.start, place: place)
        }
    }

    mutating func glue(_ line: String) { body += line + "\n" }

    /// Writes the cell's code. Within a scope no import may stand: imports go to the top of the program.
    mutating func code(of cell: Cell, isInScope: Bool = false) {
        body += "#sourceLocation(file: \"\(path.escapedForSwift)\", line: \(cell.fence.firstContentLine))\n"
        let lines = cell.codeWithoutInspection.linesKeepingEnds
        let isFirst = cellsSoFar.insert(cell.index).inserted
        var start = 0
        for (line, column) in zip(lines, cell.fence.contentColumns) {
            let count = line.utf8.count
            defer { start += count }
            // Indentation in place of the quote marks or list indentation keeps the columns true.
            if isInScope, line.drop(while: { $0 == " " || $0 == "\t" }).hasPrefix("import ") {
                imports.append(line.trimmingLineEnd + "\n")
                body += "\n"
            } else {
                body += String(repeating: " ", count: column)
                let place = body.utf8.count..<body.utf8.count + count
                if isFirst {
                    linesOfBody.append(Program.Line(cell: cell.index, start: start, place: place))
                }
                body += line
            }
        }
        body += "#sourceLocation()\n"
    }

    /// Shows the variables that the cell has made.
    mutating func inspection(of cell: Cell) {
        let pairs = cell.variableNames.map { "(\"\($0)\", `\($0)`)" }
        glue("_Workbook.inspect([\(pairs.joined(separator: ", "))])")
    }

    /// Asks for the values in prose that belong here.
    mutating func values(_ values: [BoundValue], where belongs: (BoundValue) -> Bool) {
        for (number, value) in values.enumerated() where belongs(value) {
            body += "#sourceLocation(file: \"\(path.escapedForSwift)\", line: \(value.position.line))\n"
            // Blanks in front, where there is room, let the compiler count columns as the file has them.
            let call = "_Workbook.value(\(number), "
            let room = value.expressionColumn - 1 - call.utf8.count
            glue(String(repeating: " ", count: max(0, room)) + call + value.expression + ")")
            body += "#sourceLocation()\n"
        }
    }

    mutating func inChild(_ step: Int, _ write: (inout ProgramWriter) -> Void) {
        glue("if _Workbook.isChild(for: \(step)) {")
        write(&self)
        glue("_Workbook.leaveChild()")
        glue("}")
    }

    /// Nothing that a full cell does is seen by the cells after it: they print the same with it and without it.
    mutating func full(_ cell: Cell, _ set: String, _ step: Int?) {
        glue(
            step.map { "if _Workbook.isChild(for: \($0), with: \"\(set)\") {" } ?? "if _Workbook.leavesOut {")
        code(of: cell, isInScope: true)
        if cell.inspects { inspection(of: cell) }
        glue("_Workbook.leaveChild()")
        glue("}")
    }

    /// A bracket left open is noticed at the very end: let that end be a line of the lesson.
    mutating func end(of lesson: Lesson) {
        end(at: lesson.text.linesKeepingEnds.count)
    }

    mutating func end(at line: Int) {
        body += "#sourceLocation(file: \"\(path.escapedForSwift)\", line: \(line))\n"
    }
}

extension String {
    var escapedForSwift: String {
        flatMap { $0 == "\\" || $0 == "\"" ? ["\\", $0] : [$0] }.reduce(into: "") { $0.append($1) }
    }
}
