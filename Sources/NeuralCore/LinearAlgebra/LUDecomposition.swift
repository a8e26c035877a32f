// A square matrix as a product of two triangular ones, with which equations are solved.

/// Gaussian elimination written down: P · A = L · U, with L lower triangular with ones on its diagonal, U upper
/// triangular, and P an exchange of rows.
///
/// In each column the element of largest magnitude becomes the pivot (partial pivoting), so that no multiplier is larger
/// than 1 and rounding errors do not grow: Golub and Van Loan, Matrix Computations, algorithm 3.4.1.
public struct LUDecomposition<Scalar: TensorScalar>: Sendable {
    /// U on and above the diagonal, L without its ones below: `(n, n)`.
    public let factors: Tensor<Scalar>
    /// Row k of P · A is row `order[k]` of A.
    public let order: [Int]
    /// 1 when rows were exchanged an even number of times, −1 when it was odd.
    public let sign: Scalar
    /// The first column in which no pivot differs from 0; nil when the matrix has an inverse.
    public let singularColumn: Int?

    /// The factors of a square matrix `(n, n)`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(_ matrix: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line) {
        guard matrix.rank == 2, matrix.shape[0] == matrix.shape[1] else {
            fatalError(
                "a square matrix is needed, but the shape is \(matrix.shape)", file: file, line: line)
        }
        let n = matrix.shape[0]
        var factors = matrix
        var order = Array(0..<n)
        var sign: Scalar = 1
        var singularColumn: Int?
        factors.elements.withUnsafeMutableBufferPointer { a in
            for column in 0..<n {
                let pivot = Self.pivot(a, column, n)
                if pivot != column {
                    for k in 0..<n { a.swapAt(pivot * n + k, column * n + k) }
                    order.swapAt(pivot, column)
                    sign = -sign
                }
                guard a[column * n + column] != 0 else {
                    singularColumn = singularColumn ?? column
                    continue
                }
                for row in (column + 1)..<n {
                    let multiplier = a[row * n + column] / a[column * n + column]
                    a[row * n + column] = multiplier
                    for k in (column + 1)..<n { a[row * n + k] -= multiplier * a[column * n + k] }
                }
            }
        }
        (self.factors, self.order, self.sign, self.singularColumn) = (factors, order, sign, singularColumn)
    }

    /// The row, from the diagonal down, whose element in `column` has the largest magnitude.
    @inline(__always)
    private static func pivot(_ a: UnsafeMutableBufferPointer<Scalar>, _ column: Int, _ n: Int) -> Int {
        var best = column
        for row in column..<n where a[row * n + column].magnitude > a[best * n + column].magnitude {
            best = row
        }
        return best
    }

    /// The product of the pivots, with the sign of the exchanges.
    public var determinant: Scalar {
        let n = order.count
        var product = sign
        for k in 0..<n { product *= factors.elements[k * n + k] }
        return product
    }

    /// The x with A · x = b, for each column of b; the matrix must not be singular.
    ///
    /// First L · y = P · b downwards, then U · x = y upwards.
    ///
    /// - Parameter b: `(n,)` or `(n, columns)`
    /// - Returns: the shape of `b`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func solve(
        _ b: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line
    ) -> Tensor<Scalar> {
        let n = order.count
        if let column = singularColumn {
            fatalError(
                "the matrix of shape \(factors.shape) is singular: column \(column) is a combination of those before it, so it has no inverse and its equations no single solution",
                file: file, line: line)
        }
        guard b.rank == 1 || b.rank == 2, b.shape[0] == n else {
            fatalError(
                "\(n) equations need a right side of \(n) rows, but its shape is \(b.shape)", file: file,
                line: line)
        }
        let columns = b.rank == 2 ? b.shape[1] : 1
        var x = b.rows(order).elements
        x.withUnsafeMutableBufferPointer { x in
            factors.elements.withUnsafeBufferPointer { a in
                for row in 0..<n {
                    for k in 0..<row {
                        let factor = a[row * n + k]
                        for j in 0..<columns { x[row * columns + j] -= factor * x[k * columns + j] }
                    }
                }
                for row in stride(from: n - 1, through: 0, by: -1) {
                    for k in (row + 1)..<n {
                        let factor = a[row * n + k]
                        for j in 0..<columns { x[row * columns + j] -= factor * x[k * columns + j] }
                    }
                    let pivot = a[row * n + row]
                    for j in 0..<columns { x[row * columns + j] /= pivot }
                }
            }
        }
        return Tensor(b.shape, unchecked: x)
    }
}
