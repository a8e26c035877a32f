// One layer for every time step: what it does to a sample, it does to each step of each sequence.

/// Applies a layer to each time step, with the same parameters.
///
///     TimeDistributed(Dense<Double>(4))       // (batch, time, features) to (batch, time, 4)
///
/// The steps of all sequences are one large batch for the wrapped layer, which knows nothing of time or of masks.
///
/// - Input: `(batch, time, …)`, with the wrapped layer's input shape behind time
/// - Output: `(batch, time, …)`, with its output shape behind time
/// - Parameters: those of the wrapped layer
public final class TimeDistributed<Wrapped: Layer>: Layer {
    public typealias Scalar = Wrapped.Scalar

    public struct Configuration: LayerConfiguration {
        /// The hyperparameters of the wrapped layer.
        public var layer: Wrapped.Configuration
        public var fault: String? { layer.fault }

        init(layer: Wrapped.Configuration) { self.layer = layer }

        private enum CodingKeys: String, CodingKey { case layer }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            layer = try container.decode(WrappedConfiguration<Wrapped>.self, forKey: .layer).config
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(WrappedConfiguration<Wrapped>(layer), forKey: .layer)
        }
    }

    /// What the wrapped layer remembers, and the lengths of batch and time.
    public typealias Cache = (wrapped: Wrapped.Cache, batch: Int, time: Int)

    public let configuration: Configuration
    public var name = ""
    /// The layer that is applied to each step.
    public let layer: Wrapped
    public var parameters: [Parameter<Scalar>] { layer.parameters }
    public var nonTrainableParameters: [Parameter<Scalar>] { layer.nonTrainableParameters }

    public convenience init(_ configuration: Configuration) { self.init(Wrapped(configuration.layer)) }

    /// `layer` at each time step.
    public init(_ layer: Wrapped, name: String = "") {
        configuration = Configuration(layer: layer.configuration)
        (self.layer, self.name) = (layer, name)
    }

    public func build(inputShape: Shape, random: inout RandomState) {
        check(inputShape: inputShape)
        layer.build(inputShape: behindTime(inputShape), random: &random)
    }

    public func shapeFault(_ inputShape: Shape) -> String? {
        guard inputShape.rank >= 2 else {
            return "\(title) takes sequences of shape (time, …), but the shape is \(inputShape)"
        }
        return layer.shapeFault(behindTime(inputShape))
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        return Shape([inputShape[0]] + layer.outputShape(for: behindTime(inputShape)).axes)
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        guard input.rank >= 3 else {
            fatalError("\(title) takes inputs of shape (batch, time, …), but the shape is \(input.shape)")
        }
        let (batch, time) = (input.shape[0], input.shape[1])
        let steps = PassContext(isTraining: context.isTraining)
        let (output, cache) = layer.forward(joiningTime(input), steps)
        return (separatingTime(output, batch, time), (cache, batch, time))
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        let inputGradient = layer.backward(joiningTime(gradient), cache.wrapped)
        return separatingTime(inputGradient, cache.batch, cache.time)
    }

    /// The shape of one step of a sample of shape `(time, …)`.
    private func behindTime(_ inputShape: Shape) -> Shape { Shape(inputShape.axes.dropFirst()) }

    /// `(batch, time, …)` as `(batch · time, …)`.
    private func joiningTime(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
        x.reshaped(to: Shape([x.shape[0] * x.shape[1]] + x.shape.axes.dropFirst(2)))
    }

    /// `(batch · time, …)` as `(batch, time, …)`.
    private func separatingTime(_ x: Tensor<Scalar>, _ batch: Int, _ time: Int) -> Tensor<Scalar> {
        x.reshaped(to: Shape([batch, time] + x.shape.axes.dropFirst()))
    }
}
