// The functions on which minimisers are tried.

import NeuralCore

enum Landscape {
    /// Rosenbrock's curved valley, An automatic method for finding the greatest or least value of a function, 1960: the
    /// minimum 0 is at (1, 1), the customary start at (−1.2, 1).
    static var rosenbrock: Objective {
        Objective(
            value: { p in
                let (x, y) = (p[0], p[1])
                return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)
            },
            gradient: { p in
                let (x, y) = (p[0], p[1])
                return Matrix([-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)])
            },
            hessian: { p in
                let (x, y) = (p[0], p[1])
                return Matrix(rows: [[1200 * x * x - 400 * y + 2, -400 * x], [-400 * x, 200]])
            })
    }

    /// The same as half a sum of squares, which has half its value.
    static var rosenbrockResiduals: Objective {
        Objective(
            residuals: { p in Matrix([10 * (p[1] - p[0] * p[0]), 1 - p[0]]) },
            jacobian: { p in Matrix(rows: [[-20 * p[0], 10], [-1, 0]]) })
    }

    static let start: Matrix = [-1.2, 1]

    /// ½ (x − c)ᵀ · A · (x − c) with a random positive definite A: the minimum 0 is at c.
    static func quadratic(_ n: Int, seed: UInt32) -> (form: Objective, minimum: Matrix, hessian: Matrix) {
        var random = RandomState(seed: seed)
        let root = random.gaussians(n, n)
        let matrix = root.dot(root.transposed()) + Matrix.identity(n)
        let centre = Matrix(random.gaussians(count: n))
        let form = Objective(
            value: { x in (x - centre).dot(matrix.dot(x - centre)).item / 2 },
            gradient: { x in matrix.dot(x - centre) }, hessian: { _ in matrix })
        return (form, centre, matrix)
    }
}
