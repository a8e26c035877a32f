// A matrix with its numbers, in brackets.

/// Numbers in rows and columns, with common decimals in each column.
public struct MatrixView: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// Rows from the top.
    public var values: [[Double]]
    /// Names to the left of the rows; empty for none.
    public var rowNames: [String]
    /// Names above the columns; empty for none.
    public var columnNames: [String]
    /// How many significant digits a number may have; 4 unless said otherwise.
    public var digits: Int

    /// A matrix of rows of equal length.
    public init(
        _ title: String, _ values: [[Double]], rowNames: [String] = [], columnNames: [String] = [],
        digits: Int = 4,
        file: StaticString = #file, line: UInt = #line
    ) {
        (self.title, self.values, self.digits) = (title, values, digits)
        (self.rowNames, self.columnNames) = (rowNames, columnNames)
        let width = values.first?.count ?? 0
        if let row = values.firstIndex(where: { $0.count != width }) {
            fatalError(
                "Row \(row) of matrix \"\(title)\" has \(counted(values[row].count, "value")) and row 0 has \(width); "
                    + "give rows of equal length", file: file, line: line)
        }
    }

    public var summary: String {
        let all = values.flatMap { $0 }
        guard let low = all.filter(\.isFinite).min(), let high = all.filter(\.isFinite).max() else {
            return all.isEmpty ? "\(title): no data" : "\(title): no numbers"
        }
        let size = "\(title), \(values.count) by \(values[0].count)"
        if all.count <= 12 {
            return size + ": "
                + values.map { $0.map { shortNumber($0, digits: digits) }.joined(separator: " ") }.joined(
                    separator: " / ")
        }
        return "\(size): from \(shortNumber(low)) to \(shortNumber(high))" + leftOut(all, Axis())
    }

    public var data: DataTable {
        func name(_ index: Int, _ names: [String]) -> String {
            index < names.count ? names[index] : String(index)
        }
        return DataTable(
            rows: values.count, columns: values.first?.count ?? 0, rowName: { name($0, rowNames) },
            columnName: { name($0, columnNames) }, entry: { shortNumber(values[$0][$1], digits: 6) })
    }

    public func layout(on surface: Surface) -> Drawing {
        let line = surface.isTerminal ? 16.0 : 20
        let top = surface.rows(surface.lineHeight + 5) + (columnNames.isEmpty ? 0 : surface.lineHeight)
        let rows = shown(values.count, limit: 12)
        let left = surface.columns((rowNames.map { surface.width($0) }.max() ?? -10) + 10)
        let cells = columnTexts
        let gap = surface.isTerminal ? 16.0 : 18
        let widths = cells.enumerated().map { column, texts in
            let name = column < columnNames.count ? surface.width(columnNames[column], .small) : 0
            return surface.columns(max(name, texts.map { surface.width($0, .number) }.max() ?? 0)) + gap
        }
        let columns = fitting(widths, surface.width - left - 32)
        let bracket = surface.isTerminal ? 16.0 : 10
        let right = left + 2 * bracket + columns.reduce(0) { $0 + ($1 < 0 ? 24 : widths[$1]) } - gap / 2
        var drawing = Drawing(
            Size(
                min(surface.width, max(right + 4, surface.width(title, .title), 160)),
                top + Double(max(1, rows.count)) * line + 4))
        drawing.title(title, on: surface)
        guard !cells.isEmpty else {
            drawing.text("no data", Point(0, top + line / 2), paint: .quiet)
            return drawing
        }
        drawBrackets(left, right, top, top + Double(rows.count) * line, surface, on: &drawing)
        for (place, row) in rows.enumerated() {
            let y = top + (Double(place) + 0.5) * line
            if row >= 0, row < rowNames.count {
                drawing.text(rowNames[row], Point(left - 8, y), .end, paint: .quiet)
            }
            var x = left + bracket - gap / 2
            for column in columns {
                x += column < 0 ? 24 : widths[column]
                if column >= 0, column < columnNames.count, place == 0 {
                    drawing.text(
                        columnNames[column], Point(x, top - surface.lineHeight / 2), .end, role: .small,
                        paint: .quiet)
                }
                let text = row < 0 ? "⋮" : column < 0 ? "…" : cells[column][row]
                drawing.text(text, Point(x, y), .end, role: .number)
            }
        }
        return drawing
    }

    /// The numbers of each column, with as many decimals as its numbers need for the digits wanted.
    private var columnTexts: [[String]] {
        guard let first = values.first else { return [] }
        return first.indices.map { column in
            let numbers = values.map { $0[column] }
            let largest = numbers.filter(\.isFinite).map { abs($0) }.max() ?? 0
            let smallest = numbers.filter { $0.isFinite && $0 != 0 }.map { abs($0) }.min() ?? 1
            // A number that is not 0 is never written as 0.0000.
            let isTiny = smallest < 0.5 * power(10, -Double(digits + 2)) || largest > 0 && largest < 1e-4
            if largest >= 1e6 || isTiny {
                return numbers.map { label($0, digits: digits) }
            }
            let decimals =
                numbers.map { number -> Int in
                    let text = shortNumber(number, digits: digits)
                    return text.contains("e")
                        ? digits : text.split(separator: ".").dropFirst().first?.count ?? 0
                }.max() ?? 0
            return numbers.map {
                $0.isFinite ? typeset(fixedNumber($0, decimals: min(decimals, digits + 2))) : label($0)
            }
        }
    }

    /// The first and the last of many, with −1 for what is left out.
    private func shown(_ count: Int, limit: Int) -> [Int] {
        count <= limit ? Array(0..<count) : Array(0..<(limit / 2)) + [-1] + Array((count - limit / 2)..<count)
    }

    private func fitting(_ widths: [Double], _ room: Double) -> [Int] {
        if widths.reduce(0, +) <= room { return Array(widths.indices) }
        for limit in stride(from: widths.count - 1, through: 2, by: -1) {
            let columns = shown(widths.count, limit: limit / 2 * 2)
            if columns.reduce(0, { $0 + ($1 < 0 ? 24 : widths[$1]) }) <= room { return columns }
        }
        return [0, -1]
    }

    private func drawBrackets(
        _ left: Double, _ right: Double, _ top: Double, _ bottom: Double, _ surface: Surface,
        on drawing: inout Drawing
    ) {
        let stroke = Stroke(.ink, width: 1.25)
        let foot = surface.isTerminal ? 0.0 : 5
        for (x, inner) in [(left + 2, left + 2 + foot), (right - 2, right - 2 - foot)] {
            drawing.path(
                Path([Point(inner, top), Point(x, top), Point(x, bottom), Point(inner, bottom)]),
                stroke: surface.isTerminal ? nil : stroke)
            if surface.isTerminal { drawing.line(Point(x, top + 4), Point(x, bottom - 4), stroke) }
        }
    }
}
