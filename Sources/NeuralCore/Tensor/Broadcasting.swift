// Broadcasting: how two tensors of different shapes are combined, after NumPy's rule.
//
// Two shapes fit when, compared from the last axis, each pair of lengths is equal or one of the two is 1 (or
// missing): a matrix (4, 3) and a row (3,) or (1, 3), a column (4, 1) and a row (1, 3). The shorter is repeated.

extension Shape {
    /// The shape of a result that tensors of two shapes have together; nil when they do not fit.
    ///
    ///     Shape([4, 1]).broadcast(with: [3])  // (4, 3)
    public func broadcast(with other: Shape) -> Shape? {
        var result = rank >= other.rank ? self : other
        for back in 1..<(Swift.min(rank, other.rank) + 1) {
            let (a, b) = (self[rank - back], other[other.rank - back])
            guard a == b || a == 1 || b == 1 else { return nil }
            result[result.rank - back] = a == 1 ? b : a
        }
        return result
    }
}

extension Tensor {
    /// Both tensors, repeated to the shape that they have together; `verb` says what for.
    @inline(never)
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    static func broadcast(_ a: Tensor, _ b: Tensor, _ verb: StaticString) -> (Tensor, Tensor) {
        guard let shape = a.shape.broadcast(with: b.shape) else {
            fatalError(
                "\(attempt(verb, a.shape, b.shape)): from the last axis on, the lengths must be equal or 1")
        }
        return (a.repeated(to: shape), b.repeated(to: shape))
    }

    /// This tensor, repeated to the shape of the one that it changes in place.
    @inline(never)
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func broadcast(into shape: Shape, _ verb: StaticString) -> Tensor {
        guard let common = shape.broadcast(with: self.shape) else {
            fatalError(
                "\(Self.attempt(verb, shape, self.shape)): from the last axis on, the lengths must be equal or 1"
            )
        }
        guard common == shape else {
            fatalError(
                "\(Self.attempt(verb, shape, self.shape)) in place: the result has the shape \(common), but a tensor changed in place keeps its own"
            )
        }
        return repeated(to: shape)
    }

    private static func attempt(_ verb: StaticString, _ a: Shape, _ b: Shape) -> String {
        switch "\(verb)" {
        case "add": "cannot add a tensor of shape \(b) to one of shape \(a)"
        case "subtract": "cannot subtract a tensor of shape \(b) from one of shape \(a)"
        case "compare": "cannot compare a tensor of shape \(a) with one of shape \(b)"
        case "raise": "cannot raise a tensor of shape \(a) to the powers in one of shape \(b)"
        default: "cannot \(verb) a tensor of shape \(a) by one of shape \(b)"
        }
    }

    /// The elements repeated as `shape`, which fits, needs them.
    func repeated(to shape: Shape) -> Tensor {
        if self.shape == shape { return self }
        // How far to step in `elements` for one step along each axis of `shape`: not at all where it is repeated.
        var steps = [Int](repeating: 0, count: shape.rank)
        var step = 1
        for axis in stride(from: rank - 1, through: 0, by: -1) {
            let length = self.shape[axis]
            if length > 1 { steps[axis + shape.rank - rank] = step }
            step *= length
        }
        return gathered(as: shape, from: 0, steps: steps)
    }
}
