import NeuralCore
import Testing

@Suite struct LayerNormalizationTests {
    @Test func agreesWithKeras() throws {
        try expectAgreement(LayerNormalization(), "layer_normalization")
    }

    @Test(arguments: [(true, true), (false, true), (true, false), (false, false)])
    func gradientsAreSlopes(center: Bool, scale: Bool) {
        var random = RandomState(seed: 15)
        for input in [random.gaussians(1, 4), random.gaussians(3, 4), random.gaussians(2, 3, 5)] {
            checkGradients(
                of: LayerNormalization(
                    center: center, scale: scale, betaInitializer: .normal(deviation: 1),
                    gammaInitializer: .normal(deviation: 1)), input: input)
        }
    }

    /// Whatever the scale and the offset of its inputs, the outputs have mean 0 and deviation 1.
    @Test func eachVectorHasMean0AndDeviation1() {
        var random = RandomState(seed: 16)
        let layer = LayerNormalization<Double>(epsilon: 1e-12)
        layer.build(inputShape: [6], random: &random)
        let output = layer(random.gaussians(4, 6) * 100 + 7)
        expectClose(output.mean(axis: 1), Matrix.zeros(4))
        expectClose(square(output).mean(axis: 1), Matrix.ones(4))
    }

    @Test func wrongUseIsSaid() async {
        expectStop(
            "LayerNormalization is not built yet",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = LayerNormalization<Double>()(Matrix.zeros(2, 3))
            })
        expectStop(
            "LayerNormalization needs an epsilon above 0, but 0.0 is given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = LayerNormalization<Double>(epsilon: 0)
            })
    }
}

@Suite struct BatchNormalizationTests {
    /// Keras's outputs in training and after it, and the moving averages that one batch leaves.
    struct Golden: Decodable {
        var x, gamma, beta, training_output, moving_mean_after, moving_variance_after: GoldenTensor
        var inference_output: GoldenTensor
        var momentum, epsilon: Double
    }

    @Test func agreesWithKeras() throws {
        let golden: Golden = try GoldenLayer.all.get().value("batch_normalization")
        let layer = BatchNormalization<Double>(momentum: golden.momentum, epsilon: golden.epsilon)
        var random = RandomState(seed: 0)
        layer.build(inputShape: [3], random: &random)
        layer.gamma?.value = golden.gamma.tensor
        layer.beta?.value = golden.beta.tensor
        let training = layer.forward(golden.x.tensor, PassContext(isTraining: true)).output
        expectClose(training, golden.training_output.tensor, "training")
        expectClose(layer.movingMean.value, golden.moving_mean_after.tensor, "moving mean")
        expectClose(layer.movingVariance.value, golden.moving_variance_after.tensor, "moving variance")
        expectClose(layer(golden.x.tensor), golden.inference_output.tensor, "inference")
    }

    @Test(arguments: [true, false], [(true, true), (false, false), (true, false)])
    func gradientsAreSlopes(isTraining: Bool, parts: (center: Bool, scale: Bool)) {
        var random = RandomState(seed: 17)
        for input in [random.gaussians(2, 3), random.gaussians(5, 3), random.gaussians(2, 3, 2, 4)] {
            checkGradients(
                of: BatchNormalization(
                    // With the momentum 1 the moving averages stay while the slopes are measured.
                    momentum: 1, center: parts.center, scale: parts.scale,
                    betaInitializer: .normal(deviation: 1), gammaInitializer: .normal(deviation: 1)),
                input: input, context: PassContext(isTraining: isTraining))
        }
    }

    /// A step that is padding has no say in the statistics, but is normalized by them. Keras 3.15 has these numbers, but
    /// that it adds 10⁻⁷ to the number of steps.
    @Test func paddingHasNoSay() {
        var random = RandomState(seed: 0)
        let layer = BatchNormalization<Double>(momentum: 0.5)
        layer.build(inputShape: [3, 2], random: &random)
        let x = Matrix(shape: [2, 3, 2], elements: [1, 2, 0, 0, 4, 1, 3, -1, 0, 0, 7, 7])
        let mask = Mask(shape: [2, 3], isValid: [true, false, true, true, false, false])
        let output = layer.forward(x, PassContext(isTraining: true, mask: mask)).output
        let keras = Matrix(
            shape: [2, 3, 2],
            elements: [
                -1.3358768405522254, 1.0687015472508872, -2.1374029876316203, -0.5343507469079063,
                1.068701600685959, 0.26717540017149044, 0.26717545360656425, -1.3358768939873031,
                -2.1374029876316203, -0.5343507469079063, 3.4732800419241436, 5.076332282647871,
            ])
        expectClose(output, keras, "output of Keras", tolerance: 1e-6)
        // The three steps that count have these means, and both features this variance.
        let (mean, variance) = (Matrix([8, 2]) / 3, 14.0 / 9)
        expectClose(output, (x - mean) / (variance + 0.001).squareRoot(), "output")
        expectClose(layer.movingMean.value, Matrix([4, 1]) / 3, "moving mean")
        expectClose(layer.movingVariance.value, Matrix([23, 23]) / 18, "moving variance")
    }

    @Test func paddedGradientsAreSlopes() {
        var random = RandomState(seed: 18)
        let mask = Mask(shape: [2, 3], isValid: [true, false, true, true, true, false])
        for input in [random.gaussians(2, 3, 2), random.gaussians(2, 3, 4, 2)] {
            checkGradients(
                of: BatchNormalization(
                    momentum: 1, betaInitializer: .normal(deviation: 1),
                    gammaInitializer: .normal(deviation: 1)),
                input: input, context: PassContext(isTraining: true, mask: mask))
        }
    }

    /// Nothing but padding has no mean: the moving averages stand in, and stay.
    @Test func aBatchOfPadding() {
        var random = RandomState(seed: 0)
        let layer = BatchNormalization<Double>()
        layer.build(inputShape: [1, 1], random: &random)
        let context = PassContext(isTraining: true, mask: Mask(shape: [1, 1], isValid: [false]))
        let x = Matrix(shape: [1, 1, 1], elements: [3])
        #expect(layer.forward(x, context).output == layer(x))
        #expect(layer.movingMean.value == Matrix([0]))
    }

    @Test func statisticsAreSavedButNotTrained() {
        var random = RandomState(seed: 0)
        let layer = BatchNormalization<Double>()
        layer.build(inputShape: [28, 28, 4], random: &random)
        #expect(layer.parameters.map(\.name) == ["gamma", "beta"])
        #expect(layer.nonTrainableParameters.map(\.name) == ["moving_mean", "moving_variance"])
        #expect(layer.nonTrainableParameters.allSatisfy { !$0.isTrainable })
        #expect(layer.parameterCount == 8)
    }

    @Test func wrongUseIsSaid() async {
        expectStop(
            "BatchNormalization is not built yet",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = BatchNormalization<Double>()(Matrix.zeros(2, 3))
            })
        expectStop(
            "BatchNormalization takes a momentum from 0 to 1, but 1.5 is given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = BatchNormalization<Double>(momentum: 1.5)
            })
        expectStop(
            "BatchNormalization was built for 3 features, but is now given 4",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomState(seed: 0)
                let layer = BatchNormalization<Double>()
                layer.build(inputShape: [3], random: &random)
                layer.build(inputShape: [4], random: &random)
            })
    }
}
