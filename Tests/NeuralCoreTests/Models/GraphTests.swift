import NeuralCore
import Testing

@Suite struct GraphTests {
    static let merges: [(String, any MergeLayer)] = [
        ("Add", Add()), ("Subtract", Subtract()), ("Multiply", Multiply()), ("Average", Average()),
        ("Maximum", Maximum()), ("Minimum", Minimum()), ("Concatenate", Concatenate()),
        ("Concatenate axis 1", Concatenate(axis: 1)),
        ("Dot", Dot()), ("Dot normalized", Dot(normalize: true)),
    ]

    @Test(arguments: merges.indices) func mergesHaveTheirSlopes(index: Int) {
        let (name, merge) = Self.merges[index]
        var random = RandomState(seed: 6)
        let inputs = [random.gaussians(3, 4), random.gaussians(3, 4)]
        let output = merge.forward(inputs)
        #expect(
            Array(output.shape.axes.dropFirst()) == merge.outputShape(for: [[4], [4]]).axes, "\(name)")
        let upstream = Matrix(shape: output.shape, elements: random.gaussians(count: output.count))
        let gradients = merge.backward(upstream, inputs)
        for place in inputs.indices {
            let slopes = centralDifferences(at: inputs[place]) { moved in
                var inputs = inputs
                inputs[place] = moved
                return (merge.forward(inputs) * upstream).sum()
            }
            expectClose(gradients[place], slopes, "\(name), input \(place)", tolerance: 1e-8)
        }
    }

    @Test func mergesOfThree() {
        let three: [Matrix] = [[[1, 2]], [[3, -4]], [[5, 6]]]
        #expect(Add().forward(three) == [[9, 4]])
        #expect(Multiply().forward(three) == [[15, -48]])
        #expect(Average().forward(three) == [[9, 4]] / 3)
        #expect(Maximum().forward(three) == [[5, 6]])
        #expect(Minimum().forward(three) == [[1, -4]])
        #expect(Concatenate().forward(three) == [[1, 2, 3, -4, 5, 6]])
        #expect(Multiply().backward([[1, 1]], three) == [[[15, -24]], [[5, 12]], [[3, -8]]])
        #expect(Concatenate().backward([[1, 2, 3, 4, 5, 6]], three) == [[[1, 2]], [[3, 4]], [[5, 6]]])
    }

    /// As in Keras: what is not a number is neither the larger nor the smaller, and must be seen.
    @Test func mergesKeepNaN() {
        let (one, none) = (Matrix([1]), Matrix([.nan]))
        for inputs in [[one, none], [none, one]] {
            #expect(Maximum().forward(inputs)[0].isNaN)
            #expect(Minimum().forward(inputs)[0].isNaN)
        }
    }

    /// Two sequences of words laid one behind another: Keras, with the row 5 for the padding and 1 for each word, has the
    /// loss 1, as the padding of neither counts.
    @Test(arguments: [(2, 2), (4, 3)]) func masksAreLaidOneBehindAnother(first: Int, second: Int) {
        let (a, b) = (Input<Double>(shape: [first]), Input<Double>(shape: [second]))
        let words = Embedding<Double>(inputDimension: 3, outputDimension: 1, maskZero: true)
        let both = Concatenate(axis: 1)(words(a), words(b))
        let model = Model(inputs: [a, b], outputs: [Dense(1)(both), LSTM(1)(both)])
        model.setWeights([[[5], [1], [1]], [[1]], Matrix([0])] + model.getWeights().dropFirst(3))
        model.compile(losses: [.meanSquaredError, .meanSquaredError], lossWeights: [1, 0])
        let x = [(first, 1.0), (second, 2.0)].map { length, word in
            var x = Matrix.zeros(1, length)
            x[0, 0] = word
            return x
        }
        let y = [Matrix(repeating: 0, shape: [1, first + second, 1]), Matrix.zeros(1, 1)]
        #expect(model.evaluate(x, y).loss == 1)
    }

    /// A branch without a mask counts with all its steps: the mean of 1, 2² and 3², as in Keras.
    @Test func aBranchWithoutAMaskCounts() {
        let (a, b) = (Input<Double>(shape: [2]), Input<Double>(shape: [2, 1]))
        let words = Embedding<Double>(inputDimension: 3, outputDimension: 1, maskZero: true)
        let model = Model(inputs: [a, b], outputs: [Dense(1)(Concatenate(axis: -2)(words(a), b))])
        model.setWeights([[[5], [1], [1]], [[1]], Matrix([0])])
        model.compile(loss: .meanSquaredError)
        let x: [Matrix] = [[[1, 0]], Matrix(shape: [1, 2, 1], elements: [2, 3])]
        #expect(abs(model.evaluate(x, [Matrix(repeating: 0, shape: [1, 4, 1])]).loss - 14.0 / 3) < 1e-12)
    }

    /// Two inputs, a shared layer, a branch around a layer, two outputs with losses of their own.
    func branched() -> Model<Double> {
        let (a, b) = (Input<Double>(shape: [3], name: "left"), Input<Double>(shape: [3]))
        let shared = Dense<Double>(4, activation: .tanh)
        let (left, right) = (shared(a), shared(b))
        let both = Concatenate()(left, right)
        let hidden = Dense(8, activation: .sigmoid)(both)
        let sum = Add()(hidden, both)
        let share = Dense(2, activation: .softmax, name: "kind")(sum)
        return Model(inputs: [a, b], outputs: [share, Dense(1, name: "size")(sum)], seed: 3)
    }

    let x: [Matrix] = {
        var random = RandomState(seed: 1)
        return [random.gaussians(4, 3), random.gaussians(4, 3)]
    }()
    let y: [Matrix] = [Matrix([0, 1, 1, 0]), Matrix([1, 2, 3, 4])]

    @Test func gradientsFlowThroughBranches() {
        let model = branched()
        model.compile(
            optimizer: SGD(learningRate: 1), losses: [.sparseCategoricalCrossentropy(), .meanSquaredError],
            lossWeights: [1, 0.5])
        let start = model.getWeights()
        #expect(start.map(\.shape) == [[3, 4], [4], [8, 8], [8], [8, 2], [2], [8, 1], [1]])
        let slopes = start.indices.map { place in
            centralDifferences(at: start[place]) { moved in
                var weights = start
                weights[place] = moved
                model.setWeights(weights)
                return model.evaluate(x, y).loss
            }
        }
        model.setWeights(start)
        model.fit(x, y)
        for (place, after) in model.getWeights().enumerated() {
            expectClose(start[place] - after, slopes[place], "parameter \(place)", tolerance: 1e-7)
        }
    }

    @Test func everyOutputIsMeasured() {
        let model = branched()
        model.compile(
            optimizer: Adam(), losses: [.sparseCategoricalCrossentropy(), .meanSquaredError],
            lossWeights: [1, 0.5], metrics: [[.accuracy], []])
        let history = model.fit(x, y, batchSize: 3, epochs: 2)
        #expect(history.names == ["loss", "kind_loss", "kind_accuracy", "size_loss"])
        let found = model.evaluate(x, y)
        #expect(abs(found.loss - found["kind_loss"] - found["size_loss"] / 2) < 1e-12)
        #expect(model.predict(x).map(\.shape) == [[4, 2], [4, 1]])
    }

    @Test func aRowIsASequence() {
        let input = Input<Double>(shape: [3])
        let output = Dense(2)(Dense(4, activation: .relu)(input))
        let model = Model(input: input, output: output, seed: 9)
        let row = Sequential<Double>(inputShape: [3], seed: 9) {
            Dense(4, activation: .relu)
            Dense(2)
        }
        #expect(model.getWeights() == row.getWeights())
        #expect(model.predict(x[0]) == row.predict(x[0]))
    }

    @Test func layersAreFoundByName() {
        let model = branched()
        #expect(model.layers.map { $0.name } == ["dense_1", "dense_2", "kind", "size"])
        #expect(model.layer(named: "kind").parameters.map(\.name) == ["kernel", "bias"])
    }

    @Test func summaryOfARow() {
        let model = Sequential<Float>(inputShape: [784]) {
            Dense(784, activation: .relu)
            Dense(10, activation: .softmax)
        }
        #expect(
            model.summaryText() == """
                _________________________________________________________________
                Layer (type)                 Output Shape              Param #
                =================================================================
                dense_1 (Dense)              (None, 784)               615440
                _________________________________________________________________
                dense_2 (Dense)              (None, 10)                7850
                =================================================================
                Total params: 623,290
                Trainable params: 623,290
                Non-trainable params: 0
                _________________________________________________________________
                """)
    }

    @Test func summaryOfAGraph() {
        let model = branched()
        model.layer(named: "kind").parameters[0].isTrainable = false
        let text = model.summaryText()
        #expect(text.contains("left (InputLayer)               (None, 3)            0"))
        #expect(
            text.contains(
                "dense_1 (Dense)                 (None, 4)            16          left[0][0]\n"
                    + "                                                                 input_1[0][0]\n"))
        #expect(
            text.contains(
                "concatenate_1 (Concatenate)     (None, 8)            0           dense_1[0][0]\n"))
        #expect(text.contains("Total params: 115\nTrainable params: 99\nNon-trainable params: 16\n"))
    }

    @Test func layersAreAddedOneByOne() {
        let model = Sequential<Double>(inputShape: [3])
        model.add(Dense(2))
        model.add(Dense(2, name: "last"))
        #expect(model.layers.map { $0.name } == ["dense_1", "last"])
        #expect(model.parameterCount == 8 + 6)
        #expect(model.predict(x[0]).shape == [4, 2])
    }
}
