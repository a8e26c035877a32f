// Layers that end in an activation, for losses that would rather see what stands before it.

/// A layer whose last step is an activation.
///
/// A softmax followed by a logarithm, as in cross-entropy, is computed better in one piece: the gradient of both
/// together is p − t, and nothing need be clipped. When such a layer is the last one, and its loss is the
/// cross-entropy that belongs to its activation, a model therefore takes the loss of the sums instead of the output,
/// as Keras does in graph mode.
public protocol ActivatedLayer<Scalar>: Layer {
    /// The layer's last step.
    var activation: Activation { get }

    /// A forward pass that also gives the numbers before the activation, in the shape of the output.
    func forwardWithSums(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache, sums: Tensor<Scalar>
    )

    /// As ``Layer/backward(_:_:)``, from the gradient of the loss by the sums.
    func backward(fromSums gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar>

    /// As ``Layer/accumulateGradients(_:_:)``, from the gradient of the loss by the sums.
    func accumulateGradients(fromSums gradient: Tensor<Scalar>, _ cache: Cache)
}

extension ActivatedLayer {
    /// A forward pass as ``Layer/pass(_:_:)`` makes it, whose way back begins at the sums, which are returned too.
    func passFromSums(
        _ input: Tensor<Scalar>, _ context: PassContext
    ) -> (pass: Pass<Scalar>, sums: Tensor<Scalar>) {
        let (output, cache, sums) = forwardWithSums(input, context)
        let mask = outputMask(for: input, context.mask)
        let pass = Pass(output: output, mask: mask) { gradient, wantsInput in
            if wantsInput { return self.backward(fromSums: gradient, cache) }
            self.accumulateGradients(fromSums: gradient, cache)
            return nil
        }
        return (pass, sums)
    }
}

extension Loss {
    /// The loss of the sums before `activation` that equals this one of its output; nil where there is none.
    func ofSums(before activation: Activation) -> Loss? {
        switch (self, activation) {
        case (.binaryCrossentropy(false, let smoothing), .sigmoid):
            .binaryCrossentropy(fromLogits: true, labelSmoothing: smoothing)
        case (.categoricalCrossentropy(false, let smoothing), .softmax):
            .categoricalCrossentropy(fromLogits: true, labelSmoothing: smoothing)
        case (.sparseCategoricalCrossentropy(false), .softmax):
            .sparseCategoricalCrossentropy(fromLogits: true)
        default: nil
        }
    }
}
