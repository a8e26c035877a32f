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

    /// Rechenberg's rule holds the share of successes near one in five: a little below, as the steps become shorter.
    @Test func oneTrialInFiveSucceeds() {
        let (form, _, _) = Landscape.quadratic(5, seed: 3)
        let found = RandomSearch(maximumIterations: 1000, seed: 2)
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
        let slow = SimulatedAnnealing(
            temperature: 20, cooling: 0.999, stepSize: 5, maximumIterations: 50_000, seed: seed)
        let found = slow.minimise(Self.valleys, from: [3.2])
        #expect(found.stop == .frozen(temperature: 1e-8))
        #expect(found.converged)
        expectClose(found.point, [0], tolerance: 1e-3)
        // It has climbed on the way.
        #expect(zip(found.values, found.values.dropFirst()).contains { $0 < $1 })
    }

    /// The quicker the cooling, the more often the walk is caught in a valley that it comes to by chance.
    @Test func whatIsCooledAtOnceStaysWhereItIs() {
        let caught = (0..<20).filter { seed in
            let quenched = SimulatedAnnealing(temperature: 20, cooling: 0.5, stepSize: 5, seed: UInt32(seed))
            return quenched.minimise(Self.valleys, from: [3.2]).value > 0.9
        }
        #expect(caught.count > 10)
    }

    /// Metropolis's rule: a step up by 1 is made with the probability e^(−1/T), one to the same height always.
    @Test(arguments: [0.5, 1, 2]) func stepsUpAreMadeWithMetropolissProbability(temperature: Double) {
        let pit = Objective { x in x[0] == 0 ? 0 : 1 }
        let runs = 4000
        let climbs = (0..<runs).filter { seed in
            let annealing = SimulatedAnnealing(
                temperature: temperature, maximumIterations: 1, seed: UInt32(seed))
            return annealing.minimise(pit, from: [0]).path.count == 2
        }
        let probability = Double.exponential(-1 / temperature)
        let deviation = (probability * (1 - probability) / Double(runs)).squareRoot()
        #expect(abs(Double(climbs.count) / Double(runs) - probability) < 4 * deviation)

        let plain = Objective { _ in 1 }
        let found = SimulatedAnnealing(maximumIterations: 50).minimise(plain, from: [0])
        #expect(found.path.count == 51)
        #expect(found.stop == .iterationLimit(50))
    }
}
