// Gauss–Newton: least squares as a row of straight least squares.

/// d minimises |r + J·d|²: the residuals are taken for straight, and the straight problem is solved at once (Gauss, 1809).
///
/// The step is halved until Armijo's condition holds. Where the columns of J nearly depend on each other, d is long and
/// nearly level, and the method fails; ``LevenbergMarquardt`` does not.
public struct GaussNewton {
    public var gradientTolerance: Double
    public var steps: Int

    public init(gradientTolerance: Double = 1e-6, steps: Int = 1000) {
        (self.gradientTolerance, self.steps) = (gradientTolerance, steps)
    }

    /// Goes down from `start`, `(n,)`.
    public func minimise(_ problem: LeastSquares, from start: Matrix) -> Minimisation {
        let problem = CountedLeastSquares(problem)
        var (x, r, record) = (start, problem.residuals(start), Minimisation())
        while true {
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
            guard let direction = CholeskyDecomposition(normal)?.solve(-gradient),
                let next = halve(x, value, direction, gradient.dot(direction).item, problem)
            else {
                record.end = .noStepGoesDown
                break
            }
            (x, r) = next
        }
        record.calls = problem.calls
        return record
    }

    private func halve(
        _ x: Matrix, _ value: Double, _ direction: Matrix, _ slope: Double, _ problem: CountedLeastSquares
    ) -> (Matrix, Matrix)? {
        var length = 1.0
        for _ in 0..<60 {
            let point = x + length * direction
            let residuals = problem.residuals(point)
            if square(residuals).sum() / 2 <= value + 1e-4 * length * slope + 4 * value.ulp {
                return (point, residuals)
            }
            length /= 2
        }
        return nil
    }
}
