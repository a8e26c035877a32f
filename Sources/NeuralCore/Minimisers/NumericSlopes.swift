// Slopes without formulas: change each number a little and look at what comes out.

/// The gradient of `function` at `point` by central differences, (f(x + h) − f(x − h)) / 2h for each element.
///
/// The step h is the cube root of the rounding error, times the element where that is larger than 1: the error of the
/// formula, which grows with h², and that of rounding, which grows with 1/h, are then of one size, about 1e-10; Dennis
/// and Schnabel, Numerical Methods for Unconstrained Optimization, section 5.4.
///
///     numericGradient(at: [3, 4]) { $0[0] * $0[0] + $0[1] }      // [6. 1.], but for rounding
///
/// - Parameter point: `(n,)`
/// - Returns: `(n,)`, after 2n calls of `function`.
public func numericGradient(at point: Matrix, of function: (Matrix) -> Double) -> Matrix {
    var slopes = point
    for index in 0..<point.count {
        let (above, below, width) = neighbours(of: point, along: index)
        slopes.elements[index] = (function(above) - function(below)) / width
    }
    return slopes
}

/// The slopes of every number that `function` returns by every number that it takes, by central differences.
///
///     numericJacobian(at: [3, 4]) { Matrix([$0[0] * $0[1], $0[0]]) }     // [[4. 3.]
///                                                                        //  [1. 0.]], but for rounding
///
/// - Parameter point: `(n,)`
/// - Returns: `(m, n)` for a function that returns `(m,)`: row i holds the gradient of number i.
public func numericJacobian(at point: Matrix, of function: (Matrix) -> Matrix) -> Matrix {
    let columns = (0..<point.count).map { index in
        let (above, below, width) = neighbours(of: point, along: index)
        return (function(above) - function(below)) / width
    }
    return columns.isEmpty ? Matrix.zeros(function(point).count, 0) : stack(columns, axis: 1)
}

/// The points a step above and below along one axis, and their distance after rounding.
private func neighbours(
    of point: Matrix, along index: Int
) -> (above: Matrix, below: Matrix, width: Double) {
    let centre = point.elements[index]
    let step = 6.06e-6 * max(1, abs(centre))
    var (above, below) = (point, point)
    above.elements[index] = centre + step
    below.elements[index] = centre - step
    return (above, below, above.elements[index] - below.elements[index])
}
