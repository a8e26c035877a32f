// A matrix as colours: weights, correlations, attention, confusion.

/// A grid of cells, coloured by their values, with numbers where they fit.
public struct HeatMap: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// Rows from the top; what is no number has a colour of its own.
    public var values: [[Double]]
    /// A name for each row; empty for their numbers, counted from 0, which are written where ``rowAxis`` says of what.
    public var rowNames: [String]
    /// A name for each column; empty for their numbers, counted from 0, which are written where ``columnAxis`` says of
    /// what.
    public var columnNames: [String]
    /// The colours: sequential for sizes, diverging for signed numbers.
    public var ramp: Ramp
    /// The values at the ends of the ramp; nil for those of the data.
    public var limits: ClosedRange<Double>?
    /// Whether the values stand in the cells, where they fit; they do by default.
    public var showsNumbers: Bool
    /// What the rows are, as their common name; empty for none.
    public var rowAxis: String
    /// What the columns are, as their common name; empty for none.
    public var columnAxis: String
    /// What stands in the cells instead of their values.
    var texts: [[String]]?
    /// What the ends of the colours are called, where they are no numbers.
    var endNames: [String]?

    /// - Parameters:
    ///   - values: rows from the top.
    ///   - ramp: sequential for sizes, diverging for signed numbers.
    ///   - limits: the values at the ends of the ramp; by default those of the data.
    public init(
        _ title: String, _ values: [[Double]], rowNames: [String] = [], columnNames: [String] = [],
        ramp: Ramp = .sequential, limits: ClosedRange<Double>? = nil, showsNumbers: Bool = true,
        rowAxis: String = "", columnAxis: String = "", file: StaticString = #file, line: UInt = #line
    ) {
        (self.title, self.values, self.ramp, self.limits) = (title, values, ramp, limits)
        (self.rowNames, self.columnNames, self.showsNumbers) = (rowNames, columnNames, showsNumbers)
        (self.rowAxis, self.columnAxis) = (rowAxis, columnAxis)
        let width = values.first?.count ?? 0
        if let row = values.firstIndex(where: { $0.count != width }) {
            fatalError(
                "Row \(row) of heat map \"\(title)\" has \(counted(values[row].count, "value")) and row 0 has \(width); "
                    + "give rows of equal length", file: file, line: line)
        }
        if !rowNames.isEmpty && rowNames.count != values.count
            || !columnNames.isEmpty && columnNames.count != width
        {
            fatalError(
                "Heat map \"\(title)\" is \(values.count) by \(width) and has \(counted(rowNames.count, "row name")) and "
                    + "\(counted(columnNames.count, "column name")); give one for each row and column, or none",
                file: file, line: line)
        }
    }

    private var columnCount: Int { values.first?.count ?? 0 }
    private func rowName(_ row: Int) -> String { rowNames.isEmpty ? String(row) : rowNames[row] }
    private func columnName(_ column: Int) -> String {
        columnNames.isEmpty ? String(column) : columnNames[column]
    }

    public var summary: String {
        let all = values.flatMap { $0 }
        guard !all.isEmpty else { return "\(title): no data" }
        var words = "\(title), \(values.count) by \(columnCount)"
        let places = all.indices.filter { all[$0].isFinite }
        if let low = places.min(by: { all[$0] < all[$1] }), let high = places.max(by: { all[$0] < all[$1] }) {
            func place(_ index: Int) -> String {
                "(\(rowName(index / columnCount)), \(columnName(index % columnCount)))"
            }
            words +=
                all[low] == all[high]
                ? ": \(shortNumber(all[low])) everywhere"
                : ": from \(shortNumber(all[low])) at \(place(low)) to \(shortNumber(all[high])) at \(place(high))"
        }
        return words + leftOut(all, Axis())
    }

    public var data: DataTable {
        DataTable(rows: values.count, columns: columnCount, rowName: rowName, columnName: columnName) {
            shortNumber(values[$0][$1], digits: 6)
        }
    }

    public func layout(on surface: Surface) -> Drawing {
        let range = ValueRange(values.lazy.flatMap { $0 }, ramp: ramp, limits: limits, ends: endNames)
        let grid = GridLayout(
            on: surface, title: title, rows: values.count, columns: columnCount,
            rowNames: rowAxis.isEmpty ? rowNames : values.indices.map(rowName),
            columnNames: columnAxis.isEmpty ? columnNames : (0..<columnCount).map(columnName),
            rowAxis: rowAxis, columnAxis: columnAxis,
            texts: showsNumbers ? cellTexts : nil)
        var drawing = grid.drawing(below: range.keyHeight(on: surface) + (surface.isTerminal ? 0 : 6))
        guard columnCount > 0 else { return drawing }
        let raster = Raster(
            frame: grid.frame, rows: values.count, columns: columnCount,
            values: values.flatMap { $0.map(range.share) }, ramp: ramp)
        drawing.marks.append(.raster(raster))
        if !grid.hasTexts { drawing.crossOut(raster, on: surface) }
        if grid.hasTexts {
            for (row, texts) in cellTexts.enumerated() {
                for (column, text) in texts.enumerated() {
                    drawing.text(
                        text, grid.cell(row, column).centre, .middle, role: .small,
                        paint: surface.isTerminal ? .ink : range.ink(on: values[row][column]),
                        halo: surface.isTerminal)
                }
            }
        }
        drawing.rectangle(grid.frame, stroke: Stroke(.faint))
        range.drawKey(
            at: Point(grid.frame.x, grid.bottom + (surface.isTerminal ? 0 : 4)),
            width: surface.width - grid.frame.x,
            hasGaps: !grid.hasTexts && raster.values.contains(where: \.isNaN), on: surface, &drawing)
        return drawing
    }

    private var cellTexts: [[String]] { texts ?? values.map { row in row.map { label($0, digits: 2) } } }
}
