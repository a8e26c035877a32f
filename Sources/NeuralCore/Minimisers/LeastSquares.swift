// Sums of squares: problems in which many errors are to be small together.

/// Residuals r(x) whose squares are to have the least sum: f(x) = ½ Σ rᵢ(x)².
///
/// With the Jacobian J of the residuals the gradient is Jᵀ·r, and the Hessian nearly Jᵀ·J, as long as the residuals are
/// small or nearly straight: second slopes for the price of first ones. ``GaussNewton`` and ``LevenbergMarquardt`` live
/// on that.
///
///     let line = LeastSquares { w in x * w[0] + w[1] - y }
///     LevenbergMarquardt().minimise(line, from: [0, 0]).point
public struct LeastSquares {
    let residuals: (Matrix) -> Matrix
    let jacobian: ((Matrix) -> Matrix)?

    /// - Parameters:
    ///   - residuals: of a point `(n,)`, the errors `(m,)`.
    ///   - jacobian: of a point `(n,)`, the slopes of the errors `(m, n)`; by central differences unless it is given.
    public init(_ residuals: @escaping (Matrix) -> Matrix, jacobian: ((Matrix) -> Matrix)? = nil) {
        (self.residuals, self.jacobian) = (residuals, jacobian)
    }

    /// The same problem for methods that know nothing of squares.
    public var objective: Objective {
        Objective {
            square(residuals($0)).sum() / 2
        } gradient: {
            let jacobian = jacobian?($0) ?? numericJacobian(at: $0, of: residuals)
            return jacobian.transposed().dot(residuals($0))
        }
    }
}

/// Least squares that count how often they are asked: residuals as values, Jacobians as gradients.
final class CountedLeastSquares {
    private let problem: LeastSquares
    private(set) var calls = Minimisation.Calls()

    init(_ problem: LeastSquares) { self.problem = problem }

    func residuals(_ x: Matrix) -> Matrix {
        calls.values += 1
        return problem.residuals(x)
    }

    func jacobian(_ x: Matrix) -> Matrix {
        guard let jacobian = problem.jacobian else { return numericJacobian(at: x, of: residuals) }
        calls.gradients += 1
        return jacobian(x)
    }
}
