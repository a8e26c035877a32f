// A minimisation under way: where it stands, what it has called, and whether it goes on.

/// The state that every ``Minimiser`` shares, as its rule sees it.
///
/// Steepest descent, with steps of a fixed size, would be
///
///     while walk.continues(until: 1e-8) {
///         let next = walk.point - 0.1 * walk.gradient
///         walk.move(to: next, value: walk.value(at: next))
///     }
///
/// It is an object because one walk is passed along: from the minimiser to the line search and back.
public final class Walk {
    /// All points that were accepted; the last is where the walk stands.
    public private(set) var path: [Matrix]
    /// The objective at each of them.
    public private(set) var values: [Double]
    /// How many steps were tried.
    public private(set) var iterations = 0
    /// Why the walk has ended; nil while it goes on.
    public private(set) var stop: StopReason?

    private let objective: Objective
    private let calls = CallCounter()
    private let maximumIterations: Int

    // What is known of the point where the walk stands, once it was asked.
    private var knownGradient: Matrix?
    private var knownJacobian: Matrix?
    private var knownResiduals: (point: Matrix, residuals: Matrix)?

    init(of objective: Objective, from start: Matrix, maximumIterations: Int) {
        self.objective = objective.counted(by: calls)
        self.maximumIterations = maximumIterations
        (path, values) = ([start], [])
        values.append(value(at: start))
    }

    /// Where the walk stands.
    public var point: Matrix { path[path.count - 1] }

    /// The objective there.
    public var value: Double { values[values.count - 1] }

    /// Whether another step is to be made: not after the end, nor after the last step that is allowed.
    public func continues() -> Bool {
        if stop == nil, !value.isFinite { stop = .notFinite }
        if stop == nil, iterations == maximumIterations { stop = .iterationLimit(maximumIterations) }
        if stop != nil { return false }
        iterations += 1
        return true
    }

    /// The same for methods that end where no slope is above `tolerance`.
    public func continues(until tolerance: Double) -> Bool {
        if stop == nil, value.isFinite {
            if !gradient.elements.allSatisfy(\.isFinite) { stop = .notFinite }
            if largest(gradient) <= tolerance { stop = .gradientVanished(tolerance: tolerance) }
        }
        return continues()
    }

    /// Goes to a point.
    ///
    /// - Parameter gradient: there, where it is known already.
    public func move(to point: Matrix, value: Double, gradient: Matrix? = nil) {
        path.append(point)
        values.append(value)
        (knownGradient, knownJacobian) = (gradient, nil)
    }

    /// Goes along `direction` as far as `search` finds good. Where it finds nothing, the walk ends.
    ///
    /// - Parameter firstStep: the factor of the direction that is tried first.
    /// - Returns: whether the walk has moved.
    public func move(along direction: Matrix, by search: any LineSearch, firstStep: Double = 1) -> Bool {
        let line = Line(self, along: direction)
        guard let found = search.step(on: line, firstStep: firstStep) else {
            end(.noLowerPoint)
            return false
        }
        move(to: found.point, value: found.value, gradient: found.knownGradient)
        if found.isStillFalling { end(.stillFalling) }
        return true
    }

    /// Which factor of `direction` to try first, where its length says nothing about how far to go.
    ///
    /// The first direction is shortened to the length 1; later the objective is expected to fall by as much as in the
    /// step before, which for a parabola means t = 2 (f − f₋₁) / φ′(0): Nocedal and Wright, formula 3.60.
    public func guessedStep(along direction: Matrix) -> Double {
        let unit = 1 / max(length(direction), .leastNormalMagnitude)
        guard values.count > 1 else { return unit }
        let guess = 2 * (value - values[values.count - 2]) / gradient.dot(direction).item
        return guess > 0 && guess.isFinite ? guess : unit
    }

    /// Ends the walk.
    public func end(_ reason: StopReason) { stop = stop ?? reason }

    /// What the walk has found.
    var result: Minimisation {
        Minimisation(
            path: path, values: values, functionCalls: calls.functionCalls,
            gradientCalls: calls.gradientCalls, hessianCalls: calls.hessianCalls, iterations: iterations,
            stop: stop ?? .iterationLimit(iterations))
    }
}

// MARK: - What the objective says

extension Walk {
    /// The objective at any point.
    public func value(at point: Matrix) -> Double {
        guard objective.hasResiduals else { return objective.value(at: point) }
        let residuals = objective.residuals(at: point)
        knownResiduals = (point, residuals)
        return halfSquare(residuals)
    }

    /// The gradient at any point: `(n,)`.
    public func gradient(at point: Matrix) -> Matrix { objective.gradient(at: point) }

    /// The gradient where the walk stands: `(n,)`.
    public var gradient: Matrix {
        if let knownGradient { return knownGradient }
        let found =
            objective.hasResiduals ? objective.gradient(of: residuals, by: jacobian) : gradient(at: point)
        knownGradient = found
        return found
    }

    /// The Hessian where the walk stands: `(n, n)`.
    public var hessian: Matrix { objective.hessian(at: point) }

    /// The residuals where the walk stands: `(m,)`.
    public var residuals: Matrix {
        if let knownResiduals, knownResiduals.point == point { return knownResiduals.residuals }
        return objective.residuals(at: point)
    }

    /// The slopes of the residuals where the walk stands: `(m, n)`.
    public var jacobian: Matrix {
        if let knownJacobian { return knownJacobian }
        let found = objective.jacobian(at: point)
        knownJacobian = found
        return found
    }
}

/// The largest magnitude in a vector.
func largest(_ vector: Matrix) -> Double { vector.elements.reduce(0) { max($0, abs($1)) } }

/// √Σ vᵢ²
func length(_ vector: Matrix) -> Double { vector.dot(vector).item.squareRoot() }
