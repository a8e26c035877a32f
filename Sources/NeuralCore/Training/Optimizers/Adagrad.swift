// Adagrad: what has moved much already moves less; good for weights that are seldom used.

/// Divides each gradient g by the root of the sum a of its squares so far.
///
///     a ← a + g²                                      // from initialAccumulatorValue on
///     w ← w − learningRate · g / √(a + epsilon)
///
/// Keras 3 starts a at 0.1 and has ε inside the root; Keras 2.1 and PyTorch start at 0 and have it outside.
/// J. Duchi, E. Hazan and Y. Singer, 2011.
public struct Adagrad: Optimizer {
    public var learningRate: Double
    /// What the sum a begins with, at least 0: the larger, the smaller the first steps.
    public var initialAccumulatorValue: Double
    /// Keeps the division possible where a is 0.
    public var epsilon: Double
    /// Whether epsilon stands inside the root or behind it.
    public var epsilonPlace: EpsilonPlace
    public var schedule: LearningRateSchedule
    public var clipNorm: Double?
    public var clipValue: Double?

    /// Keras 3's defaults; older rules begin with an `initialAccumulatorValue` of 0 and have the epsilon
    /// `.outsideRoot`.
    public init(
        learningRate: Double = 0.001, initialAccumulatorValue: Double = 0.1, epsilon: Double = 1e-7,
        epsilonPlace: EpsilonPlace = .insideRoot, schedule: LearningRateSchedule = .constant,
        clipNorm: Double? = nil, clipValue: Double? = nil
    ) {
        (self.learningRate, self.initialAccumulatorValue) = (learningRate, initialAccumulatorValue)
        (self.epsilon, self.epsilonPlace) = (epsilon, epsilonPlace)
        (self.schedule, self.clipNorm, self.clipValue) = (schedule, clipNorm, clipValue)
    }

    public var initialMemory: [Double] { [initialAccumulatorValue] }
    public var ruleFault: String? {
        initialAccumulatorValue >= 0
            ? nil
            : "Adagrad needs an initialAccumulatorValue of at least 0, but it is \(initialAccumulatorValue)"
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func update<Scalar: TensorScalar>(_ update: WeightUpdate<Scalar>) {
        let (w, gradients, rate) = (update.weights, update.gradients, update.learningRate)
        let (a, epsilon, place) = (update.memory(0), Scalar(epsilon), epsilonPlace)
        for index in 0..<update.count {
            let g = gradients[index]
            a[index] += g * g
            w[index] -= rate * g / place.root(a[index], epsilon)
        }
    }
}
