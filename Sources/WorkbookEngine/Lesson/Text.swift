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
