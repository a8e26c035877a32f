// Steepest descent: straight down, always.

/// d = −∇f (Cauchy, 1847).
///
/// Straight down is seldom the way to the bottom: in a ravine the method zigzags from wall to wall. With exact steps on a
/// quadratic whose curvatures differ by the factor κ, each step leaves at most the share ((κ − 1)/(κ + 1))² of the height.
public struct SteepestDescent: DescentMethod {
    public var lineSearch: LineSearch
    public var gradientTolerance: Double
    public var steps: Int

    public init(
        lineSearch: LineSearch = .strongWolfe(), gradientTolerance: Double = 1e-6, steps: Int = 10_000
    ) {
        (self.lineSearch, self.gradientTolerance, self.steps) = (lineSearch, gradientTolerance, steps)
    }

    public var directionsHaveLength: Bool { false }

    public func freshMemory() {}

    public func direction(
        at point: Matrix, gradient: Matrix, memory: inout (), hessian: () -> Matrix
    ) -> Matrix { -gradient }
}
