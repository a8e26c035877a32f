// How far to go in a direction that leads down.

/// A rule for the length α of a step from x along a direction d that leads down.
///
/// With φ(α) = f(x + α·d), Armijo's condition (1966) asks that the value falls by a share c₁ of what the slope promises,
/// φ(α) ≤ φ(0) + c₁·α·φ′(0); Wolfe's strong conditions (1969) ask also that the slope has become flat enough,
/// |φ′(α)| ≤ c₂·|φ′(0)|.
public enum LineSearch: Equatable, Sendable {
    /// Always α, as a learning rate: no search at all, and nothing that keeps the value from rising.
    case fixed(Double)
    /// From the first step on by halves, until Armijo's condition holds.
    case armijo(c1: Double = 1e-4)
    /// Until Wolfe's strong conditions hold; Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6.
    case strongWolfe(c1: Double = 1e-4, c2: Double = 0.9)
    /// Until φ′ is 0 but for rounding. On a quadratic that takes two gradients; elsewhere it is seldom worth its price.
    case exact

    /// A point on the line.
    struct Place {
        var length: Double
        var point: Matrix
        var value: Double
        var gradient: Matrix
        var slope: Double
    }

    /// The next place along `direction`; nil when none was found that is lower or, where rounding hides that, has smaller
    /// slopes. A fixed step is always taken.
    func step(
        from start: Place, along direction: Matrix, first: Double, _ objective: CountedObjective
    ) -> Place? {
        let line = Line(objective: objective, start: start, direction: direction)
        let found: Place?
        switch self {
        case .fixed(let length): return line.place(length)
        case .armijo(let c1): found = line.backtrack(from: first, c1: c1)
        case .strongWolfe(let c1, let c2): found = StrongWolfeSearch(line: line, c1: c1, c2: c2).run(first)
        case .exact: found = line.flatten(from: first)
        }
        guard let found else { return nil }
        let isProgress =
            found.value < start.value || abs(found.gradient).max() < abs(start.gradient).max()
        return isProgress ? found : nil
    }
}

/// A line through the point where a step begins.
struct Line {
    typealias Place = LineSearch.Place

    let objective: CountedObjective
    let start: Place
    let direction: Matrix

    /// What is found at some length, with the slope along the line.
    func place(_ length: Double) -> Place {
        let point = start.point + length * direction
        let value = objective.value(point)
        return place(length, point, value)
    }

    private func place(_ length: Double, _ point: Matrix, _ value: Double) -> Place {
        let gradient = objective.gradient(point)
        return Place(
            length: length, point: point, value: value, gradient: gradient,
            slope: gradient.dot(direction).item)
    }

    /// Whether a value is low enough for Armijo. Near a minimum, where values differ by their rounding alone, a rise
    /// within it is forgiven.
    func isLowEnough(_ value: Double, at length: Double, c1: Double) -> Bool {
        value <= start.value + c1 * length * start.slope + 4 * start.value.ulp
    }

    /// Halves the length until the value is low enough. The gradient is asked for only there.
    func backtrack(from first: Double, c1: Double) -> Place? {
        var length = first
        for _ in 0..<60 {
            let point = start.point + length * direction
            let value = objective.value(point)
            if isLowEnough(value, at: length, c1: c1) { return place(length, point, value) }
            length /= 2
        }
        return nil
    }

    /// Seeks the zero of the slope by secants, which are kept between a place where it falls and one where it rises.
    func flatten(from first: Double) -> Place? {
        var (low, high) = (start, place(first))
        for _ in 0..<100 {
            guard high.value.isFinite, high.slope.isFinite else {
                high = place((low.length + high.length) / 2)
                continue
            }
            if abs(high.slope) <= 1e-14 * abs(start.slope) { return high }
            if high.slope > 0 { break }
            // Still falling: on by the secant, at most ten times as far.
            let secant = zero(low, high)
            let farther = secant > high.length ? min(secant, 10 * high.length) : 10 * high.length
            (low, high) = (high, place(farther))
        }
        guard high.slope > 0 else { return high.value < start.value ? high : nil }
        var lastRose: Bool?
        // What a secant uses of the slopes; an end that stays twice in a row counts half (Illinois method), so that
        // both ends move.
        var (lowSlope, highSlope) = (low.slope, high.slope)
        for _ in 0..<100 {
            let length = low.length - lowSlope * (high.length - low.length) / (highSlope - lowSlope)
            guard length > low.length, length < high.length else { break }
            let middle = place(length)
            if abs(middle.slope) <= 1e-14 * abs(start.slope) { return middle }
            let rises = middle.slope > 0
            if rises {
                (high, highSlope) = (middle, middle.slope)
                if lastRose == true { lowSlope /= 2 }
            } else {
                (low, lowSlope) = (middle, middle.slope)
                if lastRose == false { highSlope /= 2 }
            }
            lastRose = rises
        }
        let better = low.value <= high.value ? low : high
        return better.length > 0 && better.value <= start.value ? better : nil
    }

    private func zero(_ a: Place, _ b: Place) -> Double {
        a.slope == b.slope ? .infinity : a.length - a.slope * (b.length - a.length) / (b.slope - a.slope)
    }
}
