// What a minimisation leaves behind: the way it went, what that cost, and why it ended.

/// The way from the starting point to the end, as a ``Minimiser`` returns it.
///
///     let found = BFGS().minimise(bowl, from: [3, 1])
///     found.point             // where the objective is lowest
///     found.path.count        // 11: the first point, and that after each step
///     print(found.stop)       // no slope is above 1e-08
public struct Minimisation: Sendable, CustomStringConvertible {
    /// The points that were accepted, from the starting point on; each `(n,)`.
    public let path: [Matrix]
    /// The objective at each point of the path.
    public let values: [Double]
    /// How often the function, or its residuals, were called.
    public let functionCalls: Int
    /// How often the gradient, or the Jacobian, was called; 0 where differences stood in for it.
    public let gradientCalls: Int
    /// How often the Hessian was called.
    public let hessianCalls: Int
    /// How many steps were tried, also those that led nowhere.
    public let iterations: Int
    /// Why no further step was made.
    public let stop: StopReason

    /// The lowest point of the path.
    public var point: Matrix { path[lowest] }

    /// The objective at the lowest point.
    public var value: Double { values[lowest] }

    /// Whether the end is one that was sought, and not one that was forced.
    public var converged: Bool { stop.isConvergence }

    private var lowest: Int {
        var best = 0
        for index in values.indices where values[index] < values[best] { best = index }
        return best
    }

    /// `value 0.0, steps 12, function calls 25, gradient calls 13: no slope is above 1e-08`
    public var description: String {
        "value \(value), steps \(iterations), function calls \(functionCalls), gradient calls \(gradientCalls): "
            + "\(stop)"
    }
}

/// Why a minimisation ended.
public enum StopReason: Equatable, Sendable, CustomStringConvertible {
    /// No slope is above the tolerance: the point is a minimum, as far as slopes can tell.
    case gradientVanished(tolerance: Double)
    /// The next step would be shorter than the tolerance.
    case stepVanished(tolerance: Double)
    /// The line search found no point that is lower by more than rounding.
    case noLowerPoint
    /// The line search stopped while the objective was still falling, as it does without end where nothing bounds it.
    case stillFalling
    /// The direction leads nowhere, because the matrix that determines it has no inverse.
    case singular(matrix: String)
    /// The objective or a slope is infinite or not a number.
    case notFinite
    /// The temperature has reached its end.
    case frozen(temperature: Double)
    /// As many steps as were allowed.
    case iterationLimit(Int)

    /// Whether the end is one that was sought, and not one that was forced.
    public var isConvergence: Bool {
        switch self {
        case .gradientVanished, .stepVanished, .frozen: true
        case .noLowerPoint, .stillFalling, .singular, .notFinite, .iterationLimit: false
        }
    }

    /// The reason as a clause: `the line search found no lower point`.
    public var description: String {
        switch self {
        case .gradientVanished(let tolerance): "no slope is above \(tolerance)"
        case .stepVanished(let tolerance): "the steps have become shorter than \(tolerance)"
        case .noLowerPoint: "the line search found no lower point"
        case .stillFalling:
            "the objective still falls where the line search ends: it may have no lowest point"
        case .singular(let matrix): "the \(matrix) has no inverse"
        case .notFinite: "the objective is no longer a finite number"
        case .frozen(let temperature): "the temperature has fallen to \(temperature)"
        case .iterationLimit(let limit): "\(limit) steps are made, and no more are allowed"
        }
    }
}
