// The published programs from which the lessons grew, written as a lesson writes them and run to their end.
//
// They must end where NumPy 2.4.6 ends, and print what it prints: `Fixtures/seeds.json`.

import NeuralCore
import Testing

@Suite struct SeedsTests {
    static let inputs: Matrix = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
    /// Inputs whose targets are 0, 1, 1, 0: the first column.
    static let firstInputDecides: Matrix = [[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]]
    static let exclusiveOr: Matrix = [[0], [1], [1], [0]]

    // MARK: - One layer

    /// Trains the weights of one neuron for 10,000 steps and returns the outputs of the last of them.
    private func trainNeuron(
        _ weights: inout Matrix, inputs: Matrix, targets: Matrix, trace: inout Trace
    ) -> Matrix {
        var output = Matrix.zeros(4, 1)
        for step in 0..<10_000 {
            output = sigmoid(inputs.dot(weights))
            let error = targets - output
            trace.note(step, error)
            weights += inputs.transposed().dot(error * sigmoidSlope(atOutput: output))
        }
        return output
    }

    @Test func aSingleNeuron() throws {
        let golden = try SeedRecord.named("003_spencer_harper")
        var random = RandomState(seed: golden.seed)
        var weights = 2 * random.random(3, 1) - 1
        golden.expectStart(weights)
        expectSame(weights, try #require(golden.initialText))

        var trace = golden.emptyTrace
        let output = trainNeuron(
            &weights, inputs: Self.firstInputDecides, targets: [[0], [1], [1], [0]], trace: &trace)
        golden.expectEnd(weights)
        expectSame(weights, try #require(golden.finalText))
        try golden.expectTrace(trace)
        try expectSame(output, golden.lastPass, golden.lastPassText)
        try expectSame(sigmoid(Matrix([1, 0, 0]).dot(weights)), golden.prediction, golden.predictionText)
    }

    @Test func twoLayers() throws {
        let golden = try SeedRecord.named("000_2_two_layers")
        var random = RandomState(seed: golden.seed)
        var weights = 2 * random.random(3, 1) - 1
        golden.expectStart(weights)

        var trace = golden.emptyTrace
        let targets: Matrix = [[0], [0], [1], [1]]
        let output = trainNeuron(&weights, inputs: Self.inputs, targets: targets, trace: &trace)
        golden.expectEnd(weights)
        try golden.expectTrace(trace)
        try expectSame(output, golden.lastPass, golden.lastPassText)
        try expectSame(sigmoid(Matrix([1, 0, 0]).dot(weights)), golden.prediction, golden.predictionText)
    }

    // MARK: - A hidden layer

    @Test func threeLayers() throws {
        let golden = try SeedRecord.named("000_3_three_layers")
        var random = RandomState(seed: golden.seed)
        var hiddenWeights = 2 * random.random(3, 4) - 1
        var outputWeights = 2 * random.random(4, 1) - 1
        golden.expectStart(hiddenWeights, outputWeights)

        var trace = golden.emptyTrace
        var (lines, linesPython3): ([String], [String]) = ([], [])
        var output = Matrix.zeros(4, 1)
        for step in 0..<60_000 {
            let hidden = sigmoid(Self.inputs.dot(hiddenWeights))
            output = sigmoid(hidden.dot(outputWeights))
            let error = Self.exclusiveOr - output
            if step % 10_000 == 0 {
                let mean = abs(error).mean()
                lines.append("Error:" + mean.formatted(significantDigits: 12))
                linesPython3.append("Error:" + mean.pythonText)
            }
            trace.note(step, error)
            let outputDelta = error * sigmoidSlope(atOutput: output)
            let hiddenError = outputDelta.dot(outputWeights.transposed())
            let hiddenDelta = hiddenError * sigmoidSlope(atOutput: hidden)
            outputWeights += hidden.transposed().dot(outputDelta)
            hiddenWeights += Self.inputs.transposed().dot(hiddenDelta)
        }
        #expect(lines == golden.printedLines)
        try expectPython3Lines(linesPython3, golden)
        golden.expectEnd(hiddenWeights, outputWeights)
        try golden.expectTrace(trace)
        try expectSame(output, golden.lastPass, golden.lastPassText)
        let hidden = sigmoid(Matrix([1, 0, 0]).dot(hiddenWeights))
        try expectSame(sigmoid(hidden.dot(outputWeights)), golden.prediction, golden.predictionText)
    }

    /// Python 3 prints all digits, and the last of them depend on how a machine's BLAS rounds. Plain Python has no
    /// BLAS: CPython 3 with lists and `math.exp` prints these lines, and so do we. NumPy's are as near as it gets.
    private func expectPython3Lines(_ lines: [String], _ golden: SeedRecord) throws {
        #expect(
            lines == [
                "Error:0.49641003190272537", "Error:0.008584525653247152", "Error:0.005789459862507806",
                "Error:0.004629176776769986", "Error:0.003958765280273646", "Error:0.0035101225678616753",
            ])
        let goldenLines = try #require(golden.printedLinesPython3)
        for (line, goldenLine) in zip(lines, goldenLines) {
            let (number, goldenNumber) = (Double(line.dropFirst(6)), Double(goldenLine.dropFirst(6)))
            #expect(abs(try #require(number) - #require(goldenNumber)) < 1e-12)
            #expect(goldenNumber.map { "Error:" + $0.pythonText } == goldenLine)
        }
    }

    /// The same network in the eleven lines of its author, whose names it keeps.
    @Test func elevenLines() throws {
        let golden = try SeedRecord.named("000_1_eleven_lines")
        let (X, y) = (Self.inputs, Self.exclusiveOr)
        var random = RandomState(seed: golden.seed)
        var syn0 = 2 * random.random(3, 4) - 1
        var syn1 = 2 * random.random(4, 1) - 1
        golden.expectStart(syn0, syn1)
        var (l1, l2, trace) = (Matrix.zeros(4, 4), Matrix.zeros(4, 1), golden.emptyTrace)
        for step in 0..<60_000 {
            l1 = 1 / (1 + exp(-X.dot(syn0)))
            l2 = 1 / (1 + exp(-l1.dot(syn1)))
            let l2Delta = (y - l2) * (l2 * (1 - l2))
            let l1Delta = l2Delta.dot(syn1.transposed()) * (l1 * (1 - l1))
            trace.note(step, y - l2)
            syn1 += l1.transposed().dot(l2Delta)
            syn0 += X.transposed().dot(l1Delta)
        }
        golden.expectEnd(syn0, syn1)
        try golden.expectTrace(trace)
        try expectSame(l2, golden.lastPass, golden.lastPassText)
        let hidden = 1 / (1 + exp(-Matrix([1, 0, 0]).dot(syn0)))
        try expectSame(1 / (1 + exp(-hidden.dot(syn1))), golden.prediction, golden.predictionText)
    }

    /// Two layers of weights between 0 and 1, against the slope of the sum of squares.
    @Test func sumOfSquares() throws {
        let golden = try SeedRecord.named("003_loy_reconstructed")
        var random = RandomState(seed: golden.seed)
        var hiddenWeights = random.random(3, 4)
        var outputWeights = random.random(4, 1)
        golden.expectStart(hiddenWeights, outputWeights)

        var trace = golden.emptyTrace
        var output = Matrix.zeros(4, 1)
        for step in 0..<1500 {
            let hidden = sigmoid(Self.inputs.dot(hiddenWeights))
            output = sigmoid(hidden.dot(outputWeights))
            let error = Self.exclusiveOr - output
            trace.note(step, error)
            let outputDelta = 2 * error * sigmoidSlope(atOutput: output)
            let hiddenDelta = outputDelta.dot(outputWeights.transposed()) * sigmoidSlope(atOutput: hidden)
            outputWeights += hidden.transposed().dot(outputDelta)
            hiddenWeights += Self.inputs.transposed().dot(hiddenDelta)
        }
        golden.expectEnd(hiddenWeights, outputWeights)
        try golden.expectTrace(trace)
        try expectSame(output, golden.lastPass, golden.lastPassText)
    }

    // MARK: - Biases

    /// A 2-3-1 network with biases, trained for 10,000 epochs at the rate 0.1.
    private struct BiasedNetwork {
        static let inputs: Matrix = [[0, 0], [0, 1], [1, 0], [1, 1]]

        var hiddenWeights, outputWeights: Matrix
        var hiddenBias = Matrix.zeros(1, 3)
        var outputBias = Matrix.zeros(1, 1)

        init(seed: UInt32) {
            var random = RandomState(seed: seed)
            hiddenWeights = random.gaussians(2, 3)
            outputWeights = random.gaussians(3, 1)
        }

        func forward(_ inputs: Matrix) -> (hidden: Matrix, output: Matrix) {
            let hidden = sigmoid(inputs.dot(hiddenWeights) + hiddenBias)
            return (hidden, sigmoid(hidden.dot(outputWeights) + outputBias))
        }

        mutating func train(_ trace: inout Trace) {
            let rate = 0.1
            for epoch in 0..<10_000 {
                let (hidden, output) = forward(Self.inputs)
                let error = exclusiveOr - output
                trace.note(epoch, error)
                let outputDelta = error * sigmoidSlope(atOutput: output)
                let hiddenError = outputDelta.dot(outputWeights.transposed())
                let hiddenDelta = hiddenError * sigmoidSlope(atOutput: hidden)
                outputWeights += hidden.transposed().dot(outputDelta) * rate
                outputBias += outputDelta.sum(axis: 0) * rate
                hiddenWeights += Self.inputs.transposed().dot(hiddenDelta) * rate
                hiddenBias += hiddenDelta.sum(axis: 0) * rate
            }
        }
    }

    @Test func biases() throws {
        let golden = try SeedRecord.named("001_gorlov")
        var network = BiasedNetwork(seed: golden.seed)
        golden.expectStart(
            network.hiddenWeights, network.hiddenBias, network.outputWeights, network.outputBias)
        var trace = golden.emptyTrace
        network.train(&trace)
        golden.expectEnd(
            network.hiddenWeights, network.hiddenBias, network.outputWeights, network.outputBias)
        try golden.expectTrace(trace)
        let output = network.forward(BiasedNetwork.inputs).output
        try expectSame(output, golden.output, golden.outputText)
    }

    @Test(arguments: UInt32(0)..<20) func biasesWithOtherSeeds(seed: UInt32) throws {
        let golden = try #require(SeedRecord.named("001_gorlov").finalMeanAbsoluteErrors)
        var network = BiasedNetwork(seed: seed)
        var trace = Trace(steps: [])
        network.train(&trace)
        let output = network.forward(BiasedNetwork.inputs).output
        #expect(abs(abs(Self.exclusiveOr - output).mean() - golden[Int(seed)]) < 1e-12)
    }

    // MARK: - Batches

    static let tanhSlopes: [(name: String, slope: @Sendable (Matrix) -> Matrix)] = [
        // As published: the slope of tanh at tanh(x), not at x.
        ("004_as_written", { tanhSlope(atOutput: tanh($0)) }),
        ("004_tanh_derivative_fixed", { tanhSlope(atOutput: $0) }),
    ]

    /// Inputs scaled to mean 0 and deviation 1, three activations, batches of two in a new order each epoch.
    @Test(arguments: tanhSlopes) func mixedActivations(
        name: String, slope: @Sendable (Matrix) -> Matrix
    ) throws {
        let golden = try SeedRecord.named(name)
        let mean = Self.firstInputDecides.mean(axis: 0)
        let deviation = sqrt(square(Self.firstInputDecides - mean).mean(axis: 0))
        // A column that never changes has no deviation; the scaler of the program then divides by 1.
        let scale = deviation + (deviation .== 0)
        let inputs = (Self.firstInputDecides - mean) / scale
        let targets: Matrix = [[0], [1], [1], [0]]
        #expect(inputs == golden.scaledInputs?.tensor)

        var random = RandomState(seed: golden.seed)
        var first = 2 * random.random(3, 4) - 1
        var second = 2 * random.random(4, 4) - 1
        var third = 2 * random.random(4, 1) - 1
        golden.expectStart(first, second, third)
        func forward(_ x: Matrix) -> (Matrix, Matrix, Matrix) {
            let layer1 = relu(x.dot(first))
            let layer2 = tanh(layer1.dot(second))
            return (layer1, layer2, sigmoid(layer2.dot(third)))
        }

        var (losses, permutations): ([Double], [[Int]]) = ([], [])
        for epoch in 0..<10_000 {
            let order = random.permutation(4)
            if epoch < 10 { permutations.append(order) }
            var error = Matrix.zeros(2, 1)
            for start in [0, 2] {
                let batch = Array(order[start..<(start + 2)])
                let x = inputs.rows(batch)
                let (layer1, layer2, output) = forward(x)
                error = targets.rows(batch) - output
                let delta3 = error * sigmoidSlope(atOutput: output)
                let delta2 = delta3.dot(third.transposed()) * slope(layer2)
                let delta1 = delta2.dot(second.transposed()) * reluSlope(atOutput: layer1)
                third += layer2.transposed().dot(delta3)
                second += layer1.transposed().dot(delta2)
                first += x.transposed().dot(delta1)
            }
            if epoch % 100 == 0 { losses.append(abs(error).mean()) }
        }
        #expect(permutations == golden.firstPermutations)
        golden.expectEnd(first, second, third)
        expectClose(Matrix(losses), Matrix(try #require(golden.losses)), "losses")
        try expectSame(forward(inputs).2, golden.output, golden.outputText)
        let question = ([[1, 0, 0]] - mean) / scale
        try expectSame(forward(question).2, golden.prediction, golden.predictionText)
    }

    // MARK: - Thresholds

    private struct ThresholdRow: Decodable { let input: [Double], net5, out5, net6, out6, net7, out7: Double }

    /// Two hidden units and one output unit that fire or do not; nothing is trained.
    @Test func thresholdUnits() throws {
        let golden = try Fixture.load("seeds.json", as: Members.self).value(
            "002_threshold_xor", as: [ThresholdRow].self)
        let inputs = Matrix(rows: golden.map(\.input))
        let hiddenWeights: Matrix = [[-1, -1], [-1, -1]]
        let hiddenNets = inputs.dot(hiddenWeights) + [1.5, 0.5]
        let hidden = step(hiddenNets)
        let outputNet = hidden.dot([1, -1]) - 0.5
        #expect(hiddenNets == Matrix(rows: golden.map { [$0.net5, $0.net6] }))
        #expect(hidden == Matrix(rows: golden.map { [$0.out5, $0.out6] }))
        #expect(outputNet == Matrix(golden.map(\.net7)))
        #expect(step(outputNet) == Matrix(golden.map(\.out7)))
        #expect(step(outputNet) == [0, 1, 1, 0])
    }
}
