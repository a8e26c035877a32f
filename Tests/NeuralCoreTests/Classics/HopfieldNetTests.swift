// Hopfield's memory: what is stored is at rest, energy falls, and all at once may go to and fro.

import NeuralCore
import Testing

@Suite struct HopfieldNetTests {
    /// Three rows of a Hadamard matrix: perpendicular to each other.
    static let perpendicular: Matrix = [
        [1, -1, 1, -1, 1, -1, 1, -1], [1, 1, -1, -1, 1, 1, -1, -1], [1, 1, 1, 1, -1, -1, -1, -1],
    ]

    static func randomPatterns(_ count: Int, _ units: Int, _ random: inout RandomState) -> Matrix {
        random.random(count, units).map { $0 < 0.5 ? -1 : 1 }
    }

    @Test func weightsAreHebbs() {
        let net = HopfieldNet(storing: [[1, -1, 1], [1, 1, -1]])
        #expect(net.weights * 3 == [[0, 0, 0], [0, 0, -2], [0, -2, 0]])
        // −½ · 2 · w₁₂ · s₁ · s₂ with w₁₂ = −⅔, where the two have opposite signs.
        #expect(net.energy(of: [1, -1, 1]) == -2.0 / 3)
    }

    @Test func memoriesTheirNegativesAndAMixtureAreAtRest() {
        let net = HopfieldNet(storing: Self.perpendicular)
        for row in 0..<3 {
            for state in [Self.perpendicular.row(row), -Self.perpendicular.row(row)] {
                let recall = net.recall(state)
                #expect(recall.state == state)
                #expect(recall.end == .atRest)
                #expect(recall.changed.isEmpty)
            }
        }
        // Two of three decide: no memory, but at rest.
        let mixture = Self.perpendicular.sum(axis: 0).map { $0 > 0 ? 1 : -1 }
        #expect(net.recall(mixture).state == mixture)
        #expect(net.energy(of: mixture) > net.energy(of: Self.perpendicular.row(0)))
    }

    @Test func theExampleOfTheDocumentation() {
        let net = HopfieldNet(storing: [[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]])
        #expect(net.recall([1, 1, 1, -1, -1, 1]).state == [1, 1, 1, -1, -1, -1])
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt32]) func damagedMemoriesAreRestored(seed: UInt32) {
        var random = RandomState(seed: seed)
        let patterns = Self.randomPatterns(5, 100, &random)
        let net = HopfieldNet(storing: patterns)
        for row in 0..<5 {
            var damaged = patterns.row(row)
            for unit in random.permutation(100).prefix(20) { damaged[unit] = -damaged[unit] }
            let recall = net.recall(damaged, random: &random)
            #expect(recall.end == .atRest)
            #expect(recall.state == patterns.row(row))
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt32]) func eachChangeLowersTheEnergy(seed: UInt32) {
        var random = RandomState(seed: seed)
        // Far more than can be stored: the landscape is rugged, and still only leads down.
        let net = HopfieldNet(storing: Self.randomPatterns(30, 60, &random))
        let start = Self.randomPatterns(1, 60, &random).row(0)
        for recall in [net.recall(start), net.recall(start, random: &random)] {
            #expect(recall.end == .atRest)
            #expect(recall.energies.count == recall.states.count)
            #expect(zip(recall.energies, recall.energies.dropFirst()).allSatisfy { $0 > $1 })
            #expect(recall.energies == recall.states.map(net.energy))
            for (step, units) in recall.changed.enumerated() {
                let differing = (0..<60).filter { recall.states[step][$0] != recall.states[step + 1][$0] }
                #expect(differing == units)
            }
            // At rest all sums have the sign of their units.
            #expect((net.weights.dot(recall.state) * recall.state).min() > -1e-12)
        }
    }

    @Test func allAtOnceMayGoToAndFro() {
        let pair = HopfieldNet(weights: [[0, 1], [1, 0]])
        let recall = pair.recallSynchronously([1, -1])
        #expect(recall.end == .toAndFro)
        #expect(recall.states == [[1, -1], [-1, 1], [1, -1]])
        #expect(recall.energies == [1, 1, 1])
        // One at a time the same pair comes to rest, and lower.
        let calm = pair.recall([1, -1])
        #expect(calm.end == .atRest)
        #expect(calm.state == [-1, -1])
        #expect(calm.energies == [1, -1])
    }

    @Test func allAtOnceAlsoRestores() {
        var random = RandomState(seed: 6)
        let patterns = Self.randomPatterns(3, 100, &random)
        var damaged = patterns.row(1)
        for unit in 0..<15 { damaged[unit] = -damaged[unit] }
        let recall = HopfieldNet(storing: patterns).recallSynchronously(damaged)
        #expect(recall.end == .atRest)
        #expect(recall.state == patterns.row(1))
    }

    @Test func aSumOfZeroChangesNothing() {
        let net = HopfieldNet(weights: Matrix.zeros(3, 3))
        for recall in [net.recall([1, -1, 1]), net.recallSynchronously([1, -1, 1])] {
            #expect(recall.state == [1, -1, 1])
            #expect(recall.end == .atRest)
        }
    }

    @Test func timeMayRunOut() {
        let pair = HopfieldNet(weights: [[0, 1], [1, 0]])
        #expect(pair.recallSynchronously([1, -1], ticks: 1).end == .timeIsOver)
        #expect(pair.recall([1, -1], sweeps: 1).end == .timeIsOver)
    }
}

@Suite struct HopfieldFaultTests {
    @Test func patternsOfZerosAndOnes() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = HopfieldNet(storing: [[0, 1, 1]])
        }
        expectStop("HopfieldNet stores patterns (patterns, units) of 1 and -1", result)
    }

    @Test func weightsThatAreNotSymmetric() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = HopfieldNet(weights: [[0, 1], [-1, 0]])
        }
        expectStop("HopfieldNet needs symmetric weights with zeros on the diagonal", result)
    }

    @Test func aStateOfAnotherLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = HopfieldNet(weights: [[0, 1], [1, 0]]).recall([1, 1, 1])
        }
        expectStop("a state of this net is a vector of 2 numbers 1 or -1, but the shape is (3,)", result)
    }
}
