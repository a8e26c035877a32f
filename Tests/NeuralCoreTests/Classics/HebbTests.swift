// Hebb, Oja and principal components: growth, its brake, and the direction in which data spread.

import NeuralCore
import Testing

@Suite struct HebbTests {
    /// 200 points in an oblique cloud: made by the same generator as in the record.
    static let points: Matrix = {
        var random = RandomState(seed: 7)
        return random.gaussians(200, 3).dot([[2, 0.5, 0], [0, 1, 0.3], [0.2, 0, 0.4]]) + [1, -2, 0.5]
    }()
    static let centred = points - points.mean(axis: 0)

    static func golden() throws -> Members { try Fixture.load("classics.json") }

    @Test func perpendicularInputsCallUpTheirOutputs() {
        var layer = HebbLayer(inputs: 4, units: 2)
        let inputs: Matrix = [[0.5, 0.5, 0.5, 0.5], [0.5, -0.5, 0.5, -0.5], [0.5, 0.5, -0.5, -0.5]]
        let outputs: Matrix = [[1, -1], [2, 0.5], [-3, 4]]
        layer.associate(inputs, with: outputs)
        #expect(layer(inputs) == outputs)
        // What is perpendicular to all that was learned calls up nothing.
        #expect(layer([[0.5, -0.5, -0.5, 0.5]]) == [[0, 0]])
    }

    @Test func inputsThatOverlapDisturbEachOther() {
        var layer = HebbLayer(inputs: 2, units: 1)
        layer.associate([[1, 0], [0.6, 0.8]], with: [[1], [1]])
        expectClose(layer([[1, 0], [0.6, 0.8]]), [[1.6], [1.6]])
    }

    @Test func withoutATeacherTheWeightsOnlyGrow() throws {
        let golden = try Self.golden().value("hebb", as: Members.self)
        var layer = HebbLayer(weights: [[0.1], [0], [0]])
        let training = layer.fit(Self.centred.rows(0..<10), learningRate: 0.01)
        expectClose(layer.weights.column(0), try golden.value("weights", as: GoldenTensor.self).tensor)
        expectClose(Matrix(training.lengths), try golden.value("lengths", as: GoldenTensor.self).tensor)
        #expect(zip(training.lengths, training.lengths.dropFirst()).allSatisfy { $0 <= $1 })
        layer.fit(Self.centred, learningRate: 0.1, epochs: 3)
        #expect(training.lengths.last! < 1)
        #expect(square(layer.weights).sum() > 1e20)
    }

    @Test func ojaFindsTheFirstPrincipalComponent() throws {
        var unit = OjaUnit(weights: [1, 0, 0])
        let training = unit.fit(Self.centred, learningRate: 0.002, epochs: 30)
        expectClose(unit.weights, try Self.golden().value("oja", as: GoldenTensor.self).tensor)
        let first = PrincipalComponents(of: Self.points).directions.row(0)
        #expect(abs(unit.weights.dot(first).item) > 0.999)
        #expect(abs(training.lengths.last! - 1) < 0.01)
        #expect(training.outputs.count == 6000)
        #expect(training.weights.count == 6001)
    }

    @Test(arguments: [0.1, 3]) func ojaComesToLengthOneFromBothSides(length: Double) {
        var unit = OjaUnit(weights: Matrix([length, 0, 0]))
        unit.fit(Self.centred, learningRate: 0.002, epochs: 30)
        #expect(abs(square(unit.weights).sum() - 1) < 0.02)
    }

    /// To the first order in α, Oja's step is Hebb's, divided by the new length.
    @Test func ojaIsHebbWithTheLengthDividedOut() {
        let (w, x): (Matrix, Matrix) = ([0.6, 0, 0.8], [1, -2, 0.5])
        for (rate, bound) in [(1e-2, 1e-3), (1e-3, 1e-5), (1e-4, 1e-7)] {
            var unit = OjaUnit(weights: w)
            unit.fit(x.reshaped(1, 3), learningRate: rate)
            let grown = w + rate * x.dot(w).item * x
            let divided = grown / square(grown).sum().squareRoot()
            #expect(abs(unit.weights - divided).max() < bound)
        }
    }

    @Test func aRandomUnitHasLengthOne() {
        var random = RandomState(seed: 2)
        let unit = OjaUnit(inputs: 5, random: &random)
        expectClose(square(unit.weights).sum(), 1)
    }

    @Test func principalComponentsAreThoseOfNumPy() throws {
        let golden = try Self.golden().value("pca", as: Members.self)
        let components = PrincipalComponents(of: Self.points)
        expectClose(components.variances, try golden.value("values", as: GoldenTensor.self).tensor)
        expectClose(components.directions, try golden.value("directions", as: GoldenTensor.self).tensor)
        expectClose(components.mean, Self.points.mean(axis: 0))
    }

    @Test func eigenvectorsAreThoseOfNumPy() throws {
        let golden = try Self.golden().value("eigen", as: Members.self)
        let matrix = try golden.value("matrix", as: GoldenTensor.self).tensor
        let found = SymmetricEigenvectors(matrix)
        expectClose(found.values, try golden.value("values", as: GoldenTensor.self).tensor)
        expectClose(found.vectors, try golden.value("vectors", as: GoldenTensor.self).tensor)
        // A = Vᵀ · diag(λ) · V, with rows as vectors.
        expectClose(
            found.vectors.transposed().dot(found.vectors * found.values.reshaped(-1, 1)), matrix)
    }

    @Test(
        arguments: [
            [[2]], [[3, 0], [0, 3]], [[1, 1], [1, 1]], [[0, 0], [0, 0]], [[0, 2], [2, 0]],
        ] as [Matrix])
    func eigenvectorsOfSmallMatrices(matrix: Matrix) {
        let found = SymmetricEigenvectors(matrix)
        expectClose(
            found.vectors.transposed().dot(found.vectors * found.values.reshaped(-1, 1)), matrix)
        expectClose(found.vectors.dot(found.vectors.transposed()), .identity(matrix.rowCount))
    }

    private func expectClose(
        _ a: Double, _ b: Double, sourceLocation: SourceLocation = #_sourceLocation
    ) { #expect(abs(a - b) < 1e-12, sourceLocation: sourceLocation) }

    private func expectClose(
        _ a: Matrix, _ b: Matrix, sourceLocation: SourceLocation = #_sourceLocation
    ) { NeuralCoreTests.expectClose(a, b, sourceLocation: sourceLocation) }
}

@Suite struct HebbFaultTests {
    @Test func inputsOfAnotherWidth() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var unit = OjaUnit(weights: [1, 0, 0])
            unit.fit([[1, 2]])
        }
        expectStop("OjaUnit takes inputs of shape (samples, 3), but the shape is (1, 2)", result)
    }

    @Test func onePointHasNoDirections() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = PrincipalComponents(of: [[1, 2]])
        }
        expectStop("principal components need at least 2 points", result)
    }
}
