// Newton's method: straight to the minimum of the parabola that fits best.

/// Goes to where the parabola with the objective's slope and curvature at x has its minimum: H · p = −∇f(x), with H the
/// Hessian. On a quadratic form that is the minimum, after one step; near any minimum each step doubles the number of
/// correct digits.
///
/// Where the objective does not curve upwards in every direction, H is not positive definite and p might lead up. Then a
/// multiple of the identity is added, as small as makes it so: Nocedal and Wright, algorithm 3.3.
///
/// A Hessian of n variables has n² elements, and each step costs n³ operations; hence BFGS.
public struct Newton: Minimiser {
    /// How far each step goes; ``FixedStep`` of 1 is the method of the textbooks.
    public var lineSearch: any LineSearch
    /// The search ends where no slope is above it.
    public var gradientTolerance: Double
    public var maximumIterations: Int

    /// With the whole step wherever it lowers the objective enough, unless another search is given.
    public init(
        lineSearch: any LineSearch = Armijo(), gradientTolerance: Double = 1e-8, maximumIterations: Int = 100
    ) {
        (self.lineSearch, self.gradientTolerance) = (lineSearch, gradientTolerance)
        self.maximumIterations = maximumIterations
    }

    public var fault: String? {
        lineSearch.fault ?? faultUnlessPositive(("gradientTolerance", gradientTolerance))
    }

    public func run(_ walk: Walk) {
        while walk.continues(until: gradientTolerance) {
            guard let factors = Self.positiveDefinite(walk.hessian) else {
                return walk.end(.singular(matrix: "Hessian"))
            }
            guard walk.move(along: factors.solve(-walk.gradient), by: lineSearch) else { return }
        }
    }

    /// The factors of H + τ · 1, with τ = 0 or the first of a doubling sequence that makes it positive definite; nil when
    /// none does, because H is not finite.
    private static func positiveDefinite(_ hessian: Matrix) -> CholeskyDecomposition<Double>? {
        let n = hessian.shape[0]
        let size = length(hessian.reshaped(-1))
        let least = (0..<n).map { hessian[$0, $0] }.min() ?? 0
        let smallest = size > 0 ? 1e-3 * size : 1e-3
        var shift = least > 0 ? 0 : smallest - least
        while shift.isFinite {
            let factors = CholeskyDecomposition(hessian + shift * Matrix.identity(n))
            if factors.isPositiveDefinite { return factors }
            shift = max(2 * shift, smallest)
        }
        return nil
    }
}
