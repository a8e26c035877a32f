import Foundation
import NeuralCore
import Testing

/// The training of `keras.json`: 4 inputs, 6 hidden units with ReLU, 3 outputs with softmax, by Adam.
private struct GoldenFit: Decodable {
    enum CodingKeys: String, CodingKey {
        case x, y, epochs, loss, accuracy, prediction
        case initialWeights = "initial_weights"
        case finalWeights = "final_weights"
        case batchSize = "batch_size"
        case learningRate = "learning_rate"
    }

    var x: GoldenTensor
    var y: GoldenTensor
    var initialWeights: [GoldenTensor]
    var finalWeights: [GoldenTensor]
    var batchSize: Int
    var learningRate: Double
    var epochs: Int
    var loss: [Double]
    var accuracy: [Double]
    var prediction: GoldenTensor
}

@Suite struct FitTests {
    @Test func agreesWithKeras() throws {
        let golden: GoldenFit = try Fixture.load("keras.json", as: Members.self).value("model_fit")
        let (x, y) = (golden.x.tensor, golden.y.tensor)
        let model = Sequential<Double>(inputShape: [4]) {
            Dense(6, activation: .relu)
            Dense(3, activation: .softmax)
        }
        model.setWeights(golden.initialWeights.map(\.tensor))
        let steps = golden.epochs * x.rowCount / golden.batchSize
        model.compile(
            optimizer: Adam(
                learningRate: golden.learningRate,
                schedule: roundedCorrections(steps: steps, adamCorrection)),
            loss: .categoricalCrossentropy(), metrics: [.accuracy])
        let history = model.fit(
            x, y, batchSize: golden.batchSize, epochs: golden.epochs, shuffle: false)
        expectClose(Matrix(history.loss), Matrix(golden.loss), "loss")
        #expect(history["accuracy"] == golden.accuracy)
        for (mine, theirs) in zip(model.getWeights(), golden.finalWeights) {
            expectClose(mine, theirs.tensor, "final weights")
        }
        expectClose(model.predict(x, batchSize: 3), golden.prediction.tensor, "prediction")
    }

    /// The initial weights, what is dropped and the order of the samples are NumPy's: one `RandomState(7)` draws the
    /// kernels layer by layer, the seed of the dropout's own, and then shuffles. PyTorch in double precision, given these,
    /// has the losses and probabilities below.
    @Test func chanceInTrainingIsNumPys() {
        var random = RandomState(seed: 1)
        let x = random.random(60, 8, 8, 1)
        let y = Matrix(shape: [60, 1], elements: random.integers(below: 3, count: 60).map(Double.init))
        let model = Sequential<Double>(inputShape: [8, 8, 1], seed: 7) {
            Conv2D(4, kernelSize: (3, 3), activation: .relu)
            MaxPooling2D()
            Dropout(0.25)
            Flatten()
            Dense(5, activation: .relu)
            Dense(3, activation: .softmax)
        }
        model.compile(optimizer: Adam(), loss: .sparseCategoricalCrossentropy())
        let history = model.fit(x, y, batchSize: 16, epochs: 3)
        expectClose(
            Matrix(history.loss), [1.144560908210792, 1.1361268906385977, 1.1291292565738553], "loss")
        expectClose(
            model.predict(x.rows(0..<2)),
            [
                [0.34553150919357295, 0.3225845302689698, 0.3318839605374571],
                [0.3903990714933803, 0.2864515230360102, 0.32314940547060955],
            ], "prediction")
    }

    /// As in Keras: classes are weighed in training, and the validation tells what the loss is without.
    @Test func validationKnowsNoClassWeight() {
        let model = Sequential<Double>(inputShape: [1]) {
            Dense(1, activation: .sigmoid, kernelInitializer: .zeros)
        }
        model.compile(optimizer: SGD(learningRate: 0), loss: .binaryCrossentropy())
        let history = model.fit(
            Matrix.ones(4, 1), [[1], [0], [1], [1]], validationSplit: 0.5, shuffle: false,
            classWeight: [1: 10])
        #expect(abs(history.loss[0] - 5.5 * log(2.0)) < 1e-12)
        #expect(abs(history["val_loss"][0] - log(2.0)) < 1e-12)
    }

    /// Softmax and cross-entropy are one in a convolution, too, where probabilities would be clipped: Keras has the loss
    /// 212.5 and these weights after a step.
    @Test func aConvolutionEndsInLogits() {
        let x = Matrix(shape: [1, 2, 2, 1], elements: [1, 2, -1, 0.5])
        let model = Sequential<Double>(inputShape: [2, 2, 1]) {
            Conv2D(3, kernelSize: (1, 1), activation: .softmax)
        }
        model.setWeights([Matrix(shape: [1, 1, 1, 3], elements: [100, 0, -100]), Matrix([0, 0, 0])])
        model.compile(optimizer: SGD(learningRate: 1e-4), loss: .sparseCategoricalCrossentropy())
        let y = Matrix(shape: [1, 2, 2], elements: [2, 2, 0, 1])
        expectClose(Matrix(model.fit(x, y).loss), [212.5], "loss")
        expectClose(model.getWeights()[1], Matrix([-5e-5, 2.5e-5, 2.5e-5]))
        expectClose(model.getWeights()[0].reshaped(3), [99.9998875, 0.0000125, -99.9999])
    }

    /// The same with sigmoids, of a convolution and of a depthwise one, before and behind another layer.
    @Test(arguments: [false, true]) func aConvolutionEndsInSigmoids(isDepthwise: Bool) {
        let x = Matrix(shape: [1, 2, 2, 1], elements: [1, 2, -1, 0.5])
        let model = Sequential<Double>(inputShape: [2, 2, 1]) {
            Conv2D(1, kernelSize: (1, 1), kernelInitializer: .ones)
            if isDepthwise {
                DepthwiseConv2D(
                    kernelSize: (1, 1), activation: .sigmoid, depthwiseInitializer: .constant(100))
            } else {
                Conv2D(1, kernelSize: (1, 1), activation: .sigmoid, kernelInitializer: .constant(100))
            }
        }
        model.compile(optimizer: SGD(learningRate: 1e-4), loss: .binaryCrossentropy())
        let y = Matrix(shape: [1, 2, 2, 1], elements: [0, 1, 0, 1])
        expectClose(Matrix(model.fit(x, y).loss), [25], "loss")
        // Only the first of the four is wrong, by 1: a quarter of its input, and through the weight 100.
        let weights = model.getWeights().map(\.item)
        expectClose(Matrix(weights), [1 - 0.0025, -0.0025, 100 - 2.5e-5, -2.5e-5])
    }

    static let xor: (x: Matrix, y: Matrix) = ([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]])

    @Test func learnsXor() {
        let model = Sequential<Double>(seed: 1) {
            Dense(8, activation: .tanh)
            Dense(1, activation: .sigmoid)
        }
        model.compile(optimizer: Adam(learningRate: 0.1), loss: .binaryCrossentropy(), metrics: [.accuracy])
        let history = model.fit(Self.xor.x, Self.xor.y, epochs: 200)
        #expect(history["accuracy"].last == 1)
        #expect(model.evaluate(Self.xor.x, Self.xor.y).loss < 0.05)
        #expect(model.predict(Self.xor.x).map { $0.rounded() } == Self.xor.y)
    }

    @Test func oneSeedOneResult() {
        func weights(seed: UInt32) -> [Matrix] {
            let model = Sequential<Double>(seed: seed) {
                Dense(3, activation: .tanh); Dense(1)
            }
            model.compile(optimizer: SGD(), loss: .meanSquaredError)
            model.fit(Self.xor.x, Self.xor.y, batchSize: 2, epochs: 3)
            return model.getWeights()
        }
        #expect(weights(seed: 7) == weights(seed: 7))
        #expect(weights(seed: 7) != weights(seed: 8))
    }

    /// The gradient of the whole: one step of plain descent at rate 1 changes each weight by its slope, weights of
    /// samples and classes, penalties and the joint gradient included.
    @Test(arguments: [
        Loss.categoricalCrossentropy(), .meanSquaredError, .categoricalCrossentropy(labelSmoothing: 0.2),
    ])
    func oneStepFollowsTheSlope(loss: Loss) {
        var random = RandomState(seed: 4)
        let x = random.gaussians(5, 3)
        let y: Matrix = [[1, 0], [0, 1], [0, 1], [1, 0], [0, 1]]
        let model = Sequential<Double>(inputShape: [3], seed: 2) {
            Dense(4, activation: .tanh, kernelRegularizer: Regularizer(l1: 0.01, l2: 0.02))
            Dense(2, activation: .softmax)
        }
        model.compile(optimizer: SGD(learningRate: 1), loss: loss)
        let sampleWeight = [1, 2, 0.5, 0, 1]
        let start = model.getWeights()
        let slopes = start.indices.map { place in
            centralDifferences(at: start[place]) { moved in
                var weights = start
                weights[place] = moved
                model.setWeights(weights)
                let byClass = zip(sampleWeight, [3, 1, 1, 3, 1.0]).map { $0 * $1 }
                return model.evaluate(x, y, sampleWeight: byClass).loss
            }
        }
        model.setWeights(start)
        model.fit(x, y, classWeight: [0: 3], sampleWeight: sampleWeight)
        for (place, after) in model.getWeights().enumerated() {
            expectClose(start[place] - after, slopes[place], "\(loss), parameter \(place)", tolerance: 1e-7)
        }
    }

    @Test func jointAndSeparateGradientsAgree() {
        // A softmax in the last layer, and a layer behind it that does nothing: the same net, whose loss must be
        // taken of the probabilities.
        func weights(_ layers: [any Layer<Double>]) -> [Matrix] {
            let model = Sequential<Double>(inputShape: [2], seed: 3) { layers }
            model.compile(optimizer: SGD(learningRate: 0.5), loss: .categoricalCrossentropy())
            model.fit(Self.xor.x, [[1, 0], [0, 1], [0, 1], [1, 0]], epochs: 20, shuffle: false)
            return model.getWeights()
        }
        let joint = weights([Dense(4, activation: .tanh), Dense(2, activation: .softmax)])
        let apart = weights([Dense(4, activation: .tanh), Dense(2, activation: .softmax), Nothing()])
        for (a, b) in zip(joint, apart) { expectClose(a, b, tolerance: 1e-12) }
    }

    @Test func validation() {
        var random = RandomState(seed: 0)
        let x = random.gaussians(10, 2)
        let y = x.sum(axis: 1)
        func model() -> Sequential<Double> {
            let model = Sequential<Double>(seed: 5) { Dense(1) }
            model.compile(optimizer: SGD(), loss: .meanSquaredError, metrics: [.meanAbsoluteError])
            return model
        }
        let (a, b) = (model(), model())
        let split = a.fit(x, y, batchSize: 4, epochs: 3, validationSplit: 0.2)
        let (first, last) = (Array(0..<8), [8, 9])
        let apart = b.fit(
            x.rows(first), y.rows(first), batchSize: 4, epochs: 3,
            validationData: (x.rows(last), y.rows(last)))
        #expect(split.epochs == apart.epochs)
        #expect(split.names == ["loss", "meanAbsoluteError", "val_loss", "val_meanAbsoluteError"])
        #expect(a.getWeights() == b.getWeights())
        #expect(a.evaluate(x.rows(last), y.rows(last)).loss == split["val_loss"].last)
    }

    @Test func earlyStoppingKeepsTheBest() {
        // A rate so large that every step makes things worse.
        let model = Sequential<Double>(inputShape: [2], seed: 5) { Dense(1) }
        model.compile(optimizer: SGD(learningRate: 5), loss: .meanSquaredError)
        let stopping = EarlyStopping(monitor: "loss", patience: 2, restoreBestWeights: true)
        var best: [Matrix] = []
        let history = model.fit(Self.xor.x, Self.xor.y, epochs: 100, callbacks: [stopping]) { report in
            if report.epoch == 1 { best = model.getWeights() }
        }
        #expect(history.epochs.count == 3)
        #expect(stopping.stoppedEpoch == 3)
        #expect(model.getWeights() == best)
    }

    @Test func reportsReadLikeKeras() {
        let model = Sequential<Double>(inputShape: [2]) { Dense(1, kernelInitializer: .zeros) }
        model.compile(optimizer: SGD(learningRate: 0), loss: .meanSquaredError, metrics: [.accuracy])
        var lines: [String] = []
        model.fit(Self.xor.x, Self.xor.y, epochs: 2) { lines.append("\($0)") }
        #expect(
            lines == [
                "Epoch 1/2 - loss: 0.5000 - accuracy: 0.5000", "Epoch 2/2 - loss: 0.5000 - accuracy: 0.5000",
            ])
    }

    @Test func singlePrecisionFollowsDouble() {
        let x = Tensor<Float>(shape: [4, 2], elements: Self.xor.x.elements.map { Float($0) })
        let y = Tensor<Float>(shape: [4, 1], elements: Self.xor.y.elements.map { Float($0) })
        let single = Sequential<Float>(seed: 1) {
            Dense(4, activation: .tanh); Dense(1, activation: .sigmoid)
        }
        let double = Sequential<Double>(seed: 1) {
            Dense(4, activation: .tanh); Dense(1, activation: .sigmoid)
        }
        single.compile(optimizer: Adam(), loss: .binaryCrossentropy())
        double.compile(optimizer: Adam(), loss: .binaryCrossentropy())
        let (a, b) = (single.fit(x, y, epochs: 20), double.fit(Self.xor.x, Self.xor.y, epochs: 20))
        expectClose(Matrix(a.loss), Matrix(b.loss), tolerance: 1e-5)
    }

    @Test func maskedStepsDoNotCount() {
        // Two sequences of three steps; the last step of the second is padding, whatever stands there.
        func run(_ padding: Double) -> (Double, [Matrix]) {
            let x = Matrix(shape: [2, 3, 1], elements: [1, 2, 3, 4, 5, padding])
            let y = Matrix(shape: [2, 3, 1], elements: [2, 4, 6, 8, 10, 0])
            let model = Sequential<Double>(inputShape: [3, 1], seed: 1) {
                MaskingNinetyNine(); Dense(1)
            }
            model.compile(optimizer: SGD(learningRate: 0.001), loss: .meanSquaredError)
            let history = model.fit(x, y, epochs: 3)
            return (history.loss[2], model.getWeights())
        }
        let short = Sequential<Double>(inputShape: [1, 1], seed: 1) { Dense(1) }
        short.compile(optimizer: SGD(learningRate: 0.001), loss: .meanSquaredError)
        let steps = short.fit(
            Matrix(shape: [5, 1, 1], elements: [1, 2, 3, 4, 5]),
            Matrix(shape: [5, 1, 1], elements: [2, 4, 6, 8, 10]), epochs: 3)
        let (loss, weights) = run(99)
        expectClose(Matrix([loss]), Matrix([steps.loss[2]]))
        for (a, b) in zip(weights, short.getWeights()) { expectClose(a, b) }
    }
}

/// A layer that gives what it is given.
final class Nothing: Layer {
    struct Configuration: LayerConfiguration { var fault: String? { nil } }
    let configuration: Configuration
    var name = ""
    init(_ configuration: Configuration) { self.configuration = configuration }
    convenience init() { self.init(Configuration()) }
    func forward(_ input: Matrix, _ context: PassContext) -> (output: Matrix, cache: Void) { (input, ()) }
    func backward(_ gradient: Matrix, _ cache: Void) -> Matrix { gradient }
}

/// A layer that takes steps of value 99 for padding.
final class MaskingNinetyNine: Layer {
    struct Configuration: LayerConfiguration { var fault: String? { nil } }
    let configuration: Configuration
    var name = ""
    init(_ configuration: Configuration) { self.configuration = configuration }
    convenience init() { self.init(Configuration()) }
    func forward(_ input: Matrix, _ context: PassContext) -> (output: Matrix, cache: Void) { (input, ()) }
    func backward(_ gradient: Matrix, _ cache: Void) -> Matrix { gradient }
    func outputMask(for input: Matrix, _ mask: Mask?) -> Mask? {
        Mask(shape: [input.shape[0], input.shape[1]], isValid: input.elements.map { $0 != 99 })
    }
}
