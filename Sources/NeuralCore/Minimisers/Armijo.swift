// A line search that halves its step until the objective has fallen enough.

/// Armijo's rule: of t, t/2, t/4, … the first with
///
///     φ(t) ≤ φ(0) + decrease · t · φ′(0)
///
/// so that the objective falls by at least a small share of what its slope promises. It asks for no slopes. Armijo,
/// Minimization of functions having Lipschitz continuous first partial derivatives, 1966.
///
/// Near a minimum the objective changes with the square of the step. A step in the ninth digit of x then changes no digit
/// of the objective, and the search finds no lower point.
public struct Armijo: LineSearch {
    /// The share of the promised decrease that is asked: Nocedal and Wright's c₁.
    public var decrease: Double
    /// By what a step that is too long is multiplied.
    public var shrinkage: Double
    /// After how many steps the search gives up.
    public var maximumTrials: Int

    /// Nocedal and Wright's share, and steps that are halved.
    public init(decrease: Double = 1e-4, shrinkage: Double = 0.5, maximumTrials: Int = 60) {
        (self.decrease, self.shrinkage, self.maximumTrials) = (decrease, shrinkage, maximumTrials)
    }

    public var fault: String? {
        if !(decrease > 0 && decrease < 1) {
            return "Armijo needs a decrease between 0 and 1, but it is \(decrease)"
        }
        if !(shrinkage > 0 && shrinkage < 1) {
            return "Armijo needs a shrinkage between 0 and 1, but it is \(shrinkage)"
        }
        return maximumTrials > 0 ? nil : "Armijo needs at least 1 trial, but \(maximumTrials) are allowed"
    }

    public func step(on line: Line, firstStep: Double) -> LinePoint? {
        guard line.slope < 0 else { return nil }
        var step = firstStep
        for _ in 0..<maximumTrials {
            let trial = line.point(at: step)
            if trial.value <= line.value + decrease * step * line.slope, trial.value < line.value {
                return trial
            }
            step *= shrinkage
        }
        return nil
    }
}
