import NeuralCore
import Testing

@Suite struct PoolingTests {
    @Test func maximaAgreeWithKeras() throws {
        try expectAgreement(MaxPooling1D(2), "maxpool1d_2")
        try expectAgreement(MaxPooling1D(2, padding: .same), "maxpool1d_2_same")
        try expectAgreement(MaxPooling1D(3, strides: 2, padding: .same), "maxpool1d_3_stride2_same")
        try expectAgreement(MaxPooling1D(3, strides: 1), "maxpool1d_3_stride1")
        try expectAgreement(MaxPooling2D(), "maxpool2d_2")
        try expectAgreement(MaxPooling2D(padding: .same), "maxpool2d_2_same")
        try expectAgreement(MaxPooling2D((3, 3), strides: (2, 2), padding: .same), "maxpool2d_3_stride2_same")
        try expectAgreement(MaxPooling2D((3, 3), strides: (1, 1)), "maxpool2d_3_stride1")
        try expectAgreement(MaxPooling3D(), "maxpool3d_2")
        try expectAgreement(MaxPooling3D(padding: .same), "maxpool3d_2_same")
        try expectAgreement(
            MaxPooling3D((3, 3, 3), strides: (2, 2, 2), padding: .same), "maxpool3d_3_stride2_same")
        try expectAgreement(MaxPooling3D((3, 3, 3), strides: (1, 1, 1)), "maxpool3d_3_stride1")
    }

    @Test func theFirstOfEqualMaximaGetsTheGradient() throws {
        try expectAgreement(MaxPooling2D(), "maxpool2d_2_ties")
    }

    @Test func meansAgreeWithKeras() throws {
        try expectAgreement(AveragePooling1D(3, strides: 2, padding: .same), "avgpool1d_3_stride2_same")
        try expectAgreement(
            AveragePooling2D((3, 3), strides: (2, 2), padding: .same), "avgpool2d_3_stride2_same")
    }

    @Test func globalPoolingAgreesWithKeras() throws {
        try expectAgreement(GlobalMaxPooling2D(), "global_max_pool2d")
        try expectAgreement(GlobalAveragePooling2D(), "global_avg_pool2d")
    }

    /// Windows that overlap, that leave gaps, and that see padding.
    @Test(arguments: [(2, 2), (3, 1), (2, 3)], [Padding.valid, .same])
    func gradientsAreSlopes(window: (size: Int, strides: Int), padding: Padding) {
        var random = RandomState(seed: 11)
        let (size, strides) = window
        let (steps, image) = (random.gaussians(2, 7, 3), random.gaussians(2, 5, 6, 2))
        let volume = random.gaussians(1, 4, 3, 5, 2)
        checkGradients(of: MaxPooling1D(size, strides: strides, padding: padding), input: steps)
        checkGradients(of: AveragePooling1D(size, strides: strides, padding: padding), input: steps)
        checkGradients(of: MaxPooling2D((size, 2), strides: (strides, 1), padding: padding), input: image)
        checkGradients(of: AveragePooling2D((2, size), strides: (2, strides), padding: padding), input: image)
        checkGradients(
            of: MaxPooling3D((2, 1, size), strides: (1, 2, strides), padding: padding), input: volume)
        checkGradients(
            of: AveragePooling3D((2, 3, size), strides: (1, 2, strides), padding: padding), input: volume)
    }

    @Test func globalGradientsAreSlopes() {
        var random = RandomState(seed: 12)
        for batch in [1, 3] {
            checkGradients(of: GlobalMaxPooling1D(), input: random.gaussians(batch, 4, 3))
            checkGradients(of: GlobalAveragePooling1D(), input: random.gaussians(batch, 4, 3))
            checkGradients(of: GlobalMaxPooling2D(), input: random.gaussians(batch, 3, 2, 4))
            checkGradients(of: GlobalAveragePooling2D(), input: random.gaussians(batch, 3, 2, 4))
        }
    }

    /// As Keras's GlobalAveragePooling1D: the mean of the steps that count.
    @Test func maskedStepsDoNotCount() {
        let mask = Mask(shape: [2, 3], isValid: [true, true, false, false, false, false])
        let steps = Matrix(shape: [2, 3, 1], elements: [2, 4, 90, 1, 2, 3])
        let context = PassContext(mask: mask)
        #expect(GlobalAveragePooling1D<Double>().forward(steps, context).output == [[3], [0]])
        checkGradients(of: GlobalAveragePooling1D(), input: steps, context: context)
    }

    /// TensorFlow's reduce_max divides the gradient among equals, max_pool does not.
    @Test func equalGlobalMaximaShareTheGradient() {
        let layer = GlobalMaxPooling1D<Double>()
        let (_, cache) = layer.forward(Matrix(shape: [1, 4, 1], elements: [2, 5, 5, 1]), PassContext())
        let gradient = layer.backward(Matrix(shape: [1, 1], elements: [1]), cache)
        #expect(gradient.elements == [0, 0.5, 0.5, 0])
    }

    /// Padding is neither a large number among negative ones nor a 0 in a mean.
    @Test func paddingDoesNotCount() {
        let steps = Matrix(shape: [1, 3, 1], elements: [-4, -2, -6])
        #expect(MaxPooling1D(2, padding: .same)(steps).elements == [-2, -6])
        #expect(AveragePooling1D(2, padding: .same)(steps).elements == [-3, -6])
    }

    @Test func notANumberIsNotLost() {
        let steps = Matrix(shape: [1, 4, 1], elements: [.nan, 1, 2, .nan])
        #expect(MaxPooling1D<Double>()(steps).elements.allSatisfy { $0.isNaN })
        let low = Matrix(repeating: -.infinity, shape: [1, 2, 1])
        let layer = MaxPooling1D<Double>()
        #expect(
            layer.backward(Matrix.ones(1, 1, 1), layer.forward(low, PassContext()).cache).elements == [1, 0])
    }

    @Test func configurationSurvivesJSON() throws {
        let layer = MaxPooling2D<Double>((3, 2), strides: (2, 1), padding: .same)
        #expect(try throughJSON(layer.configuration) == layer.configuration)
    }

    @Test func wrongUseIsSaid() async {
        expectStop(
            "MaxPooling2D \"small\" takes samples of shape (height, width, channels), "
                + "but their shape is (4, 4)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = MaxPooling2D<Double>(name: "small")(Matrix.zeros(2, 4, 4))
            })
        expectStop(
            "the window of AveragePooling1D spans (3,) and does not fit in samples of shape (2, 1)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = AveragePooling1D<Double>(3).outputShape(for: [2, 1])
            })
        expectStop(
            "MaxPooling1D takes padding .valid or .same, not .causal",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = MaxPooling1D<Double>(2, padding: .causal)
            })
        expectStop(
            "AveragePooling3D needs a window of 3 whole numbers from 1 on, but (2, 0, 2) is given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = AveragePooling3D<Double>((2, 0, 2))
            })
        expectStop(
            "GlobalMaxPooling2D takes samples of shape (height, width, channels), but their shape is (5, 2)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = GlobalMaxPooling2D<Double>().outputShape(for: [5, 2])
            })
    }
}
