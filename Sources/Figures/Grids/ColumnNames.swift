// The names below a grid: all of them, in as many rows as they need; of numbers in order every so many.

struct ColumnNames {
    private let texts: [String]
    private let middles: [Double]
    /// Every so many columns are named.
    let stride: Int
    /// In how many rows, by turns, the names stand.
    let rows: Int
    /// Whether columns are without names that nobody can guess.
    var areMissing: Bool { stride > 1 && !ColumnNames.areNumbers(texts) }

    /// Where the last name ends.
    let right: Double

    /// - Parameters:
    ///   - texts: a name for each column, or none.
    ///   - frame: where the grid lies.
    init(_ texts: [String], below frame: Rectangle, on surface: Surface) {
        let columns = Double(max(1, texts.count))
        let texts = texts.map { surface.fitted($0, surface.width / 2, .small) }
        let widths = texts.map { surface.width($0, .small) }
        // A wide name of an outer column is moved so that it stays in the drawing.
        let middles = texts.indices.map {
            surface.middle(
                texts[$0], at: frame.x + (Double($0) + 0.5) * frame.width / columns, within: surface.width,
                .small)
        }
        let gap = surface.isTerminal ? Surface.cell.width : 6
        func areClear(stride: Int, rows: Int) -> Bool {
            let named = Swift.stride(from: 0, to: texts.count, by: stride).map { $0 }
            return zip(named, named.dropFirst(rows)).allSatisfy { left, right in
                middles[right] - middles[left] >= (widths[left] + widths[right]) / 2 + gap
            }
        }
        // Between numbers in order readers count for themselves; other names would be missed.
        let most = ColumnNames.areNumbers(texts) ? 1 : 6
        (stride, rows) =
            GridLayout.strides.lazy.flatMap { stride in (1...most).map { (stride, $0) } }
            .first { areClear(stride: $0, rows: $1) } ?? (max(1, texts.count), 1)
        (self.texts, self.middles) = (texts, middles)
        right = zip(middles, widths).map { $0 + $1 / 2 }.max() ?? 0
    }

    private static func areNumbers(_ texts: [String]) -> Bool { texts.allSatisfy { Int($0) != nil } }

    /// Writes the names from a height downwards.
    func draw(at top: Double, on surface: Surface, _ drawing: inout Drawing) {
        for (place, column) in Swift.stride(from: 0, to: texts.count, by: stride).enumerated() {
            let y = top + (Double(place % rows) + 0.5) * surface.lineHeight
            drawing.text(texts[column], Point(middles[column], y), .middle, role: .small)
        }
    }
}
