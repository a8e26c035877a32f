// Adam: momentum, and a step of its own for each weight.

/// Divides the running mean m of each gradient g by the root of its running mean square v.
///
///     m ← beta1 · m + (1 − beta1) · g
///     v ← beta2 · v + (1 − beta2) · g²
///     α = learningRate · √(1 − beta2ᵗ) / (1 − beta1ᵗ)     // both means begin at 0, too small; t counts from 1
///     w ← w − α · m / (√v + epsilon)                      // amsgrad: √ of the largest v so far
///
/// D. P. Kingma and J. Ba, 2014; amsgrad: S. J. Reddi, S. Kale and S. Kumar, 2018.
public struct Adam: Optimizer {
    public var learningRate: Double
    /// The share of the mean m that stays at each step, from 0 up to but not including 1: with 0.9 some ten
    /// gradients count.
    public var beta1: Double
    /// The share of the mean square v that stays at each step, from 0 up to but not including 1: with 0.999
    /// some thousand count.
    public var beta2: Double
    /// Keeps the division possible where v is 0.
    public var epsilon: Double
    /// Whether each gradient is divided by the root of the largest v so far: a weight's divisor then never
    /// falls again.
    public var amsgrad: Bool
    public var schedule: LearningRateSchedule
    public var clipNorm: Double?
    public var clipValue: Double?

    /// Keras's defaults, which are the paper's except for epsilon: there it is 1e-8.
    public init(
        learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7,
        amsgrad: Bool = false, schedule: LearningRateSchedule = .constant, clipNorm: Double? = nil,
        clipValue: Double? = nil
    ) {
        (self.learningRate, self.beta1, self.beta2) = (learningRate, beta1, beta2)
        (self.epsilon, self.amsgrad) = (epsilon, amsgrad)
        (self.schedule, self.clipNorm, self.clipValue) = (schedule, clipNorm, clipValue)
    }

    public var initialMemory: [Double] { amsgrad ? [0, 0, 0] : [0, 0] }
    public var ruleFault: String? { shareFault(("beta1", beta1), ("beta2", beta2)) }

    /// √(1 − beta2ᵗ) / (1 − beta1ᵗ)
    public func correction(step: Int) -> Double {
        (1 - pow(beta2, Double(step))).squareRoot() / (1 - pow(beta1, Double(step)))
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func update<Scalar: TensorScalar>(_ update: WeightUpdate<Scalar>) {
        let (w, gradients, m, v) = (update.weights, update.gradients, update.memory(0), update.memory(1))
        let (rest1, rest2, epsilon) = (Scalar(1 - beta1), Scalar(1 - beta2), Scalar(epsilon))
        let rate = update.learningRate * Scalar(update.correction)
        if amsgrad {
            let largest = update.memory(2)
            for index in 0..<update.count {
                let g = gradients[index]
                m[index] += (g - m[index]) * rest1
                v[index] += (g * g - v[index]) * rest2
                largest[index] = max(largest[index], v[index])
                w[index] -= rate * m[index] / (positiveRoot(largest[index]) + epsilon)
            }
        } else {
            for index in 0..<update.count {
                let g = gradients[index]
                m[index] += (g - m[index]) * rest1
                v[index] += (g * g - v[index]) * rest2
                w[index] -= rate * m[index] / (positiveRoot(v[index]) + epsilon)
            }
        }
    }
}
