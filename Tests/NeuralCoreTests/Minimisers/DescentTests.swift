// Methods that go down along the gradient.

import NeuralCore
import Testing

@Suite struct DescentTests {
    static let reachRosenbrock: [any Minimiser] = [
        SteepestDescent(gradientTolerance: 1e-6, maximumIterations: 50_000),
        ConjugateGradients(.fletcherReeves), ConjugateGradients(.polakRibiere), BFGS(), LBFGS(),
        LBFGS(memory: 1),
    ]

    @Test(arguments: reachRosenbrock.indices) func theEndOfRosenbrocksValley(place: Int) {
        let minimiser = Self.reachRosenbrock[place]
        let found = minimiser.minimise(Landscape.rosenbrock, from: Landscape.start)
        print(type(of: minimiser), found)
        #expect(found.converged)
        expectClose(found.point, [1, 1], tolerance: 1e-5)
    }

    @Test(arguments: [2, 5, 10], [ConjugateGradients.Rule.fletcherReeves, .polakRibiere])
    func conjugateGradientsNeedAsManyStepsAsThereAreVariables(n: Int, rule: ConjugateGradients.Rule) {
        let (form, minimum, _) = Landscape.quadratic(n, seed: UInt32(n))
        let exact = StrongWolfe(decrease: 1e-10, curvature: 1e-7)
        let found = ConjugateGradients(rule, lineSearch: exact, gradientTolerance: 1e-6)
            .minimise(form, from: Matrix(repeating: 0, shape: [n]))
        print(n, rule, found)
        #expect(found.converged)
        #expect(found.path.count - 1 == n)
        expectClose(found.point, minimum, tolerance: 1e-6)
    }
}

@Suite struct NewtonTests {
    @Test(arguments: [1, 3, 8]) func newtonNeedsOneStepOnAQuadraticForm(n: Int) {
        let (form, minimum, _) = Landscape.quadratic(n, seed: UInt32(n))
        for search in [Armijo(), FixedStep(1), StrongWolfe()] as [any LineSearch] {
            let found = Newton(lineSearch: search).minimise(form, from: Matrix(repeating: 3, shape: [n]))
            #expect(found.path.count == 2)
            #expect(found.hessianCalls == 1)
            #expect(found.stop == .gradientVanished(tolerance: 1e-8))
            expectClose(found.point, minimum, tolerance: 1e-11)
        }
    }

    @Test func x() {
        for m in [Newton(), Newton(lineSearch: FixedStep(1)), GaussNewton(), LevenbergMarquardt()]
            as [any Minimiser]
        {
            print(m.minimise(Landscape.rosenbrockResiduals, from: Landscape.start))
        }
        for m in [Newton(), Newton(lineSearch: FixedStep(1))] as [any Minimiser] {
            print(m.minimise(Landscape.rosenbrock, from: Landscape.start))
        }
    }
}
