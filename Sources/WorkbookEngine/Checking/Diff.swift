// The lines in which two outputs differ, with a little of what surrounds them.

public struct DiffLine: Hashable, Sendable {
    public enum Kind: Hashable, Sendable { case same, recorded, actual, gap }
    public var kind: Kind
    public var text: String

    /// As a unified diff shows it.
    public var display: String {
        switch kind {
        case .same: "  \(text)"
        case .recorded: "- \(text)"
        case .actual: "+ \(text)"
        case .gap: "  …"
        }
    }
}

/// The difference between two outputs. Lines that are equal within the tolerance are the same.
func diff(recorded: String, actual: String, _ comparison: Comparison) -> [DiffLine] {
    let old = Comparison.lines(recorded)
    let new = Comparison.lines(actual)
    // Past this size the table would be larger than the reader's patience.
    guard old.count * max(1, new.count) <= 4_000_000 else {
        return
            (old.prefix(20).map { DiffLine(kind: .recorded, text: String($0)) }
            + new.prefix(20).map { DiffLine(kind: .actual, text: String($0)) })
    }
    // Longest common subsequence, from the end.
    var longest = [[Int]](repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
        for j in new.indices.reversed() {
            longest[i][j] =
                comparison.equal(line: old[i], new[j])
                ? longest[i + 1][j + 1] + 1 : max(longest[i + 1][j], longest[i][j + 1])
        }
    }
    var lines: [DiffLine] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
        if i < old.count, j < new.count, comparison.equal(line: old[i], new[j]) {
            lines.append(DiffLine(kind: .same, text: String(new[j])))
            (i, j) = (i + 1, j + 1)
        } else if i < old.count, j == new.count || longest[i + 1][j] >= longest[i][j + 1] {
            lines.append(DiffLine(kind: .recorded, text: String(old[i])))
            i += 1
        } else {
            lines.append(DiffLine(kind: .actual, text: String(new[j])))
            j += 1
        }
    }
    return withoutFarContext(lines)
}

/// Keeps two equal lines on either side of a difference.
private func withoutFarContext(_ lines: [DiffLine]) -> [DiffLine] {
    let changed = lines.indices.filter { lines[$0].kind != .same }
    let kept = Set(changed.flatMap { ($0 - 2)...($0 + 2) })
    var result: [DiffLine] = []
    for (index, line) in lines.enumerated() {
        if kept.contains(index) {
            result.append(line)
        } else if result.last?.kind != .gap {
            result.append(DiffLine(kind: .gap, text: ""))
        }
    }
    return result
}
