// BFGS: Newton's method with a Hessian that is learned from the gradients on the way.

/// d = −B · g, where B is an estimate of H⁻¹ that each step s corrects by what the gradient changed, y = g − g₋:
///
///     B ← (I − ρ·s·yᵀ) · B · (I − ρ·y·sᵀ) + ρ·s·sᵀ,     ρ = 1 / yᵀs
///
/// So B·y = s: the estimate explains what was seen last, and changes as little as it can otherwise. Found in 1970 by
/// Broyden, Fletcher, Goldfarb and Shanno apart from each other. It costs n² numbers; ``LBFGS`` keeps only a few steps.
public struct BFGS: DescentMethod {
    public struct Memory {
        var inverse: Matrix?
        var last: (point: Matrix, gradient: Matrix)?
    }

    public var lineSearch: LineSearch
    public var gradientTolerance: Double
    public var steps: Int

    public init(
        lineSearch: LineSearch = .strongWolfe(), gradientTolerance: Double = 1e-6, steps: Int = 1000
    ) {
        (self.lineSearch, self.gradientTolerance, self.steps) = (lineSearch, gradientTolerance, steps)
    }

    public func freshMemory() -> Memory { Memory() }

    public func direction(
        at point: Matrix, gradient: Matrix, memory: inout Memory, hessian: () -> Matrix
    ) -> Matrix {
        if let (lastPoint, lastGradient) = memory.last {
            learn(point - lastPoint, gradient - lastGradient, &memory.inverse)
        }
        memory.last = (point, gradient)
        // Before anything is known: straight down, by 1 at most.
        guard let inverse = memory.inverse else {
            return -gradient / max(1, square(gradient).sum().squareRoot())
        }
        return -inverse.dot(gradient)
    }

    private func learn(_ s: Matrix, _ y: Matrix, _ inverse: inout Matrix?) {
        let product = y.dot(s).item
        // Only a step along which the gradient rises tells of a bowl; Wolfe's conditions see to that.
        guard product > 1e-14 * square(y).sum().squareRoot() * square(s).sum().squareRoot() else { return }
        let identity = Matrix.identity(s.count)
        // The first estimate has the size of what was seen (Nocedal and Wright, equation 6.20).
        let before = inverse ?? identity * (product / square(y).sum())
        let (column, row) = (s.reshaped(-1, 1), s.reshaped(1, -1))
        let left = identity - column.dot(y.reshaped(1, -1)) / product
        inverse = left.dot(before).dot(left.transposed()) + column.dot(row) / product
    }
}
