// Line searches: what they promise holds at every step that they accept.

import NeuralCore
import Testing

@Suite struct LineSearchTests {
    /// Both conditions are the same for a step s = t · p as for p itself, so that the path is enough to check them.
    private static func check(
        _ found: Minimisation, _ objective: Objective, decrease: Double, curvature: Double?
    ) {
        #expect(found.path.count > 2)
        for (before, after) in zip(found.path, found.path.dropFirst()) {
            let step = after - before
            let slope = objective.gradient(at: before).dot(step).item
            #expect(objective.value(at: after) <= objective.value(at: before) + decrease * slope)
            if let curvature {
                let left = objective.gradient(at: after).dot(step).item
                #expect(abs(left) <= curvature * abs(slope) * (1 + 1e-9))
            }
        }
    }

    @Test(arguments: [0.9, 0.5, 0.1, 0.01]) func theStrongWolfeConditionsHold(curvature: Double) {
        let search = StrongWolfe(curvature: curvature)
        let minimisers: [any Minimiser] = [
            BFGS(lineSearch: search), LBFGS(lineSearch: search), ConjugateGradients(lineSearch: search),
            SteepestDescent(lineSearch: search, maximumIterations: 200), Newton(lineSearch: search),
        ]
        for minimiser in minimisers {
            let valley = Landscape.rosenbrock
            let found = minimiser.minimise(valley, from: Landscape.start)
            Self.check(found, valley, decrease: search.decrease, curvature: curvature)
        }
    }

    @Test(arguments: [1e-4, 0.1, 0.4]) func armijosConditionHolds(decrease: Double) {
        let search = Armijo(decrease: decrease)
        let minimisers: [any Minimiser] = [
            BFGS(lineSearch: search), SteepestDescent(lineSearch: search), Newton(lineSearch: search),
        ]
        for minimiser in minimisers {
            let valley = Landscape.rosenbrock
            let found = minimiser.minimise(valley, from: Landscape.start)
            Self.check(found, valley, decrease: decrease, curvature: nil)
        }
    }

    /// φ has its minimum far beyond the first step, and then far before it.
    @Test(arguments: [1e-6, 1e-3, 1, 1e3, 1e6]) func theMinimumIsFoundAtAnyDistance(distance: Double) {
        let form = Objective(
            value: { x in (x[0] / distance - 1) * (x[0] / distance - 1) },
            gradient: { x in Matrix([2 * (x[0] / distance - 1) / distance]) })
        let exact = StrongWolfe(decrease: 1e-10, curvature: 1e-6)
        let found = SteepestDescent(lineSearch: exact, gradientTolerance: 1e-5 / distance)
            .minimise(form, from: [0])
        #expect(found.converged)
        expectClose(found.point / distance, [1], tolerance: 1e-5)
        #expect(found.functionCalls < 20)
    }

    /// Moré and Thuente's second function, Line search algorithms with guaranteed sufficient decrease, 1994: it is all
    /// but flat where the search starts, so that the second condition leaves hardly any slope.
    @Test func aLineThatIsFlatAtItsBeginning() {
        let form = Objective(
            value: { x in
                let y = x[0] + 0.004
                return y * y * y * y * (y - 2)
            },
            gradient: { x in
                let y = x[0] + 0.004
                return Matrix([y * y * y * (5 * y - 8)])
            })
        let search = StrongWolfe(curvature: 0.1)
        let found = SteepestDescent(lineSearch: search, maximumIterations: 1).minimise(form, from: [0])
        #expect(found.path.count == 2)
        #expect(abs(found.point[0] - 1.596) < 1e-8)
    }

    /// A line that falls for ever has no point where the slope flattens.
    @Test func aLineWithoutEndIsGivenUp() {
        let slope = Objective(value: { x in -x[0] }, gradient: { _ in [-1] })
        let found = BFGS().minimise(slope, from: [0])
        #expect(found.stop == .stillFalling)
        #expect(
            "\(found.stop)"
                == "the objective still falls where the line search ends: it may have no lowest point")
        #expect(!found.converged)
        // The lowest of sixty points, each at least twice as far as the last.
        #expect(found.path.count == 2)
        #expect(found.value < -0x1p58)
    }

    @Test func theEdgeOfTheDomainIsAvoided() {
        // x − ln x: beyond 0 there is nothing.
        let barrier = Objective(
            value: { x in x[0] - log(Matrix([x[0]]))[0] }, gradient: { x in Matrix([1 - 1 / x[0]]) })
        for minimiser in [BFGS(), Newton(), SteepestDescent(), ConjugateGradients()] as [any Minimiser] {
            let found = minimiser.minimise(barrier, from: [0.01])
            #expect(found.converged, "\(found)")
            expectClose(found.point, [1], tolerance: 1e-7)
        }
    }
}
