// Random search: a step anywhere, kept if it leads down.

/// Tries x + σ · z, with z drawn from the normal distribution, and goes there if the objective is lower. It needs no
/// slopes, not even that there are any. Rastrigin, The convergence of the random search method in the extremal control of
/// a many-parameter system, 1963.
///
/// The step size σ follows Rechenberg's rule, Evolutionsstrategie, 1973: it is best when one trial in five succeeds.
/// Each success makes it e^⅓ times as long and each failure e^(−1/12) times, which cancel at one in five.
///
///     RandomSearch(seed: 1).minimise(bowl, from: [3, 1])
public struct RandomSearch: Minimiser {
    /// σ of the first trial.
    public var stepSize: Double
    /// The search ends when σ falls below it.
    public var stepTolerance: Double
    /// How many trials are made.
    public var maximumIterations: Int
    /// Of the random numbers: the same seed goes the same way.
    public var seed: UInt32

    /// Steps of about 1 at first, for variables of about that size.
    public init(
        stepSize: Double = 1, stepTolerance: Double = 1e-8, maximumIterations: Int = 10_000, seed: UInt32 = 0
    ) {
        (self.stepSize, self.stepTolerance) = (stepSize, stepTolerance)
        (self.maximumIterations, self.seed) = (maximumIterations, seed)
    }

    public var fault: String? {
        faultUnlessPositive(("stepSize", stepSize), ("stepTolerance", stepTolerance))
    }

    public func run(_ walk: Walk) {
        var random = RandomState(seed: seed)
        var stepSize = stepSize
        let (growth, shrinkage) = (Double.exponential(1.0 / 3), Double.exponential(-1.0 / 12))
        while walk.continues() {
            let next = walk.point + stepSize * Matrix(random.gaussians(count: walk.point.count))
            let value = walk.value(at: next)
            if value < walk.value {
                walk.move(to: next, value: value)
                stepSize *= growth
            } else {
                stepSize *= shrinkage
            }
            if stepSize < stepTolerance { walk.end(.stepVanished(tolerance: stepTolerance)) }
        }
    }
}
