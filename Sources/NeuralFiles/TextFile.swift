// Plain text with one thing a line: words, labels, names.

/// Reads text files line by line.
public enum TextFile {
    /// The lines of the file at `path`, from top to bottom, without their ends.
    ///
    ///     let words = try TextFile.lines("words.txt")     // ["the", "of", "to", …]
    ///
    /// Every line counts, an empty one too; nothing is trimmed or unquoted.
    ///
    /// - Parameter path: a text file in UTF-8.
    public static func lines(_ path: String) throws -> [String] {
        var bytes = try readBytes(path)[...]
        if bytes.starts(with: byteOrderMark) { bytes = bytes.dropFirst(byteOrderMark.count) }
        var lines: [String] = []
        while !bytes.isEmpty {
            let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
            var line = bytes[..<end]
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            guard let text = String(validating: line, as: UTF8.self) else {
                throw FileError(path, line: lines.count + 1, "the line is not text in UTF-8")
            }
            lines.append(text)
            bytes = bytes[end...].dropFirst()
        }
        return lines
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
