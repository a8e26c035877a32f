// Methods that need no slopes.

import NeuralCore
import Testing

@Suite struct RandomMethodTests {
    /// Many valleys, of which that at 0 is the deepest: Rastrigin's function of one variable.
    static var valleys: Objective {
        Objective { x in 10 + x[0] * x[0] - 10 * cos(Matrix([2 * .pi * x[0]]))[0] }
    }

    @Test func randomSearchReachesTheEndOfRosenbrocksValley() {
        let found = RandomSearch(maximumIterations: 20_000, seed: 1)
            .minimise(Landscape.rosenbrock, from: Landscape.start)
        #expect(found.converged, "\(found)")
        expectClose(found.point, [1, 1], tolerance: 1e-4)
        #expect(found.gradientCalls == 0)
        #expect(found.functionCalls == found.iterations + 1)
        for (before, after) in zip(found.values, found.values.dropFirst()) { #expect(after < before) }
    }

    /// Rechenberg's rule holds the share of successes near one in five.
    @Test func oneTrialInFiveSucceeds() {
        let (form, _, _) = Landscape.quadratic(5, seed: 3)
        let found = RandomSearch(stepTolerance: 1e-30, maximumIterations: 3000, seed: 2)
            .minimise(form, from: Matrix(repeating: 5, shape: [5]))
        let successes = Double(found.path.count - 1) / Double(found.iterations)
        #expect(successes > 0.12 && successes < 0.25)
        #expect(found.value < 1e-12)
    }

    @Test func aSeedGoesOneWay() {
        for (one, same, other) in [
            (RandomSearch(seed: 1), RandomSearch(seed: 1), RandomSearch(seed: 2)),
            (SimulatedAnnealing(seed: 1), SimulatedAnnealing(seed: 1), SimulatedAnnealing(seed: 2)),
        ] as [(any Minimiser, any Minimiser, any Minimiser)] {
            let path = one.minimise(Landscape.rosenbrock, from: Landscape.start).path
            #expect(path == same.minimise(Landscape.rosenbrock, from: Landscape.start).path)
            #expect(path != other.minimise(Landscape.rosenbrock, from: Landscape.start).path)
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt32]) func annealingLeavesAValleyThatIsNotTheDeepest(seed: UInt32)
    {
        let stuck = BFGS().minimise(Self.valleys, from: [3.2])
        #expect(stuck.value > 0.9)
        let found = SimulatedAnnealing(temperature: 20, stepSize: 2, seed: seed)
            .minimise(Self.valleys, from: [3.2])
        #expect(found.stop == .frozen(temperature: 1e-8))
        #expect(found.converged)
        expectClose(found.point, [0], tolerance: 1e-3)
        // It has climbed on the way.
        #expect(zip(found.values, found.values.dropFirst()).contains { $0 < $1 })
    }

    /// Metropolis: at a temperature that stays the same, the walk visits a bowl ½ x² with the variance T.
    @Test func theWalkHasTheVarianceOfItsTemperature() {
        let bowl = Objective { x in x[0] * x[0] / 2 }
        // Points that were refused stand still and count again, which the path alone does not show: so the walk is made
        // hot enough to be seen by its heights, and cold enough to end in the bowl.
        let cold = SimulatedAnnealing(temperature: 1e-4, finalTemperature: 1e-9, stepSize: 0.02, seed: 4)
            .minimise(bowl, from: [0])
        let hot = SimulatedAnnealing(temperature: 10, finalTemperature: 1, stepSize: 3, seed: 4)
            .minimise(bowl, from: [0])
        #expect(cold.values.max()! < 1e-2)
        #expect(hot.values.max()! > 1)
    }
}
