// Networks trained by methods that see the loss as a function of one vector.

import NeuralCore
import Testing

@Suite struct ModelObjectiveTests {
    static let xor: (x: Matrix, y: Matrix) = ([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]])

    private func network(seed: UInt32) -> Sequential<Double> {
        let model = Sequential<Double>(inputShape: [2], seed: seed) {
            Dense(4, activation: .tanh)
            Dense(1, activation: .sigmoid)
        }
        model.compile(optimizer: SGD(learningRate: 0.5), loss: .binaryCrossentropy())
        return model
    }

    @Test func weightsGoOutAndIn() {
        let model = network(seed: 1)
        let weights = model.flatWeights
        #expect(weights.shape == [17])
        #expect(Array(weights.elements) == model.getWeights().flatMap { Array($0.elements) })
        model.setFlatWeights(weights * 2)
        #expect(model.flatWeights == weights * 2)
        #expect(model.layers[0].parameters[0].value.shape == [2, 4])
        // What is not trainable is no variable.
        model.layers[0].parameters[0].isTrainable = false
        #expect(model.flatWeights.count == 9)
        #expect(model.objective(Self.xor.x, Self.xor.y).gradient(at: model.flatWeights).count == 9)
    }

    @Test func theGradientIsTheSlopeOfTheLoss() {
        let model = Sequential<Double>(inputShape: [2], seed: 3) {
            Dense(3, activation: .tanh, kernelRegularizer: Regularizer(l2: 0.01))
            BatchNormalization()
            Dropout(0.5)
            Dense(1, activation: .sigmoid)
        }
        model.compile(loss: .meanSquaredError)
        let loss = model.objective(Self.xor.x, Self.xor.y, sampleWeight: [1, 2, 3, 4])
        let weights = model.flatWeights
        expectClose(
            loss.gradient(at: weights), numericGradient(at: weights, of: loss.value), tolerance: 1e-9)
        #expect(loss.value(at: weights) == loss.value(at: weights))
        #expect(
            loss.value(at: weights)
                == model.evaluate(Self.xor.x, Self.xor.y, sampleWeight: [1, 2, 3, 4]).loss)
    }

    @Test func bfgsLearnsXorInFewerGradientsThanDescent() {
        for seed in [1, 2, 3] as [UInt32] {
            let (learner, descender) = (network(seed: seed), network(seed: seed))
            let found = learner.minimise(Self.xor.x, Self.xor.y, by: BFGS(gradientTolerance: 1e-5))
            #expect(found.value < 1e-3, "\(found)")
            #expect(learner.evaluate(Self.xor.x, Self.xor.y).loss == found.value)
            expectClose(learner.predict(Self.xor.x), Self.xor.y, tolerance: 0.01)
            // As many gradients of the whole batch leave SGD far from there.
            let history = descender.fit(
                Self.xor.x, Self.xor.y, batchSize: 4, epochs: found.gradientCalls, shuffle: false)
            #expect(history.loss[0] == found.values[0])
            #expect(descender.evaluate(Self.xor.x, Self.xor.y).loss > 100 * found.value)
        }
    }

    /// A network in single precision is asked in double, and answers as well as it can.
    @Test func singlePrecision() {
        let model = Sequential<Float>(inputShape: [2], seed: 1) {
            Dense(4, activation: .tanh)
            Dense(1, activation: .sigmoid)
        }
        model.compile(loss: .binaryCrossentropy())
        let found = model.minimise(
            [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]], by: LBFGS(gradientTolerance: 1e-4))
        #expect(found.value < 1e-2, "\(found)")
    }

    @Test func twoOutputsWithWeights() {
        let input = Input<Double>(shape: [2])
        let model = Model(
            inputs: [input], outputs: [Dense(1)(input), Dense(2, activation: .softmax)(input)], seed: 2)
        model.compile(losses: [.meanSquaredError, .categoricalCrossentropy()], lossWeights: [1, 0.3])
        let classes: Matrix = [[1, 0], [0, 1], [1, 0], [0, 1]]
        let loss = model.objective([Self.xor.x], [Self.xor.y, classes])
        let weights = model.flatWeights
        expectClose(
            loss.gradient(at: weights), numericGradient(at: weights, of: loss.value), tolerance: 1e-9)
    }
}
