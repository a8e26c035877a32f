import NeuralCore
import Testing

@Suite struct SimpleRNNTests {
    @Test func agreesWithKeras() throws {
        try expectAgreement(SimpleRNN(2, returnSequences: true), "simple_rnn_sequences")
        try expectAgreement(SimpleRNN(2), "simple_rnn")
        try expectAgreement(SimpleRNN(2, goBackwards: true), "simple_rnn_backwards")
    }

    @Test(arguments: sequenceEntries)
    func paddingAndStatesAgreeWithKeras(name: String, sequences: Bool, backwards: Bool) throws {
        try expectSequenceAgreement(
            SimpleRNN(2, returnSequences: sequences, goBackwards: backwards), "simple_rnn_\(name)"
        ) { $0[0] }
    }

    @Test(arguments: [
        Activation.tanh, .linear, .sigmoid, .hardSigmoid, .hardSigmoidKeras2, .softsign, .elu(), .leakyRelu(),
        .selu,
    ])
    func gradientsAreSlopes(activation: Activation) {
        checkSequenceGradients {
            SimpleRNN(2, activation: activation, returnSequences: $0, goBackwards: $1)
        }
    }

    /// Fed back with a positive weight, a power of a power would soon outgrow every number.
    @Test func gradientsOfPowersAreSlopes() {
        checkSequenceGradients {
            SimpleRNN(
                2, activation: .exponential, returnSequences: $0, goBackwards: $1,
                recurrentInitializer: .constant(-0.5))
        }
    }

    /// Keras 3.15 on one sequence of three steps.
    @Test(arguments: [
        (Activation.hardSigmoid, 0.5239583333333333), (.softsign, 0.43057595039973895),
        (.selu, 1.402115876073582), (.exponential, 1.312916663588601),
    ])
    func rarerActivationsAgreeWithKeras(activation: Activation, output: Double) {
        let layer = SimpleRNN<Double>(
            1, activation: activation, kernelInitializer: .constant(0.5),
            recurrentInitializer: .constant(-0.75), biasInitializer: .constant(0.1))
        var random = RandomState(seed: 0)
        layer.build(inputShape: [3, 1], random: &random)
        expectClose(layer(Matrix(shape: [1, 3, 1], elements: [1, -2, 0.5])), [[output]])
    }

    @Test func gradientsAreSlopesWithoutBias() {
        checkSequenceGradients { SimpleRNN(3, useBias: false, returnSequences: $0, goBackwards: $1) }
    }

    /// h₁ = 0.5·1, h₂ = 0.5·2 + 0.1·h₁, h₃ = 0.5·3 + 0.1·h₂, by hand.
    @Test func remembersAsWorkedByHand() {
        let layer = SimpleRNN<Double>(
            1, activation: .linear, returnSequences: true, kernelInitializer: .constant(0.5),
            recurrentInitializer: .constant(0.1))
        var random = RandomState(seed: 0)
        layer.build(inputShape: [3, 1], random: &random)
        expectClose(
            layer(Matrix(shape: [1, 3, 1], elements: [1, 2, 3])),
            Matrix(shape: [1, 3, 1], elements: [0.5, 1.05, 1.605]))
        #expect(layer.step([[2]], [[0.5]]) == [[1.05]])
    }

    @Test func floatAgreesWithDouble() { expectFloatAgreement(SimpleRNN<Float>(40), SimpleRNN<Double>(40)) }

    @Test func takesNothing() { expectEmptyPasses { SimpleRNN(2, returnSequences: $0) } }

    @Test func continuesFromItsState() { expectContinuation(of: SimpleRNN(2)) }

    /// A product with an orthogonal matrix keeps lengths: h does not fade before it is squashed.
    @Test func startsWithAnOrthogonalRecurrentKernel() {
        let layer = SimpleRNN<Double>(4)
        var random = RandomState(seed: 1)
        layer.build(inputShape: [3, 2], random: &random)
        let kernel = layer.recurrentKernel.value
        let identity: Matrix = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
        expectClose(kernel.dot(kernel.transposed()), identity)
        #expect(layer.bias?.value == Matrix.zeros(4))
        #expect(layer.parameterCount == 2 * 4 + 4 * 4 + 4)
    }

    @Test func wrongUseIsSaidInASentence() async {
        let units = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = SimpleRNN<Double>(0)
        }
        expectSaid("SimpleRNN needs at least 1 unit, but 0 are asked", by: units)

        let activation = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = SimpleRNN<Double>(2, activation: .softmax)
        }
        expectSaid("whose slope follows from its output, such as tanh or sigmoid", by: activation)

        let shape = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = built(SimpleRNN<Double>(2, name: "memory"))(Matrix.zeros(5, 3))
        }
        expectSaid(
            "SimpleRNN \"memory\" takes inputs of shape (batch, time, 3), but the shape is (5, 3)", by: shape)

        let flat = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = SimpleRNN<Double>(2).outputShape(for: [3])
        }
        expectSaid("SimpleRNN takes sequences of shape (time, features), but the shape is (3,)", by: flat)

        let unbuilt = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = SimpleRNN<Double>(2)(Matrix.zeros(1, 4, 3))
        }
        expectSaid("SimpleRNN has no parameters yet", by: unbuilt)
    }

    @Test func wrongPassesAreSaidInASentence() async {
        let mask = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let mask = Mask(shape: [1, 5], isValid: [true, true, true, true, true])
            _ = built(SimpleRNN<Double>(2)).forward(Matrix.zeros(1, 4, 3), PassContext(mask: mask))
        }
        expectSaid("is given a mask of shape (1, 5) for inputs of shape (1, 4, 3)", by: mask)

        let state = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let layer = built(SimpleRNN<Double>(2))
            _ = layer.forward(Matrix.zeros(1, 4, 3), PassContext(), from: Matrix.zeros(2, 2))
        }
        expectSaid("SimpleRNN starts from a state of shape (1, 2), but is given (2, 2)", by: state)

        let gradient = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let layer = built(SimpleRNN<Double>(2))
            let (_, cache) = layer.forward(Matrix.zeros(1, 4, 3), PassContext())
            _ = layer.backward(Matrix.zeros(1, 4, 2), cache)
        }
        expectSaid("had an output of shape (1, 2), but its gradient is (1, 4, 2)", by: gradient)

        let again = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var random = RandomState(seed: 0)
            built(SimpleRNN<Double>(2)).build(inputShape: [4, 5], random: &random)
        }
        expectSaid("SimpleRNN was built for 3 features, but is now given 5", by: again)
    }
}
