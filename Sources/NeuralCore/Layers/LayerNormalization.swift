// Layer normalization: each sample brought to mean 0 and deviation 1 over its own features.

/// y = γ · x̂ + β with x̂ = (x − mean) / √(variance + ε), over the last axis. Ba, Kiros and Hinton, 2016.
///
/// Each vector is measured by itself, so that the result depends neither on the batch nor on training.
///
/// - Input: `(batch, …, features)`
/// - Output: the same shape.
/// - Parameters: `gamma` `(features,)`, `beta` `(features,)`
public final class LayerNormalization<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        /// Keeps the division possible where all features are equal.
        public var epsilon: Double
        /// Whether there is a β.
        public var center: Bool
        /// Whether there is a γ.
        public var scale: Bool
        /// How β begins, which is added to each feature.
        public var betaInitializer: Initializer
        /// How γ begins, by which each feature is multiplied.
        public var gammaInitializer: Initializer

        public var fault: String? {
            if !(epsilon > 0) {
                return "LayerNormalization needs an epsilon above 0, but \(epsilon) is given"
            }
            return betaInitializer.vectorFault(in: "LayerNormalization", "beta")
                ?? gammaInitializer.vectorFault(in: "LayerNormalization", "gamma")
        }
    }

    /// x̂, 1 / √(variance + ε) for each vector, and the shape of the input.
    public typealias Cache = (normalized: Tensor<Scalar>, factors: Tensor<Scalar>, inputShape: Shape)

    public let configuration: Configuration
    public var name = ""
    /// `(features,)`; nil without scale.
    public private(set) var gamma: Parameter<Scalar>?
    /// `(features,)`; nil without center.
    public private(set) var beta: Parameter<Scalar>?
    public var parameters: [Parameter<Scalar>] { [gamma, beta].compactMap { $0 } }
    private var features: Int?

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// Keras's defaults; PyTorch's epsilon is 1e-5.
    public convenience init(
        epsilon: Double = 1e-3, center: Bool = true, scale: Bool = true,
        betaInitializer: Initializer = .zeros,
        gammaInitializer: Initializer = .ones, name: String = "", file: StaticString = #file,
        line: UInt = #line
    ) {
        let configuration = Configuration(
            epsilon: epsilon, center: center, scale: scale, betaInitializer: betaInitializer,
            gammaInitializer: gammaInitializer)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func build(inputShape: Shape, random: inout RandomState) {
        check(inputShape: inputShape)
        if features != nil { return }
        let length = inputShape[inputShape.rank - 1]
        features = length
        if configuration.scale {
            gamma = Parameter("gamma", configuration.gammaInitializer([length], &random))
        }
        if configuration.center { beta = Parameter("beta", configuration.betaInitializer([length], &random)) }
    }

    public func shapeFault(_ inputShape: Shape) -> String? {
        lastAxisFault(inputShape, builtFor: features, "features")
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        return inputShape
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        guard let features else { stopUnbuilt() }
        check(input.shape, lastAxis: features)
        let x = input.asMatrix
        let centered = x - x.mean(axis: 1, keepDims: true)
        let variances = square(centered).mean(axis: 1, keepDims: true)
        let factors = 1 / sqrt(variances + Scalar(configuration.epsilon))
        let normalized = centered * factors
        let output = scaledAndShifted(normalized, gamma, beta)
        return (output.reshaped(to: input.shape), (normalized, factors, input.shape))
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        check(gradient: gradient.shape, ofOutput: cache.inputShape)
        let (gradient, normalized) = (gradient.asMatrix, cache.normalized)
        gamma?.gradient += (gradient * normalized).sum(axis: 0)
        beta?.gradient += gradient.sum(axis: 0)
        let delta = gamma.map { gradient * $0.value } ?? gradient
        // x̂ does not change when x moves along the vector of ones or along x̂ itself: these parts of the
        // gradient are taken out.
        let alongOnes = delta.mean(axis: 1, keepDims: true)
        let alongItself = (delta * normalized).mean(axis: 1, keepDims: true)
        return (cache.factors * (delta - alongOnes - normalized * alongItself)).reshaped(to: cache.inputShape)
    }
}

extension Layer {
    /// γ · x̂ + β, as far as there are γ and β.
    func scaledAndShifted(
        _ normalized: Tensor<Scalar>, _ gamma: Parameter<Scalar>?, _ beta: Parameter<Scalar>?
    ) -> Tensor<Scalar> {
        let scaled = gamma.map { normalized * $0.value } ?? normalized
        return beta.map { scaled + $0.value } ?? scaled
    }

    func stopUnbuilt() -> Never {
        fatalError("\(title) is not built yet: build it with the shape of its input, or add it to a model")
    }
}
