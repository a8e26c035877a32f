// RMSprop: each weight has a step of its own, divided by the usual size of its gradient.

/// Where a small number ε keeps a division by a root from growing too large.
public enum EpsilonPlace: String, Codable, Sendable {
    /// √(a + ε), as Keras 3 does.
    case insideRoot
    /// √a + ε, as Keras 2.1 and PyTorch do.
    case outsideRoot

    @inline(__always)
    func root<Scalar: TensorScalar>(_ a: Scalar, _ epsilon: Scalar) -> Scalar {
        self == .insideRoot ? positiveRoot(a + epsilon) : positiveRoot(a) + epsilon
    }
}

/// Divides each gradient g by the root of its running mean square a; centered, by its running deviation.
///
///     a ← rho · a + (1 − rho) · g²
///     b ← rho · b + (1 − rho) · g                     // centered only, else b = 0; Graves, 2013
///     v ← momentum · v + learningRate · g / √(a − b² + epsilon)
///     w ← w − v
///
/// T. Tieleman and G. Hinton, 2012.
public struct RMSprop: Optimizer {
    public var learningRate: Double
    /// The share of the running means a and b that stays at each step, from 0 up to but not including 1: with
    /// 0.9 some ten gradients count.
    public var rho: Double
    /// The share of each step that the next one repeats, from 0 up to but not including 1.
    public var momentum: Double
    /// Keeps the division possible where the gradients are 0.
    public var epsilon: Double
    /// Whether each gradient is divided by its deviation from its mean, not by its size.
    public var centered: Bool
    /// Whether epsilon stands inside the root or behind it.
    public var epsilonPlace: EpsilonPlace
    public var schedule: LearningRateSchedule
    public var clipNorm: Double?
    public var clipValue: Double?

    /// Keras 3's defaults. A model that is compiled without an optimizer takes this one.
    public init(
        learningRate: Double = 0.001, rho: Double = 0.9, momentum: Double = 0, epsilon: Double = 1e-7,
        centered: Bool = false, epsilonPlace: EpsilonPlace = .insideRoot,
        schedule: LearningRateSchedule = .constant, clipNorm: Double? = nil, clipValue: Double? = nil
    ) {
        (self.learningRate, self.rho, self.momentum, self.epsilon) = (learningRate, rho, momentum, epsilon)
        (self.centered, self.epsilonPlace) = (centered, epsilonPlace)
        (self.schedule, self.clipNorm, self.clipValue) = (schedule, clipNorm, clipValue)
    }

    public var initialMemory: [Double] { [0, 0, 0] }
    public var ruleFault: String? { shareFault(("rho", rho), ("momentum", momentum)) }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func update<Scalar: TensorScalar>(_ update: WeightUpdate<Scalar>) {
        let (w, gradients, rate) = (update.weights, update.gradients, update.learningRate)
        let (a, b, v) = (update.memory(0), update.memory(1), update.memory(2))
        let (rho, rest) = (Scalar(rho), Scalar(1 - self.rho))
        let (momentum, epsilon, centered, place) = (Scalar(momentum), Scalar(epsilon), centered, epsilonPlace)
        for index in 0..<update.count {
            let g = gradients[index]
            a[index] = rho * a[index] + rest * g * g
            if centered { b[index] = rho * b[index] + rest * g }
            let root = place.root(a[index] - b[index] * b[index], epsilon)
            v[index] = momentum * v[index] + rate * g / root
            w[index] -= v[index]
        }
    }
}
