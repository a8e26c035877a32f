// The works that are timed. Each is done once by `run`; the peers' programs do the very same.

import Nets
import NeuralCore

/// A work that is timed, made ready by `make` so that preparing is not timed.
struct Work: Sendable {
    var name: String
    var make: @Sendable () -> () -> Void
}

/// The nets of the lessons, small and large, each with numbers of the right shape for its data.
let works = [
    Work(name: "three-layers") { threeLayers },
    Work(name: "dense-batch") {
        let net = denseNet(seed: 1)
        net.compile(optimizer: Adam(), loss: .sparseCategoricalCrossentropy())
        let (x, y) = digits([784])
        return { net.fit(x, y, batchSize: 200, epochs: 1) }
    },
    Work(name: "cnn-batch") {
        let net = simpleCNN(seed: 1)
        net.compile(optimizer: Adam(), loss: .sparseCategoricalCrossentropy())
        let (x, y) = digits([28, 28, 1])
        return { net.fit(x, y, batchSize: 200, epochs: 1) }
    },
    Work(name: "lstm-batch") {
        let net = Sequential<Float>(inputShape: [500, 32], seed: 1) {
            LSTM(100)
            Dense(1, activation: .sigmoid)
        }
        net.compile(optimizer: Adam(), loss: .binaryCrossentropy())
        let x = noise([640, 500, 32])
        let y = Tensor<Float>(shape: [640, 1], elements: (0..<640).map { Float($0 % 2) })
        return { net.fit(x, y, batchSize: 64, epochs: 1) }
    },
    Work(name: "airline-lstm") {
        let net = Sequential<Float>(inputShape: [1, 1], seed: 1) {
            LSTM(4)
            Dense(1)
        }
        net.compile(optimizer: Adam(), loss: .meanSquaredError)
        let x = Tensor<Float>(shape: [94, 1, 1], elements: (0..<94).map { Float($0) / 94 })
        let y = Tensor<Float>(shape: [94, 1], elements: (1..<95).map { Float($0) / 94 })
        return { net.fit(x, y, batchSize: 1, epochs: 100) }
    },
    Work(name: "embedding") {
        let net = Sequential<Float>(inputShape: [4], seed: 1) {
            Embedding(inputDimension: 50, outputDimension: 8)
            Flatten()
            Dense(1, activation: .sigmoid)
        }
        net.compile(optimizer: Adam(), loss: .binaryCrossentropy(), metrics: [.binaryAccuracy()])
        let x = Tensor<Float>(shape: [10, 4], elements: (0..<40).map { Float($0 * 7 % 50) })
        let y = Tensor<Float>(shape: [10, 1], elements: (0..<10).map { $0 < 5 ? 1 : 0 })
        return { net.fit(x, y, epochs: 50) }
    },
    Work(name: "product-64") { product(64, times: 2000) },
    Work(name: "product-512") { product(512, times: 20) },
    Work(name: "product-1024") { product(1024, times: 4) },
]

/// The 60,000 steps of lesson 3, written as a lesson writes them.
func threeLayers() {
    let inputs: Matrix = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
    let targets: Matrix = [[0], [1], [1], [0]]
    var random = RandomState(seed: 1)
    var weights0 = 2 * random.random(3, 4) - 1
    var weights1 = 2 * random.random(4, 1) - 1
    for _ in 0..<60_000 {
        let hidden = sigmoid(inputs.dot(weights0))
        let output = sigmoid(hidden.dot(weights1))
        let error = targets - output
        let outputDelta = error * sigmoidSlope(atOutput: output)
        let hiddenDelta = outputDelta.dot(weights1.transposed()) * sigmoidSlope(atOutput: hidden)
        weights1 += hidden.transposed().dot(outputDelta)
        weights0 += inputs.transposed().dot(hiddenDelta)
    }
    blackHole(weights0)
}

/// Two thousand pictures, ten batches of 200, with labels.
private func digits(_ shape: [Int]) -> (x: Tensor<Float>, y: Tensor<Float>) {
    (noise([2000] + shape), Tensor<Float>(shape: [2000, 1], elements: (0..<2000).map { Float($0 % 10) }))
}

/// Square matrices multiplied again and again.
private func product(_ size: Int, times: Int) -> () -> Void {
    let (a, b) = (noise([size, size]), noise([size, size]))
    return {
        for _ in 0..<times { _ = a.dot(b) }
    }
}

/// Numbers from 0 to 1.
private func noise(_ shape: [Int]) -> Tensor<Float> {
    var random = RandomState(seed: 2)
    let count = shape.reduce(1, *)
    return Tensor(shape: Shape(shape), elements: (0..<count).map { _ in Float(random.random()) })
}

/// What is given here is needed, so the compiler leaves nothing out.
@inline(never)
private func blackHole(_ tensor: Matrix) {}
