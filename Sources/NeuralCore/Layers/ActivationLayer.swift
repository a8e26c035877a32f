// An activation as a layer of its own.

/// y = activation(x), for each number by itself; for softmax along the last axis. Keras calls it Activation.
///
///     let layer = ActivationLayer<Double>(.relu)
///
/// - Input: `(batch, …)`
/// - Output: the same shape.
public final class ActivationLayer<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        /// The function that is applied.
        public var activation: Activation

        public var fault: String? { nil }
    }

    /// The input and the output.
    public typealias Cache = (input: Tensor<Scalar>, output: Tensor<Scalar>)

    public let configuration: Configuration
    public var name = ""

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// A layer without parameters that applies `activation`.
    public convenience init(_ activation: Activation, name: String = "") {
        self.init(Configuration(activation: activation))
        self.name = name
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let output = configuration.activation(input)
        return (output, (input, output))
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        check(gradient: gradient.shape, ofOutput: cache.output.shape)
        return configuration.activation.gradient(gradient, input: cache.input, output: cache.output)
    }
}

extension ActivationLayer: ActivatedLayer {
    public var activation: Activation { configuration.activation }

    public func forwardWithSums(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache, sums: Tensor<Scalar>
    ) {
        let (output, cache) = forward(input, context)
        return (output, cache, input)
    }

    public func backward(fromSums gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> { gradient }

    public func accumulateGradients(fromSums gradient: Tensor<Scalar>, _ cache: Cache) {}
}
