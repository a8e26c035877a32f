// Levenberg–Marquardt: between Gauss–Newton, where that works, and steepest descent, where it does not.

/// For f = ½ Σ rᵢ²: each step p makes the squares of
///
///     J · p ≈ −r     and     √λ · D · p ≈ 0
///
/// least together. With λ = 0 that is a step of Gauss and Newton; a large λ makes it short and turns it towards the
/// gradient. A step that does not lower the objective is not made, and λ grows; one that lowers it as promised makes λ
/// fall. D is diagonal, with the greatest length that each column of J has had, so that units of measurement do not
/// matter.
///
/// Levenberg, A method for the solution of certain non-linear problems in least squares, 1944; Marquardt, 1963; D after
/// Moré, 1978; the change of λ after Nielsen, Damping parameter in Marquardt's method, 1999.
public struct LevenbergMarquardt: Minimiser {
    /// λ of the first step.
    public var damping: Double
    /// The search ends where no slope is above it,
    public var gradientTolerance: Double
    /// or where the next step would change no number of the point by more than this share of it.
    public var stepTolerance: Double
    public var maximumIterations: Int

    /// Begins close to Gauss and Newton, with a small λ, unless told otherwise.
    public init(
        damping: Double = 1e-3, gradientTolerance: Double = 1e-8, stepTolerance: Double = 1e-12,
        maximumIterations: Int = 200
    ) {
        (self.damping, self.gradientTolerance) = (damping, gradientTolerance)
        (self.stepTolerance, self.maximumIterations) = (stepTolerance, maximumIterations)
    }

    public var fault: String? {
        faultUnlessPositive(
            ("damping", damping), ("gradientTolerance", gradientTolerance), ("stepTolerance", stepTolerance))
    }

    public func fault(of objective: Objective) -> String? { faultWithoutResiduals(objective) }

    public func run(_ walk: Walk) {
        var (damping, growth) = (damping, 2.0)
        var scales = Matrix(repeating: 0, shape: walk.point.shape)
        while walk.continues(until: gradientTolerance) {
            scales = maximum(scales, Self.columnLengths(walk.jacobian))
            guard let step = Self.step(walk.jacobian, walk.residuals, damping, scales) else {
                (damping, growth) = (damping * growth, 2 * growth)
                continue
            }
            if isShort(step, walk.point, stepTolerance) {
                return walk.end(.stepVanished(tolerance: stepTolerance))
            }
            // What the straight lines promise: f − ½ |r + J · p|².
            let scaled = Self.positive(scales) * step
            let promise = (damping * scaled.dot(scaled).item - walk.gradient.dot(step).item) / 2
            let next = walk.point + step
            let value = walk.value(at: next)
            let gain = (walk.value - value) / promise
            if gain > 0, value < walk.value {
                walk.move(to: next, value: value)
                let miss = 2 * gain - 1
                (damping, growth) = (damping * max(1.0 / 3, 1 - miss * miss * miss), 2)
            } else {
                (damping, growth) = (damping * growth, 2 * growth)
            }
        }
    }

    /// The p whose squares are least: the equations of both kinds one below the other, `(m + n, n)`. Nil when λ is too
    /// small to tell apart what the residuals do not.
    private static func step(
        _ jacobian: Matrix, _ residuals: Matrix, _ damping: Double, _ scales: Matrix
    ) -> Matrix? {
        let n = scales.count
        let damper = Matrix.identity(n) * (damping.squareRoot() * positive(scales))
        let rightSide = concatenate([-residuals, Matrix(repeating: 0, shape: [n])])
        let factors = QRDecomposition(concatenate([jacobian, damper]))
        return factors.dependentColumn == nil ? factors.solve(rightSide) : nil
    }

    /// D, in which a variable that has not mattered yet has the length 1.
    private static func positive(_ scales: Matrix) -> Matrix { scales.map { $0 > 0 ? $0 : 1 } }

    private static func columnLengths(_ jacobian: Matrix) -> Matrix { sqrt(square(jacobian).sum(axis: 0)) }
}
