// Matrices, cases and aligned rows as tables.

extension MathMLWriter {
    mutating func table(_ table: Table) {
        if table.kind == .aligned(isFullWidth: true) || table.kind == .gathered(isFullWidth: true) {
            return fullWidthTable(table)
        }
        element("mtable", Self.attributes(table)) { writer in
            for row in table.rows {
                writer.element("mtr") { writer in
                    for column in 0..<table.columnCount { writer.cell(row, column, table) }
                }
            }
        }
    }

    /// A table that takes the width of the page: two more columns share what its own leave, and the last has
    /// the tags.
    mutating func fullWidthTable(_ table: Table) {
        element("mtable", Self.attributes(table) + #" style="width:100%""#) { writer in
            for row in table.rows {
                writer.element("mtr") { writer in
                    writer.element("mtd", #"style="width:50%""#) { _ in }
                    for column in 0..<table.columnCount { writer.cell(row, column, table) }
                    guard let tag = row.tag else {
                        return writer.element("mtd", #"style="width:50%""#) { _ in }
                    }
                    writer.element("mtd", #"style="width:50%;\#(Self.right)""#) { $0.row(tag, .text) }
                }
            }
        }
    }

    // Chromium sets a cell's content by `justify-items`, other browsers by `text-align`.
    private static let left = "text-align:left;justify-items:start"
    private static let right = "text-align:right;justify-items:end"

    private static func attributes(_ table: Table) -> String {
        let size: String =
            switch table.kind {
            case .substack: ""
            case .smallMatrix: #" scriptlevel="1""#
            default: #" scriptlevel="0""#
            }
        return #"displaystyle="\#(table.style == .display)""# + size
    }

    private mutating func cell(_ row: Table.Row, _ column: Int, _ table: Table) {
        var style: [String] = []
        switch table.alignment(ofColumn: column) {
        case .left: style.append(Self.left)
        case .right: style.append(Self.right)
        case .center: break
        }
        switch table.kind {
        // The two sides of a relation meet; before each further pair there is room.
        case .aligned:
            style.append(column.isMultiple(of: 2) ? "padding-right:0" : "padding-left:0")
            if column.isMultiple(of: 2), column > 0 { style.append("padding-left:2em") }
        case .cases: style.append(column == 0 ? "padding-right:0" : "padding-left:1em")
        case .substack, .smallMatrix: style.append("padding:0 \(table.kind == .substack ? "0" : "0.17em")")
        case .matrix, .gathered, .array: break
        }
        let attribute = style.isEmpty ? "" : #"style="\#(style.joined(separator: ";"))""#
        element("mtd", attribute) { writer in
            guard column < row.cells.count else { return }
            // The relation that the right side of a pair begins with has its space on the left too.
            let isSecondOfPair = if case .aligned = table.kind { !column.isMultiple(of: 2) } else { false }
            writer.row(row.cells[column], table.style, isContinued: isSecondOfPair)
        }
    }
}
