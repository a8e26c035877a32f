// Which line is which: names at the ends of the lines where they fit, else a legend above.

struct LineKey {
    let names: [String]
    /// Whether each is drawn as a line, as markers, or as both.
    let styles: [Series.Style]
    let surface: Surface
    /// Whether the names stand beside the lines' ends.
    let isDirect: Bool
    private let legendRows: [[Int]]

    init(names: [String], styles: [Series.Style], on surface: Surface, isDirectAllowed: Bool = true) {
        (self.names, self.styles, self.surface) = (names, styles, surface)
        let widest = names.map { surface.width($0) }.max() ?? 0
        isDirect =
            isDirectAllowed && names.count > 1 && widest <= surface.width * 0.24 && names.count <= 8
        var rows: [[Int]] = []
        var used = 0.0
        for (index, name) in names.enumerated() {
            let width =
                surface.width(surface.fitted(name, surface.width - 48)) + LineKey.nameStep(on: surface)
            if rows.isEmpty || used + width > surface.width {
                rows.append([index])
                used = width
            } else {
                rows[rows.count - 1].append(index)
                used += width
            }
        }
        legendRows = names.count > 1 ? rows : []
    }

    /// From the end of a name in the legend to the next name's.
    private static func nameStep(on surface: Surface) -> Double { surface.isTerminal ? 56 : 52 }

    /// From the end of the area to the names: room for a piece of the line, in a terminal for its marker and a space.
    private var nameGap: Double { surface.isTerminal ? 24 : 18 }

    var rightRoom: Double {
        isDirect ? surface.columns((names.map { surface.width($0) }.max() ?? 0) + nameGap + 6) : 0
    }

    var topRoom: Double {
        isDirect || legendRows.isEmpty ? 0 : Double(legendRows.count) * surface.lineHeight + surface.rows(4)
    }

    func draw(ends: [(index: Int, at: Point)], in frame: PlotFrame, on drawing: inout Drawing) {
        guard names.count > 1 else { return }
        if isDirect { drawDirect(ends, frame, on: &drawing) } else { drawLegend(frame, on: &drawing) }
    }

    private func drawDirect(_ ends: [(index: Int, at: Point)], _ frame: PlotFrame, on drawing: inout Drawing)
    {
        let area = frame.area
        let gap = surface.lineHeight
        let places = spread(ends.map(\.at.y), gap: gap, within: area.y...area.maxY)
        for ((index, at), place) in zip(ends, places) {
            if surface.isTerminal {
                drawing.marker(.series(index), Point(area.maxX + 8, place), .series(index))
            } else {
                let start = Point(min(at.x, area.maxX), min(max(at.y, area.y), area.maxY))
                var stub = start
                if styles[index] != .points, area.maxX - start.x > 4 {
                    // A series that ends early is led to its name by a line that nobody takes for data.
                    stub = Point(area.maxX + 2, place)
                    drawing.path(Path([start, stub]), stroke: Stroke(.quiet, width: 0.75, dash: .sparse))
                }
                if styles[index] == .points {
                    drawing.marker(.series(index), Point(area.maxX + 9, place), radius: 3.5, .series(index))
                } else {
                    drawing.path(
                        Path([stub, Point(area.maxX + 14, place)]), stroke: .series(index, width: 1.25))
                }
            }
            drawing.text(names[index], Point(area.maxX + nameGap, place))
        }
    }

    private func drawLegend(_ frame: PlotFrame, on drawing: inout Drawing) {
        let top = frame.area.y - topRoom - (surface.isTerminal ? 0 : 8)
        for (row, indices) in legendRows.enumerated() {
            let y = top + (Double(row) + 0.5) * surface.lineHeight
            var x = 0.0
            for index in indices {
                let name = surface.fitted(names[index], surface.width - 48)
                let end = Point(x + (surface.isTerminal ? 23 : 27), y)
                if styles[index] != .points {
                    drawing.path(Path([Point(x, y), end]), stroke: .series(index))
                }
                if styles[index] != .line {
                    drawing.marker(.series(index), Point(x + 12, y), radius: 3.5, .series(index))
                }
                drawing.text(name, Point(x + 32, y))
                x += surface.width(name) + LineKey.nameStep(on: surface)
            }
        }
    }
}
