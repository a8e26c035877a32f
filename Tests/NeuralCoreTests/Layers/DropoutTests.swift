import NeuralCore
import Testing

@Suite struct DropoutTests {
    static let training = PassContext(isTraining: true)

    @Test func nothingIsDroppedOutsideTraining() {
        var random = RandomState(seed: 19)
        let input = random.gaussians(3, 4)
        #expect(Dropout<Double>(0.5)(input) == input)
        let kept = Dropout<Double>(0).forward(input, Self.training)
        #expect(kept.output == input)
    }

    /// About a fifth is 0, the others are 1 / 0.8 = 1.25 times as large: the expected sum stays.
    @Test func whatRemainsIsScaledUp() {
        let output = Dropout<Double>(0.2, seed: 1).forward(Matrix.ones(100, 100), Self.training).output
        #expect(Set(output.elements) == [0, 1.25])
        // The share has a deviation of √(0.2 · 0.8 / 10,000) = 0.004.
        #expect(abs((output .== 0).mean() - 0.2) < 0.012)
    }

    @Test func theGradientGoesWhereTheInputWent() {
        let layer = Dropout<Double>(0.5, seed: 2)
        let first = layer.forward(Matrix.ones(4, 5), Self.training)
        let second = layer.forward(Matrix.ones(4, 5), Self.training)
        #expect(first.output != second.output)
        // An earlier pass remembers what it dropped.
        #expect(layer.backward(Matrix.ones(4, 5), first.cache) == first.output)
        #expect(layer.backward(Matrix.ones(4, 5), second.cache) == second.output)
    }

    @Test func oneSeedGivesOneMask() {
        func output(of layer: Dropout<Float>) -> Tensor<Float> {
            var random = RandomState(seed: 3)
            layer.build(inputShape: [8], random: &random)
            return layer.forward(.ones(2, 8), Self.training).output
        }
        #expect(output(of: Dropout(0.5, seed: 7)) == output(of: Dropout(0.5, seed: 7)))
        #expect(output(of: Dropout(0.5)) == output(of: Dropout(0.5)))
    }

    @Test func wrongUseIsSaid() async {
        expectStop(
            "Dropout takes a rate from 0 up to but not including 1, but 1.0 is given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Dropout<Double>(1)
            })
        expectStop(
            "Dropout has no random numbers yet: give it a seed, build it, or add it to a model",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Dropout<Double>(0.5).forward(Matrix.ones(1, 1), PassContext(isTraining: true))
            })
    }
}
