// A line search that goes on until the slope has flattened.

/// A step t that lowers the objective enough and leaves little slope along the line, the strong Wolfe conditions:
///
///     φ(t) ≤ φ(0) + decrease · t · φ′(0)
///     |φ′(t)| ≤ curvature · |φ′(0)|
///
/// The second asks for steps that are not too short, and makes BFGS's matrix stay positive definite. Wolfe, Convergence
/// conditions for ascent methods, 1969; the search is that of Nocedal and Wright, Numerical Optimization, algorithms
/// 3.5 and 3.6: steps grow until they have a minimum between them, and the interval then shrinks around it.
public struct StrongWolfe: LineSearch {
    /// The share of the promised decrease that is asked: Nocedal and Wright's c₁.
    public var decrease: Double
    /// The share of the slope that may be left, c₂: 0.9 suits Newton's kin, 0.1 conjugate gradients.
    public var curvature: Double
    /// After how many points the search gives up.
    public var maximumTrials: Int

    /// Nocedal and Wright's numbers for BFGS; conjugate gradients want a `curvature` of 0.1.
    public init(decrease: Double = 1e-4, curvature: Double = 0.9, maximumTrials: Int = 60) {
        (self.decrease, self.curvature, self.maximumTrials) = (decrease, curvature, maximumTrials)
    }

    public var fault: String? {
        if !(decrease > 0 && decrease < curvature && curvature < 1) {
            return
                "StrongWolfe needs 0 < decrease < curvature < 1, but they are \(decrease) and \(curvature)"
        }
        return maximumTrials > 0
            ? nil : "StrongWolfe needs at least 1 trial, but \(maximumTrials) are allowed"
    }

    public func step(on line: Line, firstStep: Double) -> LinePoint? {
        guard line.slope < 0 else { return nil }
        var (before, step) = (line.start, firstStep)
        for trial in 0..<maximumTrials {
            let plain = line.point(at: step)
            if isTooHigh(plain, line) || (trial > 0 && plain.value >= before.value) {
                return narrow(line, from: before, to: plain, trials: maximumTrials - trial)
            }
            let point = line.withSlope(plain)
            if isFlat(point, line) { return point }
            if point.slope >= 0 {
                return narrow(line, from: point, to: before, trials: maximumTrials - trial)
            }
            step = longerStep(before, point)
            before = point
        }
        before.isStillFalling = true
        return before.value < line.value ? before : nil
    }

    /// Shrinks an interval that holds a good step. `low` is the end that is lower, and fulfils the first condition.
    private func narrow(_ line: Line, from low: LinePoint, to high: LinePoint, trials: Int) -> LinePoint? {
        var (low, high) = (low, high)
        for _ in 0..<trials {
            let step = stepBetween(low, high)
            let plain = line.point(at: step)
            if isTooHigh(plain, line) || plain.value >= low.value {
                high = plain
            } else {
                let point = line.withSlope(plain)
                if isFlat(point, line) { return point }
                if point.slope * (high.step - low.step) >= 0 { high = low }
                low = point
            }
            if abs(high.step - low.step) <= 1e-15 * max(abs(high.step), abs(low.step)) { return nil }
        }
        return nil
    }

    private func isTooHigh(_ point: LinePoint, _ line: Line) -> Bool {
        !(point.value <= line.value + decrease * point.step * line.slope)
    }

    private func isFlat(_ point: LinePoint, _ line: Line) -> Bool {
        abs(point.slope) <= curvature * abs(line.slope)
    }

    /// The minimum of the curve through both ends, but not nearer to either than a tenth of the interval: a curve that
    /// fits badly must not stop the interval from shrinking.
    private func stepBetween(_ low: LinePoint, _ high: LinePoint) -> Double {
        let width = high.step - low.step
        let best = high.slope.isNaN ? lowestOfParabola(low, high) : lowestOfCubic(low, high)
        guard let best, best.isFinite else { return low.step + width / 2 }
        let share = (best - low.step) / width
        return share > 0.1 && share < 0.9 ? best : low.step + min(0.9, max(0.1, share)) * width
    }

    /// Where the curve through the last two points would be lowest, from 1.1 to 10 times as far as the second.
    private func longerStep(_ before: LinePoint, _ point: LinePoint) -> Double {
        let best = lowestOfCubic(before, point) ?? .infinity
        return best > point.step ? min(10 * point.step, max(1.1 * point.step, best)) : 2 * point.step
    }

    /// The minimum of the parabola with the value and slope at `low` and the value at `high`.
    private func lowestOfParabola(_ low: LinePoint, _ high: LinePoint) -> Double? {
        let width = high.step - low.step
        let bend = high.value - low.value - low.slope * width
        return bend > 0 ? low.step - low.slope * width * width / (2 * bend) : nil
    }

    /// The minimum of the cubic with the values and slopes of both points: Nocedal and Wright's formula 3.59.
    private func lowestOfCubic(_ a: LinePoint, _ b: LinePoint) -> Double? {
        let first = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step)
        let square = first * first - a.slope * b.slope
        guard square >= 0 else { return nil }
        let second = (b.step > a.step ? 1 : -1) * square.squareRoot()
        let divisor = b.slope - a.slope + 2 * second
        return divisor == 0 ? nil : b.step - (b.step - a.step) * (b.slope + second - first) / divisor
    }
}
