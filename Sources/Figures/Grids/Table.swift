// Names and numbers in columns.

/// A table: text to the left, numbers to the right of their columns.
public struct Table: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// The names of the columns, with their units.
    public var columns: [String]
    /// The entries, one for each column; a column of numbers stands to the right.
    public var rows: [[String]]

    /// A table with an entry for each column in each row.
    public init(
        _ title: String, columns: [String], rows: [[String]], file: StaticString = #file, line: UInt = #line
    ) {
        (self.title, self.columns, self.rows) = (title, columns, rows)
        checkReadable(
            "Table \"\(title)\"", rows.count, "rows", atMost: 1000, "choose some", file: file, line: line)
        if let row = rows.firstIndex(where: { $0.count != columns.count }) {
            fatalError(
                "Row \(row) of table \"\(title)\" has \(counted(rows[row].count, "entry", plural: "entries")) for "
                    + "\(counted(columns.count, "column")); give one for each", file: file, line: line)
        }
    }

    public var summary: String {
        guard let first = rows.first else { return "\(title): no rows" }
        let size = "\(title), \(counted(rows.count, "row")) of \(columns.joined(separator: ", "))"
        return rows.count > 6
            ? "\(size): from \(first.joined(separator: " ")) to \(rows[rows.count - 1].joined(separator: " "))"
            : "\(size): " + rows.map { $0.joined(separator: " ") }.joined(separator: "; ")
    }

    public var data: DataTable { DataTable(columns: columns, count: rows.count) { rows[$0] } }

    private func isNumeric(_ column: Int) -> Bool {
        rows.allSatisfy { row in
            row[column].allSatisfy { $0.isNumber || ".,-−+e%· ".contains($0) } || row[column] == "nan"
        }
    }

    public func layout(on surface: Surface) -> Drawing {
        let line = surface.isTerminal ? 16.0 : 21
        let top = surface.rows(surface.lineHeight + 7)
        let table = data
        let gap = surface.isTerminal ? 16.0 : 22
        var widths = columns.indices.map { column in
            surface.columns(
                ([columns[column]] + table.rows.map { $0[column] }).map { surface.width($0) }.max()!)
        }
        shrink(&widths, to: surface.width - gap * Double(max(0, columns.count - 1)), surface)
        let total = widths.reduce(0, +) + gap * Double(max(0, columns.count - 1))
        let noteRoom = table.note.isEmpty ? 0 : line
        var drawing = Drawing(
            Size(
                min(surface.width, max(total, surface.width(title, .title), 120)),
                top + line * Double(max(1, table.rows.count) + 1) + (surface.isTerminal ? 16 : 6) + noteRoom))
        drawing.title(title, on: surface)
        let rule = top + line + (surface.isTerminal ? 8 : 2)
        drawing.line(Point(0, rule), Point(min(total, surface.width) - 1, rule), Stroke(.quiet))
        let body = top + line + (surface.isTerminal ? 16 : 6)
        var x = 0.0
        for column in columns.indices {
            let isRight = isNumeric(column) && !rows.isEmpty
            let place = isRight ? x + widths[column] : x
            let anchor: Label.Anchor = isRight ? .end : .start
            drawing.text(
                surface.fitted(columns[column], widths[column]), Point(place, top + line / 2), anchor,
                paint: .quiet)
            for (row, texts) in table.rows.enumerated() {
                drawing.text(
                    surface.fitted(texts[column], widths[column]),
                    Point(place, body + (Double(row) + 0.5) * line),
                    anchor, role: isRight ? .number : .text)
            }
            x += widths[column] + gap
        }
        if rows.isEmpty { drawing.text("no rows", Point(0, body + line / 2), paint: .quiet) }
        drawing.text(table.note, Point(0, drawing.size.height - line / 2), role: .small, paint: .quiet)
        return drawing
    }

    /// Takes from the widest columns until all fit.
    private func shrink(_ widths: inout [Double], to room: Double, _ surface: Surface) {
        while widths.reduce(0, +) > room, let widest = widths.max(), widest > 40 {
            widths[widths.firstIndex(of: widest)!] -= 8
        }
    }
}
