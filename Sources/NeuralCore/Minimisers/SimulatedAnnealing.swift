// Simulated annealing: random search that may also climb, while it is hot.

/// A random step is made if it leads down, and with the probability e^(−Δ/T) if it leads up by Δ (Metropolis and others,
/// 1953). The temperature T falls by the same factor at each step, as in a metal that cools slowly enough to find its
/// order (Kirkpatrick, Gelatt and Vecchi, 1983).
///
/// While T is high the search leaves valleys that are not the lowest; when it is low it is a ``RandomSearch``. The record
/// holds where it was, also uphill; ``Minimisation/point`` is the best of it.
public struct SimulatedAnnealing: Minimiser {
    /// T at the first and at the last step.
    public var temperature: (first: Double, last: Double)
    /// The deviation of a step.
    public var stepLength: Double
    /// How many steps are tried.
    public var steps: Int
    public var seed: UInt32

    public init(
        temperature: (first: Double, last: Double) = (1, 1e-3), stepLength: Double = 0.5,
        steps: Int = 10_000, seed: UInt32 = 0, file: StaticString = #file, line: UInt = #line
    ) {
        guard temperature.first > 0, temperature.last > 0 else {
            fatalError("temperatures are above 0, but \(temperature) are given", file: file, line: line)
        }
        (self.temperature, self.stepLength) = (temperature, stepLength)
        (self.steps, self.seed) = (steps, seed)
    }

    /// - Returns: a path with an entry for each trial, whether it moved or not.
    public func minimise(_ objective: Objective, from start: Matrix) -> Minimisation {
        var random = RandomState(seed: seed)
        let objective = CountedObjective(objective)
        var (x, value, record) = (start, objective.value(start), Minimisation())
        record.note(x, value)
        let cooling = temperature.last / temperature.first
        for step in 0..<steps {
            let heat = temperature.first * pow(cooling, Double(step) / Double(max(1, steps - 1)))
            let candidate = x + stepLength * random.gaussians(x.count)
            let found = objective.value(candidate)
            // Drawn in any case, so that the same seed gives the same trials.
            let chance = random.random()
            if found <= value || chance < Double.exponential((value - found) / heat) {
                (x, value) = (candidate, found)
            }
            record.note(x, value)
        }
        record.calls = objective.calls
        return record
    }
}
