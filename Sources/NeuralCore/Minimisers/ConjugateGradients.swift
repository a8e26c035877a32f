// Conjugate gradients: each step leaves what the steps before have won.

/// d = −g + β · d₋, where g is the gradient and d₋ the direction before.
///
///     Fletcher–Reeves (1964):     β = |g|² / |g₋|²
///     Polak–Ribière (1969):       β = g · (g − g₋) / |g₋|², and 0 where that is negative
///
/// On a quadratic both make the directions conjugate, dᵢᵀ·A·dⱼ = 0: with exact steps, none undoes another, and n steps
/// reach the bottom of n dimensions (Hestenes and Stiefel, 1952). Elsewhere Polak–Ribière begins anew by itself where the
/// directions have gone astray. All that is remembered is one direction and one gradient.
public struct ConjugateGradients: DescentMethod {
    public enum Formula: String, Codable, Sendable { case fletcherReeves, polakRibiere }

    public struct Memory {
        var last: (direction: Matrix, gradient: Matrix)?
        /// How many directions were joined since the last that led straight down.
        var joined = 0
    }

    public var formula: Formula
    public var lineSearch: LineSearch
    public var gradientTolerance: Double
    public var steps: Int

    /// - Parameter lineSearch: for Wolfe's conditions c₂ must be below ½, or a direction might lead up.
    public init(
        _ formula: Formula = .polakRibiere, lineSearch: LineSearch = .strongWolfe(c2: 0.1),
        gradientTolerance: Double = 1e-6, steps: Int = 10_000
    ) {
        (self.formula, self.lineSearch) = (formula, lineSearch)
        (self.gradientTolerance, self.steps) = (gradientTolerance, steps)
    }

    public var directionsHaveLength: Bool { false }

    public func freshMemory() -> Memory { Memory() }

    public func direction(
        at point: Matrix, gradient: Matrix, memory: inout Memory, hessian: () -> Matrix
    ) -> Matrix {
        var direction = -gradient
        // More than n directions cannot be conjugate. Fletcher and Reeves begin anew after n + 1 steps.
        if formula == .fletcherReeves, memory.joined == point.count { memory = freshMemory() }
        if let (lastDirection, lastGradient) = memory.last {
            let before = square(lastGradient).sum()
            let share =
                switch formula {
                case .fletcherReeves: square(gradient).sum() / before
                case .polakRibiere: max(0, gradient.dot(gradient - lastGradient).item / before)
                }
            direction += share * lastDirection
            memory.joined += 1
        }
        // A direction that does not lead down is not kept: the descent goes straight down in its place.
        memory.last = gradient.dot(direction).item < 0 ? (direction, gradient) : (-gradient, gradient)
        return direction
    }
}
