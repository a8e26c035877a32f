// Methods that go down by slopes: facts about quadratics, Rosenbrock's ravine, published minima.

import NeuralCore
import Testing

@Suite struct DescentTests {
    struct Method: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let make: @Sendable () -> any Minimiser
    }

    static let methods = [
        Method(testDescription: "conjugate gradients, Fletcher–Reeves") {
            ConjugateGradients(.fletcherReeves, gradientTolerance: 1e-8)
        },
        Method(testDescription: "conjugate gradients, Polak–Ribière") {
            ConjugateGradients(.polakRibiere, gradientTolerance: 1e-8)
        },
        Method(testDescription: "Newton") { NewtonMethod(gradientTolerance: 1e-8) },
        Method(testDescription: "BFGS") { BFGS(gradientTolerance: 1e-8) },
        Method(testDescription: "L-BFGS") { LBFGS(gradientTolerance: 1e-8) },
    ]

    /// A bowl in n dimensions, with its bottom and the factor between its largest and smallest curvature.
    static func bowl(_ n: Int, seed: UInt32, condition: Double) -> (Matrix, Matrix) {
        var random = RandomState(seed: seed)
        let axes: Matrix = Initializer.orthogonal()([n, n], &random)
        let curvatures = (0..<n).map { pow(condition, Double($0) / Double(max(1, n - 1))) }
        return (axes.transposed().dot(axes * Matrix(curvatures).reshaped(-1, 1)), random.gaussians(n))
    }

    @Test(arguments: [ConjugateGradients.Formula.fletcherReeves, .polakRibiere], [2, 3, 5, 8])
    func conjugateGradientsSolveAQuadraticInNSteps(formula: ConjugateGradients.Formula, n: Int) {
        let (a, b) = Self.bowl(n, seed: 3, condition: 10)
        let search = ConjugateGradients(formula, lineSearch: .exact, gradientTolerance: 1e-9).minimise(
            .quadratic(a, b), from: Matrix.zeros(n))
        #expect(search.steps == n)
        #expect(search.end == .gradientIsSmall)
        expectClose(search.point, a.solve(b), tolerance: 1e-9)
        // The directions are conjugate: dᵢᵀ·A·dⱼ = 0.
        let directions = zip(search.path, search.path.dropFirst()).map { $1 - $0 }
        for i in directions.indices {
            for j in 0..<i {
                let (left, right) = (directions[i], directions[j])
                let size = left.dot(a.dot(left)).item * right.dot(a.dot(right)).item
                #expect(abs(left.dot(a.dot(right)).item) < 1e-7 * size.squareRoot())
            }
        }
    }

    /// As many steps as there are different curvatures: here three in eight dimensions.
    @Test func equalCurvaturesAreSolvedTogether() {
        let a = Matrix.identity(8) * Matrix([1, 1, 1, 4, 4, 9, 9, 9])
        let search = ConjugateGradients(lineSearch: .exact, gradientTolerance: 1e-9).minimise(
            .quadratic(a, Matrix.ones(8)), from: Matrix.zeros(8))
        #expect(search.steps == 3)
    }

    @Test func newtonSolvesAQuadraticInOneStep() {
        let (a, b) = Self.bowl(6, seed: 5, condition: 1000)
        let search = NewtonMethod(gradientTolerance: 1e-9).minimise(.quadratic(a, b), from: Matrix.ones(6))
        #expect(search.steps == 1)
        #expect(search.calls.hessians == 1)
        expectClose(search.point, a.solve(b), tolerance: 1e-9)
    }

    /// With exact steps BFGS is conjugate gradients on a quadratic, and then knows the Hessian.
    @Test(arguments: [2, 4, 6]) func bfgsSolvesAQuadraticInNSteps(n: Int) {
        let (a, b) = Self.bowl(n, seed: 7, condition: 20)
        for method in [
            BFGS(lineSearch: .exact, gradientTolerance: 1e-8),
            LBFGS(lineSearch: .exact, gradientTolerance: 1e-8),
        ] as [any Minimiser] {
            let search = method.minimise(.quadratic(a, b), from: Matrix.ones(n))
            #expect(search.steps == n)
            expectClose(search.point, a.solve(b), tolerance: 1e-8)
        }
    }

    /// Kantorovich's bound, reached from the worst start: each exact step leaves the share ((κ − 1)/(κ + 1))².
    @Test func steepestDescentZigzags() {
        let condition = 9.0
        let a = Matrix(rows: [[1, 0], [0, condition]])
        let search = SteepestDescent(lineSearch: .exact, gradientTolerance: 1e-6).minimise(
            .quadratic(a, [0, 0]), from: Matrix([condition, 1]))
        let share = pow((condition - 1) / (condition + 1), 2)
        for (before, after) in zip(search.values, search.values.dropFirst()).prefix(20) {
            #expect(abs(after / before - share) < 1e-9)
        }
        // Each step is perpendicular to the one before.
        let moves = zip(search.path, search.path.dropFirst()).map { $1 - $0 }
        for (move, next) in zip(moves, moves.dropFirst()).prefix(20) {
            let lengths = (square(move).sum() * square(next).sum()).squareRoot()
            #expect(abs(move.dot(next).item) < 1e-9 * lengths)
        }
    }

    @Test(arguments: methods) func rosenbrocksRavine(method: Method) {
        let search = method.make().minimise(rosenbrock, from: [-1.2, 1])
        #expect(search.end == .gradientIsSmall)
        expectClose(search.point, [1, 1], tolerance: 1e-7)
        #expect(search.value < 1e-15)
        #expect(search.values[0] == 24.2 || abs(search.values[0] - 24.2) < 1e-12)
        #expect(search.path.count == search.values.count)
        #expect(search.largestSlopes.count == search.values.count)
        #expect(zip(search.values, search.values.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(search.steps < 100, "\(search)")
    }

    @Test func steepestDescentIsSlowInTheRavine() {
        let search = SteepestDescent(gradientTolerance: 1e-4).minimise(rosenbrock, from: [-1.2, 1])
        #expect(search.end == .gradientIsSmall)
        expectClose(search.point, [1, 1], tolerance: 1e-3)
        #expect(search.steps > 500)
    }

    /// On eˣ − x a full step leads from x to x − 1 + e⁻ˣ, which is at most x²/2 away from the minimum at 0.
    @Test func newtonsDigitsDouble() {
        let objective = Objective { x in
            exp(x[0]) - x[0]
        } gradient: { x in
            Matrix([exp(x[0]) - 1])
        } hessian: { x in
            Matrix(rows: [[exp(x[0])]])
        }
        let search = NewtonMethod(gradientTolerance: 1e-12).minimise(objective, from: [1])
        let distances = search.path.map { abs($0[0]) }
        for (before, after) in zip(distances, distances.dropFirst()) {
            #expect(after <= before * before / 2 + 1e-16)
        }
        #expect(search.steps == 6)
        #expect(NewtonMethod(gradientTolerance: 1e-12).minimise(rosenbrock, from: [-1.2, 1]).steps < 25)
    }

    @Test(arguments: methods, Problem.wellScaled) func publishedMinima(method: Method, problem: Problem)
        throws
    {
        let minimum = try problem.minimum()
        let search = method.make().minimise(problem.leastSquares.objective, from: minimum.start.tensor)
        if problem.testDescription == "freudenstein_roth", abs(search.point - [5, 4]).max() < 1e-6 {
            // The lower of its two published minima, with the sum 0.
            #expect(search.value < 1e-12)
            return
        }
        #expect(abs(2 * search.value - minimum.sum) <= 1e-9 * max(1e-4, minimum.sum), "\(search)")
        expectClose(search.point, minimum.point.tensor, tolerance: 1e-4)
    }

    /// A saddle bends down: what is added to the Hessian leads away from it and not to it.
    @Test func newtonLeavesASaddle() {
        let saddle = Objective { x in
            x[0] * x[0] + pow(x[1], 4) - 2 * x[1] * x[1]
        } gradient: { x in
            Matrix([2 * x[0], 4 * pow(x[1], 3) - 4 * x[1]])
        } hessian: { x in
            Matrix(rows: [[2, 0], [0, 12 * x[1] * x[1] - 4]])
        }
        let search = NewtonMethod(gradientTolerance: 1e-9).minimise(saddle, from: [1, 0.1])
        expectClose(search.point, [0, 1], tolerance: 1e-7)
        #expect(abs(search.value + 1) < 1e-12)
    }

    @Test(arguments: methods) func slopesMayBeLeftToDifferences(method: Method) {
        let search = method.make().minimise(Objective(rosenbrock.valueForTests), from: [-1.2, 1])
        expectClose(search.point, [1, 1], tolerance: 1e-4)
        #expect(search.calls.gradients == 0)
        #expect(search.calls.values > 4 * search.steps)
    }

    @Test func callsAreCounted() {
        final class Counter { var values = 0, gradients = 0 }
        let counter = Counter()
        let objective = Objective { x in
            counter.values += 1
            return rosenbrock.valueForTests(x)
        } gradient: { x in
            counter.gradients += 1
            return Matrix([-400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]), 200 * (x[1] - x[0] * x[0])])
        }
        let search = BFGS().minimise(objective, from: [-1.2, 1])
        #expect(search.calls.values == counter.values)
        #expect(search.calls.gradients == counter.gradients)
        #expect(
            search.description
                == "\(search.steps) steps, \(counter.values) values, \(counter.gradients) gradients: the gradient is small"
        )
    }

    @Test func aSearchSaysWhyItStopped() {
        let bowl = Objective.quadratic(.identity(2), [0, 0])
        #expect(SteepestDescent(steps: 0).minimise(bowl, from: [1, 1]).end == .stepsAreOver)
        #expect(BFGS().minimise(bowl, from: [0, 0]).end == .gradientIsSmall)
        #expect(
            SteepestDescent(lineSearch: .fixed(2.5)).minimise(bowl, from: [1, 1]).end == .valueIsNotFinite)
        // A slope that points the wrong way: no step goes down.
        let liar = Objective {
            $0[0]
        } gradient: { _ in
            [-1]
        }
        #expect(SteepestDescent(lineSearch: .armijo()).minimise(liar, from: [1]).end == .noStepGoesDown)
    }

    @Test func aFixedStepIsTheLearningRate() {
        let search = SteepestDescent(lineSearch: .fixed(0.1), steps: 3).minimise(
            .quadratic([[1, 0], [0, 10]], [0, 0]), from: [1, 1])
        expectClose(Matrix(search.path.map { $0[0] }), [1, 0.9, 0.81, 0.729])
        #expect(search.path[1][1] == 0)
    }

    @Test func aGradientOfAnotherShape() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = BFGS().minimise(
                Objective {
                    $0[0]
                } gradient: { _ in
                    [1]
                }, from: [1, 2])
        }
        expectSentence(
            "the gradient of an objective must have the shape of its point, (2,), but has (1,)", result)
    }
}

extension Objective {
    /// Rosenbrock's value alone.
    var valueForTests: (Matrix) -> Double {
        { 100 * pow($0[1] - $0[0] * $0[0], 2) + pow(1 - $0[0], 2) }
    }
}
