// From a number to its place on a drawing.

struct AxisScale: Equatable {
    var scale: Axis.Scale
    var domain: ClosedRange<Double>
    /// The places of the domain's ends; the first may be the larger.
    var start: Double
    var end: Double

    func callAsFunction(_ x: Double) -> Double {
        let (low, high) = (transformed(domain.lowerBound), transformed(domain.upperBound))
        // Halves first: the range of all finite numbers is no finite number.
        let share = (transformed(x) / 2 - low / 2) / (high / 2 - low / 2)
        return start + share * (end - start)
    }

    /// The number at a place.
    func value(at place: Double) -> Double {
        let (low, high) = (transformed(domain.lowerBound), transformed(domain.upperBound))
        let value = low + (place - start) / (end - start) * (high - low)
        return scale == .log ? power(10, value) : value
    }

    private func transformed(_ x: Double) -> Double { scale == .log ? logarithm10(x) : x }

    func ticks(count: Int, wholeNumbers: Bool = false) -> [Tick] {
        scale == .log
            ? Ticks.logarithmic(domain, count: count)
            : Ticks.linear(domain, count: count, wholeNumbers: wholeNumbers)
    }
}

extension Axis {
    /// The part of the axis that shows the numbers, widened so that it begins and ends well.
    ///
    /// - Parameters:
    ///   - zero: whether 0 must be there, as under bars.
    ///   - nice: whether the ends are round numbers.
    func domain(of values: some Sequence<Double>, zero: Bool = false, nice: Bool = true) -> ClosedRange<
        Double
    > {
        if let limits, limits.lowerBound < limits.upperBound, canShow(limits.lowerBound) { return limits }
        var (low, high) = (Double.infinity, -Double.infinity)
        for value in values where canShow(value) { (low, high) = (min(low, value), max(high, value)) }
        guard low <= high else { return scale == .log ? 0.1...1 : 0...1 }
        if scale == .log { return logarithmicDomain(low, high) }
        if zero || (low > 0 && low < 0.25 * high && nice) { low = min(low, 0) }
        if zero || (high < 0 && high > 0.25 * low && nice) { high = max(high, 0) }
        if high - low <= 1e-12 * max(abs(low), abs(high)) || high - low < 1e-300 {
            // All the same: room above and below, so that the line runs through the middle.
            let room = low == 0 ? 1 : abs(low) * 0.5
            (low, high) = (low - room, high + room)
        }
        return nice ? Ticks.nice(low...high, count: 5) : low...high
    }

    private func logarithmicDomain(_ low: Double, _ high: Double) -> ClosedRange<Double> {
        if high / low < 1.0001 { return low / 2...high * 2 }
        func rounded(_ x: Double, down: Bool) -> Double {
            let exponent = Int(logarithm10(x).rounded(.down))
            let candidates = [1, 2, 5, 10].map { Double($0) * tenTo(exponent) }
            return down
                ? candidates.last { $0 <= x * 1.000001 } ?? x : candidates.first { $0 >= x * 0.999999 } ?? x
        }
        return rounded(low, down: true)...rounded(high, down: false)
    }
}
