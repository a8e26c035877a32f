// Lines over a common x: losses by epoch, weights by step, a series in time.

/// One or several series as lines.
///
///     LinePlot("Training error", y: errors, x: "epoch", yAxis: .log("mean |error|"))
///
/// Lines carry their names at their ends where there is room, and differ in dash as well as in colour. Long series are
/// thinned without losing their extremes; what is no number leaves a gap.
public struct LinePlot: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// What goes to the right, with its unit: `epoch`.
    public var xAxis: Axis
    /// What goes up, with its unit; `.log(…)` for what falls by factors.
    public var yAxis: Axis
    /// The lines.
    public var series: [Series]
    /// What helps to read them; nothing unless it is given.
    public var guides: [Guide] = []
    /// Whether the area is as high as it is wide, so that with the same limits on both axes a circle looks round; it is
    /// not unless it is asked for.
    public var isSquare = false
    /// The series that lies on top of the others; by default the last.
    var top: Int?

    /// What helps to read the lines.
    public enum Guide: Equatable, Sendable {
        /// A vertical line, for example between training and test.
        case split(at: Double, String)
        /// A horizontal line, for example a baseline.
        case level(at: Double, String)
        /// A stretch of x with a tinted ground.
        case span(ClosedRange<Double>, String)
    }

    /// A plot of several series, which share their axes.
    public init(
        _ title: String, _ series: [Series], xAxis: Axis = "", yAxis: Axis = "", guides: [Guide] = [],
        isSquare: Bool = false
    ) {
        (self.title, self.series, self.xAxis, self.yAxis) = (title, series, xAxis, yAxis)
        (self.guides, self.isSquare) = (guides, isSquare)
    }

    /// A plot of one series.
    public init(
        _ title: String, x: [Double]? = nil, y: [Double], style: Series.Style = .line, xAxis: Axis = "",
        yAxis: Axis = "", guides: [Guide] = [], isSquare: Bool = false, file: StaticString = #file,
        line: UInt = #line
    ) {
        let series = Series(title, x: x, y: y, style: style, file: file, line: line)
        self.init(title, [series], xAxis: xAxis, yAxis: yAxis, guides: guides, isSquare: isSquare)
    }

    // MARK: Words

    public var summary: String {
        let sentences = series.map { one in
            let count = counted(one.y.count, "point")
            if one.y.isEmpty { return "no data" }
            let pairs = one.y.indices.filter { yAxis.canShow(one.y[$0]) }
            let way = course(x: pairs.map { one.x[$0] }, y: pairs.map { one.y[$0] })
            return "\(count): \(way)\(leftOut(one.y, yAxis))"
        }
        switch series.count {
        case 0: return "\(title): no data"
        case 1 where sentences[0] == "no data": return "\(title): no data"
        case 1: return "\(title), \(sentences[0])"
        default:
            return "\(title), \(series.count) series; "
                + zip(series, sentences).map { "\($0.name), \($1)" }.joined(separator: "; ")
        }
    }

    public var data: DataTable {
        let xName = xAxis.name.isEmpty ? "x" : xAxis.name
        if let first = series.first, series.allSatisfy({ $0.x == first.x }) {
            let names = series.map { series.count == 1 && !yAxis.name.isEmpty ? yAxis.name : $0.name }
            let shown = rows(of: first, atMost: DataTable.rowLimit)
            return DataTable(columns: [xName] + names, shown: shown, of: first.x.count, way: way) { row in
                [shortNumber(first.x[row], digits: 6)] + series.map { shortNumber($0.y[row], digits: 6) }
            }
        }
        let limit = max(2, DataTable.rowLimit / max(1, series.count))
        let places = series.indices.flatMap { index in
            rows(of: series[index], atMost: limit).map { (index, $0) }
        }
        let shown = DataTable.evenRows(places.count, atMost: DataTable.rowLimit)
        return DataTable(
            columns: ["series", xName, yAxis.name.isEmpty ? "y" : yAxis.name], shown: shown,
            of: series.reduce(0) { $0 + $1.y.count }, way: way
        ) {
            let (index, place) = places[$0]
            return [
                series[index].name, shortNumber(series[index].x[place], digits: 6),
                shortNumber(series[index].y[place], digits: 6),
            ]
        }
    }

    /// The points of a series that a table shows: as far apart as they lie on the axis.
    private func rows(of one: Series, atMost limit: Int) -> [Int] {
        xAxis.scale == .log
            ? DataTable.logarithmicRows(one.x, atMost: limit) : DataTable.evenRows(one.x.count, atMost: limit)
    }

    /// How a table's rows are chosen, where that needs words.
    private var way: String {
        xAxis.scale == .log ? "by equal factors of \(xAxis.name.isEmpty ? "x" : xAxis.name)" : ""
    }

    // MARK: Drawing

    /// The frame around the lines and the key to them.
    func parts(on surface: Surface) -> (frame: PlotFrame, key: LineKey) {
        let key = LineKey(names: series.map(\.name), styles: series.map(\.style), on: surface)
        let frame = PlotFrame(
            on: surface, title: title, xAxis: xAxis, yAxis: yAxis,
            xDomain: xAxis.domain(of: xValues, nice: false), yDomain: yDomain, wholeX: areWhole(xValues),
            wholeY: areWhole(yValues), right: key.rightRoom, top: key.topRoom, isSquare: isSquare)
        return (frame, key)
    }

    public func layout(on surface: Surface) -> Drawing {
        let (frame, key) = parts(on: surface)
        var drawing = frame.drawing()
        var guide = GuideDrawing(guides, in: frame)
        guide.drawSpans(on: &drawing)
        guide.drawLines(on: &drawing)
        var ends: [(index: Int, at: Point)] = []
        for index in series.indices.filter({ $0 != top }) + series.indices.filter({ $0 == top }) {
            let one = series[index]
            let runs = one.runs(xAxis, yAxis)
            if let band = one.band { draw(band, of: one, runs, index, frame, on: &drawing) }
            draw(one, runs, index, frame, on: &drawing)
            for run in runs { guide.avoid(run.map { frame.point(one.x[$0], one.y[$0]) }) }
            if let last = runs.last?.last { ends.append((index, frame.point(one.x[last], one.y[last]))) }
        }
        if ends.isEmpty { frame.sayEmpty(hasValues: !yValues.isEmpty, on: &drawing) }
        guide.drawNames(on: &drawing)
        key.draw(ends: ends, in: frame, on: &drawing)
        return drawing
    }

    /// From where to where y goes; for counts, which know no halves, from one whole number to another.
    private var yDomain: ClosedRange<Double> {
        let domain = yAxis.domain(of: yValues)
        guard yAxis.limits == nil, yAxis.scale == .linear, areWhole(yValues) else { return domain }
        return domain.lowerBound.rounded(.down)...domain.upperBound.rounded(.up)
    }

    private func areWhole(_ values: [Double]) -> Bool {
        values.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
    }

    private var xValues: [Double] {
        series.flatMap(\.x)
            + guides.flatMap { guide -> [Double] in
                if case .span(let range, _) = guide { return [range.lowerBound, range.upperBound] }
                if case .split(let at, _) = guide { return [at] }
                return []
            }
    }

    var yValues: [Double] {
        series.flatMap { $0.y + ($0.band.map { $0.lower + $0.upper } ?? []) }
            + guides.compactMap { if case .level(let at, _) = $0 { at } else { nil } }
    }

    private func draw(
        _ one: Series, _ runs: [[Int]], _ index: Int, _ frame: PlotFrame, on drawing: inout Drawing
    ) {
        var path = Path()
        for run in runs {
            let points = run.map { frame.point(one.x[$0], one.y[$0]) }
            let isAlone = run.count == 1
            if one.style != .points, !isAlone {
                for part in clipped(simplified(thinned(points)), to: frame.area) { path.add(part) }
            }
            if one.style != .line || isAlone {
                for point in sparse(points, limit: 3000) where frame.area.contains(point) {
                    drawing.marker(
                        .series(index), point, radius: points.count > 60 ? 2.5 : 3.5, .series(index))
                }
            }
        }
        drawing.path(path, stroke: .series(index))
    }

    private func draw(
        _ band: Series.Band, of one: Series, _ runs: [[Int]], _ index: Int, _ frame: PlotFrame,
        on drawing: inout Drawing
    ) {
        var path = Path()
        for run in runs {
            let shown = run.filter { yAxis.canShow(band.lower[$0]) && yAxis.canShow(band.upper[$0]) }
            func edge(_ values: [Double]) -> [Point] {
                thinned(shown.map { frame.point(one.x[$0], values[$0]) }).map { point in
                    Point(point.x, min(max(point.y, frame.area.y), frame.area.maxY))
                }
            }
            path.add(edge(band.upper) + edge(band.lower).reversed(), closed: true)
        }
        drawing.path(path, fill: Fill(.series(index), opacity: 0.2))
    }
}

/// The parts of a line that lie in a rectangle.
func clipped(_ points: [Point], to area: Rectangle) -> [[Point]] {
    let area = area.inset(by: -0.5)
    if points.allSatisfy(area.contains) { return [points] }
    var parts: [[Point]] = []
    for (a, b) in zip(points, points.dropFirst()) {
        guard let (start, end) = area.clip(a, b) else { continue }
        if let last = parts.last?.last, (last - start).length < 1e-6 {
            parts[parts.count - 1].append(end)
        } else {
            parts.append([start, end])
        }
    }
    return parts
}
