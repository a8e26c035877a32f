// How far to go along a direction.

/// A rule that picks a point on a line.
public protocol LineSearch: Sendable {
    /// What is wrong with the settings, as a sentence; nil when they are possible.
    var fault: String? { get }

    /// A point to go to; nil when none was found.
    ///
    /// - Parameter firstStep: the factor of the direction that is tried first.
    func step(on line: Line, firstStep: Double) -> LinePoint?
}

extension LineSearch {
    public var fault: String? { nil }
}

/// The objective along a direction p from where a ``Walk`` stands: φ(t) = f(x + t · p).
public struct Line {
    private let walk: Walk
    /// p: `(n,)`
    public let direction: Matrix
    /// φ(0)
    public let value: Double
    /// φ′(0) = ∇f · p, which is negative where the line leads down.
    public let slope: Double

    init(_ walk: Walk, along direction: Matrix) {
        (self.walk, self.direction, value) = (walk, direction, walk.value)
        slope = walk.gradient.dot(direction).item
    }

    /// The line at t = 0.
    public var start: LinePoint {
        LinePoint(step: 0, point: walk.point, value: value, slope: slope, knownGradient: walk.gradient)
    }

    /// The point at t, with its value.
    public func point(at step: Double) -> LinePoint {
        let point = walk.point + step * direction
        return LinePoint(step: step, point: point, value: walk.value(at: point))
    }

    /// The same point, with its slope φ′(t).
    public func withSlope(_ point: LinePoint) -> LinePoint {
        var point = point
        let gradient = walk.gradient(at: point.point)
        point.slope = gradient.dot(direction).item
        point.knownGradient = gradient
        return point
    }
}

/// A point on a ``Line``.
public struct LinePoint {
    /// t
    public let step: Double
    /// x + t · p: `(n,)`
    public let point: Matrix
    /// φ(t)
    public let value: Double
    /// φ′(t); NaN where it was not asked.
    public var slope = Double.nan
    /// The gradient at the point, where it was asked.
    public var knownGradient: Matrix?
    /// Whether the search stopped here while the objective was still falling.
    public var isStillFalling = false
}
