// One place of a convolution, one window of pooling, one word, one step of an LSTM: the layers' own numbers.

import Explanations
import NeuralCore
import Testing

@Suite struct WindowExplanationTests {
    static func image(_ height: Int, _ width: Int, _ channels: Int) -> Matrix {
        var random = RandomState(seed: 4)
        return random.random(height, width, channels)
    }

    @Test(arguments: [Padding.valid, .same], [1, 2])
    func convolution(padding: Padding, stride: Int) throws {
        let layer = Conv2D<Double>(
            2, kernelSize: (3, 3), strides: (stride, stride), padding: padding, activation: .tanh,
            biasInitializer: .constant(0.25))
        var random = RandomState(seed: 2)
        layer.build(inputShape: [5, 6, 2], random: &random)
        let image = Self.image(5, 6, 2)
        let output = layer(Matrix(shape: [1, 5, 6, 2], elements: image.elements))
        let (rows, columns) = (output.shape[1], output.shape[2])
        for (row, column, filter) in [(0, 0, 0), (rows - 1, columns - 1, 1)] {
            let explanation = explain(layer, image: image, row: row, column: column, filter: filter)
            let place = (row * columns + column) * 2 + filter
            #expect(explanation["y"].result == output.elements[place])
            #expect(explanation["y"].isExact)
            #expect(abs(explanation["y"].expression.value - output.elements[place]) < 1e-14)
            try expectPrintedArithmeticHolds(explanation)
        }
    }

    @Test func pooling() throws {
        let image = Self.image(5, 5, 2)
        for padding in [Padding.valid, .same] {
            let largest = explain(
                MaxPooling2D<Double>((2, 2), padding: padding), image: image, row: 1, column: 1,
                channel: 1)
            let mean = explain(
                AveragePooling2D<Double>((2, 2), padding: padding), image: image, row: 0, column: 1)
            try expectPrintedArithmeticHolds(largest)
            try expectPrintedArithmeticHolds(mean)
            #expect(abs(mean["y"].expression.value - mean["y"].result) < 1e-15 && mean["y"].isExact)
            #expect(largest["y"].expression.value == largest["y"].result)
        }
        // The corner of a padded input sees one cell alone.
        let corner = explain(
            AveragePooling2D<Double>((2, 2), padding: .same), image: image, row: 2, column: 2)
        #expect(corner["y"].result == image.elements[48])
        try expectPrintedArithmeticHolds(corner)
    }

    @Test(arguments: [Padding.valid, .same, .causal], [(1, 1), (2, 1), (1, 2)])
    func convolutionOverTime(padding: Padding, strideAndDilation: (Int, Int)) throws {
        let layer = Conv1D<Double>(
            2, kernelSize: 3, strides: strideAndDilation.0, padding: padding,
            dilationRate: strideAndDilation.1, activation: .elu(), biasInitializer: .constant(-0.5))
        var random = RandomState(seed: 2)
        layer.build(inputShape: [7, 2], random: &random)
        let sequence = random.random(7, 2)
        let output = layer(Matrix(shape: [1, 7, 2], elements: sequence.elements))
        let steps = output.shape[1]
        for (step, filter) in [(0, 0), (steps / 2, 1), (steps - 1, 1)] {
            let explanation = explain(layer, sequence: sequence, step: step, filter: filter)
            #expect(explanation["y"].result == output.elements[step * 2 + filter])
            #expect(explanation["y"].isExact)
            #expect(abs(explanation["y"].expression.value - explanation["y"].result) < 1e-14)
            #expect(explanation.title == "Filter \(filter) at step \(step)")
            try expectPrintedArithmeticHolds(explanation)
        }
    }

    @Test func dilationAndOtherStridesDownThanAcross() throws {
        let layer = Conv2D<Double>(
            1, kernelSize: (2, 3), strides: (2, 1), padding: .valid, dilationRate: (2, 1),
            activation: .softmax)
        var random = RandomState(seed: 7)
        layer.build(inputShape: [7, 6, 3], random: &random)
        let image = Self.image(7, 6, 3)
        let output = layer(Matrix(shape: [1, 7, 6, 3], elements: image.elements))
        let linear = Conv2D<Double>(
            1, kernelSize: (2, 3), strides: (2, 1), padding: .valid, dilationRate: (2, 1))
        linear.build(inputShape: [7, 6, 3], random: &random)
        let explanation = explain(linear, image: image, row: 1, column: 2)
        #expect(output.shape == [1, 3, 4, 1])
        #expect(abs(explanation["net"].result - explanation["y"].result) < 1e-14)
        try expectPrintedArithmeticHolds(explanation)
    }

    @Test(arguments: [Padding.valid, .same], [1, 2, 3])
    func poolingOverTime(padding: Padding, stride: Int) throws {
        let sequence = Self.image(1, 7, 2).reshaped(7, 2)
        let (largest, mean) = (
            MaxPooling1D<Double>(3, strides: stride, padding: padding),
            AveragePooling1D<Double>(3, strides: stride, padding: padding)
        )
        let last = largest.outputShape(for: [7, 2])[0] - 1
        for step in [0, last] {
            let explanations = [
                explain(largest, sequence: sequence, step: step, channel: 1),
                explain(mean, sequence: sequence, step: step),
            ]
            for explanation in explanations {
                #expect(explanation["y"].isExact)
                #expect(abs(explanation["y"].expression.value - explanation["y"].result) < 1e-15)
                try expectPrintedArithmeticHolds(explanation)
            }
            #expect(
                explanations[0].summary.hasPrefix(
                    "Pooling window at step \(step), channel 1: the largest is "))
        }
    }

    @Test func overlappingWindowsOfAnImage() throws {
        let image = Self.image(5, 6, 1)
        for padding in [Padding.valid, .same] {
            let layer = AveragePooling2D<Double>((3, 2), strides: (1, 2), padding: padding)
            let shape = layer.outputShape(for: [5, 6, 1])
            let explanation = explain(layer, image: image, row: shape[0] - 1, column: shape[1] - 1)
            #expect(abs(explanation["y"].expression.value - explanation["y"].result) < 1e-15)
            try expectPrintedArithmeticHolds(explanation)
        }
    }

    @Test func aStepOutsideIsRefused() async {
        expectStop(
            "the output has 2 steps and 1 channels, counted from 0, but step 2, channel 0 is asked",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(MaxPooling1D<Double>(2), sequence: .zeros(4, 1), step: 2)
            })
    }

    @Test func anImageIsNoSequence() async {
        expectStop(
            "explain takes one sequence of shape (steps, channels), but the shape is (4, 4, 1)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(MaxPooling1D<Double>(2), sequence: .zeros(4, 4, 1), step: 0)
            })
    }

    @Test func aPlaceOutsideIsRefused() async {
        expectStop(
            "the output has 2 rows, 2 columns and 1 channels, counted from 0, but row 2, column 0, channel 0 is asked",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(MaxPooling2D<Double>((2, 2)), image: .zeros(4, 4, 1), row: 2, column: 0)
            })
    }
}

@Suite struct EmbeddingExplanationTests {
    @Test func theVectorIsTheRow() throws {
        let layer = Embedding<Double>(inputDimension: 5, outputDimension: 3)
        var random = RandomState(seed: 1)
        layer.build(inputShape: [1], random: &random)
        let explanation = explain(layer, word: 4)
        #expect(explanation.steps.map(\.result) == layer.embeddings.value.row(4).elements.map { $0 })
        #expect(explanation["e₂"].text == "e₂ = E₄₂ = \(explanation["e₂"].resultText)")
        try expectPrintedArithmeticHolds(explanation)
    }

    @Test func anUnknownWordIsRefused() async {
        expectStop(
            "the table has the words 0 up to 4, but 5 is given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(Embedding<Double>(inputDimension: 5, outputDimension: 3), word: 5)
            })
    }
}

@Suite struct LSTMExplanationTests {
    @Test(arguments: [false, true], [false, true])
    func everyVariant(usesPeepholes: Bool, couplesGates: Bool) throws {
        let layer = LSTM<Double>(2, usesPeepholes: usesPeepholes, couplesGates: couplesGates)
        var random = RandomState(seed: 5)
        layer.build(inputShape: [1, 3], random: &random)
        let (hidden, cell) = ([0.1, -0.4], [0.6, -1.2])
        let explanation = explain(layer, input: [0.5, -1, 0.25], hidden: hidden, cell: cell)
        let step = layer.step([[0.5, -1, 0.25]], Matrix(rows: [hidden]), Matrix(rows: [cell]))
        for (name, tensor) in [
            ("i", step.input), ("f", step.forget), ("g", step.candidate), ("o", step.output),
        ] { #expect(explanation[name + "₂"].result == tensor[0, 1]) }
        // A prime marks the state before, as in the figure of a cell.
        #expect(explanation["c₂"].result == step.cell[0, 1])
        #expect(explanation["h₂"].result == step.hidden[0, 1])
        #expect(explanation["c₂"].tex.hasPrefix("c_{2} = f_{2} \\cdot c_{2}' + i_{2} \\cdot g_{2} = "))
        for step in explanation.steps {
            #expect(step.isExact && abs(step.expression.value - step.result) < 1e-14, "\(step.text)")
        }
        try expectPrintedArithmeticHolds(explanation)
    }

    @Test func statesOfAnotherLengthAreRefused() async {
        expectStop(
            "but 1 inputs and states of 3 and 2 are given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let layer = LSTM<Double>(2)
                var random = RandomState(seed: 5)
                layer.build(inputShape: [1, 1], random: &random)
                _ = explain(layer, input: [0.5], hidden: [0, 0, 0])
            })
    }
}
