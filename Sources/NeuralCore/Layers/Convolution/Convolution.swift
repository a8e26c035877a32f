// Convolution over one, two or three axes of space: small kernels that look for the same pattern everywhere.

/// y(p) = activation(Σ over the window at p of x · kernel + bias): each filter answers to a pattern in its
/// window, and its weights are the same at every place.
///
/// ``Conv1D``, ``Conv2D`` and ``Conv3D`` are this layer with one, two and three axes of space. Channels are
/// last. As in every library for neural networks the kernel is not turned round, which mathematics would call
/// correlation.
///
/// - Input: `(batch, space…, in)`
/// - Output: `(batch, places…, filters)`
/// - Parameters: `kernel` `(window…, in, filters)`, `bias` `(filters,)`
public class Convolution<Scalar: TensorScalar, let spaceAxes: Int>: Layer {
    public struct Configuration: LayerConfiguration {
        /// How many patterns are looked for: the channels of the output; at least 1.
        public var filters: Int
        /// The size of the kernels, and how they move; one number for each axis of space.
        public var window: Window
        /// What is done with each sum. `.linear`, Keras's default, leaves it as it is.
        public var activation: Activation
        /// Whether each filter adds a bias to its sums.
        public var useBias: Bool
        /// How the weights begin.
        public var kernelInitializer: Initializer
        /// How the biases begin; any rule but the orthogonal one.
        public var biasInitializer: Initializer
        /// The penalty on large weights; nil for none.
        public var kernelRegularizer: Regularizer?
        /// The penalty on large biases; nil for none.
        public var biasRegularizer: Regularizer?

        public var fault: String? {
            let title = "Conv\(spaceAxes)D"
            if filters < 1 { return "\(title) needs at least 1 filter, but \(filters) are asked" }
            return window.fault(in: title, axes: spaceAxes)
                ?? biasInitializer.vectorFault(in: title, "bias")
        }
    }

    /// The input, the sums before the activation, and the output; where the output is enough for the slope, it stands
    /// in the place of the sums, too.
    public typealias Cache = (input: Tensor<Scalar>, sums: Tensor<Scalar>, output: Tensor<Scalar>)

    public let configuration: Configuration
    public var name = ""
    /// `(window…, in, filters)`
    public private(set) var kernel: Parameter<Scalar>!
    /// `(filters,)`; nil without bias.
    public private(set) var bias: Parameter<Scalar>?
    public var parameters: [Parameter<Scalar>] { kernel.map { [$0] + (bias.map { [$0] } ?? []) } ?? [] }

    public required init(_ configuration: Configuration) { self.configuration = configuration }

    public func build(inputShape: Shape, random: inout RandomState) {
        let window = configuration.window
        check(inputShape: inputShape)
        if kernel != nil { return }
        let channels = inputShape[inputShape.rank - 1]
        let kernelShape = Shape(window.size + [channels, configuration.filters])
        kernel = Parameter(
            "kernel", configuration.kernelInitializer(kernelShape, &random),
            regularizer: configuration.kernelRegularizer)
        if configuration.useBias {
            bias = Parameter(
                "bias", configuration.biasInitializer([configuration.filters], &random),
                regularizer: configuration.biasRegularizer)
        }
    }

    public func shapeFault(_ inputShape: Shape) -> String? {
        windowFault(configuration.window, on: inputShape)
            ?? lastAxisFault(inputShape, builtFor: kernel?.value.shape[spaceAxes], "channels")
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        return grid(of: configuration.window, on: inputShape).outputShape(channels: configuration.filters)
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        if !activation.hasSlopeAtOutput {
            let (output, cache, _) = forwardWithSums(input, context)
            return (output, cache)
        }
        let output = convolved(input, through: activation)
        return (output, (input, output, output))
    }

    /// The activations of the sums at all places.
    private func convolved(_ input: Tensor<Scalar>, through activation: Activation) -> Tensor<Scalar> {
        let kernel = built(kernel)
        let grid = grid(of: configuration.window, onBatch: input.shape)
        check(input.shape, lastAxis: kernel.value.shape[spaceAxes])
        return grid.convolve(input, kernel.value, bias?.value, activation)
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        backward(fromSums: delta(gradient, cache), cache)
    }

    public func accumulateGradients(_ gradient: Tensor<Scalar>, _ cache: Cache) {
        accumulateGradients(fromSums: delta(gradient, cache), cache)
    }

    /// Through the activation: the gradient by the sums, from that by the output.
    private func delta(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        check(gradient: gradient.shape, ofOutput: cache.output.shape)
        return activation.hasSlopeAtOutput
            ? activation.sharedGradient(gradient, atOutput: cache.output)
            : activation.gradient(gradient, input: cache.sums, output: cache.output)
    }

    @discardableResult
    private func propagate(_ delta: Tensor<Scalar>, _ cache: Cache, toInput: Bool) -> Tensor<Scalar>? {
        let kernel = built(kernel)
        let grid = grid(of: configuration.window, onBatch: cache.input.shape)
        let gradients = grid.convolveBackward(delta, cache.input, kernel.value, toInput: toInput)
        kernel.gradient += gradients.kernel
        bias?.gradient += gradients.bias
        return gradients.input
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }
}

extension Convolution: ActivatedLayer {
    public var activation: Activation { configuration.activation }

    public func forwardWithSums(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache, sums: Tensor<Scalar>
    ) {
        let sums = convolved(input, through: .linear)
        let output = activation(sums)
        return (output, (input, sums, output), sums)
    }

    public func backward(fromSums gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        propagate(gradient, cache, toInput: true)!
    }

    public func accumulateGradients(fromSums gradient: Tensor<Scalar>, _ cache: Cache) {
        propagate(gradient, cache, toInput: false)
    }
}
