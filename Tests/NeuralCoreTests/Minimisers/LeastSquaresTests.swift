// Least squares: published minima, certified values, a straight problem in one step.

import NeuralCore
import Testing

@Suite struct LeastSquaresTests {
    @Test(arguments: Problem.all) func levenbergMarquardtFindsPublishedMinima(problem: Problem) throws {
        let minimum = try problem.minimum()
        let search = LevenbergMarquardt(gradientTolerance: 1e-12).minimise(
            problem.leastSquares, from: minimum.start.tensor)
        #expect(abs(2 * search.value - minimum.sum) <= 1e-9 * max(1e-4, minimum.sum), "\(search)")
        expectClose(search.point / minimum.point.tensor, search.point * 0 + 1, tolerance: 1e-5)
        #expect(zip(search.values, search.values.dropFirst()).allSatisfy { $0 >= $1 })
    }

    /// Certified by NIST's Statistical Reference Datasets: b₁ 238.94212918, b₂ 5.5015643181·10⁻⁴, sum 0.12455138894.
    @Test func misra1aHasItsCertifiedValues() {
        let search = LevenbergMarquardt(gradientTolerance: 1e-14).minimise(
            Problem.misra1a.leastSquares, from: [500, 0.0001])
        expectClose(search.point / [238.94212918, 5.5015643181e-4], [1, 1], tolerance: 1e-7)
        #expect(abs(2 * search.value / 0.12455138894 - 1) < 1e-9)
    }

    @Test(arguments: [Problem.rosenbrock, .beale, .himmelblau, .bard, .misra1a])
    func gaussNewtonFindsMinimaWithSmallResiduals(problem: Problem) throws {
        let minimum = try problem.minimum()
        // Where the published start has columns that depend on each other, one nearer to the minimum.
        let starts: [String: Matrix] = ["himmelblau": [2.5, 2.5], "beale": [2, 0.2]]
        let start = starts[problem.testDescription] ?? minimum.start.tensor
        let search = GaussNewton(gradientTolerance: 1e-9).minimise(problem.leastSquares, from: start)
        #expect(abs(2 * search.value - minimum.sum) <= 1e-9 * max(1e-4, minimum.sum), "\(search)")
        expectClose(search.point / minimum.point.tensor, search.point * 0 + 1, tolerance: 1e-5)
    }

    @Test func aStraightProblemTakesOneStep() {
        let (x, y): (Matrix, Matrix) = ([0, 1, 2, 3], [1, 2.9, 5.2, 7])
        let withOnes = Matrix(rows: x.elements.map { [$0, 1] })
        let line = LeastSquares {
            withOnes.dot($0) - y
        } jacobian: { _ in
            withOnes
        }
        let search = GaussNewton(gradientTolerance: 1e-9).minimise(line, from: [0, 0])
        #expect(search.steps == 1)
        #expect(search.calls.gradients == 2)
        expectClose(search.point, withOnes.leastSquares(y))
        expectClose(
            LevenbergMarquardt(gradientTolerance: 1e-10).minimise(line, from: [0, 0]).point,
            withOnes.leastSquares(y), tolerance: 1e-9)
    }

    /// Where columns of the Jacobian depend on each other, Gauss–Newton knows no way, Levenberg–Marquardt does.
    @Test func dampingHelpsWhereColumnsDepend() {
        let twice = LeastSquares { x in
            Matrix([x[0] + x[1] - 1, 2 * (x[0] + x[1]) - 2])
        } jacobian: { _ in
            [[1, 1], [2, 2]]
        }
        #expect(GaussNewton().minimise(twice, from: [3, 3]).end == .noStepGoesDown)
        let search = LevenbergMarquardt(gradientTolerance: 1e-10).minimise(twice, from: [3, 3])
        #expect(search.value < 1e-18)
        // Both begin alike and matter alike, so they stay alike.
        expectClose(search.point, [0.5, 0.5], tolerance: 1e-8)
    }

    @Test func theUnitsOfTheParametersDoNotMatter() {
        let method = LevenbergMarquardt(gradientTolerance: 0, steps: 6)
        let plain = method.minimise(Problem.bard.leastSquares, from: [1, 1, 1])
        let scaled = method.minimise(
            LeastSquares { Matrix(Problem.bard.residuals($0 * [1024, 1, 0.0078125])) },
            from: Matrix([1 / 1024.0, 1, 128]))
        expectClose(Matrix(plain.values), Matrix(scaled.values), tolerance: 1e-7)
    }

    @Test func theJacobianByDifferences() {
        let jacobian = numericJacobian(at: [1, 2]) { x in
            Matrix([x[0] * x[1], exp(x[0]), x[1] * x[1] * x[1]])
        }
        expectClose(jacobian, Matrix(rows: [[2, 1], [exp(1.0), 0], [0, 12]]), tolerance: 1e-9)
        let hessian = numericHessian(at: [1, 2]) { x in Matrix([2 * x[0] * x[1], x[0] * x[0]]) }
        expectClose(hessian, [[4, 2], [2, 0]], tolerance: 1e-9)
        expectClose(numericGradient(at: [3, 1]) { square($0).sum() }, [6, 2], tolerance: 1e-9)
    }

    @Test func theGradientOfTheObjectiveIsItsSlope() {
        let objective = Problem.bard.leastSquares.objective
        let search = SteepestDescent(steps: 0).minimise(objective, from: [0.5, 1.5, 0.7])
        let slopes = centralDifferences(at: [0.5, 1.5, 0.7]) { Problem.bard.sum(at: $0) / 2 }
        #expect(abs(search.largestSlopes[0] - abs(slopes).max()) < 1e-7)
    }
}

@Suite struct CholeskyTests {
    @Test func theFactorTimesItsTransposeIsTheMatrix() throws {
        let (matrix, b) = DescentTests.bowl(6, seed: 1, condition: 100)
        let factors = try #require(CholeskyDecomposition(matrix))
        expectClose(factors.factor.dot(factors.factor.transposed()), matrix)
        expectClose(matrix.dot(factors.solve(b)), b, tolerance: 1e-11)
        expectClose(try #require(CholeskyDecomposition([[4, 2], [2, 5]])).factor, [[2, 0], [1, 2]])
    }

    @Test(arguments: [[[1, 2], [2, 1]], [[0, 0], [0, 0]], [[-1]], [[1, 1], [1, 1]]] as [Matrix])
    func otherMatricesHaveNone(matrix: Matrix) { #expect(CholeskyDecomposition(matrix) == nil) }
}
