// A document's bytes as CommonMark divides them: into lines, and lines into blanks and the rest.

extension [UInt8] {
    /// The lines as CommonMark counts them, without their ends: LF, CRLF or CR.
    var lines: [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for (index, byte) in enumerated() where byte == .newline || byte == .carriageReturn {
            if byte == .newline, index > 0, self[index - 1] == .carriageReturn {
                start = index + 1
            } else {
                lines.append(start..<index)
                start = index + 1
            }
        }
        if start < count { lines.append(start..<count) }
        return lines
    }

    /// The lines of a stretch, with the empty one after a line end at its end.
    func lines(in range: Range<Int>) -> [Range<Int>] {
        let stretch = Array(self[range])
        var lines = stretch.lines.map { $0.lowerBound + range.lowerBound..<$0.upperBound + range.lowerBound }
        if stretch.last.map(\.isLineEnd) ?? true { lines.append(range.upperBound..<range.upperBound) }
        return lines
    }
}

extension Range<Int> {
    /// The range without the blanks at its ends.
    func trimmed(in bytes: [UInt8]) -> Range<Int> {
        var (start, end) = (lowerBound, upperBound)
        while start < end, bytes[start].isBlank { start += 1 }
        while start < end, bytes[end - 1].isBlank { end -= 1 }
        return start..<end
    }
}

extension UInt8 {
    static let pipe = UInt8(ascii: "|")
    static let backslash = UInt8(ascii: "\\")
    static let dollar = UInt8(ascii: "$")
    static let backtick = UInt8(ascii: "`")
    static let colon = UInt8(ascii: ":")
    static let hyphen = UInt8(ascii: "-")
    static let quoteMark = UInt8(ascii: ">")
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    /// Space, tab, vertical tab or form feed.
    var isBlank: Bool {
        self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == 0x0B || self == 0x0C
    }

    var isLineEnd: Bool { self == .newline || self == .carriageReturn }
}
