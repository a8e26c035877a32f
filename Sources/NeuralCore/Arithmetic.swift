// Elementwise arithmetic of tensors, with NumPy's broadcasting.
//
// Two shapes fit when, compared from the last axis, each pair of lengths is equal or one of the two is 1 (or
// missing): a matrix (4, 3) and a row (3,) or (1, 3), a column (4, 1) and a row (1, 3). The shorter is repeated.

extension Tensor {
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func + (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "add") { $0 + $1 } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func - (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "subtract") { $0 - $1 } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func * (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "multiply") { $0 * $1 } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func / (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "divide") { $0 / $1 } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func + (a: Tensor, b: Scalar) -> Tensor { a.mapped { $0 + b } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func - (a: Tensor, b: Scalar) -> Tensor { a.mapped { $0 - b } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func * (a: Tensor, b: Scalar) -> Tensor { a.mapped { $0 * b } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func / (a: Tensor, b: Scalar) -> Tensor { a.mapped { $0 / b } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func + (a: Scalar, b: Tensor) -> Tensor { b.mapped { a + $0 } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func - (a: Scalar, b: Tensor) -> Tensor { b.mapped { a - $0 } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func * (a: Scalar, b: Tensor) -> Tensor { b.mapped { a * $0 } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func / (a: Scalar, b: Tensor) -> Tensor { b.mapped { a / $0 } }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static prefix func - (a: Tensor) -> Tensor { a.mapped { -$0 } }

    /// Adds `b` in place. `b` is broadcast to the shape of `a`, which does not change.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func += (a: inout Tensor, b: Tensor) { a.update(with: b, "add") { $0 += $1 } }

    /// Subtracts `b` in place. `b` is broadcast to the shape of `a`, which does not change.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func -= (a: inout Tensor, b: Tensor) { a.update(with: b, "subtract") { $0 -= $1 } }

    public static func *= (a: inout Tensor, b: Scalar) { a = a * b }
    public static func /= (a: inout Tensor, b: Scalar) { a = a / b }

    /// A tensor of the same shape with `function` of each element.
    ///
    ///     let squares = weights.map { $0 * $0 }
    public func map(_ function: (Scalar) -> Scalar) -> Tensor { mapped(function) }

    @inline(__always)
    func mapped(_ function: (Scalar) -> Scalar) -> Tensor {
        let count = elements.count
        let result = [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
            elements.withUnsafeBufferPointer { source in
                for index in 0..<count { buffer[index] = function(source[index]) }
            }
            initialized = count
        }
        return Tensor(shape, unchecked: result)
    }

    @inline(__always)
    private static func combine(
        _ a: Tensor, _ b: Tensor, _ verb: StaticString, _ function: (Scalar, Scalar) -> Scalar
    ) -> Tensor {
        guard a.shape == b.shape else { return combineBroadcast(a, b, verb, function) }
        let count = a.elements.count
        let result = [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
            a.elements.withUnsafeBufferPointer { a in
                b.elements.withUnsafeBufferPointer { b in
                    for index in 0..<count { buffer[index] = function(a[index], b[index]) }
                }
            }
            initialized = count
        }
        return Tensor(a.shape, unchecked: result)
    }

    @inline(never)
    private static func combineBroadcast(
        _ a: Tensor, _ b: Tensor, _ verb: StaticString, _ function: (Scalar, Scalar) -> Scalar
    ) -> Tensor {
        guard let shape = a.shape.broadcast(with: b.shape) else { stop(verb, a.shape, b.shape) }
        let left = a.broadcast(to: shape)
        let right = b.broadcast(to: shape)
        return Tensor(shape, unchecked: zip(left, right).map(function))
    }

    @inline(__always)
    private mutating func update(with b: Tensor, _ verb: StaticString, _ function: (inout Scalar, Scalar) -> Void) {
        var other = b.elements
        if shape != b.shape {
            guard shape.broadcast(with: b.shape) == shape else { Self.stop(verb, shape, b.shape) }
            other = b.broadcast(to: shape)
        }
        let count = elements.count
        elements.withUnsafeMutableBufferPointer { mine in
            other.withUnsafeBufferPointer { other in
                for index in 0..<count { function(&mine[index], other[index]) }
            }
        }
    }

    private static func stop(_ verb: StaticString, _ a: Shape, _ b: Shape) -> Never {
        let preposition = "\(verb)" == "add" ? "to" : "\(verb)" == "subtract" ? "from" : "by"
        let (first, second) = "\(verb)" == "add" || "\(verb)" == "subtract" ? (b, a) : (a, b)
        fatalError(
            "cannot \(verb) a tensor of shape \(first) \(preposition) one of shape \(second): from the last axis on, the lengths must be equal or 1"
        )
    }

    /// The elements repeated as `shape` needs them. The shapes fit.
    private func broadcast(to shape: Shape) -> [Scalar] {
        if self.shape == shape { return elements }
        // How far to step in `elements` for one step along each axis of `shape`.
        var steps = [Int](repeating: 0, count: shape.rank)
        var step = 1
        for axis in stride(from: rank - 1, through: 0, by: -1) {
            let own = self.shape[axis]
            if own > 1 { steps[axis + shape.rank - rank] = step }
            step *= own
        }
        var result: [Scalar] = []
        result.reserveCapacity(shape.elementCount)
        func append(axis: Int, from start: Int) {
            guard axis < shape.rank else {
                result.append(elements[start])
                return
            }
            for index in 0..<shape[axis] { append(axis: axis + 1, from: start + index * steps[axis]) }
        }
        append(axis: 0, from: 0)
        return result
    }
}

extension Shape {
    /// The shape of a result that tensors of two shapes have together; nil when they do not fit.
    public func broadcast(with other: Shape) -> Shape? {
        var result = rank >= other.rank ? self : other
        for back in 1..<(min(rank, other.rank) + 1) {
            let (a, b) = (self[rank - back], other[other.rank - back])
            guard a == b || a == 1 || b == 1 else { return nil }
            result[result.rank - back] = a == 1 ? b : a
        }
        return result
    }
}
