import NeuralCore
import Testing

@Suite struct ConvolutionTests {
    /// Name in `keras.json`, padding, strides and dilation along every axis.
    typealias Case = (name: String, padding: Padding, strides: Int, dilation: Int)
    static let cases: [Case] = [
        ("valid", .valid, 1, 1), ("same", .same, 1, 1), ("valid_stride2", .valid, 2, 1),
        ("same_stride2", .same, 2, 1), ("same_stride3", .same, 3, 1), ("valid_dilation2", .valid, 1, 2),
        ("same_dilation2", .same, 1, 2),
    ]

    @Test(arguments: cases) func oneAxisAgreesWithKeras(_ example: Case) throws {
        try expectAgreement(
            Conv1D(
                3, kernelSize: 3, strides: example.strides, padding: example.padding,
                dilationRate: example.dilation), "conv1d_\(example.name)")
    }

    @Test func causalAgreesWithKeras() throws {
        try expectAgreement(Conv1D(3, kernelSize: 3, padding: .causal), "conv1d_causal")
    }

    @Test(arguments: cases) func twoAxesAgreeWithKeras(_ example: Case) throws {
        let (strides, dilation) = (example.strides, example.dilation)
        try expectAgreement(
            Conv2D(
                3, kernelSize: (3, 2), strides: (strides, strides), padding: example.padding,
                dilationRate: (dilation, dilation)), "conv2d_\(example.name)")
    }

    @Test func activationWithoutBiasAgreesWithKeras() throws {
        try expectAgreement(
            Conv2D(2, kernelSize: (3, 3), activation: .relu, useBias: false), "conv2d_relu_no_bias")
    }

    // TensorFlow has no gradient for a dilated convolution in three axes: there is none in the file.
    @Test(arguments: cases.filter { $0.dilation == 1 }) func threeAxesAgreeWithKeras(_ example: Case) throws {
        let strides = example.strides
        try expectAgreement(
            Conv3D(
                3, kernelSize: (2, 3, 2), strides: (strides, strides, strides), padding: example.padding),
            "conv3d_\(example.name)")
    }
}

@Suite struct ConvolutionGradientTests {
    typealias Case = (padding: Padding, strides: Int, dilation: Int, useBias: Bool)
    static let cases: [Case] = [
        (.valid, 1, 1, true), (.valid, 2, 1, false), (.same, 1, 1, false), (.same, 2, 1, true),
        (.same, 3, 2, true), (.valid, 2, 2, true),
    ]

    @Test(arguments: cases, [1, 3]) func oneAxis(_ example: Case, batch: Int) {
        var random = RandomState(seed: 5)
        checkGradients(
            of: Conv1D(
                2, kernelSize: 3, strides: example.strides, padding: example.padding,
                dilationRate: example.dilation, activation: .tanh, useBias: example.useBias),
            input: random.gaussians(batch, 7, 2))
    }

    @Test(arguments: [(1, 1), (2, 1), (1, 3), (2, 2)]) func causal(strides: Int, dilation: Int) {
        var random = RandomState(seed: 6)
        checkGradients(
            of: Conv1D(2, kernelSize: 3, strides: strides, padding: .causal, dilationRate: dilation),
            input: random.gaussians(2, 6, 3))
    }

    @Test(arguments: cases, [1, 3]) func twoAxes(_ example: Case, batch: Int) {
        var random = RandomState(seed: 7)
        checkGradients(
            of: Conv2D(
                3, kernelSize: (2, 3), strides: (example.strides, 1), padding: example.padding,
                dilationRate: (1, example.dilation), activation: .sigmoid, useBias: example.useBias),
            input: random.gaussians(batch, 5, 7, 2))
    }

    @Test(arguments: cases) func threeAxes(_ example: Case) {
        var random = RandomState(seed: 8)
        checkGradients(
            of: Conv3D(
                2, kernelSize: (2, 1, 2), strides: (1, example.strides, 2), padding: example.padding,
                dilationRate: (example.dilation, 1, 1), useBias: example.useBias),
            input: random.gaussians(2, 4, 3, 4, 2))
    }

    /// A window that sees only padding has no run at all.
    @Test func windowLargerThanTheInput() {
        var random = RandomState(seed: 9)
        checkGradients(
            of: Conv2D(2, kernelSize: (5, 4), padding: .same, dilationRate: (2, 3)),
            input: random.gaussians(2, 2, 3, 1))
    }
}

@Suite struct ConvolutionFactTests {
    /// A kernel of one 1 copies the step that it looks at: what each padding sees at the edges.
    @Test func paddingSaysWhatTheEdgesSee() {
        let steps = Matrix(shape: [1, 4, 1], elements: [1, 2, 3, 4])
        func first(of padding: Padding) -> [Double] {
            let layer = Conv1D<Double>(1, kernelSize: 2, padding: padding)
            var random = RandomState(seed: 0)
            layer.build(inputShape: [4, 1], random: &random)
            layer.kernel.value = Matrix(shape: [2, 1, 1], elements: [1, 0])
            return Array(layer(steps).elements)
        }
        #expect(first(of: .valid) == [1, 2, 3])
        // The odd zero of `same` is at the end, so the first window starts at the first step.
        #expect(first(of: .same) == [1, 2, 3, 4])
        #expect(first(of: .causal) == [0, 1, 2, 3])
    }

    /// Sobel's kernel on an image that is dark on the left: worked by hand, each window across the edge gives
    /// 4.
    @Test func kernelFindsAnEdge() {
        let image = Matrix(shape: [1, 3, 4, 1], elements: [0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1])
        let layer = Conv2D<Double>(1, kernelSize: (3, 3), useBias: false)
        var random = RandomState(seed: 0)
        layer.build(inputShape: [3, 4, 1], random: &random)
        layer.kernel.value = Matrix(shape: [3, 3, 1, 1], elements: [-1, 0, 1, -2, 0, 2, -1, 0, 1])
        #expect(layer(image) == Matrix(shape: [1, 1, 2, 1], elements: [4, 4]))
    }

    /// Many samples are laid out a few at a time; each must come out as it does alone.
    @Test func batchIsItsSamples() {
        var random = RandomState(seed: 1)
        let layer = Conv2D<Double>(8, kernelSize: (5, 5), padding: .same)
        layer.build(inputShape: [28, 28, 1], random: &random)
        let batch = random.gaussians(9, 28, 28, 1)
        let together = layer(batch)
        for sample in 0..<9 {
            let alone = layer(batch.rows([sample]))
            expectClose(together.rows([sample]), alone, "sample \(sample)", tolerance: 1e-14)
        }
        #expect(layer(Matrix(repeating: 0, shape: [0, 28, 28, 1])).shape == [0, 28, 28, 8])
    }

    /// In single precision the same layer, to single precision; and every run gives the same bits.
    @Test func singlePrecisionAgreesWithDouble() {
        let double = Conv2D<Double>(
            6, kernelSize: (5, 5), strides: (2, 1), padding: .same, activation: .tanh)
        let single = Conv2D<Float>(
            6, kernelSize: (5, 5), strides: (2, 1), padding: .same, activation: .tanh)
        var (random, again) = (RandomState(seed: 2), RandomState(seed: 2))
        double.build(inputShape: [20, 20, 3], random: &random)
        single.build(inputShape: [20, 20, 3], random: &again)
        let input = random.gaussians(6, 20, 20, 3)
        let rounded = Tensor<Float>(shape: input.shape, elements: input.elements.map { Float($0) })
        func doubled(_ x: Tensor<Float>) -> Matrix {
            Matrix(shape: x.shape, elements: x.elements.map { Double($0) })
        }
        let (expected, doubleCache) = double.forward(input, PassContext())
        let (output, cache) = single.forward(rounded, PassContext())
        expectClose(doubled(output), expected, "output", tolerance: 1e-5)
        let expectedGradient = double.backward(expected, doubleCache)
        let gradient = single.backward(output, cache)
        expectClose(doubled(gradient), expectedGradient, "gradient of the input", tolerance: 1e-5)
        expectClose(
            doubled(single.kernel.gradient), double.kernel.gradient, "gradient of kernel", tolerance: 1e-5)
        #expect(single(rounded) == output)
        #expect(single.backward(output, cache) == gradient)
    }

    /// The first layer of a net is not asked for the gradient of its input; its parameters get the same.
    @Test func parametersGetTheirGradientsAlone() {
        var random = RandomState(seed: 3)
        let layer = Conv1D<Double>(3, kernelSize: 2, padding: .causal, activation: .tanh)
        layer.build(inputShape: [6, 2], random: &random)
        let (output, cache) = layer.forward(random.gaussians(4, 6, 2), PassContext())
        _ = layer.backward(output, cache)
        let expected = layer.parameters.map(\.gradient)
        for parameter in layer.parameters { parameter.zeroGradient() }
        layer.accumulateGradients(output, cache)
        #expect(layer.parameters.map(\.gradient) == expected)
    }

    /// 3 · 3 · 3 · 32 weights and 32 biases.
    @Test func parametersAreCounted() {
        var random = RandomState(seed: 0)
        let layer = Conv2D<Float>(32, kernelSize: (3, 3), padding: .same)
        layer.build(inputShape: [32, 32, 3], random: &random)
        #expect(layer.parameterCount == 896)
        #expect(layer.outputShape(for: [32, 32, 3]) == [32, 32, 32])
    }

    @Test func configurationSurvivesJSON() throws {
        let layer = Conv2D<Double>(
            4, kernelSize: (3, 5), strides: (2, 1), padding: .same, activation: .relu, useBias: false,
            kernelRegularizer: .l2(0.1))
        #expect(try throughJSON(layer.configuration) == layer.configuration)
    }

    /// A file may say what no initializer lets through.
    @Test func configurationKnowsItsAxes() {
        var configuration = Conv1D<Double>(4, kernelSize: 3).configuration
        #expect(configuration.fault == nil)
        configuration.window = Window(size: [3, 3], strides: [1, 1])
        #expect(
            configuration.fault == "Conv1D needs a window of one whole number from 1 on, but (3, 3) is given")
        configuration.window = Window(size: [], strides: [1])
        #expect(configuration.fault == "Conv1D needs a window of one whole number from 1 on, but () is given")
    }
}

@Suite struct ConvolutionMisuseTests {
    @Test func samplesNeedTheirAxes() async {
        expectStop(
            "Conv2D takes samples of shape (height, width, channels), but their shape is (28, 28)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Conv2D<Double>(1, kernelSize: (3, 3)).outputShape(for: [28, 28])
            })
    }

    @Test func windowMustFit() async {
        expectStop(
            "the window of Conv1D spans (5,) and does not fit in samples of shape (4, 1)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Conv1D<Double>(1, kernelSize: 3, dilationRate: 2).outputShape(for: [4, 1])
            })
    }

    @Test func causalIsForOneAxis() async {
        expectStop(
            "Conv2D cannot have causal padding: only along one axis, time, is there a before",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Conv2D<Double>(1, kernelSize: (3, 3), padding: .causal)
            })
    }

    @Test func filtersAndWindowsAreFromOneOn() async {
        expectStop(
            "Conv3D needs at least 1 filter, but 0 are asked",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Conv3D<Double>(0, kernelSize: (1, 1, 1))
            })
        expectStop(
            "Conv2D needs strides of 2 whole numbers from 1 on, but (1, 0) is given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Conv2D<Double>(1, kernelSize: (3, 3), strides: (1, 0))
            })
    }

    @Test func channelsMustStayTheSame() async {
        expectStop(
            "Conv1D takes inputs of shape (batch, …, 2), but the shape is (1, 4, 3)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let layer = Conv1D<Double>(1, kernelSize: 3)
                var random = RandomState(seed: 0)
                layer.build(inputShape: [4, 2], random: &random)
                _ = layer(Matrix.zeros(1, 4, 3))
            })
    }
}
