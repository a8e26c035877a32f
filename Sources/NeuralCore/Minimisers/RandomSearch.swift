// Random search: try a step in any direction, keep it if it leads down.

/// x ← x + σ · z if that is lower, with z of the normal distribution (Matyas, 1965).
///
/// It needs no gradient and sees no more than one value at a time, so in many dimensions it is slow: most directions lead
/// up. It is the measure for all that claims to be cleverer.
public struct RandomSearch: Minimiser {
    /// σ
    public var stepLength: Double
    /// How many steps are tried.
    public var steps: Int
    public var seed: UInt32

    public init(stepLength: Double = 0.1, steps: Int = 10_000, seed: UInt32 = 0) {
        (self.stepLength, self.steps, self.seed) = (stepLength, steps, seed)
    }

    /// - Returns: a path with an entry for each trial, whether it moved or not.
    public func minimise(_ objective: Objective, from start: Matrix) -> Minimisation {
        var random = RandomState(seed: seed)
        let objective = CountedObjective(objective)
        var (x, value, record) = (start, objective.value(start), Minimisation())
        record.note(x, value)
        for _ in 0..<steps {
            let candidate = x + stepLength * random.gaussians(x.count)
            let found = objective.value(candidate)
            if found < value { (x, value) = (candidate, found) }
            record.note(x, value)
        }
        record.calls = objective.calls
        return record
    }
}
