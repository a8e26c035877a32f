// Where the cells of a grid lie, with the names of its rows and columns.

struct GridLayout {
    let surface: Surface
    let title: String
    let rows: Int
    let columns: Int
    let frame: Rectangle
    let hasTexts: Bool
    private let rowNames: [String]
    private let columnNames: ColumnNames
    /// Every so many rows are named.
    private let rowStride: Int
    private let namesBottom: Double
    private let rowAxis: String
    private let columnAxis: String

    init(
        on surface: Surface, title: String, rows: Int, columns: Int, rowNames: [String],
        columnNames: [String],
        rowAxis: String, columnAxis: String, texts: [[String]]?
    ) {
        (self.surface, self.title, self.rows, self.columns) = (surface, title, rows, columns)
        self.rowNames = rowNames
        (self.rowAxis, self.columnAxis) = (rowAxis, columnAxis)
        let line = surface.lineHeight
        // The name of the first row may reach above its cell.
        let top = surface.rows(line + 5) + (rowAxis.isEmpty ? 0 : line + (surface.isTerminal ? 0 : 5))
        let widestName = rowNames.map { surface.width($0) }.max() ?? 0
        let left = widestName > 0 ? surface.columns(min(widestName, surface.width * 0.35) + 10) : 0
        let available = max(32, surface.width - left)
        let (count, tall) = (Double(max(1, columns)), Double(max(1, rows)))

        let textWidth = texts?.joined().map { surface.width($0, .small) }.max() ?? 0
        // Small numbers in many columns need less room than a pretty square.
        let roomy = surface.columns(max(textWidth + 8, surface.isTerminal ? 16 : 26))
        hasTexts = texts != nil && roomy * count <= available && tall <= 40
        let widestColumn = columnNames.map { surface.width($0, .small) + 8 }.max() ?? 0
        // A terminal has nothing smaller than its letters: names in words make the columns wider, if there is room.
        let areWords = hasTexts || columnNames.contains { Int($0) == nil }
        var cell: Size
        if surface.isTerminal {
            let named = min(surface.columns(widestColumn), (available / count / 8).rounded(.down) * 8)
            let wanted = max(hasTexts ? roomy : 16, areWords ? named : 16)
            let width = hasTexts || wanted * count <= available ? (wanted / 8).rounded(.down) * 8 : 8
            cell = Size(width, width == 8 ? 8 : 16)
            // More cells than characters: several share one.
            if cell.width * count > available { cell.width = (available / 8).rounded(.down) * 8 / count }
            if cell.height * tall > 60 * 16 { cell.height = 60 * 16 / tall }
        } else {
            let side = min(available / count, hasTexts ? max(roomy, min(widestColumn, 72)) : 40, 480 / tall)
            cell = Size(hasTexts ? max(side, roomy) : side, hasTexts ? min(max(side, 24), 40) : side)
        }
        frame = Rectangle(
            x: left, y: top, width: cell.width * count,
            height: surface.isTerminal ? (cell.height * tall / 16).rounded(.up) * 16 : cell.height * tall)
        self.columnNames = ColumnNames(columnNames, below: frame, on: surface)
        let least = line * tall / frame.height
        rowStride = GridLayout.strides.first { Double($0) >= least } ?? max(1, rows)
        namesBottom = frame.maxY + (columnNames.isEmpty ? 0 : Double(self.columnNames.rows) * line)
    }

    /// Where the room below the names begins.
    var bottom: Double {
        let lines = [columnAxis, missing].count { !$0.isEmpty }
        return namesBottom + Double(lines) * surface.lineHeight + (surface.isTerminal ? 0 : 4)
    }

    func cell(_ row: Int, _ column: Int) -> Rectangle {
        let (width, height) = (frame.width / Double(columns), frame.height / Double(rows))
        return Rectangle(
            x: frame.x + Double(column) * width, y: frame.y + Double(row) * height, width: width,
            height: height)
    }

    /// A drawing with the title and the names.
    ///
    /// - Parameter room: what is needed below them.
    func drawing(below room: Double) -> Drawing {
        let line = surface.lineHeight
        let right = max(frame.maxX + 1, columnNames.right)
        let width = min(surface.width, max(right, surface.width(title, .title), frame.x + 250))
        var drawing = Drawing(Size(width, bottom + room))
        drawing.title(title, on: surface)
        if !rowAxis.isEmpty {
            drawing.text(
                surface.fitted(rowAxis, width), Point(0, surface.rows(line + 5) + line / 2), paint: .quiet)
        }
        guard rows > 0, columns > 0 else {
            drawing.text("no data", Point(0, frame.y + line / 2), paint: .quiet)
            return drawing
        }
        drawRowNames(on: &drawing)
        columnNames.draw(at: frame.maxY + (surface.isTerminal ? 0 : 3), on: surface, &drawing)
        if !columnAxis.isEmpty {
            let middle = surface.middle(columnAxis, at: frame.midX, within: width)
            let y = namesBottom + line / 2 + (surface.isTerminal ? 0 : 2)
            drawing.text(columnAxis, Point(middle, y), .middle, paint: .quiet)
        }
        drawing.text(
            surface.fitted(missing, width, .small), Point(0, bottom - line / 2), role: .small, paint: .quiet)
        return drawing
    }

    /// Every so many rows or columns have their names, where not all have room.
    static let strides = [1, 2, 5, 10, 20, 50, 100, 200, 500]

    /// Which names are written, where readers would miss the others.
    private var missing: String {
        func every(_ stride: Int, _ noun: String) -> String {
            "every \(stride == 2 ? "2nd" : "\(stride)th") \(noun)"
        }
        var named: [String] = []
        if rowStride > 1, rowNames.contains(where: { Int($0) == nil }) {
            named.append(every(rowStride, "row"))
        }
        if columnNames.areMissing { named.append(every(columnNames.stride, "column")) }
        return named.isEmpty ? "" : "named: " + listed(named)
    }

    private func drawRowNames(on drawing: inout Drawing) {
        for row in Swift.stride(from: 0, to: rowNames.count, by: rowStride) {
            drawing.text(
                surface.fitted(rowNames[row], frame.x - 8),
                Point(frame.x - (surface.isTerminal ? 8 : 6), cell(row, 0).midY),
                .end)
        }
    }
}
