// One step of a simple recurrent layer and of a GRU: the layers' own numbers, and arithmetic that holds.

import Explanations
import Foundation
import NeuralCore
import Testing

@Suite struct RecurrentExplanationTests {
    @Test(arguments: [false, true])
    func simpleRNN(useBias: Bool) throws {
        let layer = SimpleRNN<Double>(2, useBias: useBias, biasInitializer: .constant(0.25))
        var random = RandomState(seed: 3)
        layer.build(inputShape: [1, 3], random: &random)
        let hidden = [0.1, -0.4]
        let explanation = explain(layer, input: [0.5, -1, 0.25], hidden: hidden)
        let state = layer.step([[0.5, -1, 0.25]], Matrix(rows: [hidden]))
        #expect(explanation.steps.map(\.result) == [state[0, 0], state[0, 1]])
        #expect(explanation["h₁"].tex.contains("h_{2}' \\cdot u_{21}"))
        try expectPrintedArithmeticHolds(explanation)
    }

    @Test(arguments: [false, true], [false, true])
    func gru(resetAfter: Bool, useBias: Bool) throws {
        let layer = GRU<Double>(
            2, useBias: useBias, resetAfter: resetAfter, biasInitializer: .normal(deviation: 0.5))
        var random = RandomState(seed: 3)
        layer.build(inputShape: [1, 3], random: &random)
        let hidden = [0.1, -0.4]
        let explanation = explain(layer, input: [0.5, -1, 0.25], hidden: hidden)
        let step = layer.step([[0.5, -1, 0.25]], Matrix(rows: [hidden]))
        for (name, tensor) in [
            ("z", step.update), ("r", step.reset), ("g", step.candidate), ("h", step.hidden),
        ] {
            #expect(explanation[name + "₁"].result == tensor[0, 0])
            #expect(explanation[name + "₂"].result == tensor[0, 1])
        }
        for step in explanation.steps {
            #expect(step.isExact && abs(step.expression.value - step.result) < 1e-14, "\(step.text)")
        }
        try expectPrintedArithmeticHolds(explanation)
    }

    @Test func aStateOfAnotherLengthIsRefused() async {
        expectStop(
            "but 1 inputs and a state of 3 are given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let layer = GRU<Double>(2)
                var random = RandomState(seed: 5)
                layer.build(inputShape: [1, 1], random: &random)
                _ = explain(layer, input: [0.5], hidden: [0, 0, 0])
            })
    }
}
