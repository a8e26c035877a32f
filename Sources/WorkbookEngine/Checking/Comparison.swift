// Whether what a cell prints is what its lesson records. This file alone decides.

/// How two outputs are compared.
///
/// Without a tolerance the texts must be equal, but for blanks at the ends of lines and blank lines at the end.
/// With one, the texts are cut into numbers and the words between; words must be equal, blanks may differ, and
/// a number may be off by `tolerance · max(1, |recorded|)`. A recorded line `...` stands for any lines.
public struct Comparison: Sendable {
    public var tolerance: Double

    public init(tolerance: Double = 0) { self.tolerance = tolerance }

    /// Whether `actual` is as `recorded` says.
    public func matches(recorded: String, actual: String) -> Bool {
        let actualLines = Self.lines(actual)
        var segments: [[Substring]] = [[]]
        for line in Self.lines(recorded) {
            if line == "..." { segments.append([]) } else { segments[segments.count - 1].append(line) }
        }
        guard segments.count > 1 else { return equal(segments[0][...], actualLines[...]) }
        let first = segments.removeFirst()
        let last = segments.removeLast()
        guard actualLines.count >= first.count + last.count,
            equal(first[...], actualLines.prefix(first.count)),
            equal(last[...], actualLines.suffix(last.count))
        else { return false }
        var rest = actualLines[first.count..<(actualLines.count - last.count)]
        for segment in segments {
            guard let start = firstMatch(of: segment, in: rest) else { return false }
            rest = rest[(start + segment.count)...]
        }
        return true
    }

    private func firstMatch(of segment: [Substring], in lines: ArraySlice<Substring>) -> Int? {
        guard segment.count <= lines.count else { return nil }
        return (lines.startIndex...(lines.endIndex - segment.count)).first { start in
            equal(segment[...], lines[start..<(start + segment.count)])
        }
    }

    /// Whether two lines say the same, within the tolerance.
    func equal(line recorded: Substring, _ actual: Substring) -> Bool {
        if recorded == actual { return true }
        guard tolerance > 0 else { return false }
        let a = OutputToken.tokens(of: recorded).filter { !$0.isBlank }
        let b = OutputToken.tokens(of: actual).filter { !$0.isBlank }
        return a.count == b.count && zip(a, b).allSatisfy(equal)
    }

    /// Whether two tokens say the same, within the tolerance.
    func equal(_ recorded: OutputToken, _ actual: OutputToken) -> Bool {
        if recorded.text == actual.text { return true }
        guard let old = recorded.number, let new = actual.number else { return false }
        if old.isNaN && new.isNaN || old == new { return true }
        return abs(new - old) <= tolerance * max(1, abs(old))
    }

    private func equal(_ recorded: ArraySlice<Substring>, _ actual: ArraySlice<Substring>) -> Bool {
        recorded.count == actual.count && zip(recorded, actual).allSatisfy(equal(line:_:))
    }

    /// The lines that count: without blanks at their ends and without blank lines at the end of the text.
    static func lines(_ text: String) -> [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.trimmingLineEnd.trimmingTrailingBlanks
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

/// A number, a run of blanks, or what stands between them.
struct OutputToken: Sendable {
    var text: Substring
    /// The token's value if it is a number.
    var number: Double?

    var isBlank: Bool { text.allSatisfy { $0 == " " || $0 == "\t" } }

    /// Cuts a line. Digits inside a word, as in `w12`, are no number.
    static func tokens(of line: Substring) -> [OutputToken] {
        var tokens: [OutputToken] = []
        var rest = line
        var previous: Character = " "
        while let first = rest.first {
            let isWord = previous.isLetter || previous.isNumber || previous == "_"
            var end = rest.endIndex
            var number: Double?
            if !isWord, let (length, value) = leadingNumber(rest) {
                end = rest.index(rest.startIndex, offsetBy: length)
                number = value
            } else if first == " " || first == "\t" {
                end = rest.firstIndex { $0 != " " && $0 != "\t" } ?? rest.endIndex
            } else if first.isLetter || first.isNumber || first == "_" {
                end = rest.firstIndex { !($0.isLetter || $0.isNumber || $0 == "_") } ?? rest.endIndex
            } else {
                end = rest.index(after: rest.startIndex)
            }
            tokens.append(OutputToken(text: rest[..<end], number: number))
            previous = rest[rest.index(before: end)]
            rest = rest[end...]
        }
        return tokens
    }

    /// `-12`, `0.5`, `.5`, `1.`, `1e-07`, `nan`, `inf`: its length and value.
    private static func leadingNumber(_ text: Substring) -> (length: Int, value: Double)? {
        let characters = Array(text.prefix(400))
        var index = 0
        func at(_ offset: Int) -> Character? {
            characters.indices.contains(offset) ? characters[offset] : nil
        }
        func isDigit(_ offset: Int) -> Bool { at(offset).map { ("0"..."9").contains($0) } ?? false }
        if at(index) == "-" || at(index) == "+" { index += 1 }
        for word in ["nan", "inf"]
        where String(characters[index...].prefix(3)) == word && at(index + 3)?.isLetter != true {
            return (index + 3, Double(String(characters[..<(index + 3)])) ?? .nan)
        }
        let start = index
        while isDigit(index) { index += 1 }
        var digits = index - start
        if at(index) == ".", digits > 0 || isDigit(index + 1) {
            index += 1
            let fraction = index
            while isDigit(index) { index += 1 }
            digits += index - fraction
        }
        guard digits > 0 else { return nil }
        if at(index) == "e" || at(index) == "E" {
            let exponent = at(index + 1) == "-" || at(index + 1) == "+" ? index + 2 : index + 1
            if isDigit(exponent) {
                index = exponent
                while isDigit(index) { index += 1 }
            }
        }
        if at(index)?.isLetter == true || at(index) == "_" { return nil }
        var literal = String(characters[..<index])
        if literal.hasSuffix(".") { literal += "0" }
        return Double(literal).map { (index, $0) }
    }
}
