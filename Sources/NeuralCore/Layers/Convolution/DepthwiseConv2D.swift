// Depthwise convolution: each channel is filtered by itself, which takes far fewer weights.

/// y(p, c·m + k) = activation(Σ over the window at p of x(c) · kernel(c, k) + bias), for the m =
/// `depthMultiplier` filters k of each channel c. No filter sees two channels.
///
/// - Input: `(batch, height, width, in)`
/// - Output: `(batch, places down, places across, in · depthMultiplier)`
/// - Parameters: `kernel` `(height, width, in, depthMultiplier)`, `bias` `(in · depthMultiplier,)`
public final class DepthwiseConv2D<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        public var window: Window
        public var depthMultiplier: Int
        public var activation: Activation
        public var useBias: Bool
        public var depthwiseInitializer: Initializer
        public var biasInitializer: Initializer
        public var depthwiseRegularizer: Regularizer?
        public var biasRegularizer: Regularizer?

        public var fault: String? {
            if depthMultiplier < 1 {
                return "DepthwiseConv2D needs a depth multiplier from 1 on, but \(depthMultiplier) is asked"
            }
            return window.fault(in: "DepthwiseConv2D", axes: 2)
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
        let channels = grid(of: window, on: inputShape).channels
        if let kernel {
            checkUnchanged(kernel.value.shape[2], channels, of: "channels")
            return
        }
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

    public func outputShape(for inputShape: Shape) -> Shape {
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
        let kernel = built(kernel)
        let delta = configuration.activation.gradient(gradient, input: cache.sums, output: cache.output)
        bias?.gradient += delta.asMatrix.sum(axis: 0)
        let gradients = grid(of: configuration.window, onBatch: cache.input.shape)
            .convolveDepthwiseBackward(delta, cache.input, kernel.value)
        kernel.gradient += gradients.kernel
        return gradients.input
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }
}

extension WindowGrid {
    /// - Parameters:
    ///   - input: `(batch, height, width, in)`
    ///   - kernel: `(height, width, in, multiplier)`
    /// - Returns: `(batch, places…, in · multiplier)`
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func convolveDepthwise<Scalar: TensorScalar>(
        _ input: Tensor<Scalar>, _ kernel: Tensor<Scalar>
    ) -> Tensor<Scalar> {
        let (batch, multiplier) = (input.shape[0], kernel.shape[3])
        let filters = channels * multiplier
        let shape = batchShape(batch, channels: filters)
        var result = Tensor<Scalar>(repeating: 0, shape: shape)
        result.elements.withUnsafeMutableBufferPointer { result in
            input.elements.withUnsafeBufferPointer { input in
                kernel.elements.withUnsafeBufferPointer { kernel in
                    for sample in 0..<batch where !input.isEmpty {
                        let input = input.baseAddress! + sample * sampleLength
                        let sums = result.baseAddress! + sample * placeCount * filters
                        forEachRun { place, cell, pixel, count in
                            let sums = sums + place * filters
                            for cellOfRun in 0..<(count / channels) {
                                let x = input + pixel + cellOfRun * channels
                                let weights = kernel.baseAddress! + (cell + cellOfRun) * filters
                                forEachFilter(multiplier) { channel, filter in
                                    sums[filter] += x[channel] * weights[filter]
                                }
                            }
                        }
                    }
                }
            }
        }
        return result
    }

    /// The gradients by input and kernel, from `delta`, `(batch, places…, in · multiplier)`: each product of
    /// the forward pass blames its two factors.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func convolveDepthwiseBackward<Scalar: TensorScalar>(
        _ delta: Tensor<Scalar>, _ input: Tensor<Scalar>, _ kernel: Tensor<Scalar>
    ) -> (input: Tensor<Scalar>, kernel: Tensor<Scalar>) {
        let (multiplier, filters) = (kernel.shape[3], channels * kernel.shape[3])
        var inputGradient = Tensor<Scalar>(repeating: 0, shape: input.shape)
        var kernelGradient = Tensor<Scalar>(repeating: 0, shape: kernel.shape)
        inputGradient.elements.withUnsafeMutableBufferPointer { inputGradient in
            kernelGradient.elements.withUnsafeMutableBufferPointer { kernelGradient in
                delta.elements.withUnsafeBufferPointer { delta in
                    input.elements.withUnsafeBufferPointer { input in
                        kernel.elements.withUnsafeBufferPointer { kernel in
                            for sample in 0..<(input.isEmpty ? 0 : input.count / sampleLength) {
                                forEachRun { place, cell, pixel, count in
                                    let delta =
                                        delta.baseAddress! + (sample * placeCount + place) * filters
                                    for cellOfRun in 0..<(count / channels) {
                                        let first = sample * sampleLength + pixel + cellOfRun * channels
                                        let x = input.baseAddress! + first
                                        let blame = inputGradient.baseAddress! + first
                                        let weights = (cell + cellOfRun) * filters
                                        let kernel = kernel.baseAddress! + weights
                                        let kernelBlame = kernelGradient.baseAddress! + weights
                                        forEachFilter(multiplier) { channel, filter in
                                            kernelBlame[filter] += x[channel] * delta[filter]
                                            blame[channel] += kernel[filter] * delta[filter]
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return (inputGradient, kernelGradient)
    }

    /// Calls `body` for every filter and the channel that it sees.
    @inline(__always)
    private func forEachFilter(_ multiplier: Int, _ body: (_ channel: Int, _ filter: Int) -> Void) {
        if multiplier == 1 {
            // One loop without another inside becomes vector instructions.
            for channel in 0..<channels { body(channel, channel) }
        } else {
            for channel in 0..<channels {
                for filter in (channel * multiplier)..<((channel + 1) * multiplier) { body(channel, filter) }
            }
        }
    }
}
