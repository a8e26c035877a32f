// A line of a pipe table, cut into cells as GitHub cuts it: at every pipe without a backslash before it, whatever
// markup the pipe stands in.

/// The cells of one line.
struct TableRow {
    struct Cell {
        /// The cell's Markdown; `\|` has become `|`.
        var text: [UInt8] = []
        /// The cell's bytes in the source.
        var source: Range<Int>
        /// Where in `text` the pipes are that had a backslash.
        var escapedPipes: [Int] = []
    }

    let cells: [Cell]

    /// The row that stands at `content` of `source`, or nil for a line that holds no cell, like `|` alone.
    init?(_ source: [UInt8], _ content: Range<Int>) {
        var cells: [Cell] = []
        var start = content.lowerBound
        func skipPipe() {
            start += 1
            while start < content.upperBound, source[start].isBlank { start += 1 }
        }
        if start < content.upperBound, source[start] == .pipe { skipPipe() }
        while start < content.upperBound {
            var end = start
            while end < content.upperBound, source[end] != .pipe || source[max(end - 1, start)] == .backslash
            { end += 1 }
            cells.append(Cell(source, start..<end))
            start = end
            if start < content.upperBound { skipPipe() }
        }
        guard !cells.isEmpty else { return nil }
        self.cells = cells
    }

    /// The alignments that this row gives if it is a delimiter row, such as `| :--- | ---: |`.
    var alignments: [Node.Alignment]? {
        var alignments: [Node.Alignment] = []
        for cell in cells {
            let dashes = cell.text.drop { $0 == .colon }.prefix { $0 == .hyphen }
            let (left, right) = (dashes.startIndex, cell.text.count - dashes.endIndex)
            guard !dashes.isEmpty, left <= 1, right <= 1, right == 0 || cell.text.last == .colon else {
                return nil
            }
            alignments.append(left == 1 ? (right == 1 ? .center : .left) : (right == 1 ? .right : .none))
        }
        return alignments
    }
}

extension TableRow.Cell {
    fileprivate init(_ bytes: [UInt8], _ range: Range<Int>) {
        source = range.trimmed(in: bytes)
        for byte in bytes[source] {
            if byte == .pipe {
                text.removeLast()
                escapedPipes.append(text.count)
            }
            text.append(byte)
        }
    }

    /// Where the byte at `offset` of the cell's text stands in the source.
    func position(of offset: Int) -> Int { source.lowerBound + offset + escapedPipes.count { $0 <= offset } }
}
