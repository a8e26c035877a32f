// Holds a run against what the lesson records.

import Markdown

/// One way in which a lesson and its run disagree.
public struct Mismatch: Sendable {
    public var diagnostic: Diagnostic
    /// The lines that differ, as a readable diff; empty when the sentence says it all.
    public var difference: [DiffLine] = []
}

/// Every disagreement between `lesson` and `run`, in the order of the file.
public func check(_ lesson: Lesson, against run: Run) -> [Mismatch] {
    var found = run.failures.map { Mismatch(diagnostic: $0) }
    for (cell, outcome) in zip(lesson.cells, run.cells) where outcome.hasRun && outcome.failure == nil {
        for (kind, actual) in outcome.texts {
            if let mismatch = compare(lesson, cell, kind, actual) { found.append(mismatch) }
        }
    }
    for (number, value) in lesson.boundValues.enumerated() {
        guard let actual = run.values[number], !value.agrees(with: actual) else { continue }
        found.append(
            Mismatch(
                diagnostic: Diagnostic(
                    .error, lesson.path, value.position,
                    "the \(value.place.rawValue) says \(value.shown), but \(value.expression) is \(actual); write \(value.written(actual)), or let `workbook accept` do it"
                )))
    }
    return found.sorted { ($0.diagnostic.position ?? .start) < ($1.diagnostic.position ?? .start) }
}

extension CellOutcome {
    /// What the cell's fences should hold.
    var texts: [(kind: Recording.Kind, text: String)] { [(.output, output), (.error, error ?? "")] }
}

private func compare(_ lesson: Lesson, _ cell: Cell, _ kind: Recording.Kind, _ actual: String) -> Mismatch? {
    func diagnostic(at fence: Fence, _ message: String) -> Diagnostic {
        Diagnostic(.error, lesson.path, fence.position, message)
    }
    let hasText = !Comparison.lines(actual).isEmpty
    guard let recording = lesson.recording(kind, ofCell: cell.index) else {
        guard hasText else { return nil }
        return Mismatch(
            diagnostic: diagnostic(
                at: cell.fence,
                "\(cell.title) has \(kind == .output ? "an output" : "an error") that is not recorded; `workbook accept` records it"
            ),
            difference: diff(recorded: "", actual: actual, Comparison()))
    }
    if recording.isUnchecked { return nil }
    let comparison = Comparison(tolerance: recording.tolerance)
    if comparison.matches(recorded: recording.content, actual: actual) { return nil }
    let within = recording.tolerance > 0 ? " within \(recording.tolerance)" : ""
    return Mismatch(
        diagnostic: diagnostic(
            at: recording.fence,
            "the \(kind.rawValue) of \(cell.title) is not the recorded one\(within); mend the cell, or record the new \(kind.rawValue) with `workbook accept`"
        ),
        difference: diff(recorded: recording.content, actual: actual, comparison))
}
