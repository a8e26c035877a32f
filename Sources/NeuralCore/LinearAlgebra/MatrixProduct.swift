// The product of matrices in memory, on which dot, dense layers, convolutions and recurrent layers rest.
//
// Small products are plain loops, whose sums have the same order on every machine; they also cost less than a call.
// Large ones go to OpenBLAS, which is several times faster and sums in an order of its own.

import COpenBLAS

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
        let result = [Scalar](unsafeUninitializedCapacity: rows * columns) { buffer, initialized in
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
            initialized = rows * columns
        }
        return Tensor(Shape(rows, columns), unchecked: result)
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
        let (aIsTransposed, bIsTransposed) = (side == .left, side == .right)
        if rows * inner * columns >= largeProduct {
            Scalar.largeProduct(
                a, b, transposing: side, into: c, rows: rows, inner: inner, columns: columns,
                accumulates: accumulates)
            return
        }
        if !accumulates { c.update(repeating: 0, count: rows * columns) }
        // Each row of c gathers the rows of b, weighted by a row of a: the inner loop runs along memory, and each
        // sum is taken in the order of k. Only where b is transposed do the rows of both lie along k.
        var into = c
        for i in 0..<rows {
            if bIsTransposed {
                var other = b
                for j in 0..<columns {
                    var sum = into[j]
                    for k in 0..<inner {
                        sum += (aIsTransposed ? a[k * rows + i] : a[i * inner + k]) * other[k]
                    }
                    into[j] = sum
                    other += inner
                }
            } else {
                var other = b
                for k in 0..<inner {
                    let weight = aIsTransposed ? a[k * rows + i] : a[i * inner + k]
                    for j in 0..<columns { into[j] += weight * other[j] }
                    other += columns
                }
            }
            into += columns
        }
    }
}

extension Double {
    public static func largeProduct(
        _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, transposing side: Side,
        into c: UnsafeMutablePointer<Double>, rows: Int, inner: Int, columns: Int, accumulates: Bool
    ) {
        cblas_dgemm(
            CblasRowMajor, side == .left ? CblasTrans : CblasNoTrans,
            side == .right ? CblasTrans : CblasNoTrans,
            Int32(rows), Int32(columns), Int32(inner), 1, a, Int32(side == .left ? rows : inner),
            b, Int32(side == .right ? inner : columns), accumulates ? 1 : 0, c, Int32(columns))
    }
}

extension Float {
    public static func largeProduct(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, transposing side: Side,
        into c: UnsafeMutablePointer<Float>, rows: Int, inner: Int, columns: Int, accumulates: Bool
    ) {
        cblas_sgemm(
            CblasRowMajor, side == .left ? CblasTrans : CblasNoTrans,
            side == .right ? CblasTrans : CblasNoTrans,
            Int32(rows), Int32(columns), Int32(inner), 1, a, Int32(side == .left ? rows : inner),
            b, Int32(side == .right ? inner : columns), accumulates ? 1 : 0, c, Int32(columns))
    }
}
