// From the values of a grid to the ramp's 0 to 1, and the bar that tells which colour means what.

struct ValueRange: Equatable {
    let low: Double
    let high: Double
    let ramp: Ramp
    /// What the key says of its ends.
    let ends: [String]

    /// - Parameters:
    ///   - limits: the values at the ramp's ends; by default the smallest and the largest, for a diverging ramp equally
    ///     far from zero.
    ///   - ends: what the key calls these values; by default they are numbers.
    init(
        _ values: some Sequence<Double>, ramp: Ramp, limits: ClosedRange<Double>? = nil,
        ends: [String]? = nil
    ) {
        let limits = limits ?? Self.limits(of: values, ramp)
        (low, high) = (limits.lowerBound, limits.upperBound)
        self.ramp = ramp
        self.ends = ends ?? [label(low), label(high)]
    }

    private static func limits(of values: some Sequence<Double>, _ ramp: Ramp) -> ClosedRange<Double> {
        var (low, high) = (Double.infinity, -Double.infinity)
        for value in values where value.isFinite { (low, high) = (min(low, value), max(high, value)) }
        if low > high { return ramp == .diverging ? -1...1 : 0...1 }
        let farthest = max(abs(low), abs(high))
        return ramp == .diverging ? -farthest...farthest : low...high
    }

    /// From the one end to the other.
    var limits: ClosedRange<Double> { low...high }

    /// The place on the ramp; where all values are equal, its middle.
    func share(_ value: Double) -> Double {
        if value.isNaN { return .nan }
        if value.isInfinite { return value < 0 ? 0 : 1 }
        return high > low ? min(max((value / 2 - low / 2) / (high / 2 - low / 2), 0), 1) : 0.5
    }

    /// Black or white, whichever can be read on the value's colour.
    func ink(on value: Double) -> Paint {
        let colour = ramp.colour(share(value))
        let isWhite = colour.contrast(with: RGB(0xffffff)) >= colour.contrast(with: RGB(0x000000))
        return .ramp(.grey, isWhite ? 1 : 0)
    }

    /// The height of the key, from its upper to its lower side.
    func keyHeight(on surface: Surface) -> Double {
        surface.isTerminal || low >= high ? surface.lineHeight : ValueRange.barHeight + 17
    }

    private static let barHeight = 10.0

    /// A strip of the ramp with the values at its ends and, where signs matter, in its middle.
    ///
    /// - Parameter hasGaps: whether there are cells that are no numbers, whose colour wants a name.
    func drawKey(
        at origin: Point, width limit: Double, hasGaps: Bool = false, on surface: Surface,
        _ drawing: inout Drawing
    ) {
        let line = surface.lineHeight
        var right = origin.x
        if low >= high {
            let text = "everywhere " + label(low)
            drawing.text(text, origin + Point(0, line / 2), role: .small, paint: .quiet)
            right += surface.columns(surface.width(text, .small))
        } else if surface.isTerminal {
            right = drawRow(at: origin, limit, surface, on: &drawing)
        } else {
            right = drawBar(at: origin, limit, surface, on: &drawing)
        }
        drawing.size.width = max(drawing.size.width, right)
        if hasGaps { drawGapKey(after: right, origin, limit, surface, on: &drawing) }
    }

    /// In one row of characters, between its ends.
    private func drawRow(
        at origin: Point, _ limit: Double, _ surface: Surface, on drawing: inout Drawing
    ) -> Double {
        let (left, right) = (ends[0], ends[1])
        let room = surface.columns(surface.width(left, .small) + 6)
        let rest = limit - room - 8 - surface.width(right, .small)
        let width = (min(144, max(24, rest)) / 8).rounded(.down) * 8
        let y = origin.y + surface.lineHeight / 2
        drawing.text(left, Point(origin.x, y), role: .small, paint: .quiet)
        drawStrip(
            Rectangle(x: origin.x + room, y: origin.y, width: width, height: surface.lineHeight),
            steps: Int(width / 8), on: &drawing)
        drawing.text(right, Point(origin.x + room + width + 8, y), role: .small, paint: .quiet)
        return origin.x + room + width + 8 + surface.width(right, .small)
    }

    /// As a bar with its numbers below it, where each can be read whatever the colours are.
    private func drawBar(
        at origin: Point, _ limit: Double, _ surface: Surface, on drawing: inout Drawing
    ) -> Double {
        var numbers = [(ends[0], 0.0, Label.Anchor.start), (ends[1], 1, .end)]
        if ramp == .diverging { numbers.insert((label(low / 2 + high / 2), 0.5, .middle), at: 1) }
        let needed = numbers.reduce(0) { $0 + surface.width($1.0, .small) + 14 }
        let width = min(limit, max(140, needed))
        let bar = Rectangle(x: origin.x, y: origin.y, width: width, height: ValueRange.barHeight)
        drawStrip(bar, steps: 32, on: &drawing)
        for (text, share, anchor) in numbers {
            let x = bar.x + share * width
            let tick = min(max(x, bar.x + 0.5), bar.maxX - 0.5)
            drawing.line(Point(tick, bar.maxY), Point(tick, bar.maxY + 3), Stroke(.quiet))
            drawing.text(text, Point(x, bar.maxY + 10), anchor, role: .small, paint: .quiet)
        }
        return bar.maxX
    }

    private func drawStrip(_ frame: Rectangle, steps: Int, on drawing: inout Drawing) {
        let values = (0..<steps).map { Double($0) / Double(max(1, steps - 1)) }
        drawing.marks.append(
            .raster(Raster(frame: frame, rows: 1, columns: steps, values: values, ramp: ramp)))
    }

    /// The colour of what is no number, with its name, right of the rest if it fits.
    private func drawGapKey(
        after right: Double, _ origin: Point, _ limit: Double, _ surface: Surface, on drawing: inout Drawing
    ) {
        let side = surface.isTerminal ? 8.0 : ValueRange.barHeight
        let start = surface.nearestColumn(right) + 16
        let text = "no number"
        guard start + side + 8 + surface.width(text, .small) <= origin.x + limit else { return }
        let box = Rectangle(
            x: start, y: origin.y, width: side, height: surface.isTerminal ? surface.lineHeight : side)
        drawing.marks.append(.raster(Raster(frame: box, rows: 1, columns: 1, values: [.nan], ramp: ramp)))
        drawing.crossOut(Raster(frame: box, rows: 1, columns: 1, values: [.nan], ramp: ramp), on: surface)
        drawing.text(text, Point(box.maxX + 8, box.midY), role: .small, paint: .quiet)
        drawing.size.width = max(drawing.size.width, box.maxX + 8 + surface.width(text, .small))
    }
}

extension Drawing {
    /// Crosses out the cells that are no numbers, so that grey prints tell them from dark ones.
    mutating func crossOut(_ raster: Raster, on surface: Surface) {
        let size = Size(
            raster.frame.width / Double(raster.columns), raster.frame.height / Double(raster.rows))
        guard !surface.isTerminal, min(size.width, size.height) >= 6 else { return }
        var path = Path()
        for place in raster.values.indices where raster.values[place].isNaN {
            let corner = Point(
                raster.frame.x + Double(place % raster.columns) * size.width,
                raster.frame.y + Double(place / raster.columns) * size.height)
            let opposite = corner + Point(size.width, size.height)
            path.add([corner, opposite])
            path.add([Point(opposite.x, corner.y), Point(corner.x, opposite.y)])
        }
        self.path(path, stroke: Stroke(.ramp(.grey, 1), width: 1))
    }
}
