// Turns how a step ended into the sentence that a reader is shown.

import Foundation
import Markdown

struct Verdict: Sendable {
    let lesson: Lesson
    let cell: Cell
    let result: StepResult
    /// The calls under way when the step stopped, innermost first.
    let calls: [Call]

    // MARK: Cells

    /// Why an ordinary cell is not as it should be.
    var failureOfCell: Diagnostic? {
        switch result.ending {
        case .completed: nil
        case .stopped: diagnostic(at: place, stopSentence)
        case .exited(let status):
            diagnostic(
                at: nil,
                result.errors.isEmpty || status == 0
                    ? "\(cell.title) ended the program with exit code \(status); a cell must run to its end: remove the call of exit"
                    : "\(cell.title) ended the program with exit code \(status): \(lastErrorLine)")
        case .timedOut(let seconds):
            diagnostic(
                at: place,
                "\(cell.title) took longer than \(seconds.formatted()) s and was ended\(place == nil ? "" : " here"); make it quicker, or allow more with timeout=SECONDS"
            )
        case .printedTooMuch(let bytes):
            diagnostic(
                at: nil,
                "\(cell.title) printed more than \(bytes >> 20) MiB and was ended; print less, or only every hundredth line"
            )
        case .closedOutput:
            diagnostic(at: nil, "\(cell.title) closed its standard output; a cell must leave it open")
        case .closedControl:
            diagnostic(
                at: nil,
                "\(cell.title) closed file descriptors that are not its own; a cell may close what it opened")
        case .wroteToControl:
            diagnostic(
                at: nil,
                "\(cell.title) wrote to file descriptors that are not its own; a cell may write to what it opened"
            )
        }
    }

    /// The callers of the place that failed.
    var trace: [Diagnostic] {
        guard case .stopped = result.ending else { return [] }
        // A function that calls itself is told once.
        var positions: [SourceLocation] = []
        for position in calls.compactMap(\.position) where !positions.contains(position) {
            positions.append(position)
        }
        return positions.dropFirst().prefix(8).map {
            Diagnostic(.note, lesson.path, $0, "called from here", sourceLine: lesson.line($0.line))
        }
    }

    // MARK: Traps

    /// The message of a `traps` cell, or why it has none.
    var ofTrap: (error: String?, failure: Diagnostic?) {
        guard result.ending == .completed else { return (nil, failureOfCell) }
        switch result.child {
        case .stopped: return ("\(stopMessage)\n", nil)
        case .exited(let status):
            return (
                nil,
                diagnostic(
                    at: nil,
                    "this cell is marked \"traps\", but it called exit(\(status)); it must stop the program by a trap"
                )
            )
        case .unavailable:
            return (
                nil,
                diagnostic(at: nil, "no process could be started for this cell; the machine is short of them")
            )
        default:
            return (
                nil,
                diagnostic(
                    at: nil,
                    "this cell is marked \"traps\", but it ran to its end; remove the word, or make the mistake again"
                )
            )
        }
    }

    // MARK: Full cells

    /// Why a full cell is not as it should be. It has run in a process of its own.
    var failureOfFull: Diagnostic? {
        guard result.ending == .completed else { return failureOfCell }
        switch result.child {
        case .finished: return nil
        case .stopped: return diagnostic(at: place, stopSentence)
        case .rejected: return diagnostic(at: place, "the cell stopped here: \(lastOutputLine)")
        case .exited(let status):
            return diagnostic(
                at: nil,
                "\(cell.title) ended the program with exit code \(status); a cell must run to its end: remove the call of exit"
            )
        case .unavailable, nil:
            return diagnostic(
                at: nil, "no process could be started for this cell; the machine is short of them")
        }
    }

    // MARK: Answers to exercises

    /// Why an exercise is faulty: its solution must pass its tests, its starter and wrong answers must not.
    var failureOfAttempt: Diagnostic? {
        guard result.ending == .completed else { return failureOfCell }
        let name = cell.role.exercise ?? ""
        switch (cell.role, result.child) {
        case (.solution, .finished): return nil
        case (.solution, .exited(let status)):
            return diagnostic(at: nil, "the solution of exercise \"\(name)\" called exit(\(status))")
        case (.solution, _):
            let reason = result.child == .rejected ? lastOutputLine : stopSentence
            return diagnostic(at: place, "the tests of exercise \"\(name)\" reject its solution: \(reason)")
        case (.starter, .finished):
            return diagnostic(
                at: nil,
                "the tests of exercise \"\(name)\" accept what stands in its starter: if it is your answer, it is right; "
                    + "if it is where readers begin, make the tests ask for more")
        case (.wrong, .finished):
            return diagnostic(
                at: nil, "the tests of exercise \"\(name)\" accept this wrong answer; make them reject it")
        default: return nil
        }
    }

    // MARK: Words

    /// The innermost call within the lesson; where it was seen most often, if it took too long.
    private var place: SourceLocation? {
        let positions = calls.compactMap(\.position)
        guard case .timedOut = result.ending else { return positions.first }
        let counts = Dictionary(grouping: positions) { $0 }.mapValues(\.count)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// As an `error` fence records it: `Fatal error: Index out of range`.
    private var stopMessage: String {
        let text = String(decoding: result.errors, as: UTF8.self)
        for kind in ["Fatal error", "Precondition failed", "Assertion failed"] {
            guard let range = text.range(of: kind) else { continue }
            // The runtime lists addresses below its message; the lines of the lesson come from elsewhere.
            let message = text[range.lowerBound...].prefix(upTo: "\nCurrent stack trace:")
            return message.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        let prefix = "Swift runtime failure: "
        if let failure = calls.first(where: { $0.function.hasPrefix(prefix) }) {
            return "Fatal error: \(failure.function.dropFirst(prefix.count))"
        }
        if case .stopped(_, stackIsFull: true) = result.ending { return "Fatal error: the stack is full" }
        return "Fatal error: \(signalName)"
    }

    private var stopSentence: String {
        if case .stopped(_, stackIsFull: true) = result.ending {
            return "the program stopped here: the stack is full; a function calls itself without end"
        }
        let message = stopMessage.replacing("Fatal error: ", with: "", maxReplacements: 1)
            .replacing("Error raised at top level: ", with: "", maxReplacements: 1)
        return "the program stopped here: \(message)"
    }

    private var signalName: String {
        let signal: Int32? =
            switch (result.ending, result.child) {
            case (.stopped(let signal, _), _): signal
            case (_, .stopped(let signal)): signal
            default: nil
            }
        return switch signal {
        case SIGSEGV, SIGBUS: "memory that is not the program's was used"
        case SIGFPE: "an impossible arithmetic operation"
        case SIGKILL: "the system ended it, most likely for want of memory"
        case SIGABRT: "the program was aborted"
        case SIGXFSZ: "a file grew too large"
        default: "signal \(signal ?? 0)"
        }
    }

    private var lastErrorLine: String { lastLine(of: result.errors) }
    private var lastOutputLine: String { lastLine(of: result.output) }

    private func lastLine(of bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").last.map(String.init)
            ?? "it says nothing"
    }

    private func diagnostic(at position: SourceLocation?, _ message: String) -> Diagnostic {
        let position = position ?? cell.fence.position
        return Diagnostic(.error, lesson.path, position, message, sourceLine: lesson.line(position.line))
    }
}

extension Lesson {
    /// A line of the file, counted from 1, without its line end.
    func line(_ number: Int) -> String? {
        let lines = text.linesKeepingEnds
        return lines.indices.contains(number - 1) ? String(lines[number - 1].trimmingLineEnd) : nil
    }
}

extension Substring {
    fileprivate func prefix(upTo marker: String) -> Substring {
        self[..<(range(of: marker)?.lowerBound ?? endIndex)]
    }
}
