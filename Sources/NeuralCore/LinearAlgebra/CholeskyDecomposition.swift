// A symmetric matrix as the product of a triangular one with its transpose: half the work of Gauss, and a test.

/// A = L · Lᵀ with L lower triangular, which exists just when A is positive definite: when xᵀ·A·x > 0 for every x but 0,
/// so that the surface ½ xᵀ·A·x is a bowl; Golub and Van Loan, Matrix Computations, algorithm 4.2.2.
public struct CholeskyDecomposition: Sendable {
    /// L, with zeros above the diagonal: `(n, n)`.
    public let factor: Matrix

    /// Nil unless the matrix is positive definite, by more than rounding could make of one that is not.
    ///
    /// - Parameter matrix: symmetric, `(n, n)`; only what is on and below the diagonal is read.
    public init?(_ matrix: Matrix, file: StaticString = #file, line: UInt = #line) {
        guard matrix.rank == 2, matrix.shape[0] == matrix.shape[1] else {
            fatalError("a square matrix is needed, but the shape is \(matrix.shape)", file: file, line: line)
        }
        let n = matrix.shape[0]
        var factor = Matrix.zeros(n, n)
        let isDefinite = factor.elements.withUnsafeMutableBufferPointer { l in
            matrix.elements.withUnsafeBufferPointer { a in
                for row in 0..<n {
                    for column in 0..<(row + 1) {
                        var sum = a[row * n + column]
                        for k in 0..<column { sum -= l[row * n + k] * l[column * n + k] }
                        if row == column {
                            guard sum > a[row * n + row] * Double(n) * 0x1p-52, sum > 0, sum.isFinite else {
                                return false
                            }
                            l[row * n + row] = sum.squareRoot()
                        } else {
                            l[row * n + column] = sum / l[column * n + column]
                        }
                    }
                }
                return true
            }
        }
        guard isDefinite else { return nil }
        self.factor = factor
    }

    /// The x with A · x = b: first L · y = b downwards, then Lᵀ · x = y upwards.
    ///
    /// - Parameter b: `(n,)`
    /// - Returns: `(n,)`
    public func solve(_ b: Matrix, file: StaticString = #file, line: UInt = #line) -> Matrix {
        let n = factor.shape[0]
        guard b.shape == [n] else {
            fatalError(
                "\(n) equations need a right side of \(n) numbers, but its shape is \(b.shape)", file: file,
                line: line)
        }
        var x = b
        x.elements.withUnsafeMutableBufferPointer { x in
            factor.elements.withUnsafeBufferPointer { l in
                for row in 0..<n {
                    for k in 0..<row { x[row] -= l[row * n + k] * x[k] }
                    x[row] /= l[row * n + row]
                }
                for row in stride(from: n - 1, through: 0, by: -1) {
                    for k in (row + 1)..<n { x[row] -= l[k * n + row] * x[k] }
                    x[row] /= l[row * n + row]
                }
            }
        }
        return x
    }
}
