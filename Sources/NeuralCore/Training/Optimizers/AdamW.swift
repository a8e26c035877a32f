// AdamW: Adam with weights that shrink by themselves.

/// Adam after each weight was made smaller by a share that does not depend on its gradient.
///
///     w ← w − learningRate · weightDecay · w
///     w ← Adam's rule for w
///
/// I. Loshchilov and F. Hutter, 2017.
public struct AdamW: Optimizer {
    public var learningRate: Double
    /// By which share a weight shrinks at each step, for a learning rate of 1; at least 0.
    public var weightDecay: Double
    /// The share of Adam's mean m that stays at each step, from 0 up to but not including 1.
    public var beta1: Double
    /// The share of Adam's mean square v that stays at each step, from 0 up to but not including 1.
    public var beta2: Double
    /// Keeps the division possible where v is 0.
    public var epsilon: Double
    /// Whether each gradient is divided by the root of the largest v so far, as in ``Adam/amsgrad``.
    public var amsgrad: Bool
    public var schedule: LearningRateSchedule
    public var clipNorm: Double?
    public var clipValue: Double?

    /// Keras's defaults; with a `weightDecay` of 0 it is ``Adam``.
    public init(
        learningRate: Double = 0.001, weightDecay: Double = 0.004, beta1: Double = 0.9,
        beta2: Double = 0.999, epsilon: Double = 1e-7, amsgrad: Bool = false,
        schedule: LearningRateSchedule = .constant, clipNorm: Double? = nil, clipValue: Double? = nil
    ) {
        (self.learningRate, self.weightDecay) = (learningRate, weightDecay)
        (self.beta1, self.beta2, self.epsilon, self.amsgrad) = (beta1, beta2, epsilon, amsgrad)
        (self.schedule, self.clipNorm, self.clipValue) = (schedule, clipNorm, clipValue)
    }

    private var adam: Adam {
        Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad)
    }

    public var initialMemory: [Double] { adam.initialMemory }
    public var ruleFault: String? {
        weightDecay >= 0
            ? shareFault(("beta1", beta1), ("beta2", beta2))
            : "AdamW needs a weightDecay of at least 0, but it is \(weightDecay)"
    }

    public func correction(step: Int) -> Double { adam.correction(step: step) }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func update<Scalar: TensorScalar>(_ update: WeightUpdate<Scalar>) {
        let (w, shrinkage) = (update.weights, update.learningRate * Scalar(weightDecay))
        for index in 0..<update.count { w[index] -= shrinkage * w[index] }
        adam.update(update)
    }
}
