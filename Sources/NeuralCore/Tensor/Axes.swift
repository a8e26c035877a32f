// The order and the number of a tensor's axes.

extension Tensor {
    /// The axes in another order: axis k of the result is axis `axes[k]` of this tensor. NumPy's `transpose`,
    /// Keras's `Permute`, which counts without the batch.
    ///
    ///     images.transposed(0, 3, 1, 2)       // (batch, height, width, channels) → (batch, channels, height, width)
    ///
    /// - Parameter axes: each axis once, counted from 0; negative ones from the end.
    public func transposed(_ axes: Int..., file: StaticString = #file, line: UInt = #line) -> Tensor {
        transposed(axes: axes, file: file, line: line)
    }

    /// The same, with the axes in a list.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func transposed(axes: [Int], file: StaticString = #file, line: UInt = #line) -> Tensor {
        let order = axes.map { shape.place(of: $0, file, line) }
        guard order.sorted() == Array(0..<rank) else {
            fatalError(
                "transposed needs each axis of a tensor of shape \(shape) once, but the axes given are \(axes)",
                file: file, line: line)
        }
        let steps = self.steps
        let moved = Shape(order.map { shape[$0] })
        return gathered(as: moved, from: 0, steps: order.map { steps[$0] })
    }

    /// An axis of length 1 more, which stands at `axis` of the result: NumPy's `expand_dims`.
    ///
    ///     Matrix([1, 2, 3]).expandedDimensions(axis: -1).shape        // (3, 1)
    public func expandedDimensions(axis: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        let place = axis < 0 ? axis + rank + 1 : axis
        guard place >= 0, place <= rank else {
            fatalError(
                "a new axis \(axis) is asked of a tensor of shape \(shape), which has places for one from 0 to \(rank)",
                file: file, line: line)
        }
        var lengths = shape.axes
        lengths.insert(1, at: place)
        return Tensor(Shape(lengths), unchecked: elements)
    }

    /// Without the axis at `axis`, which must have the length 1; NumPy's `squeeze`.
    public func squeezed(axis: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        let place = shape.place(of: axis, file, line)
        guard shape[place] == 1 else {
            fatalError(
                "axis \(axis) of a tensor of shape \(shape) cannot be squeezed: its length is not 1",
                file: file,
                line: line)
        }
        var lengths = shape.axes
        lengths.remove(at: place)
        return Tensor(Shape(lengths), unchecked: elements)
    }
}
