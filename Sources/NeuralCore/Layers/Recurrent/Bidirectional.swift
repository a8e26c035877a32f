// Two recurrent layers that read a sequence from both ends, so that each step knows what comes before and after it.

/// A recurrent layer forwards beside one of the same kind backwards, and their outputs merged. Schuster and Paliwal,
/// 1997.
///
///     let layer = Bidirectional(LSTM<Double>(8, returnSequences: true))      // (batch, time, 16)
///
/// With `returnSequences`, both outputs are in the order of time before they are merged, and the output of a padded step
/// is zero, as in Keras: what one direction would repeat there, the other has not seen.
///
/// - Input: `(batch, time, features)`
/// - Output: that of the wrapped layer, twice as long when concatenated
/// - Parameters: those of the wrapped layer twice, with `forward_` and `backward_` before their names
public final class Bidirectional<Wrapped: RecurrentLayer>: Layer {
    public typealias Scalar = Wrapped.Scalar

    public struct Configuration: LayerConfiguration {
        /// The hyperparameters of the forward layer; the backward one differs only in `goBackwards`.
        public var layer: Wrapped.Configuration
        /// How the two outputs become one.
        public var mergeMode: MergeMode
        public var fault: String? { layer.fault }

        init(layer: Wrapped.Configuration, mergeMode: MergeMode) {
            (self.layer, self.mergeMode) = (layer, mergeMode)
        }

        private enum CodingKeys: String, CodingKey { case layer, mergeMode }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            layer = try container.decode(WrappedConfiguration<Wrapped>.self, forKey: .layer).config
            mergeMode = try container.decode(MergeMode.self, forKey: .mergeMode)
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(WrappedConfiguration<Wrapped>(layer), forKey: .layer)
            try container.encode(mergeMode, forKey: .mergeMode)
        }
    }

    public struct Cache {
        let forward: Wrapped.Cache
        let backward: Wrapped.Cache
        /// What both returned, in the order of time; a product needs it for its slopes.
        let outputs: (forward: Tensor<Scalar>, backward: Tensor<Scalar>)
        /// Which steps of the output are not zeros; nil when none is padding.
        let mask: Mask?
    }

    public let configuration: Configuration
    public var name = ""
    /// The layer that reads as the wrapped one was told to.
    public let forwardLayer: Wrapped
    /// The layer that reads the other way.
    public let backwardLayer: Wrapped
    public var parameters: [Parameter<Scalar>] { forwardLayer.parameters + backwardLayer.parameters }

    public init(_ configuration: Configuration) {
        self.configuration = configuration
        var opposite = configuration.layer
        opposite.goBackwards.toggle()
        forwardLayer = Wrapped(configuration.layer)
        backwardLayer = Wrapped(opposite)
    }

    /// Two new layers with the hyperparameters of `layer`, which itself stays as it is.
    public convenience init(_ layer: Wrapped, mergeMode: MergeMode = .concat, name: String = "") {
        self.init(Configuration(layer: layer.configuration, mergeMode: mergeMode))
        self.name = name
    }

    public func build(inputShape: Shape, random: inout RandomState) {
        let isNew = forwardLayer.parameters.isEmpty
        forwardLayer.build(inputShape: inputShape, random: &random)
        backwardLayer.build(inputShape: inputShape, random: &random)
        if !isNew { return }
        for parameter in forwardLayer.parameters { parameter.name = "forward_\(parameter.name)" }
        for parameter in backwardLayer.parameters { parameter.name = "backward_\(parameter.name)" }
    }

    public func shapeFault(_ inputShape: Shape) -> String? { forwardLayer.shapeFault(inputShape) }

    public func outputShape(for inputShape: Shape) -> Shape {
        var shape = forwardLayer.outputShape(for: inputShape)
        if configuration.mergeMode == .concat { shape[shape.rank - 1] *= 2 }
        return shape
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? {
        configuration.layer.returnSequences ? mask : nil
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let (first, firstCache) = forwardLayer.forward(input, context)
        let (second, secondCache) = backwardLayer.forward(input, context)
        let outputs = (inOrderOfTime(first, of: forwardLayer), inOrderOfTime(second, of: backwardLayer))
        let merged = configuration.mergeMode.merge(outputs.0, outputs.1)
        let mask = outputMask(for: input, context.mask)
        return (
            mask.map { merged.zeroing(paddingOf: $0) } ?? merged,
            Cache(forward: firstCache, backward: secondCache, outputs: outputs, mask: mask)
        )
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        let (first, second) = configuration.mergeMode.split(
            cache.mask.map { gradient.zeroing(paddingOf: $0) } ?? gradient, cache.outputs.forward,
            cache.outputs.backward)
        return forwardLayer.backward(inOrderOfTime(first, of: forwardLayer), cache.forward)
            + backwardLayer.backward(inOrderOfTime(second, of: backwardLayer), cache.backward)
    }

    /// A layer that goes backwards returns its last step first. Turning around twice changes nothing, so this turns
    /// gradients back as well.
    private func inOrderOfTime(_ output: Tensor<Scalar>, of layer: Wrapped) -> Tensor<Scalar> {
        let configuration = layer.configuration
        return configuration.returnSequences && configuration.goBackwards ? output.timeReversed() : output
    }
}

/// How the outputs of two layers become one.
public enum MergeMode: String, Codable, CaseIterable, Sendable {
    /// Side by side along the last axis.
    case concat
    /// The sum of each pair.
    case sum
    /// The product of each pair of elements.
    case mul
    /// The average of each pair.
    case ave

    public init(from decoder: any Decoder) throws { self = try decoder.word("merge mode") }

    /// The merged output of `a` and `b`, which have the same shape.
    func merge<Scalar: TensorScalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
        switch self {
        case .concat: concatenate([a, b], axis: -1)
        case .sum: a + b
        case .mul: a * b
        case .ave: (a + b) / 2
        }
    }

    /// The gradients by `a` and `b`, from that by the merged output.
    func split<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, _ a: Tensor<Scalar>, _ b: Tensor<Scalar>
    ) -> (Tensor<Scalar>, Tensor<Scalar>) {
        switch self {
        case .concat: halves(gradient)
        case .sum: (gradient, gradient)
        case .mul: (gradient * b, gradient * a)
        case .ave: (gradient / 2, gradient / 2)
        }
    }

    /// What was concatenated, apart again.
    private func halves<Scalar: TensorScalar>(_ x: Tensor<Scalar>) -> (Tensor<Scalar>, Tensor<Scalar>) {
        let parts = x.split(into: 2, axis: -1)
        return (parts[0], parts[1])
    }
}

extension Tensor {
    /// `(batch, time, features)` with the last step first.
    func timeReversed() -> Tensor {
        let (time, features) = (shape[1], shape[2])
        return gathered(as: shape, from: (time - 1) * features, steps: [time * features, -features, 1])
    }
}
