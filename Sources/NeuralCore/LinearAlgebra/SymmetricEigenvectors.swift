// The directions that a symmetric matrix only stretches.

/// Eigenvalues and eigenvectors of a symmetric matrix: A · v = λ · v.
///
/// Jacobi's method (1846): turn two axes so that the element that joins them becomes 0, pair after pair,
/// until only the diagonal is left; Golub and Van Loan, Matrix Computations, algorithm 8.5.3.
///
///     let matrix: Matrix = [[2, 1], [1, 2]]
///     SymmetricEigenvectors(matrix).values        // [3. 1.]
public struct SymmetricEigenvectors: Sendable {
    /// The eigenvalues, the largest first: `(n,)`.
    public let values: Matrix
    /// Row k is the eigenvector of value k, of length 1, its largest element positive: `(n, n)`.
    public let vectors: Matrix

    /// - Parameter matrix: symmetric, `(n, n)`; only what is on and above the diagonal is read.
    public init(_ matrix: Matrix, file: StaticString = #file, line: UInt = #line) {
        guard matrix.rank == 2, matrix.shape[0] == matrix.shape[1] else {
            fatalError("a square matrix is needed, but the shape is \(matrix.shape)", file: file, line: line)
        }
        let n = matrix.shape[0]
        var a = Array(matrix.elements)
        for row in 0..<n { for column in 0..<row { a[row * n + column] = a[column * n + row] } }
        var turned = Array(Matrix.identity(n).elements)
        let size = a.reduce(0) { $0 + $1 * $1 }.squareRoot()
        // Each sweep squares what is left beside the diagonal: a dozen is far more than is ever needed.
        for _ in 0..<60 {
            var rest = 0.0
            for row in 0..<n { for column in 0..<n where row != column { rest += abs(a[row * n + column]) } }
            if !(rest > 1e-300 + size * 0x1p-60) { break }
            for p in 0..<n { for q in (p + 1)..<n { Self.turn(&a, &turned, p, q, n) } }
        }
        let order = (0..<n).sorted { a[$0 * n + $0] > a[$1 * n + $1] }
        values = Matrix(order.map { a[$0 * n + $0] })
        let rows = order.map { place in
            let vector = Array(turned[(place * n)..<((place + 1) * n)])
            let largest = vector.max { abs($0) < abs($1) } ?? 0
            return largest < 0 ? vector.map { -$0 } : vector
        }
        vectors = Matrix(Shape(n, n), unchecked: rows.flatMap { $0 })
    }

    /// Turns the axes p and q by the smaller of the angles that make their common element 0.
    private static func turn(_ a: inout [Double], _ turned: inout [Double], _ p: Int, _ q: Int, _ n: Int) {
        let joint = a[p * n + q]
        if joint == 0 { return }
        let ratio = (a[q * n + q] - a[p * n + p]) / (2 * joint)
        let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        let sine = tangent * cosine
        for k in 0..<n {
            let (x, y) = (a[k * n + p], a[k * n + q])
            a[k * n + p] = cosine * x - sine * y
            a[k * n + q] = sine * x + cosine * y
        }
        for k in 0..<n {
            let (x, y) = (a[p * n + k], a[q * n + k])
            a[p * n + k] = cosine * x - sine * y
            a[q * n + k] = sine * x + cosine * y
            let (u, v) = (turned[p * n + k], turned[q * n + k])
            turned[p * n + k] = cosine * u - sine * v
            turned[q * n + k] = sine * u + cosine * v
        }
        (a[p * n + q], a[q * n + p]) = (0, 0)
    }
}
