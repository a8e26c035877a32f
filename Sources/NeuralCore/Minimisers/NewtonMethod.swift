// Newton's method: to the bottom of the parabola that fits best here.

/// d = −H⁻¹ · g with the Hessian H: where the quadratic that has this gradient and this curvature is smallest.
///
/// Near a minimum the right digits double with each step. Far from one the curvature may bend down, and d lead up to a
/// saddle; then as much of the identity is added to H as makes it positive definite (Nocedal and Wright, algorithm 3.3),
/// which turns d towards straight down.
public struct NewtonMethod: DescentMethod {
    public var lineSearch: LineSearch
    public var gradientTolerance: Double
    public var steps: Int

    public init(
        lineSearch: LineSearch = .armijo(), gradientTolerance: Double = 1e-6, steps: Int = 1000
    ) {
        (self.lineSearch, self.gradientTolerance, self.steps) = (lineSearch, gradientTolerance, steps)
    }

    public func freshMemory() {}

    public func direction(
        at point: Matrix, gradient: Matrix, memory: inout (), hessian: () -> Matrix
    ) -> Matrix {
        let hessian = hessian()
        let identity = Matrix.identity(point.count)
        let size = abs(hessian).max()
        guard size > 0, size.isFinite else { return -gradient }
        let smallest = 1e-3 * size
        let lowest = (0..<point.count).map { hessian[$0, $0] }.min() ?? 0
        var added = lowest > 0 ? 0 : smallest - lowest
        while true {
            if let factors = CholeskyDecomposition(hessian + added * identity) {
                return factors.solve(-gradient)
            }
            added = max(2 * added, smallest)
        }
    }
}
