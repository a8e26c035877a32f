// L-BFGS: BFGS for so many variables that a matrix of them would be too large.

/// Remembers the last `memory` steps s and changes y of the gradient, and applies to the gradient what BFGS's matrix would
/// do, without ever writing it down: a loop from the newest step back to the oldest, and one forth again.
///
/// A step costs 4 · memory · n operations, where BFGS needs n². Nocedal, Updating quasi-Newton matrices with limited
/// storage, 1980; Nocedal and Wright, algorithms 7.4 and 7.5.
public struct LBFGS: Minimiser {
    /// How many steps are remembered.
    public var memory: Int
    /// How far each step goes.
    public var lineSearch: any LineSearch
    /// The search ends where no slope is above it.
    public var gradientTolerance: Double
    public var maximumIterations: Int

    /// Remembers 10 steps unless told otherwise; Nocedal and Wright advise 3 to 20.
    public init(
        memory: Int = 10, lineSearch: any LineSearch = StrongWolfe(), gradientTolerance: Double = 1e-8,
        maximumIterations: Int = 1000
    ) {
        (self.memory, self.lineSearch) = (memory, lineSearch)
        (self.gradientTolerance, self.maximumIterations) = (gradientTolerance, maximumIterations)
    }

    public var fault: String? {
        if memory < 1 { return "LBFGS needs a memory of at least 1 step, but it is \(memory)" }
        return lineSearch.fault ?? faultUnlessPositive(("gradientTolerance", gradientTolerance))
    }

    /// A step, the change of the gradient with it, and their product y · s.
    private struct Pair {
        let step, change: Matrix
        let curvature: Double
    }

    public func run(_ walk: Walk) {
        var pairs: [Pair] = []
        while walk.continues(until: gradientTolerance) {
            let (point, gradient) = (walk.point, walk.gradient)
            let direction = -product(with: gradient, pairs)
            let firstStep = pairs.isEmpty ? walk.guessedStep(along: direction) : 1
            guard walk.move(along: direction, by: lineSearch, firstStep: firstStep) else { return }
            let (step, change) = (walk.point - point, walk.gradient - gradient)
            let curvature = change.dot(step).item
            guard curvature > 0 else { continue }
            if pairs.count == memory { pairs.removeFirst() }
            pairs.append(Pair(step: step, change: change, curvature: curvature))
        }
    }

    /// B · g, where B is the guess of the inverse Hessian that the pairs make of a multiple of the identity.
    private func product(with gradient: Matrix, _ pairs: [Pair]) -> Matrix {
        guard let newest = pairs.last else { return gradient }
        var result = gradient
        var shares: [Double] = []
        for pair in pairs.reversed() {
            let share = pair.step.dot(result).item / pair.curvature
            result -= share * pair.change
            shares.append(share)
        }
        result *= BFGS.scale(step: newest.step, change: newest.change)
        for (pair, share) in zip(pairs, shares.reversed()) {
            result += (share - pair.change.dot(result).item / pair.curvature) * pair.step
        }
        return result
    }
}
