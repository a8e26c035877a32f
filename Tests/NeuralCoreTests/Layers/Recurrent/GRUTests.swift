import Foundation
import NeuralCore
import Testing

@Suite struct GRUTests {
    @Test(arguments: [
        ("gru_reset_after", true, Activation.sigmoid), ("gru_reset_before", false, .sigmoid),
        ("gru_reset_before_hard_sigmoid_keras2", false, .hardSigmoidKeras2),
    ])
    func agreesWithKeras(name: String, resetAfter: Bool, gates: Activation) throws {
        func layer(sequences: Bool = false, backwards: Bool = false) -> GRU<Double> {
            GRU(
                2, recurrentActivation: gates, resetAfter: resetAfter, returnSequences: sequences,
                goBackwards: backwards)
        }
        try expectAgreement(layer(sequences: true), "\(name)_sequences")
        try expectAgreement(layer(), name)
        try expectAgreement(layer(backwards: true), "\(name)_backwards")
    }

    @Test(arguments: sequenceEntries, [true, false])
    func paddingAndStatesAgreeWithKeras(
        entry: (name: String, sequences: Bool, backwards: Bool), resetAfter: Bool
    ) throws {
        try expectSequenceAgreement(
            GRU(
                2, resetAfter: resetAfter, returnSequences: entry.sequences, goBackwards: entry.backwards),
            "gru_reset_\(resetAfter ? "after" : "before")_\(entry.name)"
        ) { $0[0] }
    }

    @Test(arguments: [true, false], [true, false])
    func gradientsAreSlopes(resetAfter: Bool, useBias: Bool) {
        checkSequenceGradients {
            GRU(2, useBias: useBias, resetAfter: resetAfter, returnSequences: $0, goBackwards: $1)
        }
    }

    @Test(arguments: [true, false]) func gradientsAreSlopesWithOtherGates(resetAfter: Bool) {
        checkSequenceGradients {
            GRU(
                3, activation: .elu(), recurrentActivation: .hardSigmoidKeras2, resetAfter: resetAfter,
                returnSequences: $0, goBackwards: $1)
        }
    }

    /// All weights 1, no bias, x = 0.5 and h = 0.25: z = r = σ(0.75), and the candidate is the same whether the reset
    /// gate acts before or after a product with 1.
    @Test(arguments: [true, false]) func stepShowsTheGates(resetAfter: Bool) {
        let layer = GRU<Double>(
            1, useBias: false, resetAfter: resetAfter, kernelInitializer: .ones, recurrentInitializer: .ones)
        var random = RandomState(seed: 0)
        layer.build(inputShape: [1, 1], random: &random)
        let gate = 1 / (1 + exp(-0.75))
        let candidate = tanh(0.5 + gate * 0.25)
        let step = layer.step([[0.5]], [[0.25]])
        expectClose(step.update, Matrix(rows: [[gate]]))
        expectClose(step.reset, Matrix(rows: [[gate]]))
        expectClose(step.candidate, Matrix(rows: [[candidate]]))
        expectClose(step.hidden, Matrix(rows: [[gate * 0.25 + (1 - gate) * candidate]]))
    }

    @Test(arguments: [true, false]) func takesNothing(resetAfter: Bool) {
        expectEmptyPasses { GRU(2, resetAfter: resetAfter, returnSequences: $0) }
    }

    @Test(arguments: [true, false]) func continuesFromItsState(resetAfter: Bool) {
        expectContinuation(of: GRU(2, resetAfter: resetAfter))
    }

    @Test func startsAsKeras() {
        #expect(built(GRU<Double>(2)).bias?.value == Matrix.zeros(2, 6))
        #expect(built(GRU<Double>(2, resetAfter: false)).bias?.value == Matrix.zeros(6))
        #expect(built(GRU<Double>(2, useBias: false)).bias == nil)
        #expect(built(GRU<Double>(2)).parameterCount == 3 * 6 + 2 * 6 + 2 * 6)
    }

    @Test func configurationsAreSaved() throws {
        let configuration = GRU<Double>(3, resetAfter: false, goBackwards: true).configuration
        let data = try JSONEncoder().encode(configuration)
        #expect(try JSONDecoder().decode(GRU<Double>.Configuration.self, from: data) == configuration)
    }

    /// Both ways of the large products, and both precisions.
    @Test(arguments: [true, false]) func floatAgreesWithDouble(resetAfter: Bool) {
        expectFloatAgreement(
            GRU<Float>(40, resetAfter: resetAfter), GRU<Double>(40, resetAfter: resetAfter))
    }

    @Test func wrongUseIsSaidInASentence() async {
        let units = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = GRU<Double>(0)
        }
        expectSaid("GRU needs at least 1 unit, but 0 are asked", by: units)

        let gate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = GRU<Double>(1, recurrentActivation: .softmax)
        }
        expectSaid("GRU needs an activation whose slope follows from its output", by: gate)

        let state = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = built(GRU<Double>(2)).step([[1, 2, 3]], [[0, 0, 0]])
        }
        expectSaid("GRU starts from a state of shape (1, 2), but is given (1, 3)", by: state)
    }
}
