import Foundation
import NeuralCore
import Testing

@Suite struct LSTMTests {
    @Test(arguments: [("lstm", Activation.sigmoid), ("lstm_hard_sigmoid_keras2", .hardSigmoidKeras2)])
    func agreesWithKeras(name: String, gates: Activation) throws {
        try expectAgreement(
            LSTM(2, recurrentActivation: gates, returnSequences: true), "\(name)_sequences")
        try expectAgreement(LSTM(2, recurrentActivation: gates), name)
        try expectAgreement(LSTM(2, recurrentActivation: gates, goBackwards: true), "\(name)_backwards")
    }

    @Test func lastStateAgreesWithKeras() throws {
        let layer = LSTM<Double>(2)
        try expectAgreement(layer, "lstm")
        let entry = try GoldenLayer.all.get().value("lstm", as: Members.self)
        let input = try entry.value("x", as: GoldenTensor.self).tensor
        let (h, c) = layer.lastState(of: layer.forward(input, PassContext()).cache)
        expectClose(h, try entry.value("last_h", as: GoldenTensor.self).tensor)
        expectClose(c, try entry.value("last_c", as: GoldenTensor.self).tensor)
    }

    @Test(arguments: sequenceEntries)
    func paddingAndStatesAgreeWithKeras(name: String, sequences: Bool, backwards: Bool) throws {
        try expectSequenceAgreement(
            LSTM(2, returnSequences: sequences, goBackwards: backwards), "lstm_\(name)"
        ) { ($0[0], $0[1]) }
    }

    @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
    func gradientsAreSlopes(peepholes: Bool, coupled: Bool) {
        checkSequenceGradients {
            LSTM(
                2, usesPeepholes: peepholes, couplesGates: coupled, returnSequences: $0, goBackwards: $1)
        }
    }

    @Test(arguments: [Activation.hardSigmoidKeras2, .linear, .tanh])
    func gradientsAreSlopesWithOtherGates(gates: Activation) {
        checkSequenceGradients {
            LSTM(
                3, activation: .elu(), recurrentActivation: gates, useBias: false, returnSequences: $0,
                goBackwards: $1)
        }
    }

    /// All weights 1, no bias, x = 0.5 and h = 0.25: every sum is 0.75; the gates differ by their peepholes only.
    @Test func stepShowsTheGates() {
        func layer(peepholes: Bool, coupled: Bool) -> LSTM<Double> {
            let layer = LSTM<Double>(
                1, useBias: false, usesPeepholes: peepholes, couplesGates: coupled, kernelInitializer: .ones,
                recurrentInitializer: .ones)
            var random = RandomState(seed: 0)
            layer.build(inputShape: [1, 1], random: &random)
            return layer
        }
        func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
        let (x, h, c): (Matrix, Matrix, Matrix) = ([[0.5]], [[0.25]], [[2]])

        let gate = sigmoid(0.75)
        func expectNear(_ value: Matrix, _ expected: Double) {
            expectClose(value, Matrix(rows: [[expected]]))
        }

        let plain = layer(peepholes: false, coupled: false).step(x, h, c)
        expectNear(plain.input, gate)
        expectNear(plain.forget, gate)
        expectNear(plain.candidate, tanh(0.75))
        expectNear(plain.output, gate)
        expectNear(plain.cell, gate * 2 + gate * tanh(0.75))
        expectNear(plain.hidden, gate * tanh(plain.cell.item))

        let peeping = layer(peepholes: true, coupled: false).step(x, h, c)
        expectNear(peeping.input, sigmoid(0.75 + 2))
        expectNear(peeping.forget, sigmoid(0.75 + 2))
        expectNear(peeping.output, sigmoid(0.75 + peeping.cell.item))

        let coupled = layer(peepholes: false, coupled: true).step(x, h, c)
        expectNear(coupled.input + coupled.forget, 1)
        expectNear(coupled.cell, gate * 2 + (1 - gate) * tanh(0.75))
    }

    @Test(arguments: [false, true]) func stepsAreThoseOfTheLayer(coupled: Bool) {
        let layer = LSTM<Double>(3, usesPeepholes: true, couplesGates: coupled, returnSequences: true)
        var random = RandomState(seed: 4)
        layer.build(inputShape: [4, 2], random: &random)
        let input = random.gaussians(2, 4, 2)
        let output = layer(input)
        var (h, c) = (Matrix.zeros(2, 3), Matrix.zeros(2, 3))
        for time in 0..<4 {
            let x = Matrix(rows: (0..<2).map { Array(input.row($0).row(time).elements) })
            let step = layer.step(x, h, c)
            (h, c) = (step.hidden, step.cell)
            #expect(h == Matrix(rows: (0..<2).map { Array(output.row($0).row(time).elements) }))
        }
    }

    @Test func takesNothing() { expectEmptyPasses { LSTM(2, usesPeepholes: true, returnSequences: $0) } }

    @Test func continuesFromItsState() {
        expectContinuation(of: LSTM(2))
        expectContinuation(of: LSTM(2, usesPeepholes: true, couplesGates: true))
    }

    /// The numbers of parameters that Keras's summaries print: 96 for LSTM(4) on 1 feature, 53,200 for LSTM(100) on 32.
    @Test func countsParametersAsKeras() {
        var random = RandomState(seed: 0)
        let (small, large) = (LSTM<Double>(4), LSTM<Double>(100))
        small.build(inputShape: [1, 1], random: &random)
        large.build(inputShape: [500, 32], random: &random)
        #expect(small.parameterCount == 96)
        #expect(large.parameterCount == 53200)
    }

    @Test func startsWithAnOpenForgetGate() {
        #expect(built(LSTM<Double>(2)).bias?.value == [0, 0, 1, 1, 0, 0, 0, 0])
        #expect(built(LSTM<Double>(2, couplesGates: true)).bias?.value == [1, 1, 0, 0, 0, 0])
        #expect(built(LSTM<Double>(2, unitForgetBias: false)).bias?.value == Matrix.zeros(8))
        #expect(built(LSTM<Double>(2, useBias: false)).bias == nil)
    }

    /// A cell whose forget gate stays open and whose input gate stays shut keeps its number for ever.
    @Test func keepsAnErrorAliveForAHundredSteps() {
        let layer = LSTM<Double>(1, kernelInitializer: .zeros, recurrentInitializer: .zeros)
        var random = RandomState(seed: 0)
        layer.build(inputShape: [100, 1], random: &random)
        layer.bias!.value = [-40, 40, 0, 40]
        let state = (h: Matrix.zeros(1, 1), c: [[0.5]] as Matrix)
        let cache = layer.forward(Matrix.zeros(1, 100, 1), PassContext(), from: state).cache
        expectClose(layer.lastState(of: cache).c, [[0.5]])
    }

    /// Large single-precision layers run on other functions and products than small double-precision ones.
    @Test(arguments: [false, true]) func floatAgreesWithDouble(peepholes: Bool) {
        expectFloatAgreement(
            LSTM<Float>(40, usesPeepholes: peepholes), LSTM<Double>(40, usesPeepholes: peepholes))
    }

    @Test func configurationsAreSaved() throws {
        let configuration = LSTM<Double>(3, recurrentActivation: .hardSigmoidKeras2, usesPeepholes: true)
            .configuration
        let data = try JSONEncoder().encode(configuration)
        #expect(try JSONDecoder().decode(LSTM<Double>.Configuration.self, from: data) == configuration)
    }

    @Test func wrongUseIsSaidInASentence() async {
        let gate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = LSTM<Double>(2, recurrentActivation: .softmax)
        }
        expectSaid("LSTM needs an activation whose slope follows from its output", by: gate)

        let units = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = LSTM<Double>(-1)
        }
        expectSaid("LSTM needs at least 1 unit, but -1 are asked", by: units)

        let cell = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = built(LSTM<Double>(2)).step([[1, 2, 3]], [[0, 0]], [[0, 0, 0]])
        }
        expectSaid("LSTM starts from a state of shape (1, 2), but is given (1, 3)", by: cell)

        let vector = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = built(LSTM<Double>(2)).step(Matrix([1, 2, 3]), [[0, 0]], [[0, 0]])
        }
        expectSaid("LSTM steps with inputs of shape (batch, features), but the shape is (3,)", by: vector)
    }
}
