// Newton's method, and slopes found by differences.

import NeuralCore
import Testing

@Suite struct NewtonTests {
    @Test(arguments: [1, 3, 8]) func oneStepSolvesAQuadraticForm(n: Int) {
        let (form, minimum, _) = Landscape.quadratic(n, seed: UInt32(n))
        for search in [Armijo(), FixedStep(1), StrongWolfe()] as [any LineSearch] {
            let found = Newton(lineSearch: search).minimise(form, from: Matrix(repeating: 3, shape: [n]))
            #expect(found.path.count == 2)
            #expect(found.hessianCalls == 1)
            #expect(found.stop == .gradientVanished(tolerance: 1e-8))
            expectClose(found.point, minimum, tolerance: 1e-11)
        }
    }

    @Test func rosenbrocksValley() {
        let damped = Newton().minimise(Landscape.rosenbrock, from: Landscape.start)
        #expect(damped.converged)
        expectClose(damped.point, [1, 1], tolerance: 1e-9)
        for (before, after) in zip(damped.values, damped.values.dropFirst()) { #expect(after < before) }

        // The full steps go over the wall of the valley: by hand, the first two end at (−1.17528, 1.38067) and
        // (0.763115, −3.175034), where the value is 1411.8.
        let full = Newton(lineSearch: FixedStep(1)).minimise(Landscape.rosenbrock, from: Landscape.start)
        #expect(full.path.count == 7)
        expectClose(full.path[1], [-1.1752808988764043, 1.3806741573033704], tolerance: 1e-12)
        expectClose(full.path[2], [0.763114871176314, -3.1750338547487217], tolerance: 1e-11)
        expectClose(full.point, [1, 1], tolerance: 1e-9)
    }

    /// Near the minimum of x − ln x the error is squared with each step: 1 − x₊ = (1 − x)².
    @Test func theNumberOfDigitsDoubles() {
        let barrier = Objective(
            value: { x in x[0] - log(Matrix([x[0]]))[0] }, gradient: { x in Matrix([1 - 1 / x[0]]) },
            hessian: { x in Matrix(rows: [[1 / (x[0] * x[0])]]) })
        let found = Newton(lineSearch: FixedStep(1)).minimise(barrier, from: [0.5])
        for (before, after) in zip(found.path, found.path.dropFirst()) {
            #expect(abs((1 - after[0]) - (1 - before[0]) * (1 - before[0])) < 1e-15)
        }
    }

    /// At the top between two valleys the curvature is negative: the bare rule would go to the top.
    @Test func whereTheCurvatureIsNegativeTheWayLeadsDown() {
        let valleys = Objective(
            value: { x in x[0] * x[0] * x[0] * x[0] / 4 - x[0] * x[0] / 2 + x[1] * x[1] / 2 },
            gradient: { x in Matrix([x[0] * x[0] * x[0] - x[0], x[1]]) },
            hessian: { x in Matrix(rows: [[3 * x[0] * x[0] - 1, 0], [0, 1]]) })
        let found = Newton().minimise(valleys, from: [0.1, 1])
        #expect(found.converged)
        expectClose(found.point, [1, 0], tolerance: 1e-8)
    }

    @Test func differencesReplaceSlopesThatAreNotGiven() {
        let valley = Landscape.rosenbrock
        let bare = Objective { valley.value(at: $0) }
        for point in [Landscape.start, [0, 0], [3, -4]] as [Matrix] {
            expectClose(bare.gradient(at: point), valley.gradient(at: point), tolerance: 1e-8)
            let half = Objective(value: { valley.value(at: $0) }, gradient: { valley.gradient(at: $0) })
            expectClose(half.hessian(at: point), valley.hessian(at: point), tolerance: 1e-8)
        }
        let found = BFGS(gradientTolerance: 1e-6).minimise(bare, from: Landscape.start)
        #expect(found.converged)
        #expect(found.gradientCalls == 0)
        // Every gradient costs four calls of the function besides those of the line search.
        #expect(found.functionCalls > 5 * found.path.count)
        expectClose(found.point, [1, 1], tolerance: 1e-5)
    }

    @Test func jacobians() {
        let found = numericJacobian(at: [3, 4]) { x in Matrix([x[0] * x[1], x[0], x[1] * x[1]]) }
        expectClose(found, [[4, 3], [1, 0], [0, 8]], tolerance: 1e-9)
        expectClose(numericGradient(at: [3, 4]) { $0[0] * $0[0] + $0[1] }, [6, 1], tolerance: 1e-9)
        let valley = Landscape.rosenbrockResiduals
        let bare = Objective(residuals: { valley.residuals(at: $0) })
        expectClose(bare.jacobian(at: [2, -3]), valley.jacobian(at: [2, -3]), tolerance: 1e-9)
        // Half the sum of the squares has half the slopes of Rosenbrock's function.
        let slopes = Landscape.rosenbrock.gradient(at: [2, -3]) / 2
        expectClose(valley.gradient(at: [2, -3]), slopes, tolerance: 1e-12)
    }
}
