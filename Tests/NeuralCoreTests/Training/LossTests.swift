import Foundation
import NeuralCore
import Testing

/// One loss of `keras.json`.
private struct GoldenLoss: Decodable {
    enum CodingKeys: String, CodingKey {
        case target, prediction, mean, grad
        case perSample = "per_sample"
    }

    var target: GoldenTensor
    var prediction: GoldenTensor
    var perSample: GoldenTensor
    var mean: Double
    var grad: GoldenTensor
}

@Suite struct LossTests {
    static let golden: [(String, Loss)] = [
        ("loss_mse", .meanSquaredError), ("loss_mae", .meanAbsoluteError),
        ("loss_mape", .meanAbsolutePercentageError), ("loss_msle", .meanSquaredLogarithmicError),
        ("loss_hinge", .hinge), ("loss_squared_hinge", .squaredHinge),
        ("loss_categorical_hinge", .categoricalHinge), ("loss_huber", .huber()), ("loss_logcosh", .logCosh),
        ("loss_poisson", .poisson), ("loss_kl_divergence", .kullbackLeiblerDivergence),
        ("loss_cosine_similarity", .cosineSimilarity),
        ("loss_binary_crossentropy", .binaryCrossentropy()),
        ("loss_binary_crossentropy_from_logits", .binaryCrossentropy(fromLogits: true)),
        ("loss_categorical_crossentropy", .categoricalCrossentropy()),
        ("loss_categorical_crossentropy_from_logits", .categoricalCrossentropy(fromLogits: true)),
        ("loss_categorical_crossentropy_label_smoothing", .categoricalCrossentropy(labelSmoothing: 0.1)),
        ("loss_sparse_categorical_crossentropy", .sparseCategoricalCrossentropy()),
        (
            "loss_sparse_categorical_crossentropy_from_logits",
            .sparseCategoricalCrossentropy(fromLogits: true)
        ),
    ]

    @Test func everyGoldenLossIsTested() throws {
        let names = try Fixture.load("keras.json", as: Members.self).names
        #expect(
            Set(Self.golden.map(\.0)) == names.filter { $0.hasPrefix("loss_") && $0 != "loss_note" })
    }

    @Test(arguments: golden) func agreesWithKeras(name: String, loss: Loss) throws {
        let golden: GoldenLoss = try Fixture.load("keras.json", as: Members.self).value(name)
        let (p, t) = (golden.prediction.tensor, golden.target.tensor)
        // Keras takes ln 2 in single precision, whatever the precision of the rest, and subtracts it.
        let excess = loss == .logCosh ? Double(logf(2)) - log(2.0) : 0
        expectClose(loss.perSample(p, targets: t) - excess, golden.perSample.tensor, "\(name): per sample")
        expectClose(Matrix([loss.mean(p, targets: t) - excess]), Matrix([golden.mean]), "\(name): mean")
        expectClose(loss.gradient(p, targets: t), golden.grad.tensor, "\(name): gradient")
    }

    @Test(arguments: golden) func gradientsAreSlopes(name: String, loss: Loss) throws {
        var random = RandomState(seed: 5)
        let p = random.uniform(low: 0.1, high: 0.8, 4, 3)
        let weights = Matrix([1, 0.5, 0, 2])
        var t: Matrix = [[1, 0, 0], [0, 0, 1], [0, 1, 0], [0, 0, 1]]
        if name.contains("sparse") { t = Matrix([0, 2, 1, 2]) }
        // A share of a target of 0 has slopes in the thousand millions.
        if loss == .meanAbsolutePercentageError { t += 0.05 }
        let slopes = centralDifferences(at: p) { loss.mean($0, targets: t, sampleWeights: weights) }
        let gradient = loss.gradient(p, targets: t, sampleWeights: weights)
        expectClose(gradient, slopes, name, tolerance: 1e-7)
    }

    @Test(arguments: golden) func singlePrecisionIsNear(name: String, loss: Loss) throws {
        let golden: GoldenLoss = try Fixture.load("keras.json", as: Members.self).value(name)
        let p = Tensor<Float>(
            shape: Shape(golden.prediction.shape), elements: golden.prediction.data.map { Float($0) })
        let t = Tensor<Float>(
            shape: Shape(golden.target.shape), elements: golden.target.data.map { Float($0) })
        let mean = Double(loss.mean(p, targets: t))
        #expect(abs(mean - golden.mean) <= 1e-2 * max(1, abs(golden.mean)))
    }

    @Test func byHand() {
        // (0.5 − 1)² + (2 − 0)² over two outputs.
        let (p, t): (Matrix, Matrix) = ([[0.5, 2]], [[1, 0]])
        #expect(Loss.meanSquaredError.mean(p, targets: t) == 2.125)
        #expect(Loss.sumSquaredError.mean(p, targets: t) == 4.25)
        #expect(Loss.sumSquaredError.gradient(p, targets: t) == [[-1, 4]])
        // −ln ½ for a coin.
        #expect(Loss.binaryCrossentropy().mean([[0.5]], targets: [[1]]) == log(2.0))
        // Errors 0.5 and 2: ½ · 0.25, and 2 − ½.
        #expect(Loss.huber().mean(p, targets: t) == (0.125 + 1.5) / 2)
    }

    @Test func sparseAndOneHotTargetsAreTheSame() {
        var random = RandomState(seed: 7)
        let logits = random.gaussians(4, 3)
        let (classes, oneHot): (Matrix, Matrix) =
            (Matrix([2, 0, 1, 1]), [[0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 1, 0]])
        let sparse = Loss.sparseCategoricalCrossentropy(fromLogits: true)
        let dense = Loss.categoricalCrossentropy(fromLogits: true)
        expectClose(
            sparse.gradient(logits, targets: classes), dense.gradient(logits, targets: oneHot))
        expectClose(
            sparse.perSample(logits, targets: classes), dense.perSample(logits, targets: oneHot))
        // Of probabilities, the slopes differ by what a change of the sum does: softmax does not change it.
        expectClose(
            softmaxGradient(
                atOutput: softmax(logits),
                Loss.sparseCategoricalCrossentropy().gradient(softmax(logits), targets: classes)),
            sparse.gradient(logits, targets: classes))
    }

    @Test func hugeLogitsStayFinite() {
        let x: Matrix = [[1000, -1000]]
        #expect(Loss.binaryCrossentropy(fromLogits: true).perSample(x, targets: [[0, 0]]) == [500])
        #expect(Loss.categoricalCrossentropy(fromLogits: true).perSample(x, targets: [[0, 1]]) == [2000])
        #expect(Loss.logCosh.mean(x, targets: [[0, 0]]) == 1000 - log(2.0))
    }

    /// A net that has diverged must show it, in its loss and in its gradient; only the hinge's slope is 0, as in Keras.
    @Test(arguments: golden) func notANumberStaysSo(name: String, loss: Loss) {
        let p = Matrix(rows: [[.nan, 0.5], [0.5, 0.5]])
        let t: Matrix = name.contains("sparse") ? [[0], [1]] : [[1, 0], [1, 0]]
        let losses = loss.perSample(p, targets: t)
        #expect(losses[0].isNaN && losses[1].isFinite)
        let gradient = loss.gradient(p, targets: t)
        #expect((gradient[0, 0].isNaN || loss == .hinge) && gradient[1, 0].isFinite)
    }

    /// A sample of weight 0 is left out, even if nothing can be told of it.
    @Test(arguments: golden) func weight0IsLeftOut(name: String, loss: Loss) {
        let p = Matrix(rows: [[.nan, 0.5], [0.5, 0.75]])
        let t: Matrix = name.contains("sparse") ? [[0], [1]] : [[1, 0], [1, 0]]
        let weights = Matrix([0, 1])
        #expect(loss.mean(p, targets: t, sampleWeights: weights).isFinite)
        let gradient = loss.gradient(p, targets: t, sampleWeights: weights)
        #expect(gradient.row(0) == Matrix([0, 0]))
        #expect(gradient.row(1) == loss.gradient(p.rows(1..<2), targets: t.rows(1..<2)).row(0) / 2)
    }

    @Test(arguments: golden) func isWrittenAndRead(name: String, loss: Loss) throws {
        let data = try JSONEncoder().encode(loss)
        #expect(try JSONDecoder().decode(Loss.self, from: data) == loss)
    }
}
