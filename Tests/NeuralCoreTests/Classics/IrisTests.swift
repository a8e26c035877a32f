// Perceptron and ADALINE on real data: Fisher's irises, with what the same rules give in NumPy.

import NeuralCore
import Testing

@Suite struct IrisTests {
    let record: Members
    /// `(150, 4)`
    let features: Matrix
    /// 0 setosa, 1 versicolor, 2 virginica.
    let species: [Int]

    init() throws {
        record = try Fixture.load("iris.json")
        features = try record.value("features", as: GoldenTensor.self).tensor
        species = try record.value("species")
    }

    private func targets(of wanted: Int) -> Matrix { Matrix(species.map { $0 == wanted ? 1 : 0 }) }

    @Test func aLineTellsSetosaFromTheOthers() throws {
        let golden = try record.value("perceptron_setosa", as: Members.self)
        var unit = Perceptron(inputs: 4)
        let training = unit.fit(features, targets: targets(of: 0))
        #expect(training.end == .learned)
        #expect(try training.mistakes == golden.value("mistakes"))
        #expect(training.mistakes == [2, 2, 1, 0])
        expectClose(unit.weights.column(0), try golden.value("weights", as: GoldenTensor.self).tensor)
        #expect(try unit.bias[0] == golden.value("bias"))
    }

    @Test func noLineTellsVirginicaFromTheOthers() {
        var unit = Perceptron(inputs: 4)
        let training = unit.fit(features, targets: targets(of: 2), epochs: 100)
        #expect(training.end == .epochsAreOver)
        #expect(training.mistakes.min()! > 0)
    }

    /// A layer of three neurons on scaled inputs, stopped at E ≤ 20.5; no linear layer gets below 20.2025.
    @Test func threeUnitsLearnTheSpeciesWithinALimit() throws {
        let golden = try record.value("adaline_scaled", as: Members.self)
        let inputs = StandardScaler(fitting: features).transform(features)
        let wanted = Matrix.oneHot(species, depth: 3)
        var layer = Adaline(inputs: 4, units: 3)
        let training = layer.fit(inputs, targets: wanted, learningRate: 0.001, maxError: 20.5, epochs: 200)
        #expect(training.end == .errorIsSmall)
        #expect(training.errors.count - 1 == 162)
        #expect(training.errors[0] == 75)
        let errors: [Double] = try golden.value("errors")
        expectClose(Matrix(training.errors), Matrix(errors), tolerance: 1e-11)
        expectClose(
            layer.weights, try golden.value("weights", as: GoldenTensor.self).tensor, tolerance: 1e-11)
        expectClose(layer.bias, try golden.value("bias", as: GoldenTensor.self).tensor, tolerance: 1e-11)
        let right = zip(layer(inputs).argmax(axis: 1), species).count { $0 == $1 }
        #expect(try right == golden.value("right"))
        #expect(right == 126)
    }

    /// The same rate, α = 0.03, is too large for the irises in centimetres.
    @Test func inputsThatAreNotScaledAskForASmallerRate() {
        var (raw, scaled) = (Adaline(inputs: 4), Adaline(inputs: 4))
        let inputs = StandardScaler(fitting: features).transform(features)
        #expect(raw.fit(features, targets: targets(of: 0), learningRate: 0.03).end == .diverged)
        #expect(scaled.fit(inputs, targets: targets(of: 0), learningRate: 0.03).end == .epochsAreOver)
    }
}
