// What a network with two inputs answers everywhere: a coloured plane, the border, and the samples.

/// The output of a classifier over the plane, with its samples and the half-planes of its first units.
public struct DecisionSurface: Figure {
    /// A straight border a·x + b·y + c = 0; the side where the sum is positive has small teeth.
    public struct HalfPlane: Equatable, Sendable {
        /// How fast the sum grows with x.
        public var a: Double
        /// How fast the sum grows with y.
        public var b: Double
        /// The sum at the origin: a bias.
        public var c: Double
        /// What stands beside the border; empty for nothing.
        public var name: String

        /// The half-plane of a unit with weights a and b and bias c.
        public init(_ a: Double, _ b: Double, _ c: Double, name: String = "") {
            (self.a, self.b, self.c, self.name) = (a, b, c, name)
        }
    }

    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// The samples, class by class, told apart by their shapes.
    public var groups: [ScatterPlot.Group]
    /// Borders that are drawn on the surface, such as those of hidden units.
    public var halfPlanes: [HalfPlane]
    /// The first input; `x₁` unless said otherwise.
    public var xAxis: Axis
    /// The second input; `x₂` unless said otherwise.
    public var yAxis: Axis
    /// The output at which the answer changes.
    public let threshold: Double
    private let plane: SampledPlane
    /// The output in the middle of each square, row by row from the largest y.
    private let cells: [Double]
    /// Where the output crosses the threshold.
    private let border: [[Point]]

    /// - Parameters:
    ///   - output: the network's output at (x, y), from 0 to 1.
    ///   - groups: the samples, class by class.
    ///   - steps: into how many squares each side is divided.
    public init(
        _ title: String, x: ClosedRange<Double>, y: ClosedRange<Double>, groups: [ScatterPlot.Group] = [],
        halfPlanes: [HalfPlane] = [], threshold: Double = 0.5, xAxis: Axis = "x₁", yAxis: Axis = "x₂",
        steps: Int = 60, file: StaticString = #file, line: UInt = #line, output: (Double, Double) -> Double
    ) {
        checkRanges(title, x, y, file: file, line: line)
        (self.title, self.groups, self.halfPlanes) = (title, groups, halfPlanes)
        (self.threshold, self.xAxis, self.yAxis) = (threshold, xAxis, yAxis)
        plane = SampledPlane(output, x: x, y: y, steps: max(2, steps))
        cells = plane.cells(output)
        border = plane.lines(at: threshold, of: output)
    }

    public var summary: String {
        let outputs = plane.finite
        guard let low = outputs.min(), let high = outputs.max() else { return "\(title): no numbers" }
        let share = Double(outputs.count { $0 > threshold }) / Double(outputs.count)
        var words = "\(title): output from \(shortNumber(low)) to \(shortNumber(high)), above "
        words += "\(shortNumber(threshold)) on \(fixedNumber(100 * share, decimals: 0)) % of the plane"
        if !groups.isEmpty {
            words += "; " + listed(groups.map { "\(counted($0.points.count, "point")) \($0.name)" })
        }
        if !halfPlanes.isEmpty { words += "; \(counted(halfPlanes.count, "half-plane"))" }
        return words
    }

    public var data: DataTable { ScatterPlot(title, groups, xAxis: xAxis, yAxis: yAxis).data }

    public func layout(on surface: Surface) -> Drawing {
        let key = MarkerKey(
            names: groups.map(\.name).contains("") ? [] : groups.map(\.name), on: surface, isNeutral: true)
        let frame = PlotFrame(
            on: surface, title: title, xAxis: xAxis, yAxis: yAxis, xDomain: plane.x, yDomain: plane.y,
            top: key.room,
            areaHeight: surface.isTerminal ? nil : min(surface.width * 0.55, 320), isSquare: true,
            hasGrid: false)
        var drawing = frame.drawing()
        key.draw(at: frame.area.y - key.room - (surface.isTerminal ? 0 : 8), on: &drawing)
        let range = ValueRange([], ramp: .diverging, limits: (threshold - 0.5)...(threshold + 0.5))
        let steps = plane.values.count - 1
        drawing.marks.append(
            .raster(
                Raster(
                    frame: frame.area, rows: steps, columns: steps, values: cells.map(range.share),
                    ramp: .diverging)))
        for halfPlane in halfPlanes { drawRim(halfPlane, frame, on: &drawing) }
        drawBorder(frame, on: &drawing)
        for halfPlane in halfPlanes { draw(halfPlane, frame, on: &drawing) }
        drawPoints(frame, on: &drawing)
        drawNames(frame, on: &drawing)
        let below = drawing.size.height
        drawing.size.height += range.keyHeight(on: surface) + (surface.isTerminal ? 0 : 6)
        drawing.size.width = max(drawing.size.width, min(surface.width, frame.area.x + 230))
        range.drawKey(
            at: Point(frame.area.x, below + (surface.isTerminal ? 0 : 4)),
            width: surface.width - frame.area.x, on: surface, &drawing)
        return drawing
    }

    private func drawBorder(_ frame: PlotFrame, on drawing: inout Drawing) {
        var path = Path()
        for line in border { path.add(simplified(line.map { frame.point($0.x, $0.y) })) }
        if !frame.surface.isTerminal { drawing.path(path, stroke: Stroke(.ramp(.grey, 1), width: 4)) }
        drawing.path(path, stroke: Stroke(.ramp(.grey, 0), width: 2))
    }

    /// The border of a half-plane, and its teeth.
    private func lines(_ half: HalfPlane, _ frame: PlotFrame) -> (border: Path, teeth: Path)? {
        guard let (a, b) = ends(half, frame) else { return nil }
        var teeth = Path()
        guard !frame.surface.isTerminal else { return (Path([a, b]), teeth) }
        let tooth = tooth(half, a, b, frame)
        let count = max(2, Int((b - a).length / 24))
        for index in 1..<count {
            let start = a.towards(b, Double(index) / Double(count))
            teeth.add([start, start + tooth])
        }
        return (Path([a, b]), teeth)
    }

    /// A rim of white, so that black shows on dark grounds too.
    private func drawRim(_ half: HalfPlane, _ frame: PlotFrame, on drawing: inout Drawing) {
        guard !frame.surface.isTerminal, let (border, teeth) = lines(half, frame) else { return }
        for path in [border, teeth] { drawing.path(path, stroke: Stroke(.ramp(.grey, 1), width: 4.5)) }
    }

    private func draw(_ half: HalfPlane, _ frame: PlotFrame, on drawing: inout Drawing) {
        guard let (border, teeth) = lines(half, frame) else { return }
        drawing.path(border, stroke: Stroke(.ramp(.grey, 0), width: 1.5, dash: .dashed))
        drawing.path(teeth, stroke: Stroke(.ramp(.grey, 0), width: 1.5))
    }

    /// From the border into the half-plane.
    private func tooth(_ half: HalfPlane, _ a: Point, _ b: Point, _ frame: PlotFrame) -> Point {
        // On the drawing y grows downwards.
        let normal = Point(half.a * (frame.x(1) - frame.x(0)), half.b * (frame.y(1) - frame.y(0))).unit
        let side = (b - a).unit.normal
        return side * ((side.x * normal.x + side.y * normal.y) < 0 ? -7 : 7)
    }

    /// The names of the half-planes, beside their borders and off the points.
    private func drawNames(_ frame: PlotFrame, on drawing: inout Drawing) {
        var free = FreePlaces(on: frame.surface, within: frame.area.inset(by: 2))
        for point in groups.flatMap(\.points) where point.isFinite {
            free.reserve(Rectangle(centre: frame.point(point.x, point.y), width: 16, height: 16))
        }
        for line in border {
            free.reserve(line: simplified(line.map { frame.point($0.x, $0.y) }))
        }
        var names: [PlacedText] = []
        for half in halfPlanes {
            guard let (a, b) = ends(half, frame) else { continue }
            free.reserve(line: [a, b], weight: 2)
            guard !half.name.isEmpty else { continue }
            // So far into the half-plane that the border and its teeth are clear of the letters and their rim.
            let (tooth, width) = (tooth(half, a, b, frame), frame.surface.width(half.name, .small) + 6)
            let into = tooth.unit
            let offset = into * (tooth.length + 8 + (abs(into.x) * width + abs(into.y) * 15) / 2)
            let shares = [15.0, 85, 30, 70, 50, 8, 92, 40, 60, 22, 78]
            names.append(PlacedText(text: half.name, places: shares.map { a.towards(b, $0 / 100) + offset }))
        }
        free.write(names, on: &drawing)
    }

    /// Where the border of a half-plane enters and leaves the area.
    private func ends(_ half: HalfPlane, _ frame: PlotFrame) -> (Point, Point)? {
        guard (half.a != 0 || half.b != 0), half.a.isFinite, half.b.isFinite, half.c.isFinite else {
            return nil
        }
        let isSteep = abs(half.a) > abs(half.b)
        let span = isSteep ? plane.y : plane.x
        let points = [span.lowerBound, span.upperBound].map { along in
            let across = isSteep ? -(half.c + half.b * along) / half.a : -(half.c + half.a * along) / half.b
            return isSteep ? frame.point(across, along) : frame.point(along, across)
        }
        return frame.area.clip(points[0], points[1])
    }

    /// Points in black and white, which show on every colour; the shape tells the class.
    private func drawPoints(_ frame: PlotFrame, on drawing: inout Drawing) {
        for (index, group) in groups.enumerated() {
            let places = group.points.filter(\.isFinite).map { frame.point($0.x, $0.y) }
            // All rims before all points: each kind is one path then.
            for (radius, shade) in [(6.5, 1.0), (4.5, 0.0)] {
                for at in places where frame.area.contains(at) {
                    drawing.marker(.series(index), at, radius: radius, .ramp(.grey, shade))
                }
            }
        }
    }
}
