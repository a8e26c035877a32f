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
        let (aIsTransposed, bIsTransposed) = (side == .left, side == .right)
        let (rows, inner) = aIsTransposed ? (a.shape[1], a.shape[0]) : (a.shape[0], a.shape[1])
        let columns = bIsTransposed ? b.shape[0] : b.shape[1]
        return Tensor(Shape(rows, columns), rows * columns) { buffer in
            a.elements.withUnsafeBufferPointer { a in
                b.elements.withUnsafeBufferPointer { b in
                    if let a = a.baseAddress, let b = b.baseAddress, let c = buffer.baseAddress {
                        multiply(
                            a, b, transposing: side, into: c, rows: rows, inner: inner, columns: columns)
                    } else {
                        buffer.initialize(repeating: 0)
                    }
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
    @inline(__always)
    static func multiply(
        _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, transposing side: Side = .neither,
        into c: UnsafeMutablePointer<Scalar>, rows: Int, inner: Int, columns: Int, accumulates: Bool = false
    ) {
        if rows * inner * columns >= largeProduct,
            Scalar.largeProduct(
                a, b, transposing: side, into: c, rows: rows, inner: inner, columns: columns,
                accumulates: accumulates)
        {
            return
        }
        // From one element of a to the next down a column, and along a row. Every sum is taken in the order of k.
        let (down, along) = side == .left ? (1, rows) : (inner, 1)
        if columns == 1 || side == .right {
            // The numbers that one sum needs lie side by side in b.
            for i in 0..<rows {
                for j in 0..<columns {
                    var (left, right) = (a + i * down, b + j * inner)
                    var sum = accumulates ? c[i * columns + j] : 0
                    for _ in 0..<inner {
                        sum += left.pointee * right.pointee
                        left += along
                        right += 1
                    }
                    c[i * columns + j] = sum
                }
            }
            return
        }
        if columns <= 8 {
            multiplyNarrow(a, down, along, b, into: c, rows, inner, columns, accumulates)
            return
        }
        // Each row of c gathers the rows of b, weighted by a row of a, so that the inner loop runs along memory.
        if !accumulates { c.update(repeating: 0, count: rows * columns) }
        for i in 0..<rows {
            let into = c + i * columns
            for k in 0..<inner {
                let weight = a[i * down + k * along]
                let other = b + k * columns
                for j in 0..<columns { into[j] += weight * other[j] }
            }
        }
    }
    /// `c` = `a` · `b`, or `c` += `a` · `b`, for few columns: the sums of four columns stay in registers.
    ///
    /// - Parameters:
    ///   - down: from one element of `a` to the next down a column.
    ///   - along: from one element of `a` to the next along a row.
    @inline(__always)
    private static func multiplyNarrow(
        _ a: UnsafePointer<Scalar>, _ down: Int, _ along: Int, _ b: UnsafePointer<Scalar>,
        into c: UnsafeMutablePointer<Scalar>, _ rows: Int, _ inner: Int, _ columns: Int, _ accumulates: Bool
    ) {
        for i in 0..<rows {
            let into = c + i &* columns
            var j = 0
            while j &+ 4 <= columns {
                var (left, other) = (a + i &* down, b + j)
                var sums: (Scalar, Scalar, Scalar, Scalar) =
                    accumulates ? (into[j], into[j &+ 1], into[j &+ 2], into[j &+ 3]) : (0, 0, 0, 0)
                for _ in 0..<inner {
                    let weight = left.pointee
                    sums.0 += weight * other[0]
                    sums.1 += weight * other[1]
                    sums.2 += weight * other[2]
                    sums.3 += weight * other[3]
                    left += along
                    other += columns
                }
                (into[j], into[j &+ 1], into[j &+ 2], into[j &+ 3]) = sums
                j &+= 4
            }
            while j < columns {
                var (left, other) = (a + i &* down, b + j)
                var sum = accumulates ? into[j] : 0
                for _ in 0..<inner {
                    sum += left.pointee * other.pointee
                    left += along
                    other += columns
                }
                into[j] = sum
                j &+= 1
            }
        }
    }
}
