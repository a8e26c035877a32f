// ADALINE: the delta rule, its limit, and the least squares that it approaches.

import NeuralCore
import Testing

@Suite struct AdalineTests {
    /// Run by the same rule in NumPy 2.4.6.
    @Test func andWithinALimit() {
        var unit = Adaline(inputs: 2)
        let training = unit.fit(
            truthTable, targets: [0, 0, 0, 1], learningRate: 0.1, maxError: 0.15, epochs: 1000)
        #expect(training.end == .errorIsSmall)
        #expect(training.errors.count - 1 == 14)
        expectClose(
            Matrix(Array(training.errors.prefix(4))), [0.5, 0.29, 0.24406221959999996, 0.22854593171141863])
        expectClose(
            Matrix(Array(training.errors.suffix(2))), [0.15035619200859546, 0.14676451381505368])
        expectClose(unit.bias, [-0.07068724919999456])
        #expect(training.weights.last == unit.weights)
        // Which side of ½ decides: AND is right.
        #expect(unit(truthTable).map { $0 > 0.5 ? 1 : 0 } == [[0], [0], [0], [1]])
    }

    @Test func noLinearUnitDoesBetterThanLeastSquares() {
        // The best plane over AND is (x₁ + x₂)/2 − ¼, which misses each row by ¼: E = ½ · 4 · ¹⁄₁₆.
        let withOnes = concatenate([truthTable, Matrix.ones(4, 1)], axis: 1)
        expectClose(withOnes.leastSquares([0, 0, 0, 1]), [0.5, 0.5, -0.25])
        let best = Adaline(weights: [[0.5], [0.5]], bias: [-0.25])
        #expect(best.error(truthTable, targets: [0, 0, 0, 1]) == 0.125)
        // Small steps come near it, and never below.
        var unit = Adaline(inputs: 2)
        let training = unit.fit(
            truthTable, targets: [0, 0, 0, 1], learningRate: 0.001, maxError: 0.125, epochs: 20_000)
        #expect(training.end == .epochsAreOver)
        expectClose(unit.weights, [[0.50049917], [0.50024892]], tolerance: 1e-7)
        expectClose(Matrix([training.errors.last!]), [0.12500018700398716])
    }

    @Test func xorNeverStops() {
        var unit = Adaline(inputs: 2)
        let training = unit.fit(
            truthTable, targets: [0, 1, 1, 0], learningRate: 0.1, maxError: 0.15, epochs: 1000)
        #expect(training.end == .epochsAreOver)
        // The best plane is flat at ½, with E = ½ · 4 · ¼.
        #expect(training.errors.min()! > 0.5)
        expectClose(Matrix([training.errors.last!]), [0.5092592592592593])
    }

    @Test func aStepIsTheSlopeOfHalfTheSquare() {
        var random = RandomState(seed: 5)
        let start = Adaline(weights: random.gaussians(3, 2), bias: random.gaussians(2))
        let (x, d) = (random.gaussians(1, 3), random.gaussians(1, 2))
        var moved = start
        let step = moved.fit(x, targets: d, learningRate: 0.25, epochs: 1).steps[0]
        let slopes = centralDifferences(at: start.weights) {
            Adaline(weights: $0, bias: start.bias).error(x, targets: d)
        }
        let biasSlopes = centralDifferences(at: start.bias) {
            Adaline(weights: start.weights, bias: $0).error(x, targets: d)
        }
        expectClose(moved.weights, start.weights - 0.25 * slopes, tolerance: 1e-9)
        expectClose(moved.bias, start.bias - 0.25 * biasSlopes, tolerance: 1e-9)
        #expect(step.weights == moved.weights)
        expectClose(step.errors, (d - start(x)).row(0))
    }

    /// One sample again and again: what is missed shrinks by the factor 1 − α·|(x, 1)|², which lies beyond −1 for
    /// α > 2 / |(x, 1)|².
    @Test func aLargeRateOvershoots() {
        let x: Matrix = [[2, 1]]
        var calm = Adaline(inputs: 2)
        let steps = calm.fit(x, targets: [1], learningRate: 0.1, epochs: 3).steps
        expectClose(Matrix(steps.map { $0.errors[0] }), [1, 0.4, 0.16])
        var wild = Adaline(inputs: 2)
        let training = wild.fit(x, targets: [1], learningRate: 0.4, epochs: 10_000)
        #expect(training.end == .diverged)
        #expect(training.errors.count < 10_000)
    }

    @Test func theRecordKeepsAsManyStepsAsAskedFor() {
        var unit = Adaline(inputs: 2)
        let training = unit.fit(truthTable, targets: [0, 0, 0, 1], epochs: 10, recordedSteps: 6)
        #expect(training.steps.map(\.sample) == [0, 1, 2, 3, 0, 1])
        #expect(training.errors.count == 11)
    }
}
