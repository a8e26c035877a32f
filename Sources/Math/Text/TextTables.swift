// Matrices, cases and aligned rows as text.

extension TextWriter {
    func table(_ table: Table, _ context: Context) -> Block {
        isFlat || context.style == .script ? Block(flatTable(table)) : laidOut(table)
    }

    /// The rows one after the other: `1 2; 3 4`.
    private func flatTable(_ table: Table) -> String {
        let flat = TextWriter(isFlat: true)
        let isTight =
            switch table.kind {
            case .matrix, .smallMatrix, .array, .substack: true
            case .cases, .aligned, .gathered: false
            }
        let rows = table.rows.map { row -> String in
            let cells = row.cells.enumerated().map { column, cell in
                flat.row(
                    cell, Context(style: table.style, isTight: isTight),
                    isContinued: table.isContinued(column)
                ).line
            }
            let line =
                switch table.kind {
                case .cases: Self.flatCase(cells, row.cells)
                case .aligned:
                    cells.enumerated().map { ($0 > 0 && $0.isMultiple(of: 2) ? "  " : "") + $1 }.joined()
                default: cells.joined(separator: " ")
                }
            return line + (row.tag.map { "  " + flat.row($0, .script).line } ?? "")
        }
        return rows.joined(separator: table.kind == .substack ? ", " : "; ")
    }

    /// A value and its condition: `x, x > 0`, or `x if x > 0` where the condition begins with a word.
    private static func flatCase(_ lines: [String], _ cells: [[Term]]) -> String {
        guard lines.count == 2 else { return lines.joined() }
        if case .text = cells[1].first { return "\(lines[0]) \(lines[1])" }
        return lines[0] + (lines[0].hasSuffix(",") ? " " : ", ") + lines[1]
    }

    private func laidOut(_ table: Table) -> Block {
        let context = Context(style: table.style == .script ? .text : table.style, isTight: false)
        let cells = table.rows.map { row in
            (0..<table.columnCount).map { column in
                column < row.cells.count
                    ? self.row(row.cells[column], context, isContinued: table.isContinued(column)) : Block()
            }
        }
        let widths = (0..<table.columnCount).map { column in cells.map { $0[column].width }.max() ?? 0 }
        let lineWidth = table.rows.contains { $0.tag != nil } ? 4 : 0
        let rows = zip(table.rows, cells).map { row, blocks -> Block in
            var parts: [Block] = []
            for (column, block) in blocks.enumerated() {
                parts.append(
                    Block(String(repeating: " ", count: column == 0 ? 0 : table.gap(before: column))))
                parts.append(block.widened(to: widths[column], table.alignment(ofColumn: column)))
            }
            if let tag = row.tag {
                parts += [Block(String(repeating: " ", count: lineWidth)), self.row(tag, context)]
            }
            return .beside(parts)
        }
        return Self.underEachOther(rows, table)
    }

    /// Rows with an empty one between them where a row is high, and in the middle of cases that have none, so
    /// that the brace has its point there. The baseline is in the middle.
    private static func underEachOther(_ rows: [Block], _ table: Table) -> Block {
        let isHigh = rows.contains { $0.height > 1 }
        var lines: [String] = []
        for (index, row) in rows.enumerated() {
            let isMiddle = table.kind == .cases && rows.count.isMultiple(of: 2) && index == rows.count / 2
            if index > 0, isHigh || isMiddle { lines.append("") }
            lines += row.rows
        }
        if rows.isEmpty { return Block() }
        return Block(rows: lines, baseline: table.rows.count == 1 ? rows[0].baseline : (lines.count - 1) / 2)
    }
}

extension Table {
    /// Whether a cell goes on from the one before it, as the right side of a relation does.
    fileprivate func isContinued(_ column: Int) -> Bool {
        if case .aligned = kind { !column.isMultiple(of: 2) } else { false }
    }

    /// How many blanks stand before a column.
    fileprivate func gap(before column: Int) -> Int {
        switch kind {
        case .aligned: column.isMultiple(of: 2) ? 4 : 0
        case .cases: 3
        case .smallMatrix: 1
        case .matrix, .array, .substack, .gathered: 2
        }
    }
}
