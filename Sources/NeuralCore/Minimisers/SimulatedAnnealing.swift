// Simulated annealing: a random walk that may climb while it is hot, and so can leave a valley that is not the deepest.

/// Tries a random step z and makes it if it leads down; if it leads up by Δ it is still made with the probability
/// e^(−Δ/T). The temperature T falls by the factor `cooling` with every trial, so that the walk begins by wandering and
/// ends by descending, as a metal that cools slowly finds the order of least energy. Kirkpatrick, Gelatt and Vecchi,
/// Optimization by simulated annealing, 1983; the rule of acceptance is Metropolis's, 1953.
///
/// Each number of a step has the deviation σ · √(T / T₀), which is that of a particle's motion at the temperature T.
///
///     SimulatedAnnealing(temperature: 5, seed: 1).minimise(valleys, from: [3])
///
/// The path holds the points to which the walk went, also upwards; ``Minimisation/point`` is the lowest of them.
public struct SimulatedAnnealing: Minimiser {
    /// T₀: at about this height hills are climbed at first.
    public var temperature: Double
    /// By what the temperature is multiplied after each trial.
    public var cooling: Double
    /// The temperature at which the search ends.
    public var finalTemperature: Double
    /// σ of the first trial.
    public var stepSize: Double
    /// How many trials are made at most.
    public var maximumIterations: Int
    /// Of the random numbers: the same seed goes the same way.
    public var seed: UInt32

    /// With these defaults it is cold after 3675 trials.
    public init(
        temperature: Double = 1, cooling: Double = 0.995, finalTemperature: Double = 1e-8,
        stepSize: Double = 1, maximumIterations: Int = 10_000, seed: UInt32 = 0
    ) {
        (self.temperature, self.cooling) = (temperature, cooling)
        (self.finalTemperature, self.stepSize) = (finalTemperature, stepSize)
        (self.maximumIterations, self.seed) = (maximumIterations, seed)
    }

    public var fault: String? {
        if !(cooling > 0 && cooling < 1) {
            return "SimulatedAnnealing needs a cooling between 0 and 1, but it is \(cooling)"
        }
        return faultUnlessPositive(
            ("temperature", temperature), ("finalTemperature", finalTemperature), ("stepSize", stepSize))
    }

    public func run(_ walk: Walk) {
        var random = RandomState(seed: seed)
        var current = temperature
        while walk.continues() {
            let deviation = stepSize * (current / temperature).squareRoot()
            let next = walk.point + deviation * Matrix(random.gaussians(count: walk.point.count))
            let value = walk.value(at: next)
            let climb = value - walk.value
            if climb <= 0 || random.random() < Double.exponential(-climb / current) {
                walk.move(to: next, value: value)
            }
            current *= cooling
            if current < finalTemperature { walk.end(.frozen(temperature: finalTemperature)) }
        }
    }
}
