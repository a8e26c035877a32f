// What is minimised: a function of a vector, with as many of its slopes as are known.

/// A function f of a vector x, which a ``Minimiser`` makes small.
///
///     let bowl = Objective(
///         value: { x in x[0] * x[0] + 10 * x[1] * x[1] },
///         gradient: { x in Matrix([2 * x[0], 20 * x[1]]) })
///     BFGS().minimise(bowl, from: [3, 1]).point       // [0. 0.], but for rounding
///
/// Slopes that are not given are found by differences, which costs 2n calls for a vector of n numbers.
public struct Objective {
    private let function: (Matrix) -> Double
    private let slopes: ((Matrix) -> Matrix)?
    private let curvatures: ((Matrix) -> Matrix)?
    private let errors: ((Matrix) -> Matrix)?
    private let errorSlopes: ((Matrix) -> Matrix)?
    /// Where the objective was written, for sentences about what it returns.
    private let (file, line): (StaticString, UInt)

    /// A function with its slopes.
    ///
    /// - Parameters:
    ///   - value: f(x), for x of shape `(n,)`.
    ///   - gradient: the slope of f by each number of x, `(n,)`.
    ///   - hessian: the slopes of the gradient, `(n, n)`.
    public init(
        value: @escaping (Matrix) -> Double, gradient: ((Matrix) -> Matrix)? = nil,
        hessian: ((Matrix) -> Matrix)? = nil, file: StaticString = #file, line: UInt = #line
    ) {
        (function, slopes, curvatures, errors, errorSlopes) = (value, gradient, hessian, nil, nil)
        (self.file, self.line) = (file, line)
    }

    /// Half the sum of the squares of residuals r: f(x) = ½ Σ rᵢ(x)², with the gradient Jᵀ · r.
    ///
    ///     // How far a line is from three points.
    ///     Objective(residuals: { line in Matrix([0, 1, 2]) * line[0] + line[1] - [1, 3, 5] })
    ///
    /// - Parameters:
    ///   - residuals: r(x), `(m,)`: by how much each measurement is missed.
    ///   - jacobian: the slope of each residual by each number of x, `(m, n)`.
    public init(
        residuals: @escaping (Matrix) -> Matrix, jacobian: ((Matrix) -> Matrix)? = nil,
        file: StaticString = #file, line: UInt = #line
    ) {
        (function, slopes, curvatures) = ({ halfSquare(residuals($0)) }, nil, nil)
        (errors, errorSlopes) = (residuals, jacobian)
        (self.file, self.line) = (file, line)
    }

    /// Whether the objective is half a sum of squares, so that ``residuals(at:)`` may be asked.
    public var hasResiduals: Bool { errors != nil }

    /// f(x).
    public func value(at point: Matrix) -> Double { function(point) }

    /// The slope of f by each number of x: `(n,)`.
    public func gradient(at point: Matrix) -> Matrix {
        if let slopes { return checked(slopes(point), point.shape, "gradient", point) }
        if hasResiduals { return gradient(of: residuals(at: point), by: jacobian(at: point)) }
        return numericGradient(at: point, of: function)
    }

    /// The slopes of the gradient: `(n, n)`.
    public func hessian(at point: Matrix) -> Matrix {
        let square = Shape(point.count, point.count)
        if let curvatures { return checked(curvatures(point), square, "Hessian", point) }
        let found = numericJacobian(at: point) { gradient(at: $0) }
        // Differences do not find the same number on both sides of the diagonal.
        return (found + found.transposed()) / 2
    }

    /// r(x): `(m,)`.
    public func residuals(at point: Matrix) -> Matrix {
        guard let errors else {
            fatalError(
                "residuals are asked of an objective that was made of a value: make it by Objective(residuals:)",
                file: file, line: line)
        }
        let found = errors(point)
        if found.rank != 1 {
            fatalError(
                "the residuals of an objective are a vector, but their shape is \(found.shape)", file: file,
                line: line)
        }
        return found
    }

    /// The slope of each residual by each number of x: `(m, n)`.
    public func jacobian(at point: Matrix) -> Matrix {
        guard let errorSlopes else { return numericJacobian(at: point) { residuals(at: $0) } }
        let found = errorSlopes(point)
        let rows = found.rank == 2 ? found.shape[0] : 0
        return checked(found, Shape(rows, point.count), "Jacobian", point)
    }

    /// Jᵀ · r: the gradient of half the sum of squares.
    func gradient(of residuals: Matrix, by jacobian: Matrix) -> Matrix {
        if residuals.count != jacobian.shape[0] {
            fatalError(
                "the residuals of an objective are as many at all points, but they are \(residuals.count) where the Jacobian has \(jacobian.shape[0]) rows",
                file: file, line: line)
        }
        return residuals.dot(jacobian)
    }

    private func checked(_ found: Matrix, _ wanted: Shape, _ name: String, _ point: Matrix) -> Matrix {
        if found.shape == wanted { return found }
        let shape = name == "Jacobian" ? "(residuals, \(point.count))" : "\(wanted)"
        fatalError(
            "the \(name) of an objective has the shape \(shape) at a point of shape \(point.shape), but it is \(found.shape)",
            file: file, line: line)
    }
}

extension Objective {
    /// The same objective, whose calls are counted.
    func counted(by counter: CallCounter) -> Objective {
        func count<Result>(
            _ function: ((Matrix) -> Result)?, _ calls: ReferenceWritableKeyPath<CallCounter, Int>
        ) -> ((Matrix) -> Result)? {
            function.map { function in
                { point in
                    counter[keyPath: calls] += 1
                    return function(point)
                }
            }
        }
        return Objective(
            function: count(function, \.functionCalls)!, slopes: count(slopes, \.gradientCalls),
            curvatures: count(curvatures, \.hessianCalls), errors: count(errors, \.functionCalls),
            errorSlopes: count(errorSlopes, \.gradientCalls), file: file, line: line)
    }

    private init(
        function: @escaping (Matrix) -> Double, slopes: ((Matrix) -> Matrix)?,
        curvatures: ((Matrix) -> Matrix)?, errors: ((Matrix) -> Matrix)?,
        errorSlopes: ((Matrix) -> Matrix)?, file: StaticString, line: UInt
    ) {
        (self.function, self.slopes, self.curvatures) = (function, slopes, curvatures)
        (self.errors, self.errorSlopes, self.file, self.line) = (errors, errorSlopes, file, line)
    }
}

/// How often the functions of an objective were called.
final class CallCounter {
    var functionCalls = 0
    var gradientCalls = 0
    var hessianCalls = 0
}

/// ½ Σ rᵢ².
func halfSquare(_ residuals: Matrix) -> Double { residuals.dot(residuals).item / 2 }
