// The textbook's networks, layer by layer: what each gives and how many numbers it learns, as Keras counts them.

import Foundation
import NeuralCore
import Testing

@Suite struct LedgerTests {
    /// A row of `summary_*` in `keras.json`, of Keras 3.15.1: class, shape with the batch, number of parameters. The last
    /// row, `total`, has no shape.
    struct Row: Decodable {
        let className: String
        let shape: [Int?]
        let count: Int

        init(from decoder: any Decoder) throws {
            var row = try decoder.unkeyedContainer()
            className = try row.decode(String.self)
            shape = try row.decode([Int?].self)
            count = try row.decode(Int.self)
        }

        /// As the table shows it.
        var shapeText: String { "(\(shape.map { $0.map(String.init) ?? "None" }.joined(separator: ", ")))" }
    }

    typealias Ledger = (name: String, total: Int, model: @Sendable () -> Sequential<Float>)

    static let ledgers: [Ledger] = [
        ("summary_cifar10", 1_250_858, { cifar10() }),
        ("summary_mnist_cnn", 592_074, { digits() }),
        ("summary_mnist_larger_cnn", 59_933, { moreDigits() }),
        (
            "summary_mnist_mlp", 623_290,
            {
                Sequential(inputShape: [784]) {
                    Dense(784, activation: .relu)
                    Dense(10, activation: .softmax)
                }
            }
        ),
        (
            "summary_embedding", 433,
            {
                Sequential(inputShape: [4]) {
                    Embedding(inputDimension: 50, outputDimension: 8)
                    Flatten()
                    Dense(1, activation: .sigmoid)
                }
            }
        ),
        (
            "summary_airline", 101,
            {
                Sequential(inputShape: [1, 1]) {
                    LSTM(4)
                    Dense(1)
                }
            }
        ),
        (
            "summary_imdb", 213_301,
            {
                Sequential(inputShape: [500]) {
                    Embedding(inputDimension: 5000, outputDimension: 32)
                    LSTM(100)
                    Dense(1, activation: .sigmoid)
                }
            }
        ),
    ]

    /// §13: two pairs of convolutions, pooled after each pair.
    static func cifar10() -> Sequential<Float> {
        Sequential(inputShape: [32, 32, 3]) {
            for filters in [32, 64] {
                Conv2D(filters, kernelSize: (3, 3), padding: .same)
                ActivationLayer(.relu)
                Conv2D(filters, kernelSize: (3, 3))
                ActivationLayer(.relu)
                MaxPooling2D()
                Dropout(0.25)
            }
            Flatten()
            Dense(512)
            ActivationLayer(.relu)
            Dropout(0.5)
            Dense(10)
            ActivationLayer(.softmax)
        }
    }

    /// §14.2
    static func digits() -> Sequential<Float> {
        Sequential(inputShape: [28, 28, 1]) {
            Conv2D(32, kernelSize: (5, 5), activation: .relu)
            MaxPooling2D()
            Dropout(0.2)
            Flatten()
            Dense(128, activation: .relu)
            Dense(10, activation: .softmax)
        }
    }

    /// §14.3
    static func moreDigits() -> Sequential<Float> {
        Sequential(inputShape: [28, 28, 1]) {
            Conv2D(30, kernelSize: (5, 5), activation: .relu)
            MaxPooling2D()
            Conv2D(15, kernelSize: (3, 3), activation: .relu)
            MaxPooling2D()
            Dropout(0.2)
            Flatten()
            Dense(128, activation: .relu)
            Dense(50, activation: .relu)
            Dense(10, activation: .softmax)
        }
    }

    @Test(arguments: ledgers.indices) func theTableIsKeras(index: Int) throws {
        let (name, total, makeModel) = Self.ledgers[index]
        let golden: [Row] = try Fixture.load("keras.json", as: Members.self).value(name)
        let model = makeModel()
        #expect(golden.last?.count == total)
        #expect(model.parameterCount == total)
        let lines = model.summaryText().split(separator: "\n").map(String.init)
        let rows = lines.filter { $0.contains(" (") && !$0.hasPrefix("Layer") }
        #expect(rows.count == golden.count - 1)
        for (row, wanted) in zip(rows, golden) {
            // Keras 2 cuts a name off where its column ends: `max_pooling2d_1 (MaxPooling2`.
            let name = row.prefix { $0 != " " }
            #expect(row.hasPrefix("\(name) (\(wanted.className))".prefix(28) + " "), "\(row)")
            #expect(row.contains(wanted.shapeText), "\(row)")
            #expect(row.hasSuffix(" \(wanted.count)"), "\(row)")
        }
        let digits = lines.first { $0.hasPrefix("Total params: ") }?.filter(\.isNumber)
        #expect(digits == "\(total)")
    }

    /// A whole table, with the columns of Keras 2.
    @Test func theTableOfTheComments() {
        let text = Self.ledgers.first { $0.name == "summary_embedding" }!.model().summaryText()
        #expect(
            text == """
                _________________________________________________________________
                Layer (type)                 Output Shape              Param #
                =================================================================
                embedding_1 (Embedding)      (None, 4, 8)              400
                _________________________________________________________________
                flatten_1 (Flatten)          (None, 32)                0
                _________________________________________________________________
                dense_1 (Dense)              (None, 1)                 33
                =================================================================
                Total params: 433
                Trainable params: 433
                Non-trainable params: 0
                _________________________________________________________________
                """)
    }
}
