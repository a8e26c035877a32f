// Depthwise convolution: each channel is filtered by itself, which takes far fewer weights.

/// y(p, c·m + k) = activation(Σ over the window at p of x(c) · kernel(c, k) + bias), for the m =
/// `depthMultiplier` filters k of each channel c. No filter sees two channels.
///
/// - Input: `(batch, height, width, in)`
/// - Output: `(batch, places down, places across, in · depthMultiplier)`
/// - Parameters: `kernel` `(height, width, in, depthMultiplier)`, `bias` `(in · depthMultiplier,)`
public final class DepthwiseConv2D<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        /// The size of the kernels, and how they move: height first, then width.
        public var window: Window
        /// How many filters each channel has; at least 1.
        public var depthMultiplier: Int
        /// What is done with each sum. `.linear`, Keras's default, leaves it as it is.
        public var activation: Activation
        /// Whether each filter adds a bias to its sums.
        public var useBias: Bool
        /// How the weights begin.
        public var depthwiseInitializer: Initializer
        /// How the biases begin; any rule but the orthogonal one.
        public var biasInitializer: Initializer
        /// The penalty on large weights; nil for none.
        public var depthwiseRegularizer: Regularizer?
        /// The penalty on large biases; nil for none.
        public var biasRegularizer: Regularizer?

        public var fault: String? {
            if depthMultiplier < 1 {
                return "DepthwiseConv2D needs a depth multiplier from 1 on, but \(depthMultiplier) is asked"
            }
            return window.fault(in: "DepthwiseConv2D", axes: 2)
                ?? biasInitializer.vectorFault(in: "DepthwiseConv2D", "bias")
        }
    }

    /// The input, the sums before the activation, and the output.
    public typealias Cache = (input: Tensor<Scalar>, sums: Tensor<Scalar>, output: Tensor<Scalar>)

    public let configuration: Configuration
    public var name = ""
    /// `(height, width, in, depthMultiplier)`
    public private(set) var kernel: Parameter<Scalar>!
    /// `(in · depthMultiplier,)`; nil without bias.
    public private(set) var bias: Parameter<Scalar>?
    public var parameters: [Parameter<Scalar>] { kernel.map { [$0] + (bias.map { [$0] } ?? []) } ?? [] }

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// A layer of `depthMultiplier` kernels for each channel.
    public convenience init(
        kernelSize: (Int, Int), strides: (Int, Int) = (1, 1), padding: Padding = .valid,
        depthMultiplier: Int = 1, dilationRate: (Int, Int) = (1, 1), activation: Activation = .linear,
        useBias: Bool = true, depthwiseInitializer: Initializer = .glorotUniform,
        biasInitializer: Initializer = .zeros, depthwiseRegularizer: Regularizer? = nil,
        biasRegularizer: Regularizer? = nil, name: String = "", file: StaticString = #file,
        line: UInt = #line
    ) {
        let configuration = Configuration(
            window: Window(
                size: [kernelSize.0, kernelSize.1], strides: [strides.0, strides.1],
                dilation: [dilationRate.0, dilationRate.1], padding: padding),
            depthMultiplier: depthMultiplier, activation: activation, useBias: useBias,
            depthwiseInitializer: depthwiseInitializer, biasInitializer: biasInitializer,
            depthwiseRegularizer: depthwiseRegularizer, biasRegularizer: biasRegularizer)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func build(inputShape: Shape, random: inout RandomState) {
        let (window, multiplier) = (configuration.window, configuration.depthMultiplier)
        check(inputShape: inputShape)
        if kernel != nil { return }
        let channels = inputShape[inputShape.rank - 1]
        kernel = Parameter(
            "kernel",
            configuration.depthwiseInitializer(Shape(window.size + [channels, multiplier]), &random),
            regularizer: configuration.depthwiseRegularizer)
        if configuration.useBias {
            bias = Parameter(
                "bias", configuration.biasInitializer([channels * multiplier], &random),
                regularizer: configuration.biasRegularizer)
        }
    }

    public func shapeFault(_ inputShape: Shape) -> String? {
        windowFault(configuration.window, on: inputShape)
            ?? lastAxisFault(inputShape, builtFor: kernel?.value.shape[2], "channels")
            ?? outputFault(channels: inputShape[2] * configuration.depthMultiplier)
    }

    private func outputFault(channels: Int) -> String? {
        channels <= Int32.max ? nil : "\(title) cannot give \(channels) channels: that is too many"
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        let grid = grid(of: configuration.window, on: inputShape)
        return grid.outputShape(channels: grid.channels * configuration.depthMultiplier)
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let kernel = built(kernel)
        let grid = grid(of: configuration.window, onBatch: input.shape)
        check(input.shape, lastAxis: kernel.value.shape[2])
        var sums = grid.convolveDepthwise(input, kernel.value)
        if let bias { sums += bias.value }
        let output = configuration.activation(sums)
        return (output, (input, sums, output))
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        check(gradient: gradient.shape, ofOutput: cache.output.shape)
        let delta = activation.gradient(gradient, input: cache.sums, output: cache.output)
        return backward(fromSums: delta, cache)
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }
}

extension DepthwiseConv2D: ActivatedLayer {
    public var activation: Activation { configuration.activation }

    public func forwardWithSums(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache, sums: Tensor<Scalar>
    ) {
        let (output, cache) = forward(input, context)
        return (output, cache, cache.sums)
    }

    public func backward(fromSums delta: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        let kernel = built(kernel)
        bias?.gradient += delta.asMatrix.sum(axis: 0)
        let gradients = grid(of: configuration.window, onBatch: cache.input.shape)
            .convolveDepthwiseBackward(delta, cache.input, kernel.value)
        kernel.gradient += gradients.kernel
        return gradients.input
    }

    public func accumulateGradients(fromSums gradient: Tensor<Scalar>, _ cache: Cache) {
        _ = backward(fromSums: gradient, cache)
    }
}
