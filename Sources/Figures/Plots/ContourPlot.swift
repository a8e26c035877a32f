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
        let key = LineKey(names: paths.map(\.name), on: surface, isDirectAllowed: false)
        let frame = PlotFrame(
            on: surface, title: title, xAxis: xAxis, yAxis: yAxis, xDomain: plane.x, yDomain: plane.y,
            top: key.topRoom, areaHeight: surface.isTerminal ? nil : min(surface.width * 0.62, 360))
        var drawing = frame.drawing()
        drawContours(frame, on: &drawing)
        for (index, path) in paths.enumerated() { draw(path, index, frame, on: &drawing) }
        if let height = plane.onlyValue {
            drawing.text("everywhere " + label(height), frame.area.centre, .middle, paint: .quiet, halo: true)
        }
        key.draw(ends: [], in: frame, on: &drawing)
        return drawing
    }

    private func drawContours(_ frame: PlotFrame, on drawing: inout Drawing) {
        var labels = PointLabels(on: frame.surface, within: frame.area)
        for path in paths {
            for (x, y) in zip(path.x, path.y) where x.isFinite && y.isFinite {
                labels.reserve(frame.point(x, y), radius: 5)
            }
        }
        var texts: [(String, Point)] = []
        for (index, level) in levels.enumerated() {
            // A terminal's dots are too coarse for lines that lie close.
            if frame.surface.isTerminal, index % 2 == 1 { continue }
            var path = Path()
            var longest: [Point] = []
            for line in plane.lines(at: level) {
                let points = line.map { frame.point($0.x, $0.y) }
                path.add(simplified(thinned(points)))
                if points.count > longest.count { longest = points }
            }
            // Higher lines are stronger.
            let opacity = 0.35 + 0.55 * Double(index) / Double(max(1, levels.count - 1))
            let dash: Stroke.Dash = frame.surface.isTerminal ? .sparse : .solid
            drawing.path(path, stroke: Stroke(.quiet, width: 1, dash: dash, opacity: opacity))
            if index % 2 == 0, let place = labelPlace(on: longest, frame) {
                texts.append((label(level), place))
            }
        }
        if let first = paths.first, let x = first.x.first, let y = first.y.first, x.isFinite, y.isFinite {
            labels.write("start", beside: frame.point(x, y), on: &drawing)
        }
        for (text, place) in texts { labels.write(text, on: place, &drawing) }
    }

    /// A level's number stands where its line is lowest inside the area.
    private func labelPlace(on line: [Point], _ frame: PlotFrame) -> Point? {
        line.filter { frame.area.inset(by: 14).contains($0) }.max { ($0.y, $0.x) < ($1.y, $1.x) }
    }

    private func draw(_ path: Series, _ index: Int, _ frame: PlotFrame, on drawing: inout Drawing) {
        var line = Path()
        for run in path.runs(Axis(), Axis()) {
            let points = run.map { frame.point(path.x[$0], path.y[$0]) }
            for part in clipped(simplified(thinned(points)), to: frame.area) { line.add(part) }
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
