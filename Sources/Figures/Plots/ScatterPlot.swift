// Points in a plane, with their labels: words by their vectors, samples by their features.

/// Groups of points, each with its own colour and shape.
public struct ScatterPlot: Figure {
    /// Points of one kind.
    public struct Group: Equatable, Sendable {
        /// What the points have in common; empty for no key.
        public var name: String
        /// The points; what is no finite number is left out, and the sentence says so.
        public var points: [Point]
        /// A label beside each point; empty for none.
        public var labels: [String]

        /// Points by their places.
        public init(
            _ name: String = "", x: [Double], y: [Double], labels: [String] = [], file: StaticString = #file,
            line: UInt = #line
        ) {
            if x.count != y.count || (!labels.isEmpty && labels.count != x.count) {
                fatalError(
                    "Group \"\(name)\" has \(x.count) values of x, \(y.count) of y and \(counted(labels.count, "label")); "
                        + "give one of each for each point", file: file, line: line)
            }
            (self.name, self.labels) = (name, labels)
            points = zip(x, y).map { Point($0, $1) }
        }
    }

    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// The points, group by group.
    public var groups: [Group]
    /// What goes to the right, with its unit.
    public var xAxis: Axis
    /// What goes up, with its unit.
    public var yAxis: Axis

    /// A plot of several groups.
    public init(_ title: String, _ groups: [Group], xAxis: Axis = "", yAxis: Axis = "") {
        (self.title, self.groups, self.xAxis, self.yAxis) = (title, groups, xAxis, yAxis)
    }

    /// A plot of one group.
    public init(
        _ title: String, x: [Double], y: [Double], labels: [String] = [], xAxis: Axis = "", yAxis: Axis = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        self.init(
            title, [Group(x: x, y: y, labels: labels, file: file, line: line)], xAxis: xAxis, yAxis: yAxis)
    }

    private var shown: [Point] {
        groups.flatMap(\.points).filter { xAxis.canShow($0.x) && yAxis.canShow($0.y) }
    }

    public var summary: String {
        let all = groups.reduce(0) { $0 + $1.points.count }
        let shown = self.shown
        guard !shown.isEmpty else { return "\(title): no data" }
        var words = "\(title), \(counted(all, "point"))"
        if groups.count > 1 {
            words += " (" + groups.map { "\($0.name) \($0.points.count)" }.joined(separator: ", ") + ")"
        }
        func range(_ values: [Double]) -> String {
            "\(shortNumber(values.min()!)) to \(shortNumber(values.max()!))"
        }
        let (x, y) = (xAxis.name.isEmpty ? "x" : xAxis.name, yAxis.name.isEmpty ? "y" : yAxis.name)
        words += ": \(x) from \(range(shown.map(\.x))), \(y) from \(range(shown.map(\.y)))"
        return all > shown.count ? words + ", \(all - shown.count) cannot be shown" : words
    }

    public var data: DataTable {
        let places = groups.indices.flatMap { group in groups[group].points.indices.map { (group, $0) } }
        return DataTable(
            columns: [
                "group", "label", xAxis.name.isEmpty ? "x" : xAxis.name,
                yAxis.name.isEmpty ? "y" : yAxis.name,
            ], count: places.count
        ) {
            let (group, point) = (groups[places[$0].0], places[$0].1)
            return [
                group.name, group.labels.isEmpty ? "" : group.labels[point],
                shortNumber(group.points[point].x, digits: 6), shortNumber(group.points[point].y, digits: 6),
            ]
        }
    }

    public func layout(on surface: Surface) -> Drawing {
        let key = MarkerKey(names: groups.count > 1 ? groups.map(\.name) : [], on: surface)
        let frame = PlotFrame(
            on: surface, title: title, xAxis: xAxis, yAxis: yAxis,
            xDomain: xAxis.domain(of: shown.map(\.x)), yDomain: yAxis.domain(of: shown.map(\.y)),
            top: key.room,
            areaHeight: surface.isTerminal || surface.height != nil ? nil : min(surface.width * 0.7, 400))
        var drawing = frame.drawing()
        key.draw(at: frame.area.y - key.room - (surface.isTerminal ? 0 : 8), on: &drawing)
        if shown.isEmpty { frame.sayEmpty(hasValues: groups.contains { !$0.points.isEmpty }, on: &drawing) }
        var labels = PointLabels(on: surface, within: frame.area)
        var wanted: [(String, Point)] = []
        for (index, group) in groups.enumerated() {
            let radius = shown.count > 300 ? 2.0 : 4
            var places: [Point] = []
            for (number, point) in group.points.enumerated()
            where xAxis.canShow(point.x) && yAxis.canShow(point.y) {
                let at = frame.point(point.x, point.y)
                guard frame.area.inset(by: -1).contains(at) else { continue }
                places.append(at)
                if !group.labels.isEmpty { wanted.append((group.labels[number], at)) }
            }
            if groups.count == 1, sparse(places).count > crowdSize {
                drawCrowd(sparse(places, limit: 3 * crowdSize), on: &drawing)
            } else {
                for at in sparse(places, limit: crowdSize) {
                    drawing.marker(.series(index), at, radius: radius, .series(index))
                    labels.reserve(at, radius: radius)
                }
            }
        }
        for (text, at) in wanted { labels.write(text, beside: at, on: &drawing) }
        return drawing
    }

    /// So many markers a page can bear.
    private var crowdSize: Int { 3000 }

    /// More points in one path, as squares that touch where the crowd is dense.
    private func drawCrowd(_ places: [Point], on drawing: inout Drawing) {
        var path = Path()
        for at in places { path.add([at - Point(2, 0), at + Point(2, 0)]) }
        drawing.path(path, stroke: Stroke(.series(0), width: 4))
    }
}
