// L-BFGS: BFGS for many dimensions, which remembers the last few steps in place of a matrix.

/// The direction of ``BFGS`` as if it had begun `memoryLength` steps ago, found by two passes over these steps (Nocedal,
/// 1980; the name is of Liu and Nocedal, 1989). It costs 2·m vectors of n numbers, where BFGS needs n².
public struct LBFGS: DescentMethod {
    public struct Memory {
        /// s, y and ρ = 1 / yᵀs of the last steps, the oldest first.
        var pairs: [(s: Matrix, y: Matrix, rho: Double)] = []
        var last: (point: Matrix, gradient: Matrix)?
    }

    /// m: of how many steps it remembers.
    public var memoryLength: Int
    public var lineSearch: LineSearch
    public var gradientTolerance: Double
    public var steps: Int

    public init(
        memoryLength: Int = 10, lineSearch: LineSearch = .strongWolfe(), gradientTolerance: Double = 1e-6,
        steps: Int = 1000
    ) {
        (self.memoryLength, self.lineSearch) = (memoryLength, lineSearch)
        (self.gradientTolerance, self.steps) = (gradientTolerance, steps)
    }

    public func freshMemory() -> Memory { Memory() }

    public func direction(
        at point: Matrix, gradient: Matrix, memory: inout Memory, hessian: () -> Matrix
    ) -> Matrix {
        if let (lastPoint, lastGradient) = memory.last {
            let (s, y) = (point - lastPoint, gradient - lastGradient)
            let product = y.dot(s).item
            if product > 1e-14 * square(y).sum().squareRoot() * square(s).sum().squareRoot() {
                memory.pairs.append((s, y, 1 / product))
                if memory.pairs.count > memoryLength { memory.pairs.removeFirst() }
            }
        }
        memory.last = (point, gradient)
        guard let newest = memory.pairs.last else {
            return -gradient / max(1, square(gradient).sum().squareRoot())
        }
        // Nocedal and Wright, algorithm 7.4: back from the newest step to the oldest, and forth again.
        var q = gradient
        var shares: [Double] = []
        for (s, y, rho) in memory.pairs.reversed() {
            let share = rho * s.dot(q).item
            q -= share * y
            shares.append(share)
        }
        q *= 1 / (newest.rho * square(newest.y).sum())
        for ((s, y, rho), share) in zip(memory.pairs, shares.reversed()) {
            q += (share - rho * y.dot(q).item) * s
        }
        return -q
    }
}
