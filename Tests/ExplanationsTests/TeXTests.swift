// The formulas for pages are read by the module that makes MathML of them.

import Explanations
import Math
import NeuralCore
import Testing

@Suite struct TeXTests {
    static func explanations() -> [Explanation] {
        let model = Sequential<Double>(inputShape: [2], seed: 1) {
            Dense(2, activation: .leakyRelu())
            Dense(2, activation: .softmax)
        }
        let lstm = LSTM<Double>(1)
        var random = RandomState(seed: 5)
        lstm.build(inputShape: [1, 1], random: &random)
        return [
            explain(
                model, input: [0.5, -1], target: [1, 0], learningRate: 1e-7, loss: .categoricalCrossentropy()),
            explain(lstm, input: [0.5]), explain(softmax: [1, 2, 1e-9], target: 1),
            explain(
                thresholds: [[0, 0, -1], [0, 0, -1], [0, 0, 0]], units: ["x₁", "x₂", "out"],
                inputs: ["x₁", "x₂"], input: [1, 0]),
            explain(RMSprop(), weight: 0.5, gradients: [0.2]),
            explain(Adadelta(), weight: 0.5, gradients: [0.2, 0.1]),
            explain(Adam(), weight: -0.5, gradients: [0.2, 0.1]),
        ]
    }

    @Test(arguments: explanations().flatMap { $0.outline.sections.flatMap(\.items) }.map(\.tex))
    func everyFormulaIsRead(tex: String) throws { _ = try Formula(tex) }
}
