// Stochastic gradient descent: a step downhill, with or without momentum.

/// Moves each weight w against its gradient g; with momentum, the steps v add up like those of a rolling ball.
///
///     v ← momentum · v − learningRate · g
///     w ← w + v                                       // Polyak, 1964
///     w ← w + momentum · v − learningRate · g         // nesterov: looks where the momentum leads; Nesterov, 1983
public struct SGD: Optimizer {
    public var learningRate: Double
    /// The share of each step that the next one repeats, from 0 up to but not including 1: with 0.9 a steady
    /// slope is gone down ten times as fast.
    public var momentum: Double
    /// Whether the step goes on from where the momentum leads; without momentum it makes no difference.
    public var nesterov: Bool
    public var schedule: LearningRateSchedule
    public var clipNorm: Double?
    public var clipValue: Double?

    /// Keras's defaults: plain descent, without momentum.
    public init(
        learningRate: Double = 0.01, momentum: Double = 0, nesterov: Bool = false,
        schedule: LearningRateSchedule = .constant, clipNorm: Double? = nil, clipValue: Double? = nil
    ) {
        (self.learningRate, self.momentum, self.nesterov) = (learningRate, momentum, nesterov)
        (self.schedule, self.clipNorm, self.clipValue) = (schedule, clipNorm, clipValue)
    }

    public var initialMemory: [Double] { momentum == 0 ? [] : [0] }
    public var ruleFault: String? { shareFault(("momentum", momentum)) }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func update<Scalar: TensorScalar>(_ update: WeightUpdate<Scalar>) {
        let (w, g, rate) = (update.weights, update.gradients, update.learningRate)
        if momentum == 0 {
            for index in 0..<update.count { w[index] -= rate * g[index] }
            return
        }
        let (v, momentum) = (update.memory(0), Scalar(momentum))
        if nesterov {
            for index in 0..<update.count {
                v[index] = momentum * v[index] - rate * g[index]
                w[index] += momentum * v[index] - rate * g[index]
            }
        } else {
            for index in 0..<update.count {
                v[index] = momentum * v[index] - rate * g[index]
                w[index] += v[index]
            }
        }
    }
}
