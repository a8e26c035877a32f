// Ftrl: follow the regularized leader, for wide and shallow nets of which few weights are needed.

/// Chooses each weight anew from the sum z of all its gradients g; l1 leaves most of them exactly 0.
///
///     n' = n + g²                                             // n from initialAccumulatorValue on
///     z ← z + g + 2 · l2Shrinkage · w − (n'⁻ᵖ − n⁻ᵖ) / learningRate · w       // p = learningRatePower
///     w ← (clip(z, −l1, l1) − z) / (n'⁻ᵖ / learningRate + 2 · l2 + beta / learningRate)
///
/// H. B. McMahan and others, 2013. The weights given at the start have no influence on those after the first step.
public struct Ftrl: Optimizer {
    public var learningRate: Double
    /// How steps shrink as the sum n of squares grows, at most 0: −0.5 divides them by √n, as ``Adagrad``
    /// does; 0 leaves them as they are.
    public var learningRatePower: Double
    /// What n begins with, at least 0: the larger, the smaller the first steps.
    public var initialAccumulatorValue: Double
    /// How large the sum z must be before its weight leaves 0; at least 0. The larger, the fewer weights
    /// there are.
    public var l1: Double
    /// Draws all weights towards 0; at least 0.
    public var l2: Double
    /// Draws weights towards 0 as a gradient would: the slope 2 · l2Shrinkage · w joins the sum z, but not n;
    /// at least 0.
    public var l2Shrinkage: Double
    /// The paper's β: with the power −0.5 it is added to √n, which shortens the first steps. The paper takes
    /// 1, Keras 0.
    public var beta: Double
    public var schedule: LearningRateSchedule
    public var clipNorm: Double?
    public var clipValue: Double?

    /// Keras's defaults, which penalize nothing; give an `l1` to do without most of the weights.
    public init(
        learningRate: Double = 0.001, learningRatePower: Double = -0.5,
        initialAccumulatorValue: Double = 0.1, l1: Double = 0, l2: Double = 0, l2Shrinkage: Double = 0,
        beta: Double = 0, schedule: LearningRateSchedule = .constant, clipNorm: Double? = nil,
        clipValue: Double? = nil
    ) {
        (self.learningRate, self.learningRatePower) = (learningRate, learningRatePower)
        self.initialAccumulatorValue = initialAccumulatorValue
        (self.l1, self.l2, self.l2Shrinkage, self.beta) = (l1, l2, l2Shrinkage, beta)
        (self.schedule, self.clipNorm, self.clipValue) = (schedule, clipNorm, clipValue)
    }

    public var initialMemory: [Double] { [initialAccumulatorValue, 0] }
    public var ruleFault: String? {
        if learningRatePower > 0 {
            return "Ftrl needs a learningRatePower of at most 0, but it is \(learningRatePower)"
        }
        let numbers = [
            ("initialAccumulatorValue", initialAccumulatorValue), ("l1", l1), ("l2", l2),
            ("l2Shrinkage", l2Shrinkage),
        ]
        return numbers.first { !($0.1 >= 0) }.map { "Ftrl needs \($0.0) of at least 0, but it is \($0.1)" }
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func update<Scalar: TensorScalar>(_ update: WeightUpdate<Scalar>) {
        let (w, gradients, n, z) = (update.weights, update.gradients, update.memory(0), update.memory(1))
        let (rate, power) = (update.learningRate, Scalar(-learningRatePower))
        let (l1, shrinkage) = (Scalar(l1), 2 * Scalar(l2Shrinkage))
        let penalty = 2 * Scalar(l2) + Scalar(beta) / rate
        for index in 0..<update.count {
            let g = gradients[index]
            let after = Scalar.power(n[index] + g * g, power)
            let growth = (after - Scalar.power(n[index], power)) / rate
            z[index] += g + shrinkage * w[index] - growth * w[index]
            n[index] += g * g
            w[index] = (max(-l1, min(z[index], l1)) - z[index]) / (after / rate + penalty)
        }
    }
}
