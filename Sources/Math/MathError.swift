// What is wrong with a formula, where, and what to write instead.

/// A formula that cannot be read.
public struct MathError: Error, Hashable, Sendable, CustomStringConvertible {
    /// How many UTF-8 bytes of the source come before the fault; columns of lessons count bytes too.
    public let offset: Int
    /// One sentence: what is wrong and what to write instead.
    public let message: String

    public var description: String { "\(offset): \(message)" }
}

/// The known name closest to a mistyped one, if one is close enough to be meant: at most one edit for each
/// three letters, and for short names one edit.
///
///     nearestName(to: "aplha", among: ["alpha", "beta"])  // "alpha"
func nearestName(to name: String, among names: some Sequence<String>) -> String? {
    let limit = max(1, name.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in names.sorted() where abs(candidate.count - name.count) <= limit {
        let distance = editDistance(Array(name), Array(candidate))
        if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one word to the other
/// (Damerau 1964, restricted form).
func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for (i, letter) in first.enumerated() {
        var current = [i + 1]
        for (j, other) in second.enumerated() {
            var distance = min(last[j + 1] + 1, current[j] + 1, last[j] + (letter == other ? 0 : 1))
            if i > 0, j > 0, letter == second[j - 1], other == first[i - 1] {
                distance = min(distance, beforeLast[j - 1] + 1)
            }
            current.append(distance)
        }
        (beforeLast, last) = (last, current)
    }
    return last[second.count]
}
