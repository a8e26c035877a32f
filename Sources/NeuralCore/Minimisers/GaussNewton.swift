// Gauss–Newton: sums of squares, without second derivatives.

/// For f = ½ Σ rᵢ²: puts in place of the residuals the straight lines that touch them, and goes to where the sum of the
/// squares of these is least:
///
///     J · p ≈ −r,     J the Jacobian of r
///
/// That is Newton's method with JᵀJ for the Hessian, which is right where the residuals are small or nearly straight.
/// The equations are solved by QR, for JᵀJ would have twice as many digits of trouble. Gauss, Theoria motus, 1809.
public struct GaussNewton: Minimiser {
    /// How far each step goes; ``FixedStep`` of 1 is Gauss's own rule.
    public var lineSearch: any LineSearch
    /// The search ends where no slope is above it,
    public var gradientTolerance: Double
    /// or where the next step would change no number of the point by more than this share of it.
    public var stepTolerance: Double
    public var maximumIterations: Int

    /// With the whole step wherever it lowers the objective enough, unless another search is given.
    public init(
        lineSearch: any LineSearch = Armijo(), gradientTolerance: Double = 1e-8,
        stepTolerance: Double = 1e-12,
        maximumIterations: Int = 100
    ) {
        (self.lineSearch, self.gradientTolerance) = (lineSearch, gradientTolerance)
        (self.stepTolerance, self.maximumIterations) = (stepTolerance, maximumIterations)
    }

    public var fault: String? {
        lineSearch.fault
            ?? faultUnlessPositive(
                ("gradientTolerance", gradientTolerance), ("stepTolerance", stepTolerance))
    }

    public func fault(of objective: Objective) -> String? { faultWithoutResiduals(objective) }

    public func run(_ walk: Walk) {
        while walk.continues(until: gradientTolerance) {
            let jacobian = walk.jacobian
            guard jacobian.shape[0] >= jacobian.shape[1] else {
                return walk.end(.singular(matrix: "Jacobian, with fewer residuals than variables,"))
            }
            let factors = QRDecomposition(jacobian)
            guard factors.dependentColumn == nil else { return walk.end(.singular(matrix: "Jacobian")) }
            let direction = factors.solve(-walk.residuals)
            if isShort(direction, walk.point, stepTolerance) {
                return walk.end(.stepVanished(tolerance: stepTolerance))
            }
            guard walk.move(along: direction, by: lineSearch) else { return }
        }
    }
}

extension Minimiser {
    /// A sentence for an objective that is not a sum of squares.
    func faultWithoutResiduals(_ objective: Objective) -> String? {
        objective.hasResiduals
            ? nil
            : "\(Self.self) needs residuals, but the objective was made of a value: make it by Objective(residuals:)"
    }

    /// Whether a step changes every number of the point by less than `tolerance` times the number itself.
    func isShort(_ step: Matrix, _ point: Matrix, _ tolerance: Double) -> Bool {
        zip(step.elements, point.elements).allSatisfy { abs($0) <= tolerance * (abs($1) + tolerance) }
    }
}
