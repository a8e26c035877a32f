// BFGS: Newton's method with a Hessian that is learned from the gradients on the way.

/// Keeps a guess B of the inverse Hessian and goes along p = −B · g. After each step s, with which the gradient changed
/// by y, the guess is changed as little as makes it explain that step, B · y = s:
///
///     B ← (1 − ρ s yᵀ) · B · (1 − ρ y sᵀ) + ρ s sᵀ,     ρ = 1 / (y · s)
///
/// B stays positive definite as long as y · s > 0, which the second Wolfe condition ensures; so p always leads down.
/// Each step costs n² operations and one gradient, and near the minimum the error falls faster than by any fixed factor.
///
/// Found in 1970 by Broyden, Fletcher, Goldfarb and Shanno, each for himself; Nocedal and Wright, algorithm 6.1.
public struct BFGS: Minimiser {
    /// How far each step goes.
    public var lineSearch: any LineSearch
    /// The search ends where no slope is above it.
    public var gradientTolerance: Double
    public var maximumIterations: Int

    /// With a search that keeps B positive definite, unless another is given.
    public init(
        lineSearch: any LineSearch = StrongWolfe(), gradientTolerance: Double = 1e-8,
        maximumIterations: Int = 1000
    ) {
        (self.lineSearch, self.gradientTolerance) = (lineSearch, gradientTolerance)
        self.maximumIterations = maximumIterations
    }

    public var fault: String? {
        lineSearch.fault ?? faultUnlessPositive(("gradientTolerance", gradientTolerance))
    }

    public func run(_ walk: Walk) {
        var inverse = Matrix.identity(walk.point.count)
        while walk.continues(until: gradientTolerance) {
            let (point, gradient) = (walk.point, walk.gradient)
            let direction = -inverse.dot(gradient)
            let firstStep = walk.path.count == 1 ? walk.guessedStep(along: direction) : 1
            guard walk.move(along: direction, by: lineSearch, firstStep: firstStep) else { return }
            let (step, change) = (walk.point - point, walk.gradient - gradient)
            if walk.path.count == 2 { inverse *= Self.scale(step: step, change: change) }
            inverse = Self.updated(inverse, step: step, change: change)
        }
    }

    /// The size of the first guess, which the identity does not know: s · y / y · y lies between the least and the
    /// greatest eigenvalue of the inverse Hessian. Shanno and Phua, 1978.
    static func scale(step: Matrix, change: Matrix) -> Double {
        let curvature = change.dot(step).item
        return curvature > 0 ? curvature / change.dot(change).item : 1
    }

    /// The guess of the inverse Hessian after a step.
    ///
    /// Written out, the rule is B + ((1 + ρ y·u) s sᵀ − u sᵀ − s uᵀ) · ρ with u = B · y. Where y · s is not above 0 the
    /// guess stays as it is.
    ///
    /// - Parameters:
    ///   - inverse: the guess before, symmetric, `(n, n)`.
    ///   - step: by how much the point changed, s: `(n,)`.
    ///   - change: by how much the gradient changed, y: `(n,)`.
    /// - Returns: `(n, n)`
    public static func updated(_ inverse: Matrix, step: Matrix, change: Matrix) -> Matrix {
        let curvature = change.dot(step).item
        guard curvature > 0 else { return inverse }
        let image = inverse.dot(change)
        let share = (1 + change.dot(image).item / curvature) / curvature
        var result = inverse
        let n = step.count
        result.elements.withUnsafeMutableBufferPointer { result in
            step.elements.withUnsafeBufferPointer { s in
                image.elements.withUnsafeBufferPointer { u in
                    for row in 0..<n {
                        let (ofStep, ofImage) = (share * s[row] - u[row] / curvature, s[row] / curvature)
                        for column in 0..<n {
                            result[row * n + column] += ofStep * s[column] - ofImage * u[column]
                        }
                    }
                }
            }
        }
        return result
    }
}
