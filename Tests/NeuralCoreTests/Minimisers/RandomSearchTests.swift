// Searches by chance: what they find, what heat is good for, and that a seed is a seed.

import NeuralCore
import Testing

@Suite struct RandomSearchTests {
    /// Rastrigin's function (1974): a bowl with a valley at every pair of whole numbers, the lowest at 0.
    static var rastrigin: Objective {
        Objective { x in
            x.elements.reduce(10 * Double(x.count)) { sum, x in sum + x * x - 10 * cos(2 * Double.pi * x) }
        }
    }

    @Test func aRandomSearchGoesDownABowl() {
        let search = RandomSearch(stepLength: 0.1, steps: 2000, seed: 1).minimise(
            .quadratic(.identity(2), [1, -1]), from: [3, 3])
        expectClose(search.point, [1, -1], tolerance: 0.02)
        #expect(zip(search.values, search.values.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(search.calls.values == 2001)
        #expect(search.steps == 2000)
        #expect(search.description == "2000 steps, 2001 values: all steps are used up")
    }

    @Test(arguments: 1...5) func heatLeavesValleys(seed: Int) {
        let start: Matrix = [4, -3]
        let cold = RandomSearch(stepLength: 0.1, steps: 20_000, seed: UInt32(seed)).minimise(
            Self.rastrigin, from: start)
        // The valley where it began: 16 + 9, and a little less.
        #expect(cold.value > 20)
        let annealed = SimulatedAnnealing(
            temperature: (10, 0.01), stepLength: 0.5, steps: 20_000, seed: UInt32(seed)
        ).minimise(Self.rastrigin, from: start)
        #expect(annealed.value < 0.2)
        expectClose(annealed.point, [0, 0], tolerance: 0.05)
        #expect(zip(annealed.values, annealed.values.dropFirst()).contains { $0 < $1 })
    }

    /// At a constant temperature the search is wherever e^(−f/T) says: on f = x²/2, normally with the variance T.
    @Test func atConstantTemperatureItFollowsBoltzmann() {
        let search = SimulatedAnnealing(temperature: (0.5, 0.5), stepLength: 1.5, steps: 60_000, seed: 2)
            .minimise(Objective { $0[0] * $0[0] / 2 }, from: [0])
        let places = Matrix(search.path.map { $0[0] })
        #expect(abs(places.mean()) < 0.03)
        #expect(abs(square(places).mean() - 0.5) < 0.03)
    }

    @Test func aSeedIsASeed() {
        let annealing = SimulatedAnnealing(steps: 100, seed: 4)
        #expect(
            annealing.minimise(Self.rastrigin, from: [1.3, 0.6])
                == annealing.minimise(Self.rastrigin, from: [1, 1]))
        let other = SimulatedAnnealing(steps: 100, seed: 5)
        #expect(
            annealing.minimise(Self.rastrigin, from: [1.3, 0.6])
                != other.minimise(Self.rastrigin, from: [1, 1]))
        #expect(RandomSearch(seed: 1).minimise(Self.rastrigin, from: [1]).path.count == 10_001)
    }

    @Test func noHeatAtAll() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = SimulatedAnnealing(temperature: (1, 0))
        }
        expectSentence("temperatures are above 0", result)
    }
}
