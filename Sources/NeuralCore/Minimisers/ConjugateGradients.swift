// Conjugate gradients: directions that do not undo what those before them have done.

/// Adds to the direction of steepest descent a share β of the direction before:
///
///     p ← −g + β · p,     g = ∇f(x)
///     fletcherReeves:     β = g · g / (g₋ · g₋)
///     polakRibiere:       β = max(0, g · (g − g₋) / (g₋ · g₋))
///
/// where g₋ is the gradient before. On a quadratic form of n variables, with exact line searches, both find the minimum
/// in n steps. Elsewhere Polak and Ribière's rule is the better: when the gradient has hardly changed it forgets the old
/// direction and starts anew, as Fletcher and Reeves's does only every n steps.
///
/// Hestenes and Stiefel, Methods of conjugate gradients for solving linear systems, 1952; Fletcher and Reeves, Function
/// minimization by conjugate gradients, 1964; Polak and Ribière, 1969, with Powell's bound at 0 (PR+), 1984.
public struct ConjugateGradients: Minimiser {
    /// The formula for β.
    public enum Rule: Sendable { case fletcherReeves, polakRibiere }

    /// The formula for β.
    public var rule: Rule
    /// How far each step goes. The slope must flatten well, or the next direction may lead up.
    public var lineSearch: any LineSearch
    /// The search ends where no slope is above it.
    public var gradientTolerance: Double
    public var maximumIterations: Int

    /// With Polak and Ribière's formula, and a search that leaves a tenth of the slope at most, unless told
    /// otherwise.
    public init(
        _ rule: Rule = .polakRibiere, lineSearch: any LineSearch = StrongWolfe(curvature: 0.1),
        gradientTolerance: Double = 1e-8, maximumIterations: Int = 1000
    ) {
        (self.rule, self.lineSearch, self.gradientTolerance) = (rule, lineSearch, gradientTolerance)
        self.maximumIterations = maximumIterations
    }

    public var fault: String? {
        lineSearch.fault ?? faultUnlessPositive(("gradientTolerance", gradientTolerance))
    }

    public func run(_ walk: Walk) {
        guard walk.continues(until: gradientTolerance) else { return }
        var direction = -walk.gradient
        repeat {
            let before = walk.gradient
            let firstStep = walk.guessedStep(along: direction)
            guard walk.move(along: direction, by: lineSearch, firstStep: firstStep) else { return }
            let isAnew = rule == .fletcherReeves && walk.iterations % walk.point.count == 0
            let share = isAnew ? 0 : share(ofDirectionBefore: before, walk.gradient)
            direction = share * direction - walk.gradient
            if walk.gradient.dot(direction).item >= 0 { direction = -walk.gradient }
        } while walk.continues(until: gradientTolerance)
    }

    /// β, from the gradients before and after the step.
    private func share(ofDirectionBefore before: Matrix, _ after: Matrix) -> Double {
        let square = before.dot(before).item
        switch rule {
        case .fletcherReeves: return after.dot(after).item / square
        case .polakRibiere: return max(0, after.dot(after - before).item / square)
        }
    }
}
