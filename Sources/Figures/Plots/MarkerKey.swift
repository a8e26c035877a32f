// Which shape and colour is which, in rows above a plot.

struct MarkerKey {
    let names: [String]
    let surface: Surface
    let isNeutral: Bool
    private var rows: [[Int]] = []

    /// - Parameter isNeutral: whether shapes alone tell, in the colour of text.
    init(names: [String], on surface: Surface, isNeutral: Bool = false) {
        (self.names, self.surface, self.isNeutral) = (names, surface, isNeutral)
        var used = 0.0
        for index in names.indices {
            let width = entryWidth(index)
            if rows.isEmpty || used + width > surface.width {
                rows.append([])
                used = 0
            }
            rows[rows.count - 1].append(index)
            used += width
        }
    }

    private func name(_ index: Int) -> String { surface.fitted(names[index], surface.width - 40) }
    private func entryWidth(_ index: Int) -> Double { surface.columns(surface.width(name(index))) + 32 }

    var room: Double { rows.isEmpty ? 0 : Double(rows.count) * surface.lineHeight + surface.rows(4) }

    /// - Parameter isFilled: whether the entries stand for areas, such as bars.
    func draw(at top: Double, isFilled: Bool = false, on drawing: inout Drawing) {
        for (row, indices) in rows.enumerated() {
            let y = top + (Double(row) + 0.5) * surface.lineHeight
            var x = 0.0
            for index in indices {
                if isFilled, surface.isTerminal {
                    drawing.bar(Rectangle(x: x, y: y - 8, width: 8, height: 16), series: index, on: surface)
                } else if isFilled {
                    drawing.bar(Rectangle(x: x, y: y - 5, width: 11, height: 11), series: index, on: surface)
                } else {
                    drawing.marker(.series(index), Point(x + 5, y), isNeutral ? .ink : .series(index))
                }
                drawing.text(name(index), Point(x + 16, y))
                x += entryWidth(index)
            }
        }
    }
}
