// Line searches: the steps of whole descents obey the conditions that they promise.

import NeuralCore
import Testing

@Suite struct LineSearchTests {
    /// φ(0), φ′(0) and φ(α), φ′(α) of each step of a steepest descent, divided by the length of the move.
    private func slopes(_ search: Minimisation, _ gradient: (Matrix) -> Matrix) -> [(
        before: Double, after: Double
    )] {
        zip(search.path, search.path.dropFirst()).map { from, to in
            (gradient(from).dot(to - from).item, gradient(to).dot(to - from).item)
        }
    }

    private func gradient(_ x: Matrix) -> Matrix {
        let rise = x[1] - x[0] * x[0]
        return Matrix([-400 * x[0] * rise - 2 * (1 - x[0]), 200 * rise])
    }

    @Test(arguments: [(1e-4, 0.9), (1e-4, 0.1), (1e-3, 0.5)]) func wolfesConditionsHold(
        c1: Double, c2: Double
    ) {
        for method in [
            SteepestDescent(lineSearch: .strongWolfe(c1: c1, c2: c2), steps: 200),
            BFGS(lineSearch: .strongWolfe(c1: c1, c2: c2), gradientTolerance: 1e-5),
        ] as [any Minimiser] {
            let search = method.minimise(rosenbrock, from: [-1.2, 1])
            for (step, slope) in slopes(search, gradient).enumerated() {
                #expect(slope.before < 0)
                #expect(search.values[step + 1] <= search.values[step] + c1 * slope.before + 1e-14)
                #expect(abs(slope.after) <= c2 * abs(slope.before) * (1 + 1e-9))
            }
        }
    }

    @Test func armijosConditionHolds() {
        let search = SteepestDescent(lineSearch: .armijo(c1: 0.1), steps: 200).minimise(
            rosenbrock, from: [-1.2, 1])
        for (step, slope) in slopes(search, gradient).enumerated() {
            #expect(search.values[step + 1] <= search.values[step] + 0.1 * slope.before + 1e-14)
        }
        // Only where a step ends is a gradient asked for.
        #expect(search.calls.gradients == search.steps + 1)
        #expect(search.calls.values > search.calls.gradients)
    }

    @Test func exactStepsEndWhereTheLineIsLevel() {
        let search = SteepestDescent(lineSearch: .exact, steps: 100).minimise(rosenbrock, from: [-1.2, 1])
        for slope in slopes(search, gradient) {
            #expect(abs(slope.after) <= 1e-10 * abs(slope.before))
        }
    }

    @Test func anExactStepOnAQuadraticTakesTwoGradients() {
        let search = SteepestDescent(lineSearch: .exact, steps: 5).minimise(
            .quadratic([[1, 0], [0, 3]], [0, 0]), from: [2, 1])
        #expect(search.calls.gradients == 1 + 2 * 5)
    }

    /// A wall beyond which there are no values: ln x.
    @Test(arguments: [LineSearch.armijo(), .strongWolfe(), .exact]) func aWallIsNotCrossed(search: LineSearch)
    {
        let barrier = Objective { x in
            x[0] > 0 ? x[0] - log(x[0]) : .nan
        } gradient: { x in
            Matrix([1 - 1 / x[0]])
        }
        let found = SteepestDescent(lineSearch: search, gradientTolerance: 1e-6).minimise(barrier, from: [20])
        expectClose(found.point, [1], tolerance: 1e-5)
    }
}
