import NeuralCore
import Testing

@Suite struct ShapeLayerTests {
    @Test func flattenAgreesWithKeras() throws {
        try expectAgreement(Flatten(), "flatten_channels_last")
    }

    @Test func gradientsAreSlopes() {
        var random = RandomState(seed: 18)
        for batch in [1, 3] {
            let input = random.gaussians(batch, 2, 3, 4)
            checkGradients(of: Flatten(), input: input)
            checkGradients(of: Reshape([4, 6]), input: input)
            checkGradients(of: Permute([2, 3, 1]), input: input)
            checkGradients(of: Permute([3, 1, 2]), input: input)
            checkGradients(of: ActivationLayer(.sigmoid), input: input)
            checkGradients(of: ActivationLayer(.softmax), input: input)
        }
    }

    @Test func repeatVector() async {
        #expect(
            RepeatVector<Double>(3)([[1, 2], [3, 4]])
                == Matrix(shape: [2, 3, 2], elements: [1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4]))
        #expect(RepeatVector<Double>(3).outputShape(for: [2]) == [3, 2])
        var random = RandomState(seed: 19)
        checkGradients(of: RepeatVector(4), input: random.gaussians(3, 2))
        expectStop(
            "RepeatVector takes vectors of shape (features,), but the shape is (3, 2)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = RepeatVector<Double>(3).outputShape(for: [3, 2])
            })
        expectStop(
            "RepeatVector needs at least 1 step, but 0 are asked",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = RepeatVector<Double>(0)
            })
    }

    @Test func reshapeFindsTheOpenLength() {
        let layer = Reshape<Double>([-1, 7])
        #expect(layer.outputShape(for: [28, 28]) == [112, 7])
        #expect(layer(Matrix.zeros(2, 28)).shape == [2, 4, 7])
    }

    /// Counted from 1, as the batch is axis 0: Keras's example `Permute((2, 1))`.
    @Test func permuteExchangesAxes() {
        let input = Matrix(shape: [1, 2, 3], elements: [1, 2, 3, 4, 5, 6])
        let output = Permute<Double>([2, 1])(input)
        #expect(output == Matrix(shape: [1, 3, 2], elements: [1, 4, 2, 5, 3, 6]))
        #expect(Permute<Double>([2, 1]).outputShape(for: [2, 3]) == [3, 2])
    }

    /// A gradient of another shape would be read where there is none.
    @Test func gradientsHaveTheShapeOfTheOutput() async {
        expectStop(
            "Flatten had an output of shape (2, 6), but its gradient is (2, 5)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let layer = Flatten<Double>()
                _ = layer.backward(
                    Matrix.zeros(2, 5), layer.forward(Matrix.zeros(2, 3, 2), PassContext()).cache)
            })
        expectStop(
            "MaxPooling1D had an output of shape (1, 2, 3), but its gradient is (1, 4, 3)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let layer = MaxPooling1D<Double>(2)
                _ = layer.backward(
                    Matrix.zeros(1, 4, 3), layer.forward(Matrix.zeros(1, 4, 3), PassContext()).cache)
            })
        expectStop(
            "Conv1D had an output of shape (1, 3, 2), but its gradient is (1, 3, 1)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let layer = Conv1D<Double>(2, kernelSize: 2)
                var random = RandomState(seed: 0)
                layer.build(inputShape: [4, 3], random: &random)
                _ = layer.backward(
                    Matrix.zeros(1, 3, 1), layer.forward(Matrix.zeros(1, 4, 3), PassContext()).cache)
            })
    }

    @Test func wrongUseIsSaid() async {
        expectStop(
            "Reshape cannot give samples of shape (5,), 5 numbers, the shape (2, -1)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Reshape<Double>([2, -1]).outputShape(for: [5])
            })
        expectStop(
            "Reshape takes lengths from 0 on, of which one may be -1, but (-1, -1) is given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Reshape<Double>([-1, -1])
            })
        expectStop(
            "Permute takes every axis from 1 on just once, but (0, 1) is given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Permute<Double>([0, 1])
            })
        expectStop(
            "Permute orders 2 axes, but its samples have the shape (2, 3, 4)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Permute<Double>([2, 1]).outputShape(for: [2, 3, 4])
            })
    }
}
