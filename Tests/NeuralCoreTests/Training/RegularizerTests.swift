// Penalties on large parameters, by hand and against the definition of a slope.

import NeuralCore
import Testing

@Suite struct RegularizerTests {
    static let weights: Matrix = [[1, -2], [0, 3]]

    @Test func penaltiesByHand() {
        #expect(Regularizer.l1(0.5).penalty(for: Self.weights) == 3)
        #expect(Regularizer.l2(0.5).penalty(for: Self.weights) == 7)
        #expect(Regularizer(l1: 0.5, l2: 0.5).penalty(for: Self.weights) == 10)
        #expect(Regularizer().penalty(for: Self.weights) == 0)
    }

    @Test func gradientsByHand() {
        #expect(Regularizer.l1(0.5).gradient(for: Self.weights) == [[0.5, -0.5], [0, 0.5]])
        #expect(Regularizer.l2(0.5).gradient(for: Self.weights) == [[1, -2], [0, 3]])
        #expect(Regularizer(l1: 0.5, l2: 0.5).gradient(for: Self.weights) == [[1.5, -2.5], [0, 3.5]])
    }

    /// Keras 3: `keras.regularizers.L1()` and `L2()` have the factor 0.01.
    @Test func defaultsAreKeras() {
        #expect(Regularizer.l1() == Regularizer(l1: 0.01, l2: 0))
        #expect(Regularizer.l2() == Regularizer(l1: 0, l2: 0.01))
    }

    @Test(arguments: [Regularizer.l1(0.3), .l2(0.2), Regularizer(l1: 0.3, l2: 0.2), Regularizer()])
    func gradientsAreSlopes(regularizer: Regularizer) {
        var random = RandomState(seed: 3)
        let weights = random.gaussians(3, 4)
        let slopes = centralDifferences(at: weights) { regularizer.penalty(for: $0) }
        expectClose(regularizer.gradient(for: weights), slopes, tolerance: 1e-9)
    }

    @Test func singlePrecision() {
        let weights: Tensor<Float> = [1, -2]
        #expect(Regularizer(l1: 0.5, l2: 0.25).penalty(for: weights) == 2.75)
        #expect(Regularizer(l1: 0.5, l2: 0.25).gradient(for: weights) == [1, -1.5])
    }

    @Test func nothingHasNoPenalty() {
        #expect(Regularizer(l1: 1, l2: 1).penalty(for: Matrix.zeros(0, 2)) == 0)
        #expect(Regularizer(l1: 1, l2: 1).gradient(for: Matrix.zeros(0, 2)).shape == [0, 2])
    }
}
