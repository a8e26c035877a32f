// Batch normalization: each feature brought to mean 0 and deviation 1 over the batch.

/// y = γ · x̂ + β with x̂ = (x − mean) / √(variance + ε), for each feature of the last axis. Ioffe and
/// Szegedy, 2015.
///
/// In training, mean and variance are those of the batch (and of all places in it but masked steps), and moving averages
/// of them are kept: `moving ← momentum · moving + (1 − momentum) · batch`. Otherwise the moving averages take
/// their place, so that what a model predicts for a sample does not depend on its neighbours.
///
/// - Input: `(batch, …, features)`
/// - Output: the same shape.
/// - Parameters: `gamma` `(features,)`, `beta` `(features,)`
/// - Non-trainable parameters: `moving_mean` `(features,)`, `moving_variance` `(features,)`
public final class BatchNormalization<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        /// How much of a moving average stays at each step.
        public var momentum: Double
        /// Keeps the division possible where all numbers are equal.
        public var epsilon: Double
        /// Whether there is a β.
        public var center: Bool
        /// Whether there is a γ.
        public var scale: Bool
        /// How β begins, the mean that each feature is given.
        public var betaInitializer: Initializer
        /// How γ begins, the deviation that each feature is given.
        public var gammaInitializer: Initializer

        public var fault: String? {
            if !(momentum >= 0 && momentum <= 1) {
                return "BatchNormalization takes a momentum from 0 to 1, but \(momentum) is given"
            }
            if !(epsilon > 0) {
                return "BatchNormalization needs an epsilon above 0, but \(epsilon) is given"
            }
            return betaInitializer.vectorFault(in: "BatchNormalization", "beta")
                ?? gammaInitializer.vectorFault(in: "BatchNormalization", "gamma")
        }
    }

    /// x̂ as a matrix, 1 / √(variance + ε) for each feature, whether both are those of the batch, which of its rows
    /// count, and the shape of the input.
    public typealias Cache = (
        normalized: Tensor<Scalar>, factors: Tensor<Scalar>, isOfBatch: Bool, counts: Tensor<Scalar>?,
        inputShape: Shape
    )

    public let configuration: Configuration
    public var name = ""
    /// `(features,)`; nil without scale.
    public private(set) var gamma: Parameter<Scalar>?
    /// `(features,)`; nil without center.
    public private(set) var beta: Parameter<Scalar>?
    /// `(features,)`; 0 at first.
    public private(set) var movingMean: Parameter<Scalar>!
    /// `(features,)`; 1 at first.
    public private(set) var movingVariance: Parameter<Scalar>!
    public var parameters: [Parameter<Scalar>] { [gamma, beta].compactMap { $0 } }
    public var nonTrainableParameters: [Parameter<Scalar>] { [movingMean, movingVariance].compactMap { $0 } }

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// Keras's defaults: the moving averages are those of some hundred batches, and the output has mean 0 and
    /// deviation 1 until training changes β and γ.
    public convenience init(
        momentum: Double = 0.99, epsilon: Double = 1e-3, center: Bool = true, scale: Bool = true,
        betaInitializer: Initializer = .zeros, gammaInitializer: Initializer = .ones, name: String = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(
            momentum: momentum, epsilon: epsilon, center: center, scale: scale,
            betaInitializer: betaInitializer, gammaInitializer: gammaInitializer)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func build(inputShape: Shape, random: inout RandomState) {
        check(inputShape: inputShape)
        if movingMean != nil { return }
        let features = inputShape[inputShape.rank - 1]
        if configuration.scale {
            gamma = Parameter("gamma", configuration.gammaInitializer([features], &random))
        }
        if configuration.center {
            beta = Parameter("beta", configuration.betaInitializer([features], &random))
        }
        movingMean = Parameter("moving_mean", .init(repeating: 0, shape: [features]))
        movingVariance = Parameter("moving_variance", .init(repeating: 1, shape: [features]))
        for statistic in nonTrainableParameters { statistic.isTrainable = false }
    }

    public func shapeFault(_ inputShape: Shape) -> String? {
        lastAxisFault(inputShape, builtFor: movingMean?.value.count, "features")
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        return inputShape
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        guard let movingMean, let movingVariance else { stopUnbuilt() }
        check(input.shape, lastAxis: movingMean.value.count)
        let x = input.asMatrix
        var (mean, variance) = (movingMean.value, movingVariance.value)
        let counts = counts(of: input.shape, context.mask)
        // A batch of nothing but padding has no mean.
        let isOfBatch = context.isTraining && (counts?.any() ?? true)
        if isOfBatch {
            guard x.rowCount > 0 else { fatalError("\(title) cannot train on a batch without samples") }
            let counted =
                counts.map { counts in
                    x.rows((0..<x.rowCount).filter { counts.elements[$0] != 0 })
                } ?? x
            mean = counted.mean(axis: 0)
            variance = square(counted - mean).mean(axis: 0)
            let momentum = Scalar(configuration.momentum)
            movingMean.value = momentum * movingMean.value + (1 - momentum) * mean
            movingVariance.value = momentum * movingVariance.value + (1 - momentum) * variance
        }
        let factors = 1 / sqrt(variance + Scalar(configuration.epsilon))
        let normalized = (x - mean) * factors
        let output = scaledAndShifted(normalized, gamma, beta)
        return (output.reshaped(to: input.shape), (normalized, factors, isOfBatch, counts, input.shape))
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        check(gradient: gradient.shape, ofOutput: cache.inputShape)
        let (gradient, normalized) = (gradient.asMatrix, cache.normalized)
        gamma?.gradient += (gradient * normalized).sum(axis: 0)
        beta?.gradient += gradient.sum(axis: 0)
        var delta = gamma.map { gradient * $0.value } ?? gradient
        if cache.isOfBatch {
            // x̂ does not change when all samples move alike or along x̂ itself: these parts of the gradient
            // are taken out. Padding has no say in the mean, so its own gradient stays whole.
            let count = cache.counts?.sum() ?? Scalar(normalized.rowCount)
            let (alike, along) = (delta.sum(axis: 0) / count, (delta * normalized).sum(axis: 0) / count)
            let free = delta - alike - normalized * along
            delta = cache.counts.map { $0 * free + (1 - $0) * delta } ?? free
        }
        return (delta * cache.factors).reshaped(to: cache.inputShape)
    }

    /// For each row of a batch, as a matrix, 1 where it counts and 0 where it belongs to a masked step; nil where all
    /// count. `(rows, 1)`
    private func counts(of shape: Shape, _ mask: Mask?) -> Tensor<Scalar>? {
        guard let mask, shape.rank > 2, mask.shape == Shape(shape[0], shape[1]) else { return nil }
        let places = shape.axes.dropFirst(2).dropLast().reduce(1, *)
        let counts = mask.isValid.flatMap { [Scalar](repeating: $0 ? 1 : 0, count: places) }
        return Tensor(Shape(counts.count, 1), unchecked: counts)
    }
}
