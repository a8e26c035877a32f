// The textbook's models are ledgers: each layer's output shape and number of parameters, as Keras counts them.

import NeuralCore
import Testing

@Suite struct LedgerTests {
    /// One line of a ledger in keras.json: the layer's kind, its output shape with the open batch, its parameters.
    struct Line: Decodable, Equatable {
        var kind: String
        var shape: [Int?]
        var parameters: Int

        init(from decoder: Decoder) throws {
            var line = try decoder.unkeyedContainer()
            kind = try line.decode(String.self)
            shape = try line.decode([Int?].self)
            parameters = try line.decode(Int.self)
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var inputShape: Shape
        var layers: @Sendable () -> [any Layer<Float>]
        var testDescription: String { name }
    }

    static let models = [
        Case(name: "summary_cifar10", inputShape: [32, 32, 3]) {
            [
                Conv2D(32, kernelSize: (3, 3), padding: .same), ActivationLayer(.relu),
                Conv2D(32, kernelSize: (3, 3)), ActivationLayer(.relu), MaxPooling2D(), Dropout(0.25),
                Conv2D(64, kernelSize: (3, 3), padding: .same), ActivationLayer(.relu),
                Conv2D(64, kernelSize: (3, 3)), ActivationLayer(.relu), MaxPooling2D(), Dropout(0.25),
                Flatten(), Dense(512), ActivationLayer(.relu), Dropout(0.5), Dense(10),
                ActivationLayer(.softmax),
            ]
        },
        Case(name: "summary_mnist_mlp", inputShape: [784]) {
            [Dense(784, activation: .relu), Dense(10, activation: .softmax)]
        },
        Case(name: "summary_mnist_cnn", inputShape: [28, 28, 1]) {
            [
                Conv2D(32, kernelSize: (5, 5), activation: .relu), MaxPooling2D(), Dropout(0.2), Flatten(),
                Dense(128, activation: .relu), Dense(10, activation: .softmax),
            ]
        },
        Case(name: "summary_mnist_larger_cnn", inputShape: [28, 28, 1]) {
            [
                Conv2D(30, kernelSize: (5, 5), activation: .relu), MaxPooling2D(),
                Conv2D(15, kernelSize: (3, 3), activation: .relu), MaxPooling2D(), Dropout(0.2), Flatten(),
                Dense(128, activation: .relu), Dense(50, activation: .relu), Dense(10, activation: .softmax),
            ]
        },
        Case(name: "summary_embedding", inputShape: [4]) {
            [
                Embedding(inputDimension: 50, outputDimension: 8), Flatten(),
                Dense(1, activation: .sigmoid),
            ]
        },
        Case(name: "summary_airline", inputShape: [1, 1]) { [LSTM(4), Dense(1)] },
        Case(name: "summary_imdb", inputShape: [500]) {
            [
                Embedding(inputDimension: 5000, outputDimension: 32), LSTM(100),
                Dense(1, activation: .sigmoid),
            ]
        },
    ]

    @Test(arguments: models) func agreesWithKeras(model: Case) throws {
        let ledger = try Fixture.load("keras.json", as: Members.self).value(model.name, as: [Line].self)
        var random = RandomState(seed: 1)
        var (shape, total) = (model.inputShape, 0)
        let layers = model.layers()
        #expect(layers.count == ledger.count - 1)
        for (layer, line) in zip(layers, ledger) {
            layer.build(inputShape: shape, random: &random)
            shape = layer.outputShape(for: shape)
            let count = layer.parameters.reduce(0) { $0 + $1.value.count }
            total += count
            #expect(shape.axes == line.shape.dropFirst().compactMap { $0 }, "\(line.kind)")
            #expect(count == line.parameters, "\(line.kind)")
        }
        #expect(total == ledger.last?.parameters)

        let whole = Sequential<Float>(inputShape: model.inputShape)
        for layer in model.layers() { whole.add(layer) }
        #expect(whole.summaryText().contains("Total params: \(grouped(total))"), "\(whole.summaryText())")
    }

    private func grouped(_ number: Int) -> String {
        var text = ""
        for (place, digit) in "\(number)".reversed().enumerated() {
            if place > 0, place % 3 == 0 { text = "," + text }
            text = "\(digit)" + text
        }
        return text
    }
}
