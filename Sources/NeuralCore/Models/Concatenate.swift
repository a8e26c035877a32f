// Branches laid side by side.

/// Its inputs one behind another along an axis.
///
/// Of inputs of shape `(batch, 3)` and `(batch, 5)` the output is `(batch, 8)`; the gradient is cut up again.
public struct Concatenate: MergeLayer {
    /// Counted with the batch as axis 0, as in Keras; −1 is the last.
    public var axis: Int

    /// A merge along the last axis, unless told otherwise.
    public init(axis: Int = -1) { self.axis = axis }

    public var fault: String? {
        axis == 0 ? "Concatenate cannot lay batches one behind another: the axis must not be 0" : nil
    }

    private func place(_ rank: Int) -> Int { axis < 0 ? axis + rank : axis - 1 }

    public func shapeFault(_ shapes: [Shape]) -> String? {
        let place = place(shapes[0].rank)
        guard place >= 0, place < shapes[0].rank else {
            return "Concatenate has no axis \(axis) in samples of shape \(shapes[0])"
        }
        let odd = shapes.first { shape in
            guard shape.rank == shapes[0].rank else { return true }
            var shape = shape
            shape[place] = shapes[0][place]
            return shape != shapes[0]
        }
        return odd.map {
            "Concatenate needs samples that differ along axis \(axis) only, but they have the shapes "
                + "\(shapes[0]) and \($0)"
        }
    }

    public func outputShape(for shapes: [Shape]) -> Shape {
        var result = shapes[0]
        let place = place(result.rank)
        result[place] = shapes.reduce(0) { $0 + $1[place] }
        return result
    }

    public func forward<Scalar: TensorScalar>(_ inputs: [Tensor<Scalar>]) -> Tensor<Scalar> {
        concatenate(inputs, axis: axis)
    }

    public func backward<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, _ inputs: [Tensor<Scalar>]
    ) -> [Tensor<Scalar>] {
        let place = axis < 0 ? axis + gradient.rank : axis
        return gradient.split(inputs.map { $0.shape[place] }, axis: place)
    }

    /// Along time, the masks one behind another, in which an input without one counts with all its steps; along
    /// another axis, the steps that count in all.
    public func outputMask<Scalar: TensorScalar>(for inputs: [Tensor<Scalar>], _ masks: [Mask?]) -> Mask? {
        let (rank, batch) = (inputs[0].rank, inputs[0].shape[0])
        let isAlongTime = rank > 2 && (axis == 1 || axis + rank == 1)
        guard isAlongTime, masks.contains(where: { $0 != nil }) else { return Mask.all(masks) }
        let lengths = inputs.map { $0.shape[1] }
        let isValid = (0..<batch).flatMap { sample in
            zip(masks, lengths).flatMap { mask, length in (0..<length).map { mask?[sample, $0] ?? true } }
        }
        return Mask(shape: Shape(batch, lengths.reduce(0, +)), isValid: isValid)
    }
}
