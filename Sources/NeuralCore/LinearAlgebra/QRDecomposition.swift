// A matrix as a product of one that turns and one that is triangular, with which measurements are fitted.

/// Householder's decomposition: A = Q · R, with Qᵀ · Q = 1 and R upper triangular.
///
/// Each step mirrors the rest of a column onto its first element: H = 1 − τ · v · vᵀ, with v₁ = 1. Mirroring changes no
/// length, so it does not enlarge errors, as forming Aᵀ · A would: Golub and Van Loan, algorithm 5.2.1.
public struct QRDecomposition<Scalar: TensorScalar>: Sendable {
    /// R on and above the diagonal, each v without its leading one below: `(m, n)`.
    public let factors: Tensor<Scalar>
    /// τ of each mirror: n numbers.
    public let scales: [Scalar]

    /// The factors of a matrix `(m, n)` with at least as many rows as columns.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(_ matrix: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line) {
        guard matrix.rank == 2, matrix.shape[0] >= matrix.shape[1] else {
            fatalError(
                "a matrix with at least as many rows as columns is needed, but the shape is \(matrix.shape)",
                file: file, line: line)
        }
        let (m, n) = (matrix.shape[0], matrix.shape[1])
        var factors = matrix
        var scales = [Scalar](repeating: 0, count: n)
        factors.elements.withUnsafeMutableBufferPointer { a in
            for k in 0..<n {
                scales[k] = Self.mirror(a, k, m, n)
                for column in (k + 1)..<n {
                    Self.apply(UnsafeBufferPointer(a), k, scales[k], m, n, to: a, column, n)
                }
            }
        }
        (self.factors, self.scales) = (factors, scales)
    }

    /// Replaces column `k` from the diagonal down by its mirror image and v; returns τ.
    @inline(__always)
    private static func mirror(
        _ a: UnsafeMutableBufferPointer<Scalar>, _ k: Int, _ m: Int, _ n: Int
    ) -> Scalar {
        // Divided by the largest element first, so that no square overflows.
        var largest: Scalar = 0
        for row in k..<m { largest = Swift.max(largest, a[row * n + k].magnitude) }
        if largest == 0 { return 0 }
        var squares: Scalar = 0
        for row in k..<m { squares += (a[row * n + k] / largest) * (a[row * n + k] / largest) }
        let head = a[k * n + k]
        // The sign is that which does not cancel digits.
        let image = head > 0 ? -largest * squares.squareRoot() : largest * squares.squareRoot()
        for row in (k + 1)..<m { a[row * n + k] /= head - image }
        a[k * n + k] = image
        return (image - head) / image
    }

    /// c = c − τ · v · (vᵀ · c) for one column of a matrix with `width` columns, where v is stored in column `k` of `a`.
    @inline(__always)
    private static func apply(
        _ a: UnsafeBufferPointer<Scalar>, _ k: Int, _ scale: Scalar, _ m: Int, _ n: Int,
        to c: UnsafeMutableBufferPointer<Scalar>, _ column: Int, _ width: Int
    ) {
        var sum = c[k * width + column]
        for row in (k + 1)..<m { sum += a[row * n + k] * c[row * width + column] }
        sum *= scale
        c[k * width + column] -= sum
        for row in (k + 1)..<m { c[row * width + column] -= sum * a[row * n + k] }
    }

    /// The first column that is, but for rounding, a combination of those before it; nil when there is none.
    public var dependentColumn: Int? {
        let (m, n) = (factors.shape[0], factors.shape[1])
        return (0..<n).first { column in
            // The elements of R above the diagonal are what the columns before explain; below m · n roundings of the
            // whole column, the one on the diagonal says nothing.
            var squares: Scalar = 0
            for row in 0...column { squares += factors[row, column] * factors[row, column] }
            let limit = Scalar.ulpOfOne * Scalar(m * n) * squares.squareRoot()
            return !(factors[column, column].magnitude > limit)
        }
    }

    /// The x for which the squares of A · x − b have the least sum, for each column of b.
    ///
    /// Mirroring does not change that sum, and what Qᵀ · b has in its first n rows R · x can equal.
    ///
    /// - Parameter b: `(m,)` or `(m, columns)`
    /// - Returns: `(n,)` or `(n, columns)`
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func solve(
        _ b: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line
    ) -> Tensor<Scalar> {
        let (m, n) = (factors.shape[0], factors.shape[1])
        if let column = dependentColumn {
            fatalError(
                "the fit has no single solution: column \(column) of the matrix of shape \(factors.shape) is a combination of those before it",
                file: file, line: line)
        }
        guard b.rank == 1 || b.rank == 2, b.shape[0] == m else {
            fatalError(
                "\(m) equations need a right side of \(m) rows, but its shape is \(b.shape)", file: file,
                line: line)
        }
        let columns = b.rank == 2 ? b.shape[1] : 1
        var x = b.elements
        x.withUnsafeMutableBufferPointer { x in
            factors.elements.withUnsafeBufferPointer { a in
                for k in 0..<n {
                    for column in 0..<columns { Self.apply(a, k, scales[k], m, n, to: x, column, columns) }
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
        var shape = b.shape
        shape[0] = n
        return Tensor(shape, unchecked: Array(x[..<(n * columns)]))
    }
}
