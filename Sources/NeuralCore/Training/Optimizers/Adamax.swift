// Adamax: Adam with the largest gradient in place of the root of the mean square.

/// Divides the running mean m of each gradient g by its largest size u, which fades.
///
///     m ← beta1 · m + (1 − beta1) · g
///     u ← max(beta2 · u, |g|)
///     w ← w − learningRate / (1 − beta1ᵗ) · m / (u + epsilon)         // t counts from 1
///
/// D. P. Kingma and J. Ba, 2014, section 7.
public struct Adamax: Optimizer {
    public var learningRate: Double
    /// The share of the mean m that stays at each step, from 0 up to but not including 1.
    public var beta1: Double
    /// The share of the largest size u that stays at each step, from 0 up to but not including 1.
    public var beta2: Double
    /// Keeps the division possible where u is 0.
    public var epsilon: Double
    public var schedule: LearningRateSchedule
    public var clipNorm: Double?
    public var clipValue: Double?

    /// Keras's defaults; the paper advises a learning rate of 0.002.
    public init(
        learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7,
        schedule: LearningRateSchedule = .constant, clipNorm: Double? = nil, clipValue: Double? = nil
    ) {
        (self.learningRate, self.beta1, self.beta2) = (learningRate, beta1, beta2)
        self.epsilon = epsilon
        (self.schedule, self.clipNorm, self.clipValue) = (schedule, clipNorm, clipValue)
    }

    public var initialMemory: [Double] { [0, 0] }
    public var ruleFault: String? { shareFault(("beta1", beta1), ("beta2", beta2)) }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func update<Scalar: TensorScalar>(_ update: WeightUpdate<Scalar>) {
        let (w, gradients, m, u) = (update.weights, update.gradients, update.memory(0), update.memory(1))
        let (rest1, beta2, epsilon) = (Scalar(1 - beta1), Scalar(beta2), Scalar(epsilon))
        let rate = update.learningRate / Scalar(1 - pow(beta1, Double(update.step)))
        for index in 0..<update.count {
            let g = gradients[index]
            m[index] += (g - m[index]) * rest1
            u[index] = max(beta2 * u[index], g.magnitude)
            w[index] -= rate * m[index] / (u[index] + epsilon)
        }
    }
}
