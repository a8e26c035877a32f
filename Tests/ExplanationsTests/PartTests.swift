// Softmax with cross-entropy and the optimizers: the library's own numbers, in lines that hold.

import Explanations
import Math
import NeuralCore
import Testing

@Suite struct SoftmaxTests {
    @Test(arguments: [0, 1, 2])
    func softmaxWithCrossEntropy(target: Int) throws {
        let explanation = explain(softmax: [2, 1, 0.1], target: target)
        try expectPrintedArithmeticHolds(explanation)
        let slopes = ["g₁", "g₂", "g₃"].map { explanation[$0].result }
        #expect(abs(slopes.reduce(0, +)) < 1e-15, "the slopes of probabilities that add up to 1 cancel")
        #expect(explanation["y₁"].resultText == "0.659")
    }

    @Test func theErrorOfARightAnswer() {
        #expect(explain(softmax: [2, 1, 0.1], target: 0)["E"].resultText == "0.417")
    }

    @Test func classesMayHaveNames() throws {
        let explanation = explain(
            softmax: [2, 1, 0.1], target: 2, classes: ["setosa", "no", "a_b {%} ^\\ ж"])
        #expect(explanation["y[setosa]"].resultText == "0.659")
        #expect(explanation["y[no]"].plainText.hasPrefix("y[no] = "))
        #expect(explanation.summary.hasPrefix("Of 3 classes, a_b {%} ^\\ ж is right"))
        #expect(explanation.sections[1].title == "Error for a_b {%} ^\\ ж")
        for step in explanation.steps { _ = try Formula(step.tex) }
        try expectPrintedArithmeticHolds(explanation)
    }

    @Test func aNameForEachClass() async {
        expectStop(
            "2 sums and 1 names of classes; give a name for each sum, or none",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(softmax: [1, 2], target: 0, classes: ["a"])
            })
    }

    @Test func aClassThatIsNotThereIsRefused() async {
        expectStop(
            "the right class is one of 0 up to 1, but 2 is given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(softmax: [1, 2], target: 2)
            })
    }
}

@Suite struct OptimizerExplanationTests {
    static let optimizers: [any Optimizer] = [
        SGD(learningRate: 0.1), SGD(learningRate: 0.1, momentum: 0.9),
        SGD(learningRate: 0.1, momentum: 0.9, nesterov: true), RMSprop(learningRate: 0.01),
        RMSprop(learningRate: 0.01, momentum: 0.5, epsilonPlace: .outsideRoot), Adagrad(learningRate: 0.1),
        Adagrad(learningRate: 0.1, initialAccumulatorValue: 0, epsilonPlace: .outsideRoot),
        Adadelta(learningRate: 1), Adam(learningRate: 0.01),
        SGD(learningRate: 0.1, schedule: .inverseTimeDecay(rate: 0.5), clipValue: 0.1),
    ]

    /// The rule as it is worked out ends where the library ends: else the last line would need ≈.
    @Test(arguments: 0..<10, [[0.2], [0.2, -0.35, 0.125]])
    func theStepIsTheLibrarysOwn(place: Int, gradients: [Double]) throws {
        for digits in [3, 8] {
            let explanation = explain(
                Self.optimizers[place], weight: 0.5, gradients: gradients, digits: digits)
            try expectPrintedArithmeticHolds(explanation)
            let last = explanation["w′"]
            #expect(last.isExact, "\(last.text)")
            #expect(abs(last.expression.value - last.result) < 1e-14)
        }
    }

    @Test func aPlainStep() {
        #expect(
            explain(SGD(learningRate: 0.1), weight: 0.5, gradients: [0.2])["w′"].text
                == "w′ = 0.5 − 0.1·0.2 = 0.48")
    }

    @Test func otherRulesAreRefused() async {
        expectStop(
            "explain works out SGD, RMSprop, Adagrad, Adadelta and Adam, but the optimizer is Nadam",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(Nadam(), weight: 0.5, gradients: [0.2])
            })
    }
}
