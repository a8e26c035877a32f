// Nadam: Adam that looks ahead, as Nesterov's momentum does.

/// Adam with Nesterov's momentum, whose share μ grows slowly from beta1/2 to beta1.
///
///     μₜ = beta1 · (1 − ½ · 0.96ᵗ)                            // t counts from 1
///     m ← beta1 · m + (1 − beta1) · g
///     v ← beta2 · v + (1 − beta2) · g²
///     m̂ = μₜ₊₁ · m / (1 − μ₁ · … · μₜ₊₁) + (1 − μₜ) · g / (1 − μ₁ · … · μₜ)
///     w ← w − learningRate · m̂ / (√(v / (1 − beta2ᵗ)) + epsilon)
///
/// T. Dozat, 2015. The schedule of μ is Keras 3's, in which the paper's exponent t/250 is t.
public struct Nadam: Optimizer {
    public var learningRate: Double
    /// The share of the mean m that stays at each step, and the bound of μ; from 0 up to but not including 1.
    public var beta1: Double
    /// The share of the mean square v that stays at each step, from 0 up to but not including 1.
    public var beta2: Double
    /// Keeps the division possible where v is 0.
    public var epsilon: Double
    public var schedule: LearningRateSchedule
    public var clipNorm: Double?
    public var clipValue: Double?

    /// Keras's defaults, which are those of ``Adam``.
    public init(
        learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7,
        schedule: LearningRateSchedule = .constant, clipNorm: Double? = nil, clipValue: Double? = nil
    ) {
        (self.learningRate, self.beta1, self.beta2) = (learningRate, beta1, beta2)
        self.epsilon = epsilon
        (self.schedule, self.clipNorm, self.clipValue) = (schedule, clipNorm, clipValue)
    }

    /// m, v, and the product of all μ so far, which is the same for every weight.
    public var initialMemory: [Double] { [0, 0, 1] }
    public var ruleFault: String? { shareFault(("beta1", beta1), ("beta2", beta2)) }

    private func momentum(_ step: Int) -> Double { beta1 * (1 - 0.5 * pow(0.96, Double(step))) }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func update<Scalar: TensorScalar>(_ update: WeightUpdate<Scalar>) {
        guard update.count > 0 else { return }
        let (w, gradients, m, v) = (update.weights, update.gradients, update.memory(0), update.memory(1))
        let (rest1, rest2, epsilon) = (Scalar(1 - beta1), Scalar(1 - beta2), Scalar(epsilon))
        let (now, next) = (Scalar(momentum(update.step)), Scalar(momentum(update.step + 1)))
        let product = update.memory(2)[0] * now
        update.memory(2)[0] = product
        let (ahead, here) = (next / (1 - product * next), (1 - now) / (1 - product))
        let correction = Scalar(1 - pow(beta2, Double(update.step)))
        for index in 0..<update.count {
            let g = gradients[index]
            m[index] += (g - m[index]) * rest1
            v[index] += (g * g - v[index]) * rest2
            let mean = ahead * m[index] + here * g
            w[index] -= update.learningRate * mean / (positiveRoot(v[index] / correction) + epsilon)
        }
    }
}
