// The perceptron: AND and OR are learned, XOR never, and a bound says how many mistakes there can be.

import NeuralCore
import Testing

/// All pairs of 0 and 1.
let truthTable: Matrix = [[0, 0], [0, 1], [1, 0], [1, 1]]

@Suite struct PerceptronTests {
    struct Rule: Sendable {
        let targets, weights, bias: Matrix
        let mistakes: [Int]
    }

    /// Counted by the same rule in NumPy 2.4.6.
    static let and = Rule(
        targets: [0, 0, 0, 1], weights: [[2], [1]], bias: [-2], mistakes: [1, 3, 3, 2, 1, 0])
    static let or = Rule(targets: [0, 1, 1, 1], weights: [[1], [1]], bias: [0], mistakes: [1, 2, 1, 0])
    static let nand = Rule(
        targets: [1, 1, 1, 0], weights: [[-2], [-1]], bias: [3], mistakes: [2, 3, 3, 2, 1, 0])

    @Test(arguments: [and, or, nand]) func learnsWhatALineCanTellApart(rule: Rule) {
        var unit = Perceptron(inputs: 2)
        let training = unit.fit(truthTable, targets: rule.targets)
        #expect(training.mistakes == rule.mistakes)
        #expect(training.end == .learned)
        #expect(training.corrections.count == rule.mistakes.reduce(0, +))
        #expect(unit.weights == rule.weights)
        #expect(unit.bias == rule.bias)
        #expect(unit(truthTable) == rule.targets.reshaped(4, 1))
    }

    @Test func neverLearnsXOR() {
        var unit = Perceptron(inputs: 2)
        let training = unit.fit(truthTable, targets: [0, 1, 1, 0], epochs: 1000)
        #expect(training.end == .repeats(every: 1))
        #expect(training.mistakes.last == 4)
        #expect(unit.weights == [[-1], [0]])
        #expect(unit.bias == [1])
    }

    @Test func aCorrectionIsTheRule() throws {
        var unit = Perceptron(weights: [[0.5], [-1]], bias: [0.25])
        let training = unit.fit([[2, 3]], targets: [1], learningRate: 0.5, epochs: 1)
        let correction = try #require(training.corrections.first)
        #expect(correction.net == -1.75)
        #expect(correction.error == 1)
        #expect(correction.weights == [1.5, 0.5])
        #expect(correction.bias == 0.75)
        #expect([correction.epoch, correction.sample, correction.unit] == [1, 0, 0])
    }

    @Test func theUnitsOfALayerLearnApart() {
        let targets: Matrix = [[0, 0, 1], [0, 1, 1], [0, 1, 1], [1, 1, 0]]
        var layer = Perceptron(inputs: 2, units: 3)
        layer.fit(truthTable, targets: targets)
        #expect(layer(truthTable) == targets)
        for unit in 0..<3 {
            var single = Perceptron(inputs: 2)
            single.fit(truthTable, targets: targets.column(unit))
            #expect(layer.weights.column(unit) == single.weights.column(0))
            #expect(layer.bias[unit] == single.bias[0])
        }
    }

    /// Novikoff, 1962: with |(x, 1)| ≤ R and a margin γ, there are at most (R / γ)² mistakes.
    @Test(arguments: [1, 2, 3] as [UInt32]) func mistakesAreBounded(seed: UInt32) {
        var random = RandomState(seed: seed)
        let truth = (direction: [0.6, -0.64, 0.48], bias: 0.1)
        var (rows, targets): ([[Double]], [Double]) = ([], [])
        while rows.count < 60 {
            let x = random.gaussians(count: 3)
            let distance = zip(x, truth.direction).reduce(truth.bias) { $0 + $1.0 * $1.1 }
            if abs(distance) < 0.2 { continue }
            rows.append(x)
            targets.append(distance > 0 ? 1 : 0)
        }
        var unit = Perceptron(inputs: 3)
        let training = unit.fit(Matrix(rows: rows), targets: Matrix(targets), epochs: 1000)
        #expect(training.end == .learned)
        let radius = rows.map { $0.reduce(1) { $0 + $1 * $1 } }.max() ?? 0
        let margin = 0.2 * 0.2 / (1 + truth.bias * truth.bias)
        #expect(Double(training.corrections.count) <= radius / margin)
    }

    @Test func epochsRunOut() {
        var unit = Perceptron(inputs: 2)
        #expect(unit.fit(truthTable, targets: [0, 0, 0, 1], epochs: 2).end == .epochsAreOver)
    }
}

@Suite struct PerceptronFaultTests {
    @Test func inputsOfAnotherWidth() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var unit = Perceptron(inputs: 3)
            unit.fit(truthTable, targets: [0, 0, 0, 1])
        }
        expectStop(
            "Perceptron takes inputs of shape (samples, 3), but the shape is (4, 2)", result)
    }

    @Test func aTargetMissing() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var unit = Adaline(inputs: 2)
            unit.fit(truthTable, targets: [0, 0, 0])
        }
        expectStop("Adaline needs targets of shape (4, 1) for 4 samples and 1 units", result)
    }

    @Test func aBiasTooMany() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Adaline(weights: [[1], [2]], bias: [1, 2])
        }
        expectStop("Adaline needs weights (inputs, units) and a bias (units,)", result)
    }
}
