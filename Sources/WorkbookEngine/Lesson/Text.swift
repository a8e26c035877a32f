// Lines of a file with their line ends, counted in bytes: what Markdown, YAML and the compiler count in.

extension String {
    /// The lines, each with the `\n` or `\r\n` that ends it; the last may have none.
    var linesKeepingEnds: [Substring] {
        var lines: [Substring] = []
        var start = utf8.startIndex
        while start < utf8.endIndex {
            let end =
                utf8[start...].firstIndex(of: UInt8(ascii: "\n")).map { utf8.index(after: $0) }
                ?? utf8.endIndex
            lines.append(self[start..<end])
            start = end
        }
        return lines
    }
}

extension Substring {
    /// Where another text stands first, byte for byte. Foundation's search compares characters and takes ten times as
    /// long.
    func firstPlace(of text: some StringProtocol) -> Range<Index>? {
        let sought = Array(text.utf8)
        guard let first = sought.first else { return startIndex..<startIndex }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: sought) {
                return start..<rest.index(start, offsetBy: sought.count)
            }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// The line without its `\n` or `\r\n`.
    var trimmingLineEnd: Substring {
        var bytes = utf8
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return Substring(bytes)
    }

    var lineEnd: Substring { self[trimmingLineEnd.endIndex...] }

    var trimmingTrailingBlanks: Substring {
        var bytes = utf8
        while let last = bytes.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
            bytes.removeLast()
        }
        return Substring(bytes)
    }

    var droppingByteOrderMark: Substring {
        unicodeScalars.first == "\u{FEFF}" ? Substring(unicodeScalars.dropFirst()) : self
    }
}
