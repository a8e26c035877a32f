// From the values of a grid to the ramp's 0 to 1, and the bar that tells which colour means what.

struct ValueRange: Equatable {
    let low: Double
    let high: Double
    let ramp: Ramp

    /// - Parameter limits: the values at the ramp's ends; by default the smallest and the largest, for a diverging ramp
    ///   equally far from zero.
    init(_ values: some Sequence<Double>, ramp: Ramp, limits: ClosedRange<Double>? = nil) {
        self.ramp = ramp
        if let limits {
            (low, high) = (limits.lowerBound, limits.upperBound)
            return
        }
        var (low, high) = (Double.infinity, -Double.infinity)
        for value in values where value.isFinite { (low, high) = (min(low, value), max(high, value)) }
        if low > high { (low, high) = (0, 1) }
        if ramp == .diverging {
            high = max(abs(low), abs(high))
            low = -high
        }
        (self.low, self.high) = (low, high)
    }

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

    /// A strip of the ramp with the values at its ends, and at zero.
    func drawKey(at origin: Point, width limit: Double, on surface: Surface, _ drawing: inout Drawing) {
        guard low < high else {
            let place = Point(origin.x, origin.y + surface.lineHeight / 2)
            return drawing.text("everywhere " + label(low), place, role: .small, paint: .quiet)
        }
        let (left, right) = (label(low), label(high))
        let leftRoom = surface.columns(surface.width(left, .small) + 6)
        let rightRoom = surface.columns(surface.width(right, .small) + 6)
        let width = surface.columns(min(140, max(48, limit - leftRoom - rightRoom)))
        let height = surface.isTerminal ? 16.0 : 10
        let y = origin.y + surface.lineHeight / 2
        let start = origin.x + leftRoom
        drawing.text(left, Point(origin.x, y), role: .small, paint: .quiet)
        drawing.text(
            right, Point(start + width + (surface.isTerminal ? 8 : 6), y), role: .small, paint: .quiet)
        let steps = surface.isTerminal ? Int(width / 8) : 32
        drawing.marks.append(
            .raster(
                Raster(
                    frame: Rectangle(x: start, y: y - height / 2, width: width, height: height), rows: 1,
                    columns: steps, values: (0..<steps).map { Double($0) / Double(max(1, steps - 1)) },
                    ramp: ramp)))
        if ramp == .diverging, !surface.isTerminal {
            drawing.text(
                label(low / 2 + high / 2), Point(start + width / 2, y), .middle, role: .small,
                paint: .ramp(.grey, 0))
        }
    }
}
