import NeuralCore
import Testing

@Suite struct EmbeddingTests {
    @Test func agreesWithKeras() throws {
        try expectAgreement(Embedding(inputDimension: 6, outputDimension: 3), "embedding")
    }

    @Test func gradientsAreSlopes() {
        for shape: Shape in [[1, 4], [3, 4], [2, 1]] {
            var random = RandomState(seed: 14)
            let indices = (0..<shape.elementCount).map { _ in Double(random.nextWord() % 5) }
            checkGradients(
                of: Embedding(inputDimension: 5, outputDimension: 2),
                input: Matrix(shape: shape, elements: indices), checksInput: false)
        }
    }

    /// The textbook's first example: 50 words of 8 numbers each.
    @Test func parametersAreCounted() {
        var random = RandomState(seed: 0)
        let layer = Embedding<Float>(inputDimension: 50, outputDimension: 8)
        layer.build(inputShape: [4], random: &random)
        #expect(layer.parameterCount == 400)
        #expect(layer.outputShape(for: [4]) == [4, 8])
    }

    @Test func zeroIsPaddingWhereAsked() {
        let input: Matrix = [[3, 1, 0], [2, 0, 0]]
        let expected = Mask(shape: [2, 3], isValid: [true, true, false, true, false, false])
        let masking = Embedding<Double>(inputDimension: 4, outputDimension: 2, maskZero: true)
        #expect(masking.outputMask(for: input, nil) == expected)
        #expect(Embedding<Double>(inputDimension: 4, outputDimension: 2).outputMask(for: input, nil) == nil)
    }

    @Test func configurationSurvivesJSON() throws {
        let layer = Embedding<Double>(inputDimension: 4, outputDimension: 2, maskZero: true)
        #expect(try throughJSON(layer.configuration) == layer.configuration)
    }

    @Test func wrongUseIsSaid() async {
        expectStop(
            "Embedding \"words\" takes whole numbers from 0 to 5, but element 3 of its input, "
                + "of shape (2, 2), is 6.0",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let layer = Embedding<Double>(inputDimension: 6, outputDimension: 3, name: "words")
                _ = layer([[0, 1], [5, 6]])
            })
        expectStop(
            "element 1 of its input, of shape (1, 2), is 0.5",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Embedding<Double>(inputDimension: 6, outputDimension: 3)([[0, 0.5]])
            })
        expectStop(
            "element 0 of its input, of shape (1, 1), is nan",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Embedding<Float>(inputDimension: 6, outputDimension: 3)(
                    Tensor(repeating: .nan, shape: [1, 1]))
            })
        expectStop(
            "Embedding \"embedding_1\" masks sequences of shape (time,), but the shape is (2, 3)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Sequential<Double>(inputShape: [2, 3]) {
                    Embedding(inputDimension: 4, outputDimension: 2, maskZero: true)
                }
            })
        expectStop(
            "Embedding needs at least 1 index and 1 number for each, but 0 and 3 are asked",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Embedding<Double>(inputDimension: 0, outputDimension: 3)
            })
    }
}
