import NeuralCore
import Testing

@Suite struct DenseTests {
    static let activations: [(String, Activation)] = [
        ("dense_linear", .linear), ("dense_sigmoid", .sigmoid), ("dense_tanh", .tanh), ("dense_relu", .relu),
        ("dense_softmax", .softmax), ("dense_elu", .elu()), ("dense_selu", .selu),
        ("dense_softplus", .softplus), ("dense_softsign", .softsign), ("dense_hard_sigmoid", .hardSigmoid),
        ("dense_exponential", .exponential), ("dense_silu", .silu),
        // TensorFlow keeps this slope in single precision, whatever the precision of the rest.
        ("dense_leaky_relu", .leakyRelu(alpha: Double(0.2 as Float))),
    ]

    @Test(arguments: activations) func agreesWithKeras(name: String, activation: Activation) throws {
        let units = try GoldenLayer.named(name).output.shape[1]
        try expectAgreement(Dense(units, activation: activation), name)
    }

    /// TensorFlow rounds the √½ in gelu to single precision, whatever the precision of the rest. That is the same
    /// function drawn in units r = √2 · float(√½) as large: its gelu(x) is gelu(r·x) / r.
    @Test func geluAgreesWithKerasInItsUnits() throws {
        let golden = try GoldenLayer.named("dense_gelu")
        let r = 2.0.squareRoot() * Double((0.5 as Float).squareRoot())
        let layer = Dense<Double>(5, activation: .gelu)
        var random = RandomState(seed: 0)
        layer.build(inputShape: [4], random: &random)
        for parameter in layer.parameters { parameter.value = golden.weights[parameter.name]!.tensor * r }
        let (output, cache) = layer.forward(golden.x.tensor, PassContext())
        expectClose(output / r, golden.output.tensor, "output")
        let gradient = layer.backward(golden.upstream.tensor / r, cache)
        expectClose(gradient, golden.grads["x"]!.tensor, "gradient of x")
        for parameter in layer.parameters {
            expectClose(parameter.gradient * r, golden.grads[parameter.name]!.tensor, parameter.name)
        }
    }

    @Test(arguments: activations + [("dense_gelu", .gelu)])
    func gradientsAreSlopes(name: String, activation: Activation) {
        var random = RandomState(seed: 3)
        for input in [random.gaussians(1, 4), random.gaussians(3, 4), random.gaussians(2, 3, 4)] {
            checkGradients(of: Dense(5, activation: activation), input: input)
        }
        checkGradients(of: Dense(2, activation: activation, useBias: false), input: random.gaussians(3, 4))
    }

    /// A batch of nothing, and samples of no inputs: only the bias is left.
    @Test func emptyInputs() {
        let layer = Dense<Double>(2, biasInitializer: .ones)
        var random = RandomState(seed: 1)
        layer.build(inputShape: [0], random: &random)
        #expect(layer(Matrix.zeros(3, 0)) == Matrix.ones(3, 2))
        checkGradients(of: layer, input: Matrix.zeros(3, 0))
        checkGradients(of: Dense(2), input: Matrix.zeros(0, 4))
    }
}
