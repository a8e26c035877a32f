// Records a run's outputs in the lesson's own file, and touches nothing else.

extension Lesson {
    /// The lesson with the outputs and errors of `run` recorded.
    ///
    /// A recorded text that agrees with the run stays as it is, to the last digit. In one that does not, the
    /// numbers that are within the tolerance stay; elided lines stay elided where the lines around them agree.
    public func accepting(_ run: Run) -> Lesson {
        var result = self
        result.parts = []
        let parts = correcting(run.values).parts
        for part in parts {
            switch part {
            case .prose: result.parts.append(part)
            case .cell(let cell):
                result.parts.append(part)
                guard run.cells.indices.contains(cell.index), run.cells[cell.index].hasRun else { continue }
                let outcome = run.cells[cell.index]
                for (kind, actual) in outcome.texts where !Comparison.lines(actual).isEmpty {
                    guard recording(kind, ofCell: cell.index) == nil else { continue }
                    result.parts += newRecording(kind, actual, below: cell)
                }
            case .recording(let recording):
                let text = run.cells[recording.cell].texts.first { $0.kind == recording.kind }?.text ?? ""
                result.parts.append(.recording(updated(recording, with: text, run.cells[recording.cell])))
            }
        }
        return result
    }

    private func updated(_ recording: Recording, with actual: String, _ outcome: CellOutcome) -> Recording {
        let comparison = Comparison(tolerance: recording.tolerance)
        guard outcome.hasRun, outcome.failure == nil,
            recording.isUnchecked || !comparison.matches(recorded: recording.content, actual: actual)
        else { return recording }
        var lines = Comparison.lines(actual).map(String.init)
        if recording.tolerance > 0 {
            lines = keepingNumbers(of: Comparison.lines(recording.content), in: lines, comparison)
        }
        lines = keepingElision(of: Comparison.lines(recording.content), in: lines, comparison)
        var updated = recording
        updated.fence = recording.fence.replacingContent(with: lines)
        return updated
    }

    /// Where an old and a new line have the same shape, numbers within the tolerance keep their recorded digits.
    private func keepingNumbers(of recorded: [Substring], in lines: [String], _ comparison: Comparison)
        -> [String]
    {
        guard recorded.count == lines.count else { return lines }
        return zip(recorded, lines).map { old, new in
            if comparison.equal(line: old, Substring(new)) { return String(old) }
            let a = OutputToken.tokens(of: old)
            let b = OutputToken.tokens(of: Substring(new))
            guard a.count == b.count else { return new }
            return zip(a, b).map { String(comparison.equal($0, $1) ? $0.text : $1.text) }.joined()
        }
    }

    private func keepingElision(of recorded: [Substring], in lines: [String], _ comparison: Comparison)
        -> [String]
    {
        guard let first = recorded.firstIndex(of: "..."), let last = recorded.lastIndex(of: "...") else {
            return lines
        }
        let head = first
        let tail = recorded.count - last - 1
        guard lines.count > head + tail + 1 else { return lines }
        return Array(lines.prefix(head)) + ["..."] + Array(lines.suffix(tail))
    }

    private func newRecording(_ kind: Recording.Kind, _ actual: String, below cell: Cell) -> [Part] {
        let lineEnd =
            Substring(cell.fence.opening).lineEnd.isEmpty
            ? "\n" : String(Substring(cell.fence.opening).lineEnd)
        let lines = Comparison.lines(actual).map(String.init)
        var longest = 2
        for line in lines where line.allSatisfy({ $0 == "`" }) { longest = max(longest, line.count) }
        let marks = String(repeating: "`", count: longest + 1)
        let prefix = cell.fence.linePrefix
        let isLastLine = Substring(cell.fence.closing).lineEnd.isEmpty
        let blank = (isLastLine ? lineEnd : "") + prefix.trimmingBlankEnd + lineEnd
        let fence = Fence(
            position: cell.fence.position, opening: "\(prefix)\(marks)\(kind.rawValue)\(lineEnd)",
            linePrefix: prefix,
            body: "", closing: "\(prefix)\(marks)\(lineEnd)", content: "", contentColumns: [])
        let recording = Recording(kind: kind, cell: cell.index, fence: fence.replacingContent(with: lines))
        return [.prose(blank), .recording(recording)]
    }
}

extension Fence {
    /// The fence with other lines in it, in the same list or quote.
    fileprivate func replacingContent(with lines: [String]) -> Fence {
        let lineEnd = Substring(opening).lineEnd.isEmpty ? "\n" : String(Substring(opening).lineEnd)
        var fence = self
        fence.content = lines.map { $0 + "\n" }.joined()
        fence.body = lines.map { ($0.isEmpty ? linePrefix.trimmingBlankEnd : linePrefix + $0) + lineEnd }
            .joined()
        fence.contentColumns = lines.map { _ in linePrefix.utf8.count }
        // A line of the output that looks like the fence's end needs a longer fence.
        let marks = Substring(opening).dropFirst(linePrefix.count).prefix { $0 == "`" || $0 == "~" }
        let needed =
            lines.filter { !$0.isEmpty && $0.allSatisfy { $0 == marks.first } }.map { $0.count + 1 }.max()
            ?? 0
        if needed > marks.count, let mark = marks.first {
            let more = String(repeating: mark, count: needed - marks.count)
            fence.opening = linePrefix + more + opening.dropFirst(linePrefix.count)
            fence.closing = linePrefix + more + closing.dropFirst(linePrefix.count)
        }
        return fence
    }
}

extension String {
    fileprivate var trimmingBlankEnd: String { String(Substring(self).trimmingTrailingBlanks) }
}
