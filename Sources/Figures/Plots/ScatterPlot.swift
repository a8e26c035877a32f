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

    /// The points that the axes can show.
    var shown: [Point] {
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
            top: isCrowd && !surface.isTerminal ? surface.lineHeight : key.room,
            areaHeight: surface.isTerminal || surface.height != nil ? nil : areaHeight(on: surface))
        var drawing = frame.drawing()
        key.draw(at: frame.area.y - key.room - (surface.isTerminal ? 0 : 8), on: &drawing)
        if shown.isEmpty { frame.sayEmpty(hasValues: groups.contains { !$0.points.isEmpty }, on: &drawing) }
        var labels = PointLabels(on: surface, within: frame.area)
        var wanted: [(text: String, at: Point)] = []
        var places = groups.map { _ in [Point]() }
        for (index, group) in groups.enumerated() {
            for (number, point) in group.points.enumerated()
            where xAxis.canShow(point.x) && yAxis.canShow(point.y) {
                let at = frame.point(point.x, point.y)
                guard frame.area.inset(by: -1).contains(at) else { continue }
                places[index].append(at)
                if !group.labels.isEmpty { wanted.append((group.labels[number], at)) }
            }
        }
        if isCrowd {
            drawCrowd(places[0], frame, on: &drawing)
            return drawing
        }
        let radius = shown.count > 300 ? 2.0 : 4
        places = places.map { sparse($0, limit: crowdSize) }
        for at in places.joined() { labels.reserve(at, radius: radius) }
        // The markers come last: the rim of a label must not cover one.
        let leftOut = labels.write(joined(wanted), on: &drawing)
        for (index, points) in places.enumerated() {
            for at in points { drawing.marker(.series(index), at, radius: radius, .series(index)) }
        }
        drawing.note(leftOut: leftOut, on: surface)
        return drawing
    }

    /// Many names need a high area on a narrow page.
    private func areaHeight(on surface: Surface) -> Double {
        let names = groups.reduce(0) { $0 + $1.labels.count }
        return min(surface.width * (surface.isNarrow && names > 20 ? 1 : 0.7), 400)
    }

    /// The labels of points in one place as one.
    private func joined(_ labels: [(text: String, at: Point)]) -> [(text: String, at: Point)] {
        var result: [(text: String, at: Point)] = []
        for (text, at) in labels where !text.isEmpty {
            if let place = result.firstIndex(where: { ($0.at - at).length < 1 }) {
                result[place].text += ", " + text
            } else {
                result.append((text, at))
            }
        }
        return result
    }

    /// So many markers of a group a page can bear.
    private var crowdSize: Int { 3000 }

    /// Whether there are so many points that markers would only hide each other.
    private var isCrowd: Bool { groups.count == 1 && shown.count > 3 * crowdSize }

    /// Very many points as squares, in which the colour is the stronger the more points they hold.
    private func drawCrowd(_ places: [Point], _ frame: PlotFrame, on drawing: inout Drawing) {
        let side = frame.surface.isTerminal ? 4.0 : frame.surface.isNarrow ? 4 : 5
        var counts: [Int: Int] = [:]
        let columns = Int(frame.area.width / side) + 2
        for at in places {
            let column = Int((at.x - frame.area.x) / side)
            counts[Int((at.y - frame.area.y) / side) * columns + column, default: 0] += 1
        }
        let most = counts.values.max() ?? 1
        let levels = 6
        for level in 1...levels {
            var path = Path()
            for (square, count) in counts.sorted(by: { $0.key < $1.key })
            where level == max(1, (count * levels + most - 1) / most) {
                let corner = Point(
                    frame.area.x + Double(square % columns) * side,
                    frame.area.y + (Double(square / columns) + 0.5) * side)
                path.add([corner, corner + Point(side, 0)])
            }
            let opacity = 0.15 + 0.85 * Double(level) / Double(levels)
            drawing.path(path, stroke: Stroke(.series(0), width: side, opacity: opacity))
        }
        // Dots of a terminal are all as strong.
        guard !frame.surface.isTerminal else { return }
        drawing.text(
            frame.surface.fitted(
                "strongest colour: \(counted(most, "point")) in a square", frame.area.width, .small),
            Point(frame.area.maxX, frame.area.y - frame.surface.lineHeight / 2 - 4), .end, role: .small,
            paint: .quiet)
    }
}
