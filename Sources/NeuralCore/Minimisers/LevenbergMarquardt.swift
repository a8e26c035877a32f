// Levenberg–Marquardt: between Gauss–Newton, where it can be trusted, and short steps down, where it cannot.

/// (Jᵀ·J + μ·D) · d = −Jᵀ·r (Levenberg, 1944; Marquardt, 1963).
///
/// With μ = 0 this is ``GaussNewton``; the larger μ, the shorter the step and the nearer to straight down. A step that
/// wins less than the straight model promised is not made, and μ grows; after a good one it falls (Nielsen, 1999). D is
/// diagonal and holds the largest squares that the columns of J have had (Moré, 1978), so that the units of x do not
/// matter.
public struct LevenbergMarquardt {
    public var gradientTolerance: Double
    /// The search also ends when a step changes no element by more than this share of it.
    public var stepTolerance: Double
    public var steps: Int
    /// μ at the start.
    public var damping: Double

    public init(
        gradientTolerance: Double = 1e-6, stepTolerance: Double = 1e-12, steps: Int = 1000,
        damping: Double = 1e-3
    ) {
        (self.gradientTolerance, self.stepTolerance) = (gradientTolerance, stepTolerance)
        (self.steps, self.damping) = (steps, damping)
    }

    /// Goes down from `start`, `(n,)`. Steps that are not made do not count.
    public func minimise(_ problem: LeastSquares, from start: Matrix) -> Minimisation {
        let problem = CountedLeastSquares(problem)
        var (x, r, record) = (start, problem.residuals(start), Minimisation())
        var scale = Matrix.zeros(start.count)
        var (damping, growth) = (damping, 2.0)
        search: while true {
            let jacobian = problem.jacobian(x)
            let (value, gradient) = (square(r).sum() / 2, jacobian.transposed().dot(r))
            record.note(x, value, gradient)
            if !value.isFinite || !gradient.elements.allSatisfy(\.isFinite) {
                record.end = .valueIsNotFinite
                break
            }
            if record.largestSlopes[record.steps] <= gradientTolerance {
                record.end = .gradientIsSmall
                break
            }
            if record.steps >= steps { break }
            let normal = jacobian.transposed().dot(jacobian)
            for k in 0..<x.count { scale[k] = max(scale[k], normal[k, k]) }
            // Until a step is good enough to be made.
            while true {
                guard damping.isFinite else {
                    record.end = .noStepGoesDown
                    break search
                }
                guard let step = step(normal, gradient, damping, scale) else {
                    damping *= growth
                    growth *= 2
                    continue
                }
                if zip(step.elements, x.elements).allSatisfy({
                    abs($0) <= stepTolerance * (abs($1) + stepTolerance)
                }) {
                    record.end = .stepIsSmall
                    break search
                }
                let residuals = problem.residuals(x + step)
                let won = value - square(residuals).sum() / 2
                let promised = step.dot(damping * scale * step - gradient).item / 2
                let share = won / promised
                if share > 0 {
                    (x, r) = (x + step, residuals)
                    damping *= max(1.0 / 3, 1 - pow(2 * share - 1, 3))
                    growth = 2
                    break
                }
                damping *= growth
                growth *= 2
            }
        }
        record.calls = problem.calls
        return record
    }

    private func step(_ normal: Matrix, _ gradient: Matrix, _ damping: Double, _ scale: Matrix) -> Matrix? {
        var damped = normal
        for k in 0..<gradient.count {
            // A column that has always been 0 has no scale: any positive number lets it rest.
            damped[k, k] += damping * (scale[k] > 0 ? scale[k] : 1)
        }
        return CholeskyDecomposition(damped)?.solve(-gradient)
    }
}
