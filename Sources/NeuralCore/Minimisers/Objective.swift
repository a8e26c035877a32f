// What is to be made small: a function of a vector, with its slopes where they are known.

/// A function of a vector `(n,)` that a minimiser makes small.
///
///     let bowl = Objective { x in x[0] * x[0] + 10 * x[1] * x[1] } gradient: { x in
///         [2 * x[0], 20 * x[1]]
///     }
///
/// Where no gradient is given, it is taken by central differences, which costs 2n values; where no Hessian is given, by
/// differences of gradients, which costs 2n of those. A ``Minimisation`` counts all of them.
public struct Objective {
    let value: (Matrix) -> Double
    let gradient: ((Matrix) -> Matrix)?
    let hessian: ((Matrix) -> Matrix)?

    /// - Parameters:
    ///   - value: of a vector `(n,)`, one number.
    ///   - gradient: of a vector `(n,)`, the slopes `(n,)`.
    ///   - hessian: of a vector `(n,)`, the slopes of the slopes `(n, n)`. Only Newton's method asks for it.
    public init(
        _ value: @escaping (Matrix) -> Double, gradient: ((Matrix) -> Matrix)? = nil,
        hessian: ((Matrix) -> Matrix)? = nil
    ) {
        (self.value, self.gradient, self.hessian) = (value, gradient, hessian)
    }

    /// The quadratic ½ xᵀ·A·x − bᵀ·x of a symmetric matrix A, with the gradient A·x − b: a bowl when A is positive
    /// definite, whose bottom is where A·x = b.
    public static func quadratic(_ a: Matrix, _ b: Matrix) -> Objective {
        Objective {
            $0.dot(a.dot($0)).item / 2 - b.dot($0).item
        } gradient: {
            a.dot($0) - b
        } hessian: { _ in
            a
        }
    }
}

/// An objective that counts how often it is asked.
final class CountedObjective {
    private let objective: Objective
    private(set) var calls = Minimisation.Calls()

    init(_ objective: Objective) { self.objective = objective }

    func value(_ x: Matrix) -> Double {
        calls.values += 1
        return objective.value(x)
    }

    func gradient(_ x: Matrix) -> Matrix {
        guard let gradient = objective.gradient else { return numericGradient(at: x, of: value) }
        calls.gradients += 1
        let result = gradient(x)
        if result.shape != x.shape {
            fatalError(
                "the gradient of an objective must have the shape of its point, \(x.shape), but has \(result.shape)"
            )
        }
        return result
    }

    func hessian(_ x: Matrix) -> Matrix {
        guard let hessian = objective.hessian else { return numericHessian(at: x, gradient: gradient) }
        calls.hessians += 1
        return hessian(x)
    }
}
