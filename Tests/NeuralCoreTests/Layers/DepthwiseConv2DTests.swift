import NeuralCore
import Testing

@Suite struct DepthwiseConv2DTests {
    @Test func agreesWithKeras() throws {
        try expectAgreement(DepthwiseConv2D(kernelSize: (3, 3), depthMultiplier: 2), "depthwise_conv2d")
    }

    @Test(arguments: [1, 2], [Padding.valid, .same]) func gradientsAreSlopes(
        multiplier: Int, padding: Padding
    ) {
        var random = RandomState(seed: 13)
        let input = random.gaussians(2, 5, 4, 3)
        checkGradients(
            of: DepthwiseConv2D(
                kernelSize: (3, 2), strides: (2, 1), padding: padding, depthMultiplier: multiplier,
                activation: .tanh), input: input)
        checkGradients(
            of: DepthwiseConv2D(
                kernelSize: (2, 2), padding: padding, depthMultiplier: multiplier, dilationRate: (2, 3),
                useBias: false), input: input)
    }

    @Test func wrongUseIsSaid() async {
        expectStop(
            "DepthwiseConv2D needs a depth multiplier from 1 on, but 0 is asked",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = DepthwiseConv2D<Double>(kernelSize: (3, 3), depthMultiplier: 0)
            })
    }
}
