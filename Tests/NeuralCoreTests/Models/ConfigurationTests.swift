import Foundation
import NeuralCore
import Testing

@Suite struct ConfigurationTests {
    typealias Configuration = ModelConfiguration<Double>
    let x = Matrix(rows: [[1, 2, 3], [0, -1, 1]])

    /// What comes out when the configuration is written as text and read again.
    func twin(of model: Model<Double>) throws -> Model<Double> {
        let text = try JSONEncoder().encode(model.configuration)
        return try JSONDecoder().decode(Configuration.self, from: text).makeModel(seed: 5)
    }

    @Test func aSequenceComesBack() throws {
        let model = Sequential<Double>(inputShape: [3], seed: 5, name: "small") {
            Dense(4, activation: .leakyRelu(alpha: 0.1), kernelInitializer: .heNormal)
            Dense(2, activation: .softmax, useBias: false, kernelRegularizer: .l2(), name: "last")
        }
        model.compile(
            optimizer: SGD(momentum: 0.9, schedule: .inverseTimeDecay(rate: 1e-6)),
            loss: .categoricalCrossentropy(labelSmoothing: 0.1))
        let twin = try twin(of: model)
        #expect(twin is Sequential<Double>)
        #expect(twin.name == "small")
        #expect(twin.layers.map { $0.name } == ["dense_1", "last"])
        #expect(twin.predict(x) == model.predict(x))
        #expect(twin.optimizer as? SGD == model.optimizer as? SGD)
        #expect(twin.fit(x, [[1, 0], [0, 1]]).loss == model.fit(x, [[1, 0], [0, 1]]).loss)
    }

    @Test func aSequenceWithoutShapeComesBack() throws {
        let model = Sequential<Double>(seed: 5) {
            Dense(4); Dense(2)
        }
        let twin = try twin(of: model)
        #expect(twin.predict(x) == model.predict(x))
    }

    @Test func aGraphComesBack() throws {
        let model = GraphTests().branched()
        model.compile(losses: [.sparseCategoricalCrossentropy(), .huber(delta: 2)], lossWeights: [1, 2])
        let twin = try twin(of: model)
        #expect(twin.summaryText() == model.summaryText())
        twin.setWeights(model.getWeights())
        let x = GraphTests().x
        #expect(twin.predict(x) == model.predict(x))
        #expect(twin.configuration.losses == model.configuration.losses)
    }

    @Test func layersOfOnesOwn() throws {
        let model = Sequential<Double>(inputShape: [3]) { Nothing() }
        let text = try JSONEncoder().encode(model.configuration)
        let decoder = JSONDecoder()
        decoder.userInfo[.layerTypes] = [Nothing.self] as [any Layer<Double>.Type]
        let twin = try decoder.decode(Configuration.self, from: text).makeModel()
        #expect(twin.predict(x) == x)
    }

    @Test(arguments: OptimizerTests.golden.indices) func optimizersComeBack(index: Int) throws {
        let optimizer = OptimizerTests.golden[index].1
        let text = try JSONEncoder().encode(OptimizerConfiguration(optimizer))
        let twin = try JSONDecoder().decode(OptimizerConfiguration.self, from: text).optimizer
        func isSame<O: Optimizer>(_ a: O) -> Bool { twin as? O == a }
        let isTheSame = isSame(optimizer)
        #expect(isTheSame)
    }

    static let faults: [(change: (String, String), sentence: String)] = [
        (
            (#""class_name":"Dense""#, #""class_name":"Dens""#),
            #"unknown layer "Dens"; did you mean "Dense"?"#
        ),
        ((#""class_name":"SGD""#, #""class_name":"SDG""#), #"unknown optimizer "SDG"; did you mean "SGD"?"#),
        (
            (#""class_name":"Sequential""#, #""class_name":"Sequentail""#),
            #"unknown model "Sequentail"; did you mean "Sequential"?"#
        ),
        (
            (#""class_name":"SGD""#, #""class_name":"Newton""#),
            #"unknown optimizer "Newton"; known are Adadelta, Adagrad, Adam, AdamW, Adamax, Ftrl, Nadam, RMSprop, SGD"#
        ),
        ((#""units":2"#, #""units":0"#), "Dense needs at least 1 unit, but 0 are asked"),
        (
            (#""momentum":0.5"#, #""momentum":1.5"#),
            "SGD needs a momentum from 0 up to but not including 1, but it is 1.5"
        ),
        (
            (#""class_name":"MeanSquaredError""#, #""class_name":"MeanSquareError""#),
            #"unknown loss "MeanSquareError"; did you mean "MeanSquaredError"?"#
        ),
        ((#""shape":[3]"#, #""shape":[-3]"#), #"the input "input_1" cannot have the shape (-3)"#),
        ((#""name":"b""#, #""name":"a""#), #"two layers of "net" are called "a""#),
        (
            (#""loss_weights":[1]"#, #""loss_weights":[1,2]"#),
            #"the model "net" has 1 outputs, but 1 losses and 2 loss weights"#
        ),
    ]

    @Test(arguments: faults.indices) func whatCannotBeSaysSo(index: Int) throws {
        let ((from, to), sentence) = Self.faults[index]
        let model = Sequential<Double>(inputShape: [3], name: "net") {
            Dense(4, name: "a"); Dense(2, name: "b")
        }
        model.compile(optimizer: SGD(momentum: 0.5), loss: .meanSquaredError)
        let text = String(decoding: try JSONEncoder().encode(model.configuration), as: UTF8.self)
        let changed = text.replacingOccurrences(of: from, with: to)
        #expect(changed != text)
        #expect(throws: ConfigurationErrorSays(sentence)) {
            do {
                _ = try JSONDecoder().decode(Configuration.self, from: Data(changed.utf8)).makeModel()
            } catch let error as ConfigurationError {
                throw ConfigurationErrorSays(error.description)
            }
        }
    }

    @Test func stepsMustStandBeforeTheirUse() throws {
        let model = GraphTests().branched()
        let text = String(decoding: try JSONEncoder().encode(model.configuration), as: UTF8.self)
        let changed = text.replacingOccurrences(of: #""sources":[0]"#, with: #""sources":[7]"#)
        let configuration = try JSONDecoder().decode(Configuration.self, from: Data(changed.utf8))
        let error = #expect(throws: ConfigurationError.self) { try configuration.makeModel() }
        #expect(
            error?.description == #"step 2, "dense_1", takes step 7, which does not stand before it"#)
    }
}

/// The sentence of a ``ConfigurationError``, to compare with.
struct ConfigurationErrorSays: Error, Equatable {
    let sentence: String
    init(_ sentence: String) { self.sentence = sentence }
}
