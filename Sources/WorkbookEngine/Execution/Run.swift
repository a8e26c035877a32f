// What came of running a lesson: the value that presenters show and the cache keeps.

import Exhibits

/// The outcome of every step of one lesson.
public struct Run: Codable, Hashable, Sendable {
    /// One for each of ``Lesson/cells``, in the same order.
    public var cells: [CellOutcome]
    /// What the program said of ``Lesson/boundValues``, by their place in it.
    public var values: [Int: String] = [:]
    /// One for each answer to an exercise that was tried.
    public var attempts: [AttemptOutcome] = []

    public init(cells: [CellOutcome], attempts: [AttemptOutcome] = []) {
        self.cells = cells
        self.attempts = attempts
    }

    /// Every failure, in the order of the file.
    public var failures: [Diagnostic] {
        (cells.compactMap(\.failure) + attempts.compactMap(\.failure))
            .sorted { ($0.position ?? .start) < ($1.position ?? .start) }
    }
}

/// A part of what a cell left: text, or something it showed.
public enum OutputPiece: Hashable, Sendable {
    case text(String)
    case exhibit(Exhibit)
}

/// What one cell did.
public struct CellOutcome: Codable, Hashable, Sendable {
    /// Something that the cell showed, and where.
    public struct Shown: Codable, Hashable, Sendable {
        /// Where in the output, counted in UTF-8, the line begins that stands for it.
        public var offset: Int
        public var exhibit: Exhibit

        public init(offset: Int, exhibit: Exhibit) {
            (self.offset, self.exhibit) = (offset, exhibit)
        }
    }

    /// Everything that the cell printed, with a line for each figure.
    public var output = ""
    /// The figures, in order.
    public var exhibits: [Shown] = []
    /// What a `fails` or `traps` cell was stopped with, as an `error` fence records it.
    public var error: String?
    /// Why the cell is not as it should be; nil when it is.
    public var failure: Diagnostic?
    /// The calls that led to a failure, outermost last, without the place of the failure itself.
    public var trace: [Diagnostic] = []
    /// False for a sketch, for the parts of exercises, and for the cells after one that failed.
    public var hasRun = false
    /// Elapsed time. Shown in the terminal only, never part of an output.
    public var seconds = 0.0

    public init() {}

    /// The output with the figures in the place of their lines.
    public var pieces: [OutputPiece] {
        var pieces: [OutputPiece] = []
        var rest = output.utf8[...]
        func take(upTo end: Substring.UTF8View.Index) {
            if end > rest.startIndex { pieces.append(.text(String(rest[..<end]) ?? "")) }
            rest = rest[end...]
        }
        for shown in exhibits {
            take(upTo: output.utf8.index(output.utf8.startIndex, offsetBy: shown.offset))
            pieces.append(.exhibit(shown.exhibit))
            rest = rest.dropFirst(shown.exhibit.recorded.utf8.count)
        }
        take(upTo: output.utf8.endIndex)
        return pieces
    }

    /// A recorded output that differs from this one, with the figures in the place of their lines; those without a
    /// line follow it.
    func pieces(of recorded: String) -> [OutputPiece] {
        var pieces: [OutputPiece] = []
        var text = ""
        var waiting = exhibits.map(\.exhibit)[...]
        for line in recorded.split(separator: "\n", omittingEmptySubsequences: false) {
            let exhibit = waiting.first { !$0.recorded.isEmpty }
            if let exhibit, line.hasPrefix(exhibit.mark), let place = waiting.firstIndex(of: exhibit) {
                pieces += [.text(text)] + waiting[...place].map { .exhibit($0) }
                waiting = waiting[(place + 1)...]
                text = ""
            } else {
                text += line + "\n"
            }
        }
        return pieces + [.text(text)] + waiting.map { .exhibit($0) }
    }
}

/// How an answer to an exercise fared against the exercise's tests.
public struct AttemptOutcome: Codable, Hashable, Sendable {
    /// The place in ``Lesson/cells`` of the starter, solution or wrong answer.
    public var cell: Int
    public var output = ""
    /// Why the exercise is faulty: its solution is rejected, or a wrong answer is accepted.
    public var failure: Diagnostic?

    public init(cell: Int) { self.cell = cell }
}

/// What happens while a lesson runs, as it happens.
public enum RunEvent: Sendable {
    case started(cell: Int)
    case printed(cell: Int, text: String)
    case showed(cell: Int, Exhibit)
    case finished(cell: Int, outcome: CellOutcome)
    /// Something that its author should know, though nothing has failed.
    case remark(Diagnostic)
}
