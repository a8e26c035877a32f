// A landscape of loss from above, with the ways that optimizers take through it.

/// Lines of equal value of f(x, y), and paths across them.
public struct ContourPlot: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// Paths by name; the first point is the start.
    public var paths: [Series]
    /// What goes to the right; `x` unless said otherwise.
    public var xAxis: Axis
    /// What goes up; `y` unless said otherwise.
    public var yAxis: Axis
    /// The values that get a line, as the function has them.
    public var levels: [Double]
    private let plane: SampledPlane

    /// - Parameter levels: which values get a line; by default nine that divide the plane into equal parts.
    public init(
        _ title: String, x: ClosedRange<Double>, y: ClosedRange<Double>, paths: [Series] = [],
        levels: [Double]? = nil, xAxis: Axis = "x", yAxis: Axis = "y", steps: Int = 80,
        file: StaticString = #file,
        line: UInt = #line, function: (Double, Double) -> Double
    ) {
        checkRanges(title, x, y, file: file, line: line)
        (self.title, self.paths, self.xAxis, self.yAxis) = (title, paths, xAxis, yAxis)
        plane = SampledPlane(function, x: x, y: y, steps: max(2, steps))
        let sorted = plane.finite.sorted()
        let parts = sorted.isEmpty ? [] : (1...9).map { sorted[sorted.count * $0 / 10] }
        self.levels = levels ?? parts.map { Double(shortNumber($0, digits: 2)) ?? $0 }
    }

    public var summary: String {
        guard let low = plane.finite.min(), let high = plane.finite.max() else {
            return "\(title): no numbers"
        }
        var words =
            low == high
            ? "\(title): \(shortNumber(low)) everywhere"
            : "\(title): values from \(shortNumber(low)) to \(shortNumber(high))"
        for path in paths {
            let points = zip(path.x, path.y).filter { $0.0.isFinite && $0.1.isFinite }
            guard let first = points.first, let last = points.last else { continue }
            words += "; \(path.name), \(counted(path.y.count, "point")), from (\(shortNumber(first.0)), "
            words += "\(shortNumber(first.1))) to (\(shortNumber(last.0)), \(shortNumber(last.1)))"
        }
        return words
    }

    public var data: DataTable { LinePlot(title, paths, xAxis: xAxis, yAxis: yAxis).data }

    public func layout(on surface: Surface) -> Drawing {
        let key = LineKey(
            names: paths.map(\.name), styles: paths.map { _ in .line }, on: surface, isDirectAllowed: false)
        let frame = PlotFrame(
            on: surface, title: title, xAxis: xAxis, yAxis: yAxis, xDomain: plane.x, yDomain: plane.y,
            top: key.topRoom, areaHeight: surface.isTerminal ? nil : min(surface.width * 0.62, 360),
            hasGrid: false)
        var drawing = frame.drawing()
        let numbers = drawContours(frame, on: &drawing)
        for (index, path) in paths.enumerated() { draw(path, index, frame, on: &drawing) }
        if let height = plane.onlyValue {
            drawing.text("everywhere " + label(height), frame.area.centre, .middle, paint: .quiet, halo: true)
        }
        write(numbers, frame, on: &drawing)
        key.draw(ends: [], in: frame, on: &drawing)
        return drawing
    }

    /// A line of one value, as parts of it are drawn.
    private struct Contour {
        var level: Int
        var parts: [[Point]]
    }

    private func drawContours(_ frame: PlotFrame, on drawing: inout Drawing) -> [Contour] {
        var contours: [Contour] = []
        for (index, level) in levels.enumerated() {
            // A terminal's dots are too coarse for lines that lie close.
            if frame.surface.isTerminal, index % 2 == 1 { continue }
            let parts = plane.lines(at: level).map { line in line.map { frame.point($0.x, $0.y) } }
            var path = Path()
            for part in parts { path.add(simplified(thinned(part))) }
            // Higher lines are stronger.
            let opacity = 0.35 + 0.55 * Double(index) / Double(max(1, levels.count - 1))
            let dash: Stroke.Dash = frame.surface.isTerminal ? .sparse : .solid
            drawing.path(path, stroke: Stroke(.quiet, width: 1, dash: dash, opacity: opacity))
            contours.append(Contour(level: index, parts: parts))
        }
        return contours
    }

    /// Writes where the paths start, and the values of the lines where these run free of the paths and of each other.
    private func write(_ contours: [Contour], _ frame: PlotFrame, on drawing: inout Drawing) {
        var free = FreePlaces(on: frame.surface, within: frame.area.inset(by: 3), clearance: 0)
        for path in paths {
            for part in parts(of: path, frame) { free.reserve(line: part, weight: 4) }
            if let last = path.points.last(where: \.isFinite) {
                free.reserve(Rectangle(centre: frame.point(last.x, last.y), width: 14, height: 14))
            }
        }
        for contour in contours {
            for part in contour.parts { free.reserve(line: simplified(part), of: contour.level) }
        }
        if let start = paths.first?.points.first, start.isFinite {
            let at = frame.point(start.x, start.y)
            free.reserve(Rectangle(centre: at, width: 8, height: 8))
            free.write(
                [PlacedText(text: "start", places: free.places(of: "start", around: at))], on: &drawing)
        }
        // Every second line has a number for certain, the others where there is room.
        let texts = contours.sorted { ($0.level % 2, $0.level) < ($1.level % 2, $1.level) }.map { contour in
            PlacedText(
                text: label(levels[contour.level]), places: places(on: contour, frame), owner: contour.level,
                paint: .quiet, isOptional: true)
        }
        free.write(texts, on: &drawing)
    }

    /// Where a line's number may stand: the lower on the drawing, the better.
    private func places(on contour: Contour, _ frame: PlotFrame) -> [Point] {
        let points = contour.parts.flatMap { $0 }.filter(frame.area.contains)
        let step = max(1, points.count / 80)
        return stride(from: 0, to: points.count, by: step).map { points[$0] }
            .sorted { ($0.y, $0.x) > ($1.y, $1.x) }
    }

    /// A path as it is drawn: without gaps, and inside the area.
    private func parts(of path: Series, _ frame: PlotFrame) -> [[Point]] {
        path.runs(Axis(), Axis()).flatMap { run in
            clipped(simplified(thinned(run.map { frame.point(path.x[$0], path.y[$0]) })), to: frame.area)
        }
    }

    private func draw(_ path: Series, _ index: Int, _ frame: PlotFrame, on drawing: inout Drawing) {
        var line = Path()
        for part in parts(of: path, frame) { line.add(part) }
        for run in path.runs(Axis(), Axis()) {
            let points = run.map { frame.point(path.x[$0], path.y[$0]) }
            if points.count <= 60 {
                for point in points where frame.area.contains(point) {
                    drawing.marker(.series(index), point, radius: 2.5, .series(index))
                }
            }
            if let last = points.last, frame.area.contains(last) {
                drawing.marker(.series(index), last, radius: 5, .series(index))
            }
        }
        drawing.path(line, stroke: .series(index))
    }
}
