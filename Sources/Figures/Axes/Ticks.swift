// Round numbers along an axis: steps of 1, 2 or 5 times a power of ten, as many as there is room for.

/// A place on an axis and what stands there.
struct Tick: Equatable {
    var value: Double
    var text: String
}

enum Ticks {
    /// The step that divides a range into about `count` parts.
    ///
    /// The bounds are those of d3-array's `tickStep`: the geometric means between 1, 2, 5 and 10.
    static func step(_ range: ClosedRange<Double>, count: Int) -> (mantissa: Double, exponent: Int) {
        let rough = (range.upperBound - range.lowerBound) / Double(max(1, count))
        let exponent = Int(logarithm10(rough).rounded(.down))
        let rest = rough / tenTo(exponent)
        if rest >= 50.0.squareRoot() { return (1, exponent + 1) }
        return (rest >= 10.0.squareRoot() ? 5 : rest >= 2.0.squareRoot() ? 2 : 1, exponent)
    }

    /// The multiples of a round step within a range.
    static func linear(_ range: ClosedRange<Double>, count: Int, wholeNumbers: Bool = false) -> [Tick] {
        var (mantissa, exponent) = step(range, count: count)
        if wholeNumbers, exponent < 0 { (mantissa, exponent) = (1, 0) }
        let first = Int((steps(range.lowerBound, mantissa, exponent) - 1e-9).rounded(.up))
        let last = Int((steps(range.upperBound, mantissa, exponent) + 1e-9).rounded(.down))
        guard first <= last else { return [] }
        let values = (first...last).map { value(Double($0) * mantissa, exponent) }
        let texts = numbers(values, exponent: exponent)
        return zip(values, texts).map { Tick(value: $0, text: $1) }
    }

    /// The range widened to whole steps.
    static func nice(_ range: ClosedRange<Double>, count: Int) -> ClosedRange<Double> {
        let (mantissa, exponent) = step(range, count: count)
        let low = (steps(range.lowerBound, mantissa, exponent) + 1e-9).rounded(.down)
        let high = (steps(range.upperBound, mantissa, exponent) - 1e-9).rounded(.up)
        return value(low * mantissa, exponent)...value(high * mantissa, exponent)
    }

    // Dividing by a power of ten gives the nearest number, multiplying by a negative power does not: 3·0.1 ≠ 0.3.
    private static func value(_ multiple: Double, _ exponent: Int) -> Double {
        exponent < 0 && exponent > -300 ? multiple / tenTo(-exponent) : multiple * tenTo(exponent)
    }

    private static func steps(_ x: Double, _ mantissa: Double, _ exponent: Int) -> Double {
        (exponent < 0 && exponent > -300 ? x * tenTo(-exponent) : x / tenTo(exponent)) / mantissa
    }

    private static func numbers(_ values: [Double], exponent: Int) -> [String] {
        let largest = values.map { abs($0) }.max() ?? 0
        if largest >= 1e7 || exponent < -5 { return values.map { label($0, digits: 6) } }
        return values.map { typeset(grouped(fixedNumber($0, decimals: max(0, -exponent)))) }
    }

    /// The powers of ten within a range, with 2 and 5 times them where these are few: in less than two decades, if there
    /// is room for them.
    static func logarithmic(_ range: ClosedRange<Double>, count: Int) -> [Tick] {
        let low = Int((logarithm10(range.lowerBound) - 1e-9).rounded(.up))
        let high = Int((logarithm10(range.upperBound) + 1e-9).rounded(.down))
        if high - low + 1 > max(2, count) {
            let stride = Int((Double(high - low + 1) / Double(max(2, count))).rounded(.up))
            let exponents = (low...high).filter { $0 % stride == 0 }
            return logTicks(exponents.map { (1, $0) })
        }
        func ticks(_ mantissas: [Double]) -> [(mantissa: Double, exponent: Int)] {
            (low - 1...max(low, high + 1)).flatMap { exponent in mantissas.map { ($0, exponent) } }
                .filter { range.contains($0.0 * tenTo($0.1)) }
        }
        let (coarse, fine) = (ticks([1]), ticks([1, 2, 5]))
        let decades = logarithm10(range.upperBound) - logarithm10(range.lowerBound)
        // Twice as many as are asked for can still be read.
        let isFine = high - low < 1 || decades < 1.99 && fine.count <= 2 * max(2, count)
        let chosen = isFine ? fine : coarse
        return chosen.count >= 2 ? logTicks(chosen) : linear(range, count: count)
    }

    private static func logTicks(_ parts: [(mantissa: Double, exponent: Int)]) -> [Tick] {
        let areShort = parts.allSatisfy { (-4...5).contains($0.exponent) }
        return parts.map { mantissa, exponent in
            let value = value(mantissa, exponent)
            let power = (mantissa == 1 ? "" : shortNumber(mantissa) + "·") + powerOfTen(exponent)
            return Tick(value: value, text: areShort ? grouped(shortNumber(value)) : power)
        }
    }
}
