// Methods that go down along the gradient.

import NeuralCore
import Testing

@Suite struct DescentTests {
    private static let downRosenbrocksValley: [any Minimiser] = [
        SteepestDescent(gradientTolerance: 1e-6, maximumIterations: 50_000),
        ConjugateGradients(.fletcherReeves), ConjugateGradients(.polakRibiere), BFGS(), LBFGS(),
        LBFGS(memory: 1), BFGS(lineSearch: Armijo()),
    ]

    @Test(arguments: downRosenbrocksValley.indices) func rosenbrocksValleyEndsAtOneOne(place: Int) {
        let minimiser = Self.downRosenbrocksValley[place]
        let found = minimiser.minimise(Landscape.rosenbrock, from: Landscape.start)
        #expect(found.converged, "\(minimiser): \(found)")
        expectClose(found.point, [1, 1], "\(minimiser)", tolerance: 3e-6)
        #expect(found.path[0] == Landscape.start)
        #expect(found.values[0] == 24.199999999999996)
        for (before, after) in zip(found.values, found.values.dropFirst()) { #expect(after < before) }
    }

    @Test func inARavineTheDownwardsWayIsTheLongOne() {
        let steepest = SteepestDescent(maximumIterations: 1000)
            .minimise(Landscape.rosenbrock, from: Landscape.start)
        #expect(steepest.stop == .iterationLimit(1000))
        #expect(!steepest.converged)
        #expect("\(steepest.stop)" == "1000 steps are made, and no more are allowed")
        let learned = BFGS().minimise(Landscape.rosenbrock, from: Landscape.start)
        #expect(learned.gradientCalls < 60)
        #expect(learned.value < 1e-18)
    }

    /// On f = ½ (a x² + b y²) a fixed step t multiplies x by 1 − t a and y by 1 − t b.
    @Test func aFixedStepDivergesWhereItIsLongerThanTwoOverTheCurvature() {
        let bowl = Objective(
            value: { x in (x[0] * x[0] + 10 * x[1] * x[1]) / 2 },
            gradient: { x in Matrix([x[0], 10 * x[1]]) })
        func end(_ learningRate: Double) -> Matrix {
            let descent = SteepestDescent(lineSearch: FixedStep(learningRate), maximumIterations: 3)
            return descent.minimise(bowl, from: [1, 1]).path[3]
        }
        expectClose(end(0.1), [0.729, 0], tolerance: 1e-15)
        expectClose(end(0.15), [0.614125, -0.125], tolerance: 1e-15)
        expectClose(end(0.3), [0.343, -8], tolerance: 1e-14)
        let far = SteepestDescent(lineSearch: FixedStep(3)).minimise(bowl, from: [1, 1])
        #expect(far.stop == .notFinite)
        #expect(far.point == [1, 1])
    }

    @Test(arguments: [2, 5, 10], [ConjugateGradients.Rule.fletcherReeves, .polakRibiere])
    func conjugateGradientsNeedAsManyStepsAsThereAreVariables(n: Int, rule: ConjugateGradients.Rule) {
        let (form, minimum, hessian) = Landscape.quadratic(n, seed: UInt32(n))
        let exact = StrongWolfe(decrease: 1e-10, curvature: 1e-7)
        let found = ConjugateGradients(rule, lineSearch: exact, gradientTolerance: 1e-6)
            .minimise(form, from: Matrix(repeating: 0, shape: [n]))
        #expect(found.converged)
        #expect(found.path.count - 1 == n)
        expectClose(found.point, minimum, tolerance: 1e-6)
        // What gives the method its name: pᵢ · A · pⱼ = 0.
        let steps = zip(found.path.dropFirst(), found.path).map { $0 - $1 }.map {
            $0 / $0.dot($0).item.squareRoot()
        }
        for (i, step) in steps.enumerated() {
            for other in steps[..<i] { #expect(abs(step.dot(hessian.dot(other)).item) < 1e-4) }
        }
    }

    /// With exact line searches BFGS, like conjugate gradients, solves a quadratic form in n steps, and its matrix is
    /// then the inverse of the Hessian.
    @Test(arguments: [2, 4, 7]) func bfgsLearnsTheHessianOfAQuadraticForm(n: Int) {
        let (form, minimum, hessian) = Landscape.quadratic(n, seed: UInt32(n + 100))
        let exact = StrongWolfe(decrease: 1e-10, curvature: 1e-7)
        let found = BFGS(lineSearch: exact, gradientTolerance: 1e-5)
            .minimise(form, from: Matrix(repeating: 0, shape: [n]))
        #expect(found.path.count - 1 == n)
        expectClose(found.point, minimum, tolerance: 1e-5)
        var inverse = Matrix.identity(n)
        for (before, after) in zip(found.path, found.path.dropFirst()) {
            let change = form.gradient(at: after) - form.gradient(at: before)
            inverse = BFGS.updated(inverse, step: after - before, change: change)
        }
        expectClose(inverse.dot(hessian), .identity(n), tolerance: 1e-4)
    }

    @Test func bfgsMatrixStaysPositiveDefiniteAndExplainsTheLastStep() {
        let valley = Landscape.rosenbrock
        let found = BFGS().minimise(valley, from: Landscape.start)
        var inverse = Matrix.identity(2)
        for (before, after) in zip(found.path, found.path.dropFirst()) {
            let (step, change) = (after - before, valley.gradient(at: after) - valley.gradient(at: before))
            #expect(step.dot(change).item > 0)
            inverse = BFGS.updated(inverse, step: step, change: change)
            #expect(inverse[0, 0] > 0 && inverse.determinant() > 0)
            #expect(CholeskyDecomposition(inverse).isPositiveDefinite)
            expectClose(inverse.dot(change), step, tolerance: 1e-9)
        }
        // Near the minimum the matrix is the inverse of the Hessian, [[0.5, 1], [1, 2.005]].
        expectClose(inverse, [[0.5, 1], [1, 2.005]], tolerance: 0.01)
    }

    @Test func callsAreCountedAsTheyAreMade() {
        final class Calls { var (value, gradient, hessian) = (0, 0, 0) }
        for minimiser in [BFGS(), SteepestDescent(), Newton(), RandomSearch()] as [any Minimiser] {
            let (calls, valley) = (Calls(), Landscape.rosenbrock)
            let watched = Objective(
                value: { x in
                    calls.value += 1
                    return valley.value(at: x)
                },
                gradient: { x in
                    calls.gradient += 1
                    return valley.gradient(at: x)
                },
                hessian: { x in
                    calls.hessian += 1
                    return valley.hessian(at: x)
                })
            let found = minimiser.minimise(watched, from: Landscape.start)
            #expect(found.functionCalls == calls.value)
            #expect(found.gradientCalls == calls.gradient)
            #expect(found.hessianCalls == calls.hessian)
            #expect(found.values == found.path.map { valley.value(at: $0) })
        }
    }

    /// A method of one's own is a loop over a walk.
    @Test func aMethodOfOnesOwn() {
        struct Halving: Minimiser {
            var maximumIterations = 100
            var fault: String? { nil }
            func run(_ walk: Walk) {
                while walk.continues(until: 1e-8) {
                    let next = walk.point / 2
                    walk.move(to: next, value: walk.value(at: next))
                }
            }
        }
        let found = Halving().minimise(Objective { $0.dot($0).item }, from: [1, 1])
        #expect(found.stop == .gradientVanished(tolerance: 1e-8))
        #expect(found.path.count == 29)
    }

    @Test func aStepAgainstTheCurvatureLeavesTheMatrix() {
        #expect(BFGS.updated(.identity(2), step: [1, 0], change: [-1, 0]) == .identity(2))
    }

    @Test func manyVariables() {
        let (form, minimum, _) = Landscape.quadratic(20, seed: 5)
        for minimiser in [BFGS(), LBFGS(), LBFGS(memory: 30), ConjugateGradients()] as [any Minimiser] {
            let found = minimiser.minimise(form, from: Matrix(repeating: 0, shape: [20]))
            #expect(found.converged, "\(found)")
            expectClose(found.point, minimum, tolerance: 1e-7)
        }
    }
}
