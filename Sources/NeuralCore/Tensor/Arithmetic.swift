// Elementwise arithmetic: of two tensors, whose shapes may be broadcast, or of a tensor and a number.
//
// The operands are taken over (`consuming`), so that a + b + c needs one tensor more and not two. A caller's variable
// keeps its value: it is taken over only where it is not used again.

extension Tensor {
    /// The sum of each pair of elements; the shapes are equal or broadcast.
    ///
    ///     Matrix([1, 2]) + [10, 20]     // [11. 22.]
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func + (a: consuming Tensor, b: consuming Tensor) -> Tensor {
        combine(a, b, "add") { $0 + $1 }
    }

    /// The difference of each pair of elements; the shapes are equal or broadcast.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func - (a: consuming Tensor, b: consuming Tensor) -> Tensor {
        combine(a, b, "subtract") { $0 - $1 }
    }

    /// The product of each pair of elements; the shapes are equal or broadcast.
    /// For a matrix product see ``dot(_:file:line:)``.
    ///
    ///     Matrix([1, 2]) * [10, 20]     // [10. 40.]
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func * (a: consuming Tensor, b: consuming Tensor) -> Tensor {
        combine(a, b, "multiply") { $0 * $1 }
    }

    /// The quotient of each pair of elements; the shapes are equal or broadcast.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func / (a: consuming Tensor, b: consuming Tensor) -> Tensor {
        combine(a, b, "divide") { $0 / $1 }
    }

    /// The sum of each element and the number `b`; the shape of `a`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func + (a: consuming Tensor, b: Scalar) -> Tensor { a.mapped { $0 + b } }

    /// The difference of each element and the number `b`; the shape of `a`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func - (a: consuming Tensor, b: Scalar) -> Tensor { a.mapped { $0 - b } }

    /// The product of each element and the number `b`; the shape of `a`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func * (a: consuming Tensor, b: Scalar) -> Tensor { a.mapped { $0 * b } }

    /// The quotient of each element and the number `b`; the shape of `a`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func / (a: consuming Tensor, b: Scalar) -> Tensor { a.mapped { $0 / b } }

    /// The sum of the number `a` and each element; the shape of `b`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func + (a: Scalar, b: consuming Tensor) -> Tensor { b.mapped { a + $0 } }

    /// The difference of the number `a` and each element; the shape of `b`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func - (a: Scalar, b: consuming Tensor) -> Tensor { b.mapped { a - $0 } }

    /// The product of the number `a` and each element; the shape of `b`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func * (a: Scalar, b: consuming Tensor) -> Tensor { b.mapped { a * $0 } }

    /// The quotient of the number `a` and each element; the shape of `b`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func / (a: Scalar, b: consuming Tensor) -> Tensor { b.mapped { a / $0 } }

    /// Each element with the other sign.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static prefix func - (a: consuming Tensor) -> Tensor { a.mapped { -$0 } }

    /// Adds `b` in place. `b` is broadcast to the shape of `a`, which does not change.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func += (a: inout Tensor, b: Tensor) { a.update(with: b, "add") { $0 += $1 } }

    /// Subtracts `b` in place. `b` is broadcast to the shape of `a`, which does not change.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func -= (a: inout Tensor, b: Tensor) { a.update(with: b, "subtract") { $0 -= $1 } }

    /// Multiplies by `b` in place. `b` is broadcast to the shape of `a`, which does not change.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func *= (a: inout Tensor, b: Tensor) { a.update(with: b, "multiply") { $0 *= $1 } }

    /// Divides by `b` in place. `b` is broadcast to the shape of `a`, which does not change.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func /= (a: inout Tensor, b: Tensor) { a.update(with: b, "divide") { $0 /= $1 } }

    /// Adds the number `b` to each element.
    public static func += (a: inout Tensor, b: Scalar) { a = a + b }

    /// Subtracts the number `b` from each element.
    public static func -= (a: inout Tensor, b: Scalar) { a = a - b }

    /// Multiplies each element by the number `b`.
    public static func *= (a: inout Tensor, b: Scalar) { a = a * b }

    /// Divides each element by the number `b`.
    public static func /= (a: inout Tensor, b: Scalar) { a = a / b }

    /// A tensor of the same shape with `function` of each element.
    ///
    ///     let squares = weights.map { $0 * $0 }
    public consuming func map(_ function: (Scalar) -> Scalar) -> Tensor { mapped(function) }

    /// The same for functions of this library. A tensor that nobody else holds is changed in place: most of those
    /// that come here are steps of a longer expression, and their memory is the result's.
    @inline(__always)
    consuming func mapped(_ function: (Scalar) -> Scalar) -> Tensor {
        let count = elements.count
        if elements.isUnique() {
            elements.withUnsafeMutableBufferPointer { numbers in
                for index in 0..<count { numbers[index] = function(numbers[index]) }
            }
            return self
        }
        return Tensor(shape, count) { result in
            elements.withUnsafeBufferPointer { numbers in
                for index in 0..<count { result[index] = function(numbers[index]) }
            }
        }
    }

    /// `function` of the pairs of elements, after both tensors were repeated to their common shape.
    @inline(__always)
    static func combine(
        _ a: consuming Tensor, _ b: consuming Tensor, _ verb: StaticString,
        _ function: (Scalar, Scalar) -> Scalar
    ) -> Tensor {
        if a.shape != b.shape { (a, b) = broadcast(a, b, verb) }
        let count = a.elements.count
        if a.elements.isUnique() {
            a.elements.withUnsafeMutableBufferPointer { a in
                b.elements.withUnsafeBufferPointer { b in
                    for index in 0..<count { a[index] = function(a[index], b[index]) }
                }
            }
            return a
        }
        if b.elements.isUnique() {
            b.elements.withUnsafeMutableBufferPointer { b in
                a.elements.withUnsafeBufferPointer { a in
                    for index in 0..<count { b[index] = function(a[index], b[index]) }
                }
            }
            return b
        }
        return Tensor(a.shape, count) { result in
            a.elements.withUnsafeBufferPointer { a in
                b.elements.withUnsafeBufferPointer { b in
                    for index in 0..<count { result[index] = function(a[index], b[index]) }
                }
            }
        }
    }

    @inline(__always)
    private mutating func update(
        with b: Tensor, _ verb: StaticString, _ function: (inout Scalar, Scalar) -> Void
    ) {
        if b.shape == shape {
            update(with: b.elements, function)
        } else {
            update(with: b.broadcast(into: shape, verb).elements, function)
        }
    }

    @inline(__always)
    private mutating func update(with other: Elements<Scalar>, _ function: (inout Scalar, Scalar) -> Void) {
        let count = elements.count
        elements.withUnsafeMutableBufferPointer { mine in
            other.withUnsafeBufferPointer { other in
                for index in 0..<count { function(&mine[index], other[index]) }
            }
        }
    }
}
