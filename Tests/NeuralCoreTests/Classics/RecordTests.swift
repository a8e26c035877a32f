// What the records of the classics print.

import NeuralCore
import Testing

@Suite struct RecordTests {
    @Test func aPerceptronSaysWhatItCorrected() {
        var unit = Perceptron(inputs: 2)
        let training = unit.fit(truthTable, targets: [0, 0, 0, 1])
        #expect(
            training.corrections.prefix(2).map(\.description) == [
                "epoch 1, sample 3, unit 0: net = 0.0, should fire; now w = [1. 1.], b = 1.0",
                "epoch 2, sample 0, unit 0: net = 1.0, should not fire; now w = [1. 1.], b = 0.0",
            ])
    }

    @Test func anAdalineSaysHowFarItMissed() {
        var unit = Adaline(inputs: 2)
        let steps = unit.fit(truthTable, targets: [0, 0, 0, 1], learningRate: 0.5, epochs: 1).steps
        #expect(
            "\(steps[3])" == "epoch 1, sample 3: y = [0.], d − y = [1.]; now w = [[0.5 0.5]], b = [0.5]")
    }

    @Test func aRecallShowsItsStatesAndTheirEnergy() {
        let memory = HopfieldNetwork(weights: [[0, 1], [1, 0]])
        #expect("\(memory.recall([1, -1]))" == "0: +- E = 1.0\n1: -- E = -1.0, changed [0]")
    }

    @Test func aMapSaysWhoWins() {
        var random = RandomState(seed: 1)
        var map = KohonenMap(grid: [2], weights: [[0], [1]])
        let steps = map.fit([[0.9]], epochs: 1, random: &random).steps
        #expect("\(steps[0])" == "sample 0: unit 1 wins, α = 0.5000, σ = 1.0000")
    }

    @Test func aNetWithAContextShowsWhatItRemembers() {
        let net = ElmanNetwork(
            weights: ContextWeights(
                input: [[2]], context: [[-1]], hiddenBias: [0.5], output: [[3]], outputBias: [-1]),
            activation: .linear, outputActivation: .linear)
        #expect("\(net.run([[1]])[0])" == "x = [1.], c = [0.] → h = [2.5] → y = [6.5]")
    }
}

@Suite struct CourseFaultTests {
    @Test func aTargetBelowZero() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var unit = Perceptron(inputs: 2)
            unit.fit(truthTable, targets: [-1, -1, -1, 1])
        }
        expectStop("its targets must be 0 or 1, but one is -1.0", result)
    }

    @Test func aRateBelowZero() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var unit = Adaline(inputs: 2)
            unit.fit(truthTable, targets: [0, 0, 0, 1], learningRate: -0.1)
        }
        expectStop("Adaline learns at a rate of 0 or more, but the learning rate is -0.1", result)
    }

    @Test func aRadiusOfZero() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var random = RandomState(seed: 1)
            var map = KohonenMap(grid: [2], weights: [[0], [1]])
            map.fit([[1]], radius: (1, 0), random: &random)
        }
        expectStop("KohonenMap shrinks its rate and radius by a factor, so they must be above 0", result)
    }

    @Test func aSilentOja() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = OjaUnit(weights: [0, 0])
        }
        expectStop("OjaUnit needs weights (inputs,) that are not all 0", result)
    }

    @Test func aMemoryThatGrows() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var random = RandomState(seed: 1)
            _ = JordanNetwork(inputs: 1, hidden: 2, outputs: 1, memory: 1, random: &random)
        }
        expectStop("JordanNetwork keeps a share of its context from 0 to below 1", result)
    }
}
