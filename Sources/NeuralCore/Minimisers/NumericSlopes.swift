// Slopes by the definition of a slope: change each number a little and look at what comes out.

/// The gradient of a function by central differences: (f(x + h) − f(x − h)) / 2h for each element of x.
///
/// The step h is ∛ε · max(1, |x|) with ε = 2⁻⁵², about 6·10⁻⁶, where what the curve bends away and what rounding takes
/// away are about equal. Ten digits are right, at 2n calls.
///
///     numericGradient(at: [3, 1]) { square($0).sum() }    // [6. 2.]
///
/// - Returns: the shape of `x`.
public func numericGradient(at x: Matrix, of function: (Matrix) -> Double) -> Matrix {
    var slopes = x
    for index in 0..<x.count {
        let (above, below, distance) = neighbours(of: x, index)
        slopes.elements[index] = (function(above) - function(below)) / distance
    }
    return slopes
}

/// The Jacobian of a function of vectors by central differences: column j holds the slopes of all results by xⱼ.
///
/// - Parameters:
///   - x: `(n,)`
///   - function: gives a vector `(m,)`.
/// - Returns: `(m, n)`
public func numericJacobian(at x: Matrix, of function: (Matrix) -> Matrix) -> Matrix {
    let columns = (0..<x.count).map { index in
        let (above, below, distance) = neighbours(of: x, index)
        return Array(((function(above) - function(below)) / distance).elements)
    }
    return Matrix(rows: columns).transposed()
}

/// The Hessian of a function, as the Jacobian of its gradient, made symmetric: `(n, n)`.
public func numericHessian(at x: Matrix, gradient: (Matrix) -> Matrix) -> Matrix {
    let jacobian = numericJacobian(at: x, of: gradient)
    return (jacobian + jacobian.transposed()) / 2
}

/// x with one element moved up and down, and the distance between the two, which rounding may have changed.
private func neighbours(of x: Matrix, _ index: Int) -> (above: Matrix, below: Matrix, distance: Double) {
    let step = 6.055454452393343e-6 * max(1, abs(x.elements[index]))
    var (above, below) = (x, x)
    above.elements[index] += step
    below.elements[index] -= step
    return (above, below, above.elements[index] - below.elements[index])
}
