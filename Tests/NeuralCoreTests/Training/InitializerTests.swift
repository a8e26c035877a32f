// How parameters begin: the bounds, means and variances that the papers and Keras give the initialisers.

import NeuralCore
import Testing

@Suite struct InitializerTests {
    static let all: [Initializer] = [
        .zeros, .ones, .constant(0.25), .uniform(), .uniform(low: -3, high: 1), .normal(),
        .normal(mean: 2, deviation: 0.5), .glorotUniform, .glorotNormal, .heUniform, .heNormal, .orthogonal(),
        .orthogonal(gain: 2),
    ]

    private func values(_ initializer: Initializer, _ shape: Shape, seed: UInt32 = 11) -> Matrix {
        var random = RandomState(seed: seed)
        return initializer(shape, &random)
    }

    private func variance(_ x: Matrix) -> Double { square(x - x.mean()).mean() }

    // MARK: - Constants and plain distributions

    @Test func constants() {
        #expect(values(.zeros, [2, 3]) == Matrix.zeros(2, 3))
        #expect(values(.ones, [3]) == [1, 1, 1])
        #expect(values(.constant(0.25), [1, 2]) == [[0.25, 0.25]])
    }

    /// The numbers are the generator's own, in row-major order.
    @Test func plainDistributionsAreTheGenerators() {
        var random = RandomState(seed: 11)
        #expect(values(.uniform(), [2, 3]).elements == random.uniform(low: -0.05, high: 0.05, count: 6))
        random = RandomState(seed: 11)
        #expect(
            values(.normal(mean: 2, deviation: 0.5), [6]).elements
                == random.normal(mean: 2, deviation: 0.5, count: 6))
    }

    // MARK: - Glorot and He

    /// Shapes with their fans: a kernel of a dense layer, kernels of convolutions over one and two axes, a bias.
    static let fans: [(shape: Shape, fanIn: Double, fanOut: Double)] = [
        ([300, 100], 300, 100),
        ([5, 40, 80], 200, 400),
        ([3, 3, 32, 64], 288, 576),
        ([20_000], 20_000, 20_000),
    ]

    @Test(arguments: fans) func uniformStartsKeepTheirBounds(shape: Shape, fanIn: Double, fanOut: Double) {
        for (initializer, limit) in [
            (Initializer.glorotUniform, (6 / (fanIn + fanOut)).squareRoot()),
            (.heUniform, (6 / fanIn).squareRoot()),
        ] {
            let numbers = values(initializer, shape)
            #expect(numbers.min() >= -limit)
            #expect(numbers.max() < limit)
            // So many numbers come close to the ends, which a wrong fan would move.
            #expect(numbers.min() < -0.99 * limit)
            #expect(numbers.max() > 0.99 * limit)
        }
    }

    @Test(arguments: fans) func variancesAreThoseOfThePapers(shape: Shape, fanIn: Double, fanOut: Double) {
        for (initializer, expected) in [
            (Initializer.glorotUniform, 2 / (fanIn + fanOut)), (.glorotNormal, 2 / (fanIn + fanOut)),
            (.heUniform, 2 / fanIn), (.heNormal, 2 / fanIn),
        ] {
            let numbers = values(initializer, shape)
            let count = Double(numbers.count)
            // Five standard errors: of the mean √(v/n), of the variance at most v·√(2/n).
            #expect(abs(numbers.mean()) < 5 * (expected / count).squareRoot(), "\(initializer)")
            #expect(abs(variance(numbers) / expected - 1) < 5 * (2 / count).squareRoot(), "\(initializer)")
        }
    }

    /// The normal starts are cut off at two deviations, before these are stretched to the variance wanted.
    @Test(arguments: fans) func normalStartsAreCutOff(shape: Shape, fanIn: Double, fanOut: Double) {
        for (initializer, expected) in [
            (Initializer.glorotNormal, 2 / (fanIn + fanOut)), (.heNormal, 2 / fanIn),
        ] {
            // The deviation of a normal distribution cut off at ±2 is 0.8796…; Keras divides by it as well.
            let limit = 2 * expected.squareRoot() / 0.87962566103423978
            let largest = abs(values(initializer, shape)).max()
            #expect(largest <= limit * (1 + 1e-15), "\(initializer)")
            #expect(largest > 0.98 * limit, "\(initializer)")
        }
    }

    // MARK: - Orthogonal

    static let matrices: [Shape] = [
        [1, 1], [7, 7], [50, 50], [12, 5], [5, 12], [3, 3, 4, 8], [2, 2, 2, 16],
    ]

    /// Of rows and columns, the fewer are perpendicular and of length `gain`.
    @Test(arguments: matrices) func orthogonalStartsArePerpendicular(shape: Shape) {
        for gain in [1.0, 2.0] {
            let columns = shape[shape.rank - 1]
            let kernel = values(.orthogonal(gain: gain), shape).reshaped(-1, columns)
            let isTall = kernel.shape[0] >= columns
            let products = isTall ? kernel.transposed().dot(kernel) : kernel.dot(kernel.transposed())
            var identity = Matrix.zeros(products.shape[0], products.shape[0])
            for place in 0..<products.shape[0] { identity[place, place] = gain * gain }
            expectClose(products, identity, "\(shape)", tolerance: 1e-12)
        }
    }

    /// A rotation changes no length, however often it is applied: what a recurrent net wants.
    @Test func orthogonalStartsKeepLengths() {
        let kernel = values(.orthogonal(), [10, 10])
        var state = Matrix.ones(10)
        for _ in 0..<100 { state = state.dot(kernel) }
        #expect(abs(square(state).sum() - 10) < 1e-11)
    }

    // MARK: - Seeds and precision

    @Test(arguments: all) func oneSeedGivesOneStart(initializer: Initializer) {
        #expect(values(initializer, [4, 6]) == values(initializer, [4, 6]))
        switch initializer {
        case .zeros, .ones, .constant: break
        default: #expect(values(initializer, [4, 6]) != values(initializer, [4, 6], seed: 12))
        }
    }

    /// Nets of both precisions start alike: single numbers are the double ones, rounded.
    @Test(arguments: all) func singlePrecisionIsDoublePrecisionRounded(initializer: Initializer) {
        var random = RandomState(seed: 11)
        let singles: Tensor<Float> = initializer([4, 6], &random)
        #expect(singles.elements == values(initializer, [4, 6]).elements.map { Float($0) })
    }

    @Test(arguments: all) func everyShapeCanBeEmpty(initializer: Initializer) {
        #expect(values(initializer, [0, 3]).shape == [0, 3])
        #expect(values(initializer, [3, 0]).shape == [3, 0])
    }
}
