// Numbers with names as lengths from zero.

/// Bars, side by side where there are several series.
public struct BarChart: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// What stands beside each bar, or group of bars.
    public var names: [String]
    /// The lengths of the bars, one for each name; several series stand side by side.
    public var series: [(name: String, values: [Double])]
    /// What the lengths are, with their unit; around the data and 0 unless it has limits.
    public var axis: Axis
    /// Names and values of all panels that share a scale.
    var mates: (names: [String], values: [Double])?

    /// Bars of several series.
    public init(
        _ title: String, names: [String], series: [(name: String, values: [Double])], axis: Axis = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        (self.title, self.names, self.series, self.axis) = (title, names, series, axis)
        checkReadable(
            "Bar chart \"\(title)\"", names.count * series.count, "bars", atMost: 500,
            "choose some, or take a Histogram", file: file, line: line)
        for one in series where one.values.count != names.count {
            fatalError(
                "Bars \"\(one.name)\" of \"\(title)\" have \(counted(one.values.count, "value")) for "
                    + "\(counted(names.count, "name")); give one for each", file: file, line: line)
        }
    }

    /// Bars of one series.
    public init(
        _ title: String, names: [String], values: [Double], axis: Axis = "", file: StaticString = #file,
        line: UInt = #line
    ) {
        self.init(title, names: names, series: [("", values)], axis: axis, file: file, line: line)
    }

    public var summary: String {
        guard !names.isEmpty, !series.isEmpty else { return "\(title): no data" }
        let sentences = series.map { one in
            let pairs = zip(names, one.values).filter { $0.1.isFinite }
            guard let low = pairs.min(by: { $0.1 < $1.1 }), let high = pairs.max(by: { $0.1 < $1.1 }) else {
                return "no numbers"
            }
            let rest = leftOut(one.values, Axis())
            if pairs.count <= 4 { return listed(pairs.map { "\($0.0) \(shortNumber($0.1))" }) + rest }
            return "from \(shortNumber(low.1)) (\(low.0)) to \(shortNumber(high.1)) (\(high.0))\(rest)"
        }
        let bars = "\(title), \(counted(names.count, "bar"))"
        if series.count == 1 { return "\(bars): \(sentences[0])" }
        return bars + " each of \(series.count) series; "
            + zip(series, sentences).map { "\($0.name): \($1)" }.joined(separator: "; ")
    }

    public var data: DataTable {
        let value = axis.name.isEmpty ? "value" : axis.name
        return DataTable(
            columns: ["name"] + series.map { $0.name.isEmpty ? value : $0.name }, count: names.count
        ) { row in [names[row]] + series.map { shortNumber($0.values[row], digits: 6) } }
    }

    /// Bars lie on their side, so that names of any length can be read.
    public func layout(on surface: Surface) -> Drawing {
        let line = surface.lineHeight
        let key = MarkerKey(names: series.count > 1 ? series.map(\.name) : [], on: surface)
        // The line at zero begins a little above the bars, but below the name of the axis.
        let head = (axis.name.isEmpty ? 0 : line) + key.room
        let top = surface.rows(line + 5) + head + (head > 0 && !surface.isTerminal ? 5 : 0)
        let thickness = surface.isTerminal ? 16.0 : series.count > 1 ? 13 : 17
        let step =
            thickness * Double(max(1, series.count)) + (surface.isTerminal ? (series.count > 1 ? 16 : 0) : 7)
        let left = surface.columns(
            min((mates?.names ?? names).map { surface.width($0) }.max() ?? 0, surface.width * 0.4)
                + (surface.isTerminal ? 12 : 10))
        let values = (mates?.values ?? series.flatMap(\.values)).filter { $0.isFinite && abs($0) < 1e300 }
        let numberRoom = surface.columns(
            (values.map { surface.width(label($0), .number) }.max() ?? 0) + 8)
        let hasNegative = values.contains { $0 < 0 }
        let domain = Axis("", limits: axis.limits).domain(of: values, zero: true)
        let negativeRoom = hasNegative ? numberRoom + (surface.isTerminal ? 8 : 0) : 0
        let x = AxisScale(
            scale: .linear, domain: domain, start: left + negativeRoom, end: surface.width - numberRoom)
        var drawing = Drawing(Size(surface.width, top + step * Double(max(1, names.count)) + 4))
        drawing.title(title, on: surface)
        if !axis.name.isEmpty {
            drawing.text(axis.name, Point(0, surface.rows(line + 5) + line / 2), paint: .quiet)
        }
        key.draw(at: surface.rows(line + 5) + head - key.room, isFilled: true, on: &drawing)
        if names.isEmpty || series.isEmpty {
            drawing.text("no data", Point(left, top + line / 2), paint: .quiet)
        }
        for (row, name) in names.enumerated() {
            let y = top + Double(row) * step
            let group = thickness * Double(series.count)
            drawing.text(
                surface.fitted(name, left - 10), Point(left - (surface.isTerminal ? 8 : 6), y + group / 2),
                .end)
            for (index, one) in series.enumerated() {
                drawBar(
                    one.values[row], index,
                    Rectangle(x: 0, y: y + Double(index) * thickness, width: 0, height: thickness),
                    x, surface, on: &drawing)
            }
        }
        if !surface.isTerminal, !names.isEmpty {
            drawing.line(Point(x(0), top - 3), Point(x(0), top + step * Double(names.count)), Stroke(.quiet))
        }
        return drawing
    }

    private func drawBar(
        _ value: Double, _ index: Int, _ place: Rectangle, _ x: AxisScale, _ surface: Surface,
        on drawing: inout Drawing
    ) {
        guard value.isFinite, abs(value) < 1e300 else {
            drawing.text(label(value), Point(x(0) + 6, place.midY), role: .small, paint: .quiet)
            return
        }
        let (from, to) = (min(x(0), x(value)), max(x(0), x(value)))
        let inset = surface.isTerminal ? 0.0 : 1
        drawing.bar(
            Rectangle(x: from, y: place.y + inset, width: to - from, height: place.height - 2 * inset),
            series: index, on: surface)
        // In a terminal a space, from wherever in its character the bar ends.
        let gap = surface.isTerminal ? (value < 0 ? 16.0 : 12) : 5
        drawing.text(
            label(value), Point(value < 0 ? from - gap : to + gap, place.midY), value < 0 ? .end : .start,
            role: .small)
    }
}

extension Drawing {
    /// A bar of a series: besides its colour it has a pattern, so that grey prints tell the series apart. In a terminal
    /// the writer takes another block for each.
    mutating func bar(_ box: Rectangle, series index: Int, on surface: Surface) {
        rectangle(box, fill: Fill(.series(index)))
        guard !surface.isTerminal else { return }
        var path = Path()
        switch index % 4 {
        // Whole.
        case 0: return
        // A line along the bar.
        case 1: path.add([Point(box.x, box.midY), Point(box.maxX, box.midY)])
        // Lines across it.
        case 2:
            for x in Swift.stride(from: box.x + 4, to: box.maxX - 1, by: 5) {
                path.add([Point(x, box.y), Point(x, box.maxY)])
            }
        // Lines aslant.
        default:
            for x in Swift.stride(from: box.x - box.height, to: box.maxX, by: 6) {
                if let (a, b) = box.clip(Point(x, box.maxY), Point(x + box.height, box.y)) {
                    path.add([a, b])
                }
            }
        }
        self.path(path, stroke: Stroke(.paper, width: 1.5))
    }
}
