import NeuralCore
import Testing

@Suite struct ModelFaultTests {
    @Test func fittingWithoutCompiling() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double> { Dense(1) }
            model.fit(Matrix.ones(2, 3), Matrix.ones(2, 1))
        }
        expect("fit needs a compiled model: call compile(optimizer:loss:) before", from: result)
    }

    @Test func inputsOfAnotherShape() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double>(inputShape: [4]) { Dense(1) }
            _ = model.predict(Matrix.ones(2, 3))
        }
        expect(
            "the model \"sequential\" takes inputs of shape (batch, 4), but x has the shape (2, 3)",
            from: result)
    }

    @Test func oneLayerForTwoWidths() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let shared = Dense<Double>(2, name: "shared")
            _ = Sequential<Double>(inputShape: [3]) {
                shared
                shared
            }
        }
        expect("Dense \"shared\" was built for 3 inputs, but is now given 2", from: result)
    }

    @Test func targetsThatAreTooFew() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double> { Dense(1) }
            model.compile(loss: .meanSquaredError)
            model.fit(Matrix.ones(5, 3), Matrix.ones(4, 1))
        }
        expect(
            "fit needs a target for each sample, but there are 5 samples and y has 4 targets", from: result)
    }

    @Test func severalClassesCannotBeWeighed() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double> { Dense(3, activation: .sigmoid) }
            model.compile(loss: .binaryCrossentropy())
            model.fit(Matrix.ones(2, 3), [[1, 0, 0], [0, 1, 1]], classWeight: [1: 2])
        }
        expect(
            "classWeight needs one class a sample, but the target of sample 1 holds several", from: result)
    }

    @Test func noSamples() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double> { Dense(1) }
            model.compile(loss: .meanSquaredError)
            model.fit(Matrix.zeros(0, 3), Matrix.zeros(0, 1))
        }
        expect("fit needs at least one sample, but x has the shape (0, 3)", from: result)
    }

    @Test func numbersThatAreNone() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double> { Dense(1) }
            model.compile(loss: .meanSquaredError)
            model.fit(Matrix(rows: [[1, 2], [3, .nan]]), Matrix.zeros(2, 1))
        }
        expect("x holds a NaN in sample 1", from: result)
    }

    @Test func classesThatDoNotExist() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double> { Dense(3, activation: .softmax, name: "digits") }
            model.compile(loss: .sparseCategoricalCrossentropy())
            model.fit(Matrix.ones(2, 4), Matrix([2, 3]))
        }
        expect(
            "the loss does not fit the output of \"digits\": sparseCategoricalCrossentropy needs classes "
                + "from 0 to 2, but target 1 is 3.0", from: result)
    }

    @Test func aLossForAnotherOutput() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double> { Dense(3) }
            model.compile(loss: .meanSquaredError)
            model.fit(Matrix.ones(2, 4), Matrix([1, 2]))
        }
        expect(
            "the loss does not fit the output of \"dense_1\": meanSquaredError needs targets of the shape of "
                + "the predictions, (2, 3), but their shape is (2,)", from: result)
    }

    @Test func aLayerThatIsNotThere() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double> { Dense(3, name: "hidden") }
            _ = model.layer(named: "hiden")
        }
        expect(
            "the model \"sequential\" has no layer \"hiden\"; did you mean \"hidden\"?", from: result)
    }

    @Test func twoLayersOfOneName() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Sequential<Double> {
                Dense(3, name: "hidden")
                Dense(3, name: "hidden")
            }
        }
        expect("two layers of a model are called \"hidden\"", from: result)
    }

    @Test func aModelWithoutLayers() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Sequential<Double>().predict(Matrix.ones(1, 1))
        }
        expect("the model \"sequential\" has no layers", from: result)
    }

    @Test func aSummaryWithoutShapes() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Sequential<Double> { Dense(1) }.summary()
        }
        expect("give the model \"sequential\" an inputShape, or fit it first", from: result)
    }

    @Test func weightsOfAnotherShape() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Sequential<Double>(inputShape: [2]) { Dense(1) }.setWeights([Matrix.ones(1, 2), Matrix([0])])
        }
        expect(
            "parameter 0, a kernel, has the shape (2, 1), but that given has (1, 2)", from: result)
    }

    @Test func anInputThatIsMissing() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let (a, b) = (Input<Double>(shape: [2]), Input<Double>(shape: [2], name: "other"))
            _ = Model(input: a, output: Add()(a, b))
        }
        expect("an output needs the input \"other\", which is not among the model's inputs", from: result)
    }

    @Test func branchesThatDoNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let (a, b) = (Input<Double>(shape: [2]), Input<Double>(shape: [3]))
            _ = Multiply()(a, b)
        }
        expect("Multiply needs inputs of one shape, but they have the shapes (2,) and (3,)", from: result)
    }

    @Test func watchingWhatIsNotMeasured() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double> { Dense(1) }
            model.compile(loss: .meanSquaredError)
            model.fit(Matrix.ones(2, 3), Matrix.ones(2, 1), callbacks: [EarlyStopping()])
        }
        expect("EarlyStopping watches \"val_loss\", which is not measured; known are loss", from: result)
    }

    @Test func aSplitThatLeavesNothing() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double> { Dense(1) }
            model.compile(loss: .meanSquaredError)
            model.fit(Matrix.ones(2, 3), Matrix.ones(2, 1), validationSplit: 0.9)
        }
        expect("a validationSplit of 0.9 leaves no samples on one side, of 2 in all", from: result)
    }
}
