// A symmetric matrix as a triangle times its transpose, which only a positive definite one is.

/// Cholesky's decomposition: A = L · Lᵀ with L lower triangular, for a symmetric A. Half the work of an LU decomposition,
/// and the surest way to learn whether A is positive definite: Golub and Van Loan, Matrix Computations, section 4.2.
///
///     CholeskyDecomposition<Double>([[2, 1], [1, 3]]).isPositiveDefinite      // true
///     CholeskyDecomposition<Double>([[1, 2], [2, 1]]).isPositiveDefinite      // false
public struct CholeskyDecomposition<Scalar: TensorScalar>: Sendable {
    /// L, with zeros above its diagonal: `(n, n)`.
    public let factor: Tensor<Scalar>
    /// Whether xᵀ · A · x > 0 for all x but 0. Where it is not, the factor is of no use.
    public let isPositiveDefinite: Bool

    /// The factor of a square matrix `(n, n)`, of which only the diagonal and what is below it are read.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(_ matrix: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line) {
        guard matrix.rank == 2, matrix.shape[0] == matrix.shape[1] else {
            fatalError(
                "a square matrix is needed, but the shape is \(matrix.shape)", file: file, line: line)
        }
        let n = matrix.shape[0]
        var factor = matrix
        var isPositiveDefinite = true
        factor.elements.withUnsafeMutableBufferPointer { a in
            for row in 0..<n {
                for column in 0...row {
                    var sum = a[row * n + column]
                    for k in 0..<column { sum -= a[row * n + k] * a[column * n + k] }
                    if column < row {
                        a[row * n + column] = sum / a[column * n + column]
                    } else {
                        isPositiveDefinite = isPositiveDefinite && sum > 0 && sum.isFinite
                        a[row * n + row] = positiveRoot(sum)
                    }
                }
                for column in (row + 1)..<n { a[row * n + column] = 0 }
            }
        }
        (self.factor, self.isPositiveDefinite) = (factor, isPositiveDefinite)
    }

    /// The x with A · x = b, where A is positive definite: first L · y = b downwards, then Lᵀ · x = y upwards.
    ///
    /// - Parameter b: `(n,)`
    /// - Returns: `(n,)`
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func solve(
        _ b: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line
    ) -> Tensor<Scalar> {
        let n = factor.shape[0]
        guard isPositiveDefinite else {
            fatalError(
                "the matrix of shape \(factor.shape) is not positive definite, so Cholesky's factor cannot solve its equations",
                file: file, line: line)
        }
        guard b.rank == 1, b.count == n else {
            fatalError(
                "\(n) equations need a right side of shape (\(n),), but its shape is \(b.shape)", file: file,
                line: line)
        }
        var x = b
        x.elements.withUnsafeMutableBufferPointer { x in
            factor.elements.withUnsafeBufferPointer { a in
                for row in 0..<n {
                    for k in 0..<row { x[row] -= a[row * n + k] * x[k] }
                    x[row] /= a[row * n + row]
                }
                for row in stride(from: n - 1, through: 0, by: -1) {
                    for k in (row + 1)..<n { x[row] -= a[k * n + row] * x[k] }
                    x[row] /= a[row * n + row]
                }
            }
        }
        return x
    }
}
