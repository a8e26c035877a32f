// Steepest descent: always straight down.

/// Goes against the gradient, where the objective falls fastest: p = −∇f(x). Cauchy, Méthode générale pour la résolution
/// des systèmes d'équations simultanées, 1847.
///
/// In a ravine, where the slope across is much steeper than that along, the way zigzags between the walls.
///
///     SteepestDescent(lineSearch: FixedStep(0.1)).minimise(bowl, from: [3, 1])
public struct SteepestDescent: Minimiser {
    /// How far each step goes.
    public var lineSearch: any LineSearch
    /// The search ends where no slope is above it.
    public var gradientTolerance: Double
    public var maximumIterations: Int

    /// With a search for each step, unless ``FixedStep`` is given.
    public init(
        lineSearch: any LineSearch = Armijo(), gradientTolerance: Double = 1e-8, maximumIterations: Int = 1000
    ) {
        (self.lineSearch, self.gradientTolerance) = (lineSearch, gradientTolerance)
        self.maximumIterations = maximumIterations
    }

    public var fault: String? {
        lineSearch.fault ?? faultUnlessPositive(("gradientTolerance", gradientTolerance))
    }

    public func run(_ walk: Walk) {
        while walk.continues(until: gradientTolerance) {
            let direction = -walk.gradient
            let firstStep = walk.guessedStep(along: direction)
            guard walk.move(along: direction, by: lineSearch, firstStep: firstStep) else { return }
        }
    }
}
