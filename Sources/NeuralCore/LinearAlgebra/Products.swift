// Dot products, matrix products and the transpose.

extension Tensor {
    /// The product of two matrices, of a matrix and a vector, or of two vectors, as NumPy's `dot`.
    ///
    /// - Parameter other: `(k, n)` for a matrix of shape `(m, k)`; or a vector `(k,)`.
    /// - Returns: `(m, n)`, with element (i, j) = Σₖ self(i, k) · other(k, j); `(m,)` for a vector; for two
    ///   vectors a tensor without axes, whose ``item`` is the sum of the products.
    ///
    ///     let sums = inputs.dot(weights)   // (4, 3) · (3, 1) = (4, 1)
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func dot(_ other: Tensor, file: StaticString = #file, line: UInt = #line) -> Tensor {
        if rank == 2, other.rank == 2, shape.sides.columns == other.shape.sides.rows {
            return Self.product(self, other)
        }
        guard rank >= 1, rank <= 2, other.rank >= 1, other.rank <= 2, shape[rank - 1] == other.shape[0] else {
            Self.stopDot(shape, other.shape, file, line)
        }
        let rows = rank == 2 ? shape[0] : 1
        let columns = other.rank == 2 ? other.shape[1] : 1
        let inner = other.shape[0]
        let left = rank == 2 ? self : Tensor(Shape(rows, inner), unchecked: elements)
        let right = other.rank == 2 ? other : Tensor(Shape(inner, columns), unchecked: other.elements)
        let result = Self.product(left, right).elements
        switch (rank, other.rank) {
        case (2, _): return Tensor([rows], unchecked: result)
        case (_, 2): return Tensor([columns], unchecked: result)
        default: return Tensor([], unchecked: result)
        }
    }

    @inline(never)
    private static func stopDot(_ a: Shape, _ b: Shape, _ file: StaticString, _ line: UInt) -> Never {
        guard a.rank >= 1, a.rank <= 2, b.rank >= 1, b.rank <= 2 else {
            fatalError(
                "dot takes vectors and matrices, but the shapes are \(a) and \(b)", file: file, line: line)
        }
        fatalError(
            "dot of shapes \(a) and \(b): the right side must have \(a[a.rank - 1]) rows, as many as the left side has columns",
            file: file, line: line)
    }

    /// The matrix with rows and columns exchanged: `(m, n)` becomes `(n, m)`. A vector stays as it is.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func transposed(file: StaticString = #file, line: UInt = #line) -> Tensor {
        guard rank == 2 else {
            if rank < 2 { return self }
            fatalError(
                "transposed needs a matrix, but this tensor has the shape \(shape)", file: file, line: line)
        }
        let (rows, columns) = shape.sides
        // One row and one column have their numbers in the same order.
        if rows == 1 || columns == 1 { return Tensor(Shape(columns, rows), unchecked: elements) }
        let turned = Elements<Scalar>(unwritten: count)
        defer { withExtendedLifetime(turned) {} }
        var (column, into) = (elements.start, UnsafeMutablePointer(mutating: turned.start))
        for _ in 0..<columns {
            var place = column
            for _ in 0..<rows {
                into.pointee = place.pointee
                place += columns
                into += 1
            }
            column += 1
        }
        return Tensor(Shape(columns, rows), unchecked: turned)
    }
}
