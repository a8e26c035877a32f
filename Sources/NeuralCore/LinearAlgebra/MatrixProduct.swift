// The product of matrices in memory, on which dot, dense layers, convolutions and recurrent layers rest.
//
// Small products are plain loops, whose sums have the same order on every machine; they also cost less than a call.
// Large ones go to OpenBLAS where it is installed, which is several times faster and sums in an order of its own.

/// Which factor of a product is taken transposed.
public enum Side: Sendable { case neither, left, right }

extension Tensor {
    /// Products with at least so many multiplications go to OpenBLAS.
    @inline(__always) static var largeProduct: Int { 1 << 15 }

    /// `a` · `b` for two matrices, one of which may be taken transposed without being copied.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    static func product(_ a: Tensor, _ b: Tensor, transposing side: Side = .neither) -> Tensor {
        let (sidesOfA, sidesOfB) = (a.shape.sides, b.shape.sides)
        let (rows, inner) = side == .left ? (sidesOfA.columns, sidesOfA.rows) : sidesOfA
        let columns = side == .right ? sidesOfB.rows : sidesOfB.columns
        return Tensor(Shape(rows, columns), rows &* columns) { buffer in
            a.elements.withUnsafeBufferPointer { a in
                b.elements.withUnsafeBufferPointer { b in
                    multiply(
                        a.baseAddress!, b.baseAddress!, transposing: side, into: buffer.baseAddress!,
                        rows: rows,
                        inner: inner, columns: columns)
                }
            }
        }
    }

    /// `c` = `a` · `b`, or `c` += `a` · `b`, all stored row by row without gaps.
    ///
    /// - Parameters:
    ///   - a: `(rows, inner)`, or `(inner, rows)` when taken transposed.
    ///   - b: `(inner, columns)`, or `(columns, inner)` when taken transposed.
    ///   - c: `(rows, columns)`.
    ///   - accumulates: whether the product is added to what `c` holds.
    @inline(never)
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    static func multiply(
        _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, transposing side: Side = .neither,
        into c: UnsafeMutablePointer<Scalar>, rows: Int, inner: Int, columns: Int, accumulates: Bool = false
    ) {
        if rows &* inner &* columns >= largeProduct,
            Scalar.largeProduct(
                a, b, transposing: side, into: c, rows: rows, inner: inner, columns: columns,
                accumulates: accumulates)
        {
            return
        }
        // From one element of a to the next down a column, and along a row. Every sum is taken in the order of k.
        let (down, along) = side == .left ? (1, rows) : (inner, 1)
        let sizes = (rows, inner, columns)
        switch columns {
        // Widths that small nets are full of are said outright: the compiler then leaves out what others need.
        case 1: multiplyAlongMemory(a, down, along, b, into: c, (rows, inner, 1), accumulates)
        case _ where side == .right: multiplyAlongMemory(a, down, along, b, into: c, sizes, accumulates)
        case 4: multiplyNarrow(a, down, along, b, into: c, (rows, inner, 4), accumulates)
        case ...8: multiplyNarrow(a, down, along, b, into: c, sizes, accumulates)
        default: multiplyWide(a, down, along, b, into: c, sizes, accumulates)
        }
    }

    /// The product where the numbers that one sum needs lie side by side in `b`: a vector, or the rows of a matrix that is
    /// taken transposed.
    ///
    /// - Parameters:
    ///   - down: from one element of `a` to the next down a column.
    ///   - along: from one element of `a` to the next along a row.
    @inline(__always)
    private static func multiplyAlongMemory(
        _ a: UnsafePointer<Scalar>, _ down: Int, _ along: Int, _ b: UnsafePointer<Scalar>,
        into c: UnsafeMutablePointer<Scalar>, _ sizes: (rows: Int, inner: Int, columns: Int),
        _ accumulates: Bool
    ) {
        var (row, sums) = (a, c)
        for _ in 0..<sizes.rows {
            var right = b
            for _ in 0..<sizes.columns {
                var left = row
                var sum = accumulates ? sums.pointee : 0
                for _ in 0..<sizes.inner {
                    sum += left.pointee * right.pointee
                    left += along
                    right += 1
                }
                sums.pointee = sum
                sums += 1
            }
            row += down
        }
    }

    /// The product for few columns: the sums of four columns stay in registers.
    @inline(__always)
    private static func multiplyNarrow(
        _ a: UnsafePointer<Scalar>, _ down: Int, _ along: Int, _ b: UnsafePointer<Scalar>,
        into c: UnsafeMutablePointer<Scalar>, _ sizes: (rows: Int, inner: Int, columns: Int),
        _ accumulates: Bool
    ) {
        let (rows, inner, columns) = sizes
        var (row, into) = (a, c)
        for _ in 0..<rows {
            var j = 0
            while j &+ 4 <= columns {
                var (left, other) = (row, b + j)
                var sums: (Scalar, Scalar, Scalar, Scalar) =
                    accumulates ? (into[0], into[1], into[2], into[3]) : (0, 0, 0, 0)
                for _ in 0..<inner {
                    let weight = left.pointee
                    sums.0 += weight * other[0]
                    sums.1 += weight * other[1]
                    sums.2 += weight * other[2]
                    sums.3 += weight * other[3]
                    left += along
                    other += columns
                }
                (into[0], into[1], into[2], into[3]) = sums
                into += 4
                j &+= 4
            }
            while j < columns {
                var (left, other) = (row, b + j)
                var sum = accumulates ? into.pointee : 0
                for _ in 0..<inner {
                    sum += left.pointee * other.pointee
                    left += along
                    other += columns
                }
                into.pointee = sum
                into += 1
                j &+= 1
            }
            row += down
        }
    }

    /// The product for many columns: each row of `c` gathers the rows of `b`, weighted by a row of `a`, so that the inner
    /// loop runs along memory.
    @inline(__always)
    private static func multiplyWide(
        _ a: UnsafePointer<Scalar>, _ down: Int, _ along: Int, _ b: UnsafePointer<Scalar>,
        into c: UnsafeMutablePointer<Scalar>, _ sizes: (rows: Int, inner: Int, columns: Int),
        _ accumulates: Bool
    ) {
        let (rows, inner, columns) = sizes
        if !accumulates { c.update(repeating: 0, count: rows &* columns) }
        var (row, into) = (a, c)
        for _ in 0..<rows {
            var (left, other) = (row, b)
            for _ in 0..<inner {
                let weight = left.pointee
                for j in 0..<columns { into[j] += weight * other[j] }
                left += along
                other += columns
            }
            row += down
            into += columns
        }
    }
}
