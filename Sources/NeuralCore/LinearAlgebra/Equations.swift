// Linear equations: what a square matrix turns a block into, the way back, and fits to more equations than unknowns.

extension Tensor {
    /// The determinant of a square matrix: by how much it enlarges a volume, and whether it mirrors it. 0 when the
    /// matrix is singular.
    ///
    ///     let matrix: Matrix = [[2, 1], [1, 3]]
    ///     matrix.determinant()        // 5.0
    public func determinant(file: StaticString = #file, line: UInt = #line) -> Scalar {
        LUDecomposition(self, file: file, line: line).determinant
    }

    /// The x with A · x = b, where this matrix is A; NumPy's `linalg.solve`. A singular matrix stops the program.
    ///
    ///     matrix.solve([3, 5])        // [0.8 1.4]
    ///
    /// - Parameter b: `(n,)`, or `(n, columns)` for several right sides at once.
    /// - Returns: the shape of `b`.
    public func solve(_ b: Tensor, file: StaticString = #file, line: UInt = #line) -> Tensor {
        LUDecomposition(self, file: file, line: line).solve(b, file: file, line: line)
    }

    /// The matrix whose product with this one is the identity. To solve equations, ``solve(_:file:line:)`` is faster and
    /// more exact. A singular matrix stops the program.
    public func inverse(file: StaticString = #file, line: UInt = #line) -> Tensor {
        let factors = LUDecomposition(self, file: file, line: line)
        return factors.solve(.identity(shape[0]), file: file, line: line)
    }

    /// The x for which the squares of A · x − b have the least sum, where this matrix is A.
    ///
    ///     let points: Matrix = [[0, 1], [1, 1], [2, 1]]
    ///     points.leastSquares([1, 3, 5])      // [2. 1.]: the line y = 2x + 1
    ///
    /// - Parameter b: `(m,)` for a matrix of shape `(m, n)` with m ≥ n, or `(m, columns)`.
    /// - Returns: `(n,)` or `(n, columns)`
    public func leastSquares(_ b: Tensor, file: StaticString = #file, line: UInt = #line) -> Tensor {
        QRDecomposition(self, file: file, line: line).solve(b, file: file, line: line)
    }

    /// The sum of the diagonal of a matrix.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func trace(file: StaticString = #file, line: UInt = #line) -> Scalar {
        guard rank == 2 else {
            fatalError("trace needs a matrix, but the shape is \(shape)", file: file, line: line)
        }
        var sum: Scalar = 0
        for k in 0..<Swift.min(shape[0], shape[1]) { sum += elements[k * shape[1] + k] }
        return sum
    }

    /// The square matrix with ones on its diagonal and zeros elsewhere: `(n, n)`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func identity(_ n: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        var result = Tensor(repeating: 0, shape: Shape(n, n, file, line), file: file, line: line)
        for k in 0..<n { result.elements[k * n + k] = 1 }
        return result
    }
}
