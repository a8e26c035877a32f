import Foundation
import NeuralCore
import Testing

/// What cannot be trained, or not so, is refused in a sentence that names the caller's place.
@Suite struct TrainingFaultTests {
    private func expectStopHere(
        _ sentence: String, _ result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        expectStop(sentence, result, sourceLocation: sourceLocation)
        expectStop("TrainingFaultTests.swift:", result, sourceLocation: sourceLocation)
    }

    /// Layers and optimizers go through the numbers of a parameter unchecked: they overwrote memory.
    @Test func aParameterKeepsItsShape() async {
        expectStop(
            "a bias of shape (4,) cannot be given a value of shape (400,)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let model = Sequential<Double>(inputShape: [2]) { Dense(4) }
                model.parameters[1].value = .ones(400)
            })
        expectStop(
            "a kernel of shape (2, 4) cannot be given a gradient of shape (1, 1)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let model = Sequential<Double>(inputShape: [2]) { Dense(4) }
                model.parameters[0].gradient = .zeros(1, 1)
            })
    }

    @Test func metricsForTooFewOutputs() async {
        expectStopHere(
            "the model \"model\" has 2 outputs, but metrics for 1 were given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let x = Input<Double>(shape: [2])
                let model = Model(inputs: [x], outputs: [Dense(1)(x), Dense(1)(x)])
                model.compile(
                    losses: [.meanSquaredError, .meanSquaredError], metrics: [[.accuracy]])
            })
    }

    @Test func metricsThatCannotBeToldApart() async {
        expectStopHere(
            "the metric \"accuracy\" is given twice",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let model = Sequential<Double> { Dense(1) }
                model.compile(loss: .meanSquaredError, metrics: [.accuracy, .accuracy])
            })
        expectStopHere(
            "a metric cannot be called \"loss\"",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let model = Sequential<Double> { Dense(1) }
                model.compile(loss: .meanSquaredError, metrics: [.custom("loss") { _, _ in 0 }])
            })
    }

    /// Keras 2 counts them: the second loss had replaced the first.
    @Test func twoOutputsOfOneLayerHaveNamesOfTheirOwn() {
        let (a, b) = (Input<Double>(shape: [1]), Input<Double>(shape: [1]))
        let shared = Dense<Double>(1, kernelInitializer: .constant(1), name: "judge")
        let model = Model(inputs: [a, b], outputs: [shared(a), shared(b)])
        model.compile(losses: [.meanSquaredError, .meanSquaredError])
        let measures = model.evaluate([[[1]], [[3]]] as [Matrix], [[[0]], [[0]]] as [Matrix])
        #expect(measures.names == ["loss", "judge_loss", "judge_1_loss"])
        #expect(measures["judge_loss"] == 1 && measures["judge_1_loss"] == 9 && measures.loss == 10)
    }

    @Test func numbersWithoutEnd() async {
        expectStopHere(
            "validationData.x holds an infinite number in sample 1",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let model = Sequential<Double> { Dense(1) }
                model.compile(loss: .meanSquaredError)
                model.fit(
                    Matrix.ones(2, 1), Matrix.ones(2, 1),
                    validationData: (Matrix(rows: [[1], [.infinity]]), Matrix.ones(2, 1)))
            })
    }

    @Test func weightsThatAreNoNumbers() async {
        expectStopHere(
            "the weight of a sample is a finite number, but that of sample 1 is nan",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let model = Sequential<Double> { Dense(1) }
                model.compile(loss: .meanSquaredError)
                model.fit(Matrix.ones(2, 1), Matrix.ones(2, 1), sampleWeight: [1, .nan])
            })
        expectStopHere(
            "the weight of a class is a finite number, but that of class 1 is inf",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let model = Sequential<Double> { Dense(1, activation: .sigmoid) }
                model.compile(loss: .binaryCrossentropy())
                model.fit(Matrix.ones(2, 1), Matrix.ones(2, 1), classWeight: [1: .infinity])
            })
        expectStopHere(
            "a loss cannot be given the weight nan",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                Sequential<Double> { Dense(1) }.compile(losses: [.meanSquaredError], lossWeights: [.nan])
            })
    }

    @Test func aRewardForLargeParameters() async throws {
        expectStopHere(
            "a regularizer needs an l2 of at least 0, but it is -1.0",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Regularizer.l2(-1)
            })
        let model = Sequential<Double>(inputShape: [2]) {
            Dense(1, kernelRegularizer: .l2(0.5), name: "judge")
        }
        let text = String(decoding: try JSONEncoder().encode(model.configuration), as: UTF8.self)
        let wrong = Data(text.replacingOccurrences(of: "0.5", with: "-5").utf8)
        #expect(
            throws: ConfigurationError(
                "Dense \"judge\": a regularizer needs an l2 of at least 0, but it is -5.0")
        ) { try JSONDecoder().decode(ModelConfiguration<Double>.self, from: wrong) }
    }

    @Test func impatience() async {
        expectStopHere(
            "EarlyStopping needs a patience and a minDelta of at least 0, but they are -1 and 0.0",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = EarlyStopping(patience: -1)
            })
        expectStopHere(
            "EarlyStopping watches \"val_loss\", which is not measured",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let model = Sequential<Double> { Dense(1) }
                model.compile(loss: .meanSquaredError)
                model.fit(Matrix.ones(2, 1), Matrix.ones(2, 1), callbacks: [EarlyStopping()])
            })
    }

    @Test func anOptimizerChangedForTheWorse() async {
        expectStopHere(
            "SGD needs a learning rate of at least 0, but it is -1.0",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let model = Sequential<Double> { Dense(1) }
                model.compile(loss: .meanSquaredError)
                model.optimizer = SGD(learningRate: -1)
                model.fit(Matrix.ones(2, 1), Matrix.ones(2, 1))
            })
    }

    @Test func memoryThatNoRuleHas() async {
        expectStop(
            "memory(1) is asked, but initialMemory has 1 numbers",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let updates = ParameterUpdates(of: [Parameter<Double>("weight", [1])], by: Forgetful())
                updates.step()
            })
    }

    @Test func shapesThatDoNotFitAreRefusedWhereTheLayersAreJoined() async {
        expectStopHere(
            "takes samples of shape (height, width, channels), but their shape is (5,)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Sequential<Double>(inputShape: [5]) { Conv2D(1, kernelSize: (2, 2)) }
            })
        expectStopHere(
            "takes samples of shape (height, width, channels), but their shape is (5,)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Conv2D<Double>(1, kernelSize: (2, 2))(Input(shape: [5]))
            })
    }

    @Test func oneInputTwice() async {
        expectStopHere(
            "an input of the model is given twice",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let x = Input<Double>(shape: [1])
                _ = Model(inputs: [x, x], outputs: [Dense(1)(x)])
            })
    }

    @Test func oneOfTwoOutputs() async {
        expectStopHere(
            "the model \"model\" has 2 outputs: predict([x]) gives a tensor for each",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let x = Input<Double>(shape: [1])
                let model = Model(inputs: [x], outputs: [Dense(1)(x), Dense(1)(x)])
                let first: Matrix = model.predict(Matrix.ones(1, 1))
                print(first)
            })
    }

    /// A layer brings the name that its first model gave it; layers without a name keep clear of it.
    @Test func aLayerInASecondModelKeepsItsName() {
        let known = Dense<Double>(3)
        _ = Sequential<Double>(inputShape: [3]) { known }
        let second = Sequential<Double>(inputShape: [3]) {
            Dense(3)
            known
        }
        #expect(second.layers.map(\.name) == ["dense_2", "dense_1"])
        let x = Input<Double>(shape: [3])
        let third = Model(input: x, output: known(Dense(3)(x)))
        #expect(third.layers.map(\.name) == ["dense_2", "dense_1"])
    }
}

/// Asks for more memory than it says.
private struct Forgetful: Optimizer {
    var learningRate = 0.1
    var schedule: LearningRateSchedule { .constant }
    var clipNorm: Double? { nil }
    var clipValue: Double? { nil }
    var initialMemory: [Double] { [0] }

    func update<Scalar: TensorScalar>(_ update: WeightUpdate<Scalar>) { update.memory(1)[0] = 1 }
}
