import NeuralCore
import Testing

@Suite struct LossFaultTests {
    @Test func shapesThatDiffer() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Loss.meanSquaredError.mean(Matrix.zeros(2, 3), targets: Matrix.zeros(3, 2))
        }
        expect(
            "meanSquaredError needs targets of the shape of the predictions, (2, 3), but their shape is (3, 2)",
            from: result)
    }

    @Test func classNumbersForOneHotTargets() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Loss.categoricalCrossentropy().mean(Matrix.ones(2, 3), targets: Matrix([0, 1]))
        }
        expect("for the numbers of classes there is sparseCategoricalCrossentropy", from: result)
    }

    @Test func classesThatDoNotExist() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Loss.sparseCategoricalCrossentropy().mean(Matrix.ones(3, 3), targets: Matrix([0, 3, 1]))
        }
        expect(
            "sparseCategoricalCrossentropy needs classes from 0 to 2, but target 1 is 3.0", from: result)
    }

    @Test func targetsThatAreNoProbabilities() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Loss.binaryCrossentropy().gradient(Matrix.ones(2, 1), targets: [[1], [-1]])
        }
        expect("binaryCrossentropy needs targets from 0 to 1, but target 1 is -1.0", from: result)
    }

    @Test func anEmptyBatch() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Loss.hinge.mean(Matrix.zeros(0, 3), targets: Matrix.zeros(0, 3))
        }
        expect("hinge of an empty batch, of shape (0, 3)", from: result)
    }

    @Test func aWeightTooMany() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Loss.poisson.mean(
                Matrix.ones(2, 1), targets: Matrix([1, 1]), sampleWeights: Matrix([1, 1, 1]))
        }
        expect("poisson needs one weight a sample, but there are 2 samples and 3 weights", from: result)
    }
}
