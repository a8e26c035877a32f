// The frame of a plot: title, axes with ticks and names, and the area between them.

struct PlotFrame {
    let surface: Surface
    let title: String
    let xAxis: Axis
    let yAxis: Axis
    let area: Rectangle
    let x: AxisScale
    let y: AxisScale
    let xTicks: [Tick]
    let yTicks: [Tick]
    let size: Size
    /// Whether level lines lead from the ticks through the area; planes have lines and colours of their own.
    private let hasGrid: Bool

    /// - Parameters:
    ///   - xDomain, yDomain: from where to where the axes go.
    ///   - wholeX, wholeY: whether only whole numbers make sense, as for epochs and counts.
    ///   - right: the room right of the area, for labels of lines.
    ///   - top: the room above the area, for a legend.
    ///   - areaHeight: the height of the area; by default it suits the width.
    init(
        on surface: Surface, title: String, xAxis: Axis, yAxis: Axis, xDomain: ClosedRange<Double>,
        yDomain: ClosedRange<Double>, wholeX: Bool = false, wholeY: Bool = false, hasXTicks: Bool = true,
        right: Double = 0,
        top: Double = 0, areaHeight: Double? = nil, isSquare: Bool = false, hasGrid: Bool = true
    ) {
        (self.surface, self.title, self.xAxis, self.yAxis) = (surface, title, xAxis, yAxis)
        self.hasGrid = hasGrid
        let line = surface.lineHeight
        let above =
            (title.isEmpty ? 0 : surface.rows(line + 5)) + (yAxis.name.isEmpty ? 0 : surface.rows(line)) + top
        let headroom = surface.isTerminal ? 0 : 8.0
        let below = line + (xAxis.name.isEmpty ? 0 : line) + (surface.isTerminal ? 16 : 8)
        var height = areaHeight ?? PlotFrame.areaHeight(on: surface, around: above + below)

        var yScale = AxisScale(scale: yAxis.scale, domain: yDomain, start: height, end: 0)
        yTicks = yScale.ticks(count: max(2, min(6, Int(height / (2.4 * line)))), wholeNumbers: wholeY)
        let tickWidth = yTicks.map { surface.width($0.text, .number) }.max() ?? 0
        let left = surface.isTerminal ? tickWidth + 16 : tickWidth + 8
        var xScale = AxisScale(scale: xAxis.scale, domain: xDomain, start: 0, end: 1)
        // The last tick's text reaches half its width beyond the area.
        let overhang =
            [4, 10].compactMap { count in
                hasXTicks
                    ? xScale.ticks(count: count, wholeNumbers: wholeX).last.map { surface.width($0.text) / 2 }
                    : nil
            }.max() ?? 0
        var width = surface.columns(max(48, surface.width - left - max(right, surface.columns(overhang + 2))))
        if isSquare {
            let side = min(width, surface.isTerminal ? height : max(height, min(width, 360)))
            (width, height) = (surface.columns(side), surface.rows(side))
            yScale.start = height
        }
        area = Rectangle(x: left, y: above + headroom, width: width, height: height)
        // In a terminal the middles of the outermost dots.
        let margin = surface.isTerminal ? 2.0 : 0
        (xScale.start, xScale.end) = (area.x + margin, area.maxX - margin)
        (yScale.start, yScale.end) = (area.maxY - margin, area.y + margin)
        (x, y) = (xScale, yScale)
        xTicks = hasXTicks ? PlotFrame.fittingTicks(xScale, on: surface, wholeNumbers: wholeX) : []
        size = Size(
            isSquare ? max(left + width + max(right, overhang + 2), min(surface.width, 240)) : surface.width,
            area.maxY + below)
    }

    private static func areaHeight(on surface: Surface, around rest: Double) -> Double {
        if let height = surface.height { return surface.rows(max(64, height - rest)) }
        return surface.isTerminal
            ? min(15, max(6, (surface.width / 8 / 5).rounded())) * 16
            : min(max(surface.width * 0.45, 130), 280)
    }

    /// As many ticks as have room for their texts.
    private static func fittingTicks(_ scale: AxisScale, on surface: Surface, wholeNumbers: Bool) -> [Tick] {
        for count in stride(from: 10, through: 2, by: -1) {
            let ticks = scale.ticks(count: count, wholeNumbers: wholeNumbers)
            let gaps = zip(ticks, ticks.dropFirst()).map { a, b in
                abs(scale(b.value) - scale(a.value))
                    - (surface.width(a.text, .number) + surface.width(b.text, .number)) / 2
            }
            if gaps.allSatisfy({ $0 >= (surface.isTerminal ? 16 : 18) }) { return ticks }
        }
        return Array(scale.ticks(count: 1, wholeNumbers: wholeNumbers).prefix(1))
    }

    func point(_ x: Double, _ y: Double) -> Point { Point(self.x(x), self.y(y)) }

    /// A drawing with the title and the axes in it.
    func drawing() -> Drawing {
        var drawing = Drawing(size)
        let line = surface.lineHeight
        var top = 0.0
        if !title.isEmpty {
            drawing.title(title, on: surface)
            top = surface.rows(line + 5)
        }
        if !yAxis.name.isEmpty {
            drawing.text(surface.fitted(yAxis.name, size.width), Point(0, top + line / 2), paint: .quiet)
        }
        drawY(on: &drawing)
        drawX(on: &drawing)
        return drawing
    }

    private func drawY(on drawing: inout Drawing) {
        let axis = surface.isTerminal ? area.x - 4 : area.x
        // Marks of one kind together, which are one element of a page.
        let ticks = yTicks.map { (text: $0.text, place: y($0.value)) }
        for (_, place) in ticks where hasGrid {
            drawing.line(Point(area.x, place), Point(area.maxX, place), Stroke(.faint))
        }
        for (_, place) in ticks where !hasGrid && !surface.isTerminal {
            drawing.line(Point(area.x - 4, place), Point(area.x, place), Stroke(.quiet))
        }
        if !hasGrid, !surface.isTerminal {
            drawing.line(Point(area.x, area.y), Point(area.x, area.maxY), Stroke(.quiet))
        }
        for (_, place) in ticks where surface.isTerminal {
            drawing.line(Point(axis - 4, place), Point(axis, place), Stroke(.quiet))
        }
        for (text, place) in ticks {
            drawing.text(
                text, Point(axis - (surface.isTerminal ? 12 : 6), place), .end, role: .number, paint: .quiet)
        }
        if surface.isTerminal {
            drawing.line(Point(axis, area.y), Point(axis, area.maxY + 8), Stroke(.quiet))
        }
    }

    private func drawX(on drawing: inout Drawing) {
        let line = surface.lineHeight
        let axis = surface.isTerminal ? area.maxY + 8 : area.maxY
        drawing.line(
            Point(surface.isTerminal ? area.x - 4 : area.x, axis), Point(area.maxX, axis), Stroke(.quiet))
        if hasGrid, !surface.isTerminal, y.scale == .linear, y.domain.lowerBound < 0, y.domain.upperBound > 0
        {
            drawing.line(Point(area.x, y(0)), Point(area.maxX, y(0)), Stroke(.quiet))
        }
        let below = surface.isTerminal ? area.maxY + 16 : area.maxY + 6
        let ticks = xTicks.map { (text: $0.text, place: x($0.value)) }
        for (_, place) in ticks {
            drawing.line(
                Point(place, axis), Point(place, axis + (surface.isTerminal ? 7 : 4)), Stroke(.quiet))
        }
        for (text, place) in ticks {
            drawing.text(text, Point(place, below + line / 2), .middle, role: .number, paint: .quiet)
        }
        if !xAxis.name.isEmpty {
            drawing.text(
                surface.fitted(xAxis.name, area.width), Point(area.midX, below + line * 1.5), .middle,
                paint: .quiet)
        }
    }

    /// Says in the middle of the area that there is nothing to draw.
    func sayEmpty(hasValues: Bool = false, on drawing: inout Drawing) {
        drawing.text(
            hasValues ? "no number that can be shown" : "no data", area.centre, .middle, paint: .quiet)
    }
}
