// The line search that does not search.

/// Always the same multiple of the direction, whether it leads down or not: the learning rate of a network's optimizer.
///
///     SteepestDescent(lineSearch: FixedStep(0.1))     // x ← x − 0.1 · ∇f(x)
///     Newton(lineSearch: FixedStep(1))                // Newton's own rule, x ← x − H⁻¹ · ∇f(x)
public struct FixedStep: LineSearch {
    /// The factor of the direction.
    public var learningRate: Double

    /// Steps of `learningRate`, above 0, times the direction.
    public init(_ learningRate: Double) { self.learningRate = learningRate }

    public var fault: String? {
        learningRate > 0 && learningRate.isFinite
            ? nil : "FixedStep needs a learning rate above 0, but it is \(learningRate)"
    }

    public func step(on line: Line, firstStep: Double) -> LinePoint? { line.point(at: learningRate) }
}
