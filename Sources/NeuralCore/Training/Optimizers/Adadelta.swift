// Adadelta: the size of the steps so far takes the place of the learning rate.

/// Divides each gradient g by its running size, and multiplies by that of the steps d.
///
///     a ← rho · a + (1 − rho) · g²
///     d = √(s + epsilon) / √(a + epsilon) · g
///     s ← rho · s + (1 − rho) · d²
///     w ← w − learningRate · d                        // the paper has no learning rate, which means 1
///
/// M. D. Zeiler, 2012.
public struct Adadelta: Optimizer {
    /// How far a step goes, before the schedule. The paper has none, which means 1; Keras's is 0.001.
    public var learningRate: Double
    /// The share of the running squares a and s that stays at each step, from 0 up to but not including 1.
    public var rho: Double
    /// Keeps the division possible where a is 0, and lets the first steps begin, for s is 0 then.
    public var epsilon: Double
    public var schedule: LearningRateSchedule
    public var clipNorm: Double?
    public var clipValue: Double?

    /// Keras's defaults. Zeiler's own rule has a learning rate of 1 and an epsilon of 1e-6.
    public init(
        learningRate: Double = 0.001, rho: Double = 0.95, epsilon: Double = 1e-7,
        schedule: LearningRateSchedule = .constant, clipNorm: Double? = nil, clipValue: Double? = nil
    ) {
        (self.learningRate, self.rho, self.epsilon) = (learningRate, rho, epsilon)
        (self.schedule, self.clipNorm, self.clipValue) = (schedule, clipNorm, clipValue)
    }

    public var initialMemory: [Double] { [0, 0] }
    public var ruleFault: String? { shareFault(("rho", rho)) }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func update<Scalar: TensorScalar>(_ update: WeightUpdate<Scalar>) {
        let (w, gradients, rate) = (update.weights, update.gradients, update.learningRate)
        let (a, s) = (update.memory(0), update.memory(1))
        let (rho, rest, epsilon) = (Scalar(rho), Scalar(1 - self.rho), Scalar(epsilon))
        for index in 0..<update.count {
            let g = gradients[index]
            a[index] = rho * a[index] + rest * g * g
            let d = positiveRoot(s[index] + epsilon) / positiveRoot(a[index] + epsilon) * g
            s[index] = rho * s[index] + rest * d * d
            w[index] -= rate * d
        }
    }
}
