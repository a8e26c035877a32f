import Foundation
import NeuralCore
import Testing

@Suite struct BidirectionalTests {
    @Test(arguments: MergeMode.allCases, [false, true])
    func agreesWithKeras(mode: MergeMode, sequences: Bool) throws {
        try expectSequenceAgreement(
            Bidirectional(LSTM<Double>(2, returnSequences: sequences), mergeMode: mode),
            "bidirectional_lstm_\(mode.rawValue)\(sequences ? "_sequences" : "")")
    }

    @Test func agreesWithKerasWherePaddingIs() throws {
        try expectSequenceAgreement(
            Bidirectional(GRU<Double>(2, returnSequences: true)), "bidirectional_gru_padding_sequences")
        try expectSequenceAgreement(
            Bidirectional(SimpleRNN<Double>(2)), "bidirectional_simple_rnn_padding")
    }

    @Test(arguments: MergeMode.allCases, [false, true])
    func gradientsAreSlopes(mode: MergeMode, sequences: Bool) {
        var random = RandomState(seed: 2)
        for (batch, mask) in checkedPasses {
            checkGradients(
                of: Bidirectional(
                    GRU<Double>(2, returnSequences: sequences, goBackwards: batch == 1), mergeMode: mode),
                input: random.gaussians(batch, 4, 3), context: PassContext(mask: mask))
        }
    }

    /// A layer that starts from the end returns its first step last: the mask that follows is turned as well.
    @Test func masksFollowTheOrderOfReading() {
        let mask = Mask(shape: [1, 3], isValid: [true, true, false])
        let input = Matrix.zeros(1, 3, 3)
        let backwards = LSTM<Double>(2, returnSequences: true, goBackwards: true)
        #expect(
            backwards.outputMask(for: input, mask) == Mask(shape: [1, 3], isValid: [false, true, true]))
        #expect(LSTM<Double>(2).outputMask(for: input, mask) == nil)
        #expect(Bidirectional(backwards).outputMask(for: input, mask) == mask)
        #expect(Bidirectional(LSTM<Double>(2)).outputMask(for: input, mask) == nil)
    }

    @Test func leavesTheGivenLayerAsItIs() {
        let layer = LSTM<Double>(2)
        let both = built(Bidirectional(layer))
        #expect(layer.parameters.isEmpty)
        #expect(both.forwardLayer.parameters.map(\.name).allSatisfy { $0.hasPrefix("forward_") })
        #expect(both.parameters.count == 6)
        #expect(both.backwardLayer.configuration.goBackwards)
        var random = RandomState(seed: 0)
        both.build(inputShape: [4, 3], random: &random)
        #expect(both.parameters[0].name == "forward_kernel")
    }

    @Test func configurationsAreSaved() throws {
        let configuration = Bidirectional(GRU<Double>(3), mergeMode: .ave).configuration
        let data = try JSONEncoder().encode(configuration)
        let decoded = try JSONDecoder().decode(Bidirectional<GRU<Double>>.Configuration.self, from: data)
        #expect(decoded == configuration)
        #expect(Bidirectional<GRU<Double>>(decoded).backwardLayer.configuration.units == 3)
    }
}

@Suite struct MaskingTests {
    struct GoldenMasking: Decodable {
        var x: GoldenTensor
        var output: GoldenTensor
        var computed_mask: [[Bool]]
    }

    @Test func agreesWithKeras() throws {
        let golden = try GoldenSequences.all.get().value("masking", as: GoldenMasking.self)
        let layer = Masking<Double>(maskValue: -1)
        let input = golden.x.tensor
        let (output, cache) = layer.forward(input, PassContext())
        #expect(output == golden.output.tensor)
        #expect(layer.outputMask(for: input, nil)?.isValid == golden.computed_mask.flatMap { $0 })
        // A padded step has no slope; the others pass the gradient on.
        let ones = Matrix(repeating: 1, shape: input.shape)
        let gradient = layer.backward(ones, cache)
        #expect(zip(gradient.elements, output.elements).allSatisfy { $0 == ($1 == 0 ? 0 : 1) })
    }

    /// Padding at the end changes nothing for a layer behind a mask.
    @Test func hidesPaddingFromWhatFollows() {
        var random = RandomState(seed: 1)
        let short = random.gaussians(1, 3, 3)
        let long = Matrix(shape: [1, 5, 3], elements: short.elements + [Double](repeating: 0, count: 6))
        let (masking, layer) = (Masking<Double>(), built(LSTM<Double>(2)))
        let context = PassContext(mask: masking.outputMask(for: long, nil))
        #expect(layer.forward(masking(long), context).output == layer(short))
    }

    @Test func wrongUseIsSaidInASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Masking<Double>()(Matrix.zeros(2, 3))
        }
        expectSaid(
            "Masking takes inputs of shape (batch, time, features), but the shape is (2, 3)", by: result)
    }
}

@Suite struct TimeDistributedTests {
    @Test func agreesWithKeras() throws {
        try expectSequenceAgreement(
            TimeDistributed(Dense<Double>(2, activation: .tanh)), "time_distributed_dense")
    }

    @Test func gradientsAreSlopes() {
        var random = RandomState(seed: 2)
        checkGradients(
            of: TimeDistributed(SimpleRNN<Double>(2, returnSequences: true)),
            input: random.gaussians(2, 3, 4, 2))
    }

    @Test func shapesAndConfigurations() throws {
        let layer = TimeDistributed(LSTM<Double>(2))
        #expect(layer.outputShape(for: [5, 4, 3]) == [5, 2])
        let data = try JSONEncoder().encode(layer.configuration)
        let decoded = try JSONDecoder().decode(TimeDistributed<LSTM<Double>>.Configuration.self, from: data)
        #expect(decoded == layer.configuration)
    }

    @Test func wrongUseIsSaidInASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = TimeDistributed(Dense<Double>(2))(Matrix.zeros(2, 3))
        }
        expectSaid(
            "TimeDistributed takes inputs of shape (batch, time, …), but the shape is (2, 3)", by: result)
    }
}
