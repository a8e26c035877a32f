// Dense nets: the source's delta, every activation, and the step that the library itself makes.

import Explanations
import NeuralCore
import Testing

@Suite struct DenseTests {
    /// Four hidden units that are undecided, so that the sum of unit 7 is 4 · 0.5 · 0.5 = 1.
    static let undecided: [Matrix] = [.zeros(2, 4), Matrix(repeating: 0.5, shape: [4, 1])]

    @Test func theDeltaOfTheSource() throws {
        let explanation = explain(weights: Self.undecided, input: [1, 0], target: [1], learningRate: 1)
        #expect(explanation["y₇"].text == "y₇ = σ(1) = 0.731")
        #expect(explanation["δ₇"].text == "δ₇ = (1 − 0.731)·0.731·(1 − 0.731) = 0.0529")
        #expect(
            explanation["δ₇"].formula?.text(digits: 3) == "(t₇ − y₇)·y₇·(1 − y₇)")
        #expect(explanation["δ₃"].text == "δ₃ = 0.0529·0.5·0.5·(1 − 0.5) = 0.00661")
        #expect(explanation["Δw₃₇"].text == "Δw₃₇ = 1·0.05288·0.5 = 0.0264")
        #expect(
            explanation["w₃₇′"].text == "w₃₇′ = 0.5 + 0.026439 = 0.52644",
            "a small change shows in the new weight")
        try expectPrintedArithmeticHolds(explanation)
    }

    /// Lesson 02's first step by hand: the changes of the weights, one example after the other, add up to what the
    /// source's full batch gives (.28621005 .06391297 .14913351), with RandomState(1) weights.
    @Test func theChangesOfAllExamplesMakeTheStepOfLesson02() throws {
        var random = RandomState(seed: 1)
        let weights = 2 * random.random(3, 1) - 1
        var sums = [0.0, 0, 0]
        for (input, target) in [([0.0, 0, 1], 0.0), ([0, 1, 1], 0), ([1, 0, 1], 1), ([1, 1, 1], 1)] {
            let explanation = explain(weights: [weights], input: input, target: [target], learningRate: 1)
            try expectPrintedArithmeticHolds(explanation)
            for place in 0..<3 { sums[place] += explanation["Δw\(["₁", "₂", "₃"][place])₄"].result }
        }
        for (sum, expected) in zip(sums, [0.28621005, 0.06391297, 0.14913351]) {
            #expect((sum - expected).magnitude < 5e-9)
        }
    }

    static let activations: [Activation] = [
        .linear, .linearThreshold, .sigmoid, .hardSigmoidKeras2, .tanh, .relu, .leakyRelu(alpha: 0.2), .elu(),
        .selu, .softplus, .softsign, .hardSigmoid, .exponential, .silu, .gelu, .softmax,
    ]

    /// Each step of training ends where `fit` ends.
    @Test(arguments: activations)
    func theStepIsTheLibrarysOwn(activation: Activation) throws {
        for loss in [Loss.meanSquaredError, .sumSquaredError] {
            try expectSameStep(hidden: activation, output: .tanh, loss)
            try expectSameStep(hidden: .sigmoid, output: activation, loss)
        }
    }

    @Test func crossEntropiesStepAsTheLibraryDoes() throws {
        try expectSameStep(hidden: .relu, output: .sigmoid, .binaryCrossentropy())
        try expectSameStep(hidden: .tanh, output: .softmax, .categoricalCrossentropy())
    }

    private func expectSameStep(hidden: Activation, output: Activation, _ loss: Loss) throws {
        let model = Sequential<Double>(inputShape: [3], seed: 3) {
            Dense(2, activation: hidden, biasInitializer: .constant(0.3))
            Dense(2, activation: output)
        }
        let (input, target) = ([0.5, -1.25, 2], [1.0, 0])
        for digits in [2, 3, 6] {
            try expectPrintedArithmeticHolds(
                explain(model, input: input, target: target, learningRate: 0.1, loss: loss, digits: digits))
        }
        let explanation = explain(model, input: input, target: target, learningRate: 0.1, loss: loss)
        let forward = model.predict(Matrix(rows: [input]))
        #expect(explanation["y₆"].result == forward[0, 0])
        model.compile(optimizer: SGD(learningRate: 0.1), loss: loss)
        model.fit(Matrix(rows: [input]), Matrix(rows: [target]))
        let renewed = explanation.steps.filter(\.symbol.isPrimed).map(\.result)
        // The explanation goes unit by unit, the kernel row by row.
        let weights = model.getWeights()
        var expected: [Double] = []
        for place in [0, 2] {
            for unit in 0..<2 {
                expected += weights[place].column(unit).elements.map { $0 }
                expected.append(weights[place + 1][unit])
            }
        }
        #expect(renewed.count == expected.count)
        for (mine, library) in zip(renewed, expected) {
            #expect(
                (mine - library).magnitude <= 1e-14 * max(1, library.magnitude), "\(hidden) \(output) \(loss)"
            )
        }
    }

    /// The matrices of a lesson and a model that was given them say the same.
    @Test func plainBiasesAreThoseOfAModel() throws {
        let model = Sequential<Double>(inputShape: [2], seed: 5) {
            Dense(3, activation: .tanh, biasInitializer: .constant(0.5))
            Dense(2, activation: .tanh, biasInitializer: .constant(-0.25))
        }
        let parameters = model.getWeights()
        let explanation = explain(
            weights: [parameters[0], parameters[2]],
            biases: [parameters[1], parameters[3].reshaped(1, 2)], activation: .tanh, input: [1, -2],
            target: [0, 1], learningRate: 0.1)
        #expect(explanation == explain(model, input: [1, -2], target: [0, 1], learningRate: 0.1))
        try expectPrintedArithmeticHolds(explanation)
    }

    @Test func biasesForEachUnit() async {
        expectStop(
            "row 2 of biases must have 1 numbers, one for each unit, but its shape is (2,)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(
                    weights: [.zeros(2, 4), .zeros(4, 1)], biases: [.zeros(4), .zeros(2)], input: [1, 0])
            })
    }

    @Test func theSentence() {
        #expect(
            explain(weights: Self.undecided, input: [1, 0], target: [1], learningRate: 1).summary
                == "A 2-4-1 net answers 0.731 to the input (1, 0) where 1 is wanted; the error is 0.0362, "
                + "and each of its 12 weights takes a step with the learning rate 1.")
    }

    @Test func wrappedTextKeepsToItsWidth() {
        let text = explain(weights: Self.undecided, input: [1, 0], target: [1], learningRate: 1).text(
            width: 40)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 40 || !$0.contains("=") })
    }

    @Test func aFloatNetIsExplainedToo() throws {
        let model = Sequential<Float>(inputShape: [2], seed: 1) { Dense(2, activation: .tanh) }
        let explanation = explain(model, input: [0.3, 0.7])
        #expect(explanation["y₃"].result == Double(model.predict([[0.3, 0.7]])[0, 0]))
        try expectPrintedArithmeticHolds(explanation)
    }

    @Test func otherLayersAreRefused() async {
        expectStop(
            "explain works through Dense layers, but layer 1 of the model is LayerNormalization",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let model = Sequential<Double>(inputShape: [2]) { LayerNormalization() }
                _ = explain(model, input: [1, 2])
            })
    }

    @Test func aWrongInputIsRefused() async {
        expectStop(
            "weight matrix 1 must have 3 rows, one for each number that comes in, but its shape is (2, 4)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(weights: [.zeros(2, 4)], input: [1, 0, 1])
            })
    }

    @Test func missingTargetsAreRefused() async {
        expectStop(
            "the net has 4 outputs, but 1 targets are given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(weights: [.zeros(2, 4)], input: [1, 0], target: [1], learningRate: 1)
            })
    }
}
