// Dropout: in training each unit is absent now and then, so that no other can rely on it.

/// In training, sets each number to 0 with the probability `rate` and multiplies the others by 1 / (1 −
/// rate), so that the expected sum stays the same; otherwise y = x. Srivastava and others, 2014, in the form
/// called inverted.
///
///     let layer = Dropout<Double>(0.5)
///
/// - Input: `(batch, …)`
/// - Output: the same shape.
public final class Dropout<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        /// The share of the numbers that becomes 0 in training, from 0 up to but not including 1.
        public var rate: Double
        /// Where the layer's own random numbers start; nil to have it drawn when the layer is built.
        public var seed: UInt32?

        public var fault: String? {
            rate >= 0 && rate < 1
                ? nil : "Dropout takes a rate from 0 up to but not including 1, but \(rate) is given"
        }
    }

    /// What each number was multiplied by: 0 or 1 / (1 − rate). Nil when nothing was dropped.
    public typealias Cache = Tensor<Scalar>?

    public let configuration: Configuration
    public var name = ""
    private var random: RandomState?

    public init(_ configuration: Configuration) {
        self.configuration = configuration
        random = configuration.seed.map { RandomState(seed: $0) }
    }

    /// A layer that drops the share `rate` of its input.
    public convenience init(
        _ rate: Double, seed: UInt32? = nil, name: String = "", file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(rate: rate, seed: seed)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func build(inputShape: Shape, random: inout RandomState) {
        if self.random == nil { self.random = RandomState(seed: random.nextWord()) }
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        guard context.isTraining, configuration.rate > 0 else { return (input, nil) }
        guard random != nil else {
            fatalError("\(title) has no random numbers yet: give it a seed, build it, or add it to a model")
        }
        let factors = Tensor<Scalar>.dropoutFactors(input.shape, rate: configuration.rate, &random!)
        return (input * factors, factors)
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        cache.map { gradient * $0 } ?? gradient
    }
}

extension Tensor {
    /// Numbers of which each is 0 with the probability `rate` and else 1 / (1 − rate). One random word
    /// decides for each.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    static func dropoutFactors(_ shape: Shape, rate: Double, _ random: inout RandomState) -> Tensor {
        let threshold = UInt32(rate * 0x1p32)
        let kept = Scalar(1 / (1 - rate))
        return Tensor(shape, shape.elementCount) { factors in
            let factors = factors.baseAddress!
            // A product, since no processor can foretell a branch that chance decides.
            random.nextWords(shape.elementCount) {
                factors[$0] = Scalar($1 < threshold ? 0 : 1 as Int32) * kept
            }
        }
    }
}
