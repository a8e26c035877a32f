// Elman's and Jordan's nets: steps by hand, gradients through time, and Elman's own experiment.

import NeuralCore
import Testing

@Suite struct ContextNetworkTests {
    static let nets: [any ContextNetwork] = {
        var random = RandomState(seed: 12)
        return [
            ElmanNetwork(inputs: 2, hidden: 3, outputs: 2, random: &random),
            ElmanNetwork(
                inputs: 2, hidden: 3, outputs: 2, activation: .sigmoid, outputActivation: .softmax,
                random: &random),
            JordanNetwork(inputs: 2, hidden: 4, outputs: 2, random: &random),
            JordanNetwork(
                inputs: 2, hidden: 3, outputs: 2, memory: 0, activation: .sigmoid,
                outputActivation: .linear, random: &random),
        ]
    }()
    static let parts: [WritableKeyPath<ContextWeights, Matrix> & Sendable] = [
        \.input, \.context, \.hiddenBias, \.output, \.outputBias,
    ]
    static let sequence: Matrix = [[1, 0.5], [-0.3, 2], [0, -1], [0.7, 0.7], [-2, 0.1], [0.4, -0.6]]
    static let targets: Matrix = [[0, 1], [1, 1], [0.5, 0], [0, 0], [1, 0], [0.2, 0.9]]

    @Test func twoStepsOfElmanByHand() {
        let net = ElmanNetwork(
            weights: ContextWeights(
                input: [[2]], context: [[-1]], hiddenBias: [0.5], output: [[3]], outputBias: [-1]),
            activation: .linear, outputActivation: .linear)
        let steps = net.run([[1], [1]])
        // h₁ = 2 + 0 + 0.5, y₁ = 3h₁ − 1; h₂ = 2 − h₁ + 0.5, y₂ = 3h₂ − 1.
        #expect(steps.map(\.hidden) == [[2.5], [0]])
        #expect(steps.map(\.output) == [[6.5], [-1]])
        #expect(steps.map(\.context) == [[0], [2.5]])
    }

    @Test func threeStepsOfJordanByHand() {
        let net = JordanNetwork(
            weights: ContextWeights(
                input: [[1]], context: [[2]], hiddenBias: [0], output: [[1]], outputBias: [0]),
            memory: 0.5, activation: .linear, outputActivation: .linear)
        // y = x + 2c and c ← c/2 + y: c is 0, 1, 2.5; y is 1, 2, 5.
        let steps = net.run([[1], [0], [0]])
        #expect(steps.map(\.context) == [[0], [1], [2.5]])
        #expect(net([[1], [0], [0]]) == [[1], [2], [5]])
    }

    @Test(arguments: nets.indices) func fullGradientsAreSlopes(index: Int) {
        var net = Self.nets[index]
        net.weights.hiddenBias = net.weights.hiddenBias + 0.1
        let (error, gradient) = net.gradient(Self.sequence, targets: Self.targets)
        #expect(abs(error - square(net.output(Self.sequence) - Self.targets).sum() / 2) < 1e-12)
        for part in Self.parts {
            let start = net.weights[keyPath: part]
            let slopes = centralDifferences(at: start) {
                net.weights[keyPath: part] = $0
                return square(net.output(Self.sequence) - Self.targets).sum() / 2
            }
            net.weights[keyPath: part] = start
            expectClose(gradient[keyPath: part], slopes, "\(part)", tolerance: 1e-8)
        }
    }

    /// With a limit, the error of step t is differentiated as if the context of step t − depth were a given
    /// number.
    @Test(arguments: nets.indices, [0, 1, 2]) func truncatedGradientsAreSlopes(index: Int, depth: Int) {
        var net = Self.nets[index]
        let contexts = net.run(Self.sequence).map(\.context)
        let (_, gradient) = net.gradient(Self.sequence, targets: Self.targets, depth: depth)
        for part in Self.parts {
            let start = net.weights[keyPath: part]
            var slopes = start * 0
            for time in 0..<6 {
                let first = max(0, time - depth)
                slopes += centralDifferences(at: start) {
                    net.weights[keyPath: part] = $0
                    let steps = net.run(Self.sequence.rows(first..<(time + 1)), context: contexts[first])
                    return square(steps[time - first].output - Self.targets.row(time)).sum() / 2
                }
            }
            net.weights[keyPath: part] = start
            expectClose(gradient[keyPath: part], slopes, "\(part)", tolerance: 1e-8)
        }
    }

    @Test(arguments: nets.indices) func aDepthOfAllStepsIsTheFullGradient(index: Int) {
        let net = Self.nets[index]
        let full = net.gradient(Self.sequence, targets: Self.targets).gradient
        #expect(net.gradient(Self.sequence, targets: Self.targets, depth: 5).gradient == full)
        let almost = net.gradient(Self.sequence, targets: Self.targets, depth: 4).gradient
        #expect(almost != full)
        #expect(abs(almost.input - full.input).max() < 0.05)
    }

    @Test func theStepIsThatOfTheLayer() {
        var random = RandomState(seed: 4)
        let net = ElmanNetwork(inputs: 2, hidden: 3, outputs: 1, random: &random)
        let layer = SimpleRNN<Double>(3, returnSequences: true)
        layer.build(inputShape: [6, 2], random: &random)
        for (parameter, value) in zip(
            layer.parameters, [net.weights.input, net.weights.context, net.weights.hiddenBias])
        {
            parameter.value = value
        }
        let hidden = Matrix(rows: net.run(Self.sequence).map { Array($0.hidden.elements) })
        expectClose(layer(Self.sequence.reshaped(1, 6, 2)).row(0), hidden)
    }

    /// Elman's first experiment of 1990: of every three bits, the third is the XOR of the two before. Only
    /// the third can be foretold, so the error must be near ¼ at the others and small there.
    @Test func elmanForetellsEveryThirdBit() {
        var random = RandomState(seed: 1)
        var bits: [Double] = []
        for _ in 0..<300 {
            let (a, b) = (random.random() < 0.5 ? 0.0 : 1, random.random() < 0.5 ? 0.0 : 1)
            bits += [a, b, a == b ? 0 : 1]
        }
        let inputs = Matrix(Array(bits.dropLast())).reshaped(-1, 1)
        let targets = Matrix(Array(bits.dropFirst())).reshaped(-1, 1)
        var net = ElmanNetwork(inputs: 1, hidden: 8, outputs: 1, random: &random)
        let training = net.fit(
            inputs, targets: targets, learningRate: 0.2, epochs: 60, depth: 4, stretch: 12)
        #expect(training.errors.last! < training.errors[0])
        let errors = square(net(inputs) - targets)
        let means = (0..<3).map { phase in
            Matrix(stride(from: phase, to: errors.count, by: 3).map { errors.elements[$0] }).mean()
        }
        // Input 1 of each three foretells the XOR: places 1, 4, 7, …
        #expect(means[1] < 0.1, "\(means)")
        #expect(means[0] > 0.2 && means[2] > 0.2, "\(means)")
    }

    /// A Jordan net whose input never changes plays a tune of its own: 1 0 0 1 0 0 … With errors that go back
    /// one step all of six seeds learn it; with errors that go back to the beginning, none did within 2000
    /// epochs.
    @Test func jordanCountsToThree() {
        var random = RandomState(seed: 2)
        let inputs = Matrix(repeating: 1, shape: [30, 1])
        let targets = Matrix((0..<30).map { $0 % 3 == 0 ? 1 : 0 }).reshaped(-1, 1)
        var net = JordanNetwork(inputs: 1, hidden: 6, outputs: 1, memory: 0.5, random: &random)
        let training = net.fit(inputs, targets: targets, learningRate: 0.2, epochs: 1000, depth: 1)
        #expect(training.errors.last! < 0.01)
        let tune = net(inputs).map { $0 > 0.5 ? 1 : 0 }
        #expect(tune == targets)
    }

    @Test func aStretchCarriesTheContextOver() {
        var (whole, parts) = (Self.nets[0], Self.nets[0])
        whole.fit(Self.sequence, targets: Self.targets, learningRate: 0)
        let errors = parts.fit(
            Self.sequence, targets: Self.targets, learningRate: 0, epochs: 2, stretch: 2
        ).errors
        let error = whole.gradient(Self.sequence, targets: Self.targets).error
        #expect(errors.allSatisfy { abs($0 - error) < 1e-12 })
    }
}

extension ContextNetwork {
    /// The outputs, also of a net of unknown type.
    fileprivate func output(_ sequence: Matrix) -> Matrix { self(sequence) }
}

@Suite struct ContextNetworkFaultTests {
    @Test func aSequenceOfAnotherWidth() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var random = RandomState(seed: 1)
            _ = ElmanNetwork(inputs: 2, hidden: 3, outputs: 1, random: &random).run([[1], [2]])
        }
        expectStop("the net takes sequences of shape (time, 2), but the shape is (2, 1)", result)
    }

    @Test func aContextOfAnotherLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = JordanNetwork(
                weights: ContextWeights(
                    input: [[1, 1]], context: [[1, 1], [1, 1]], hiddenBias: [0, 0],
                    output: [[1], [1]], outputBias: [0]))
        }
        expectStop("the weights of JordanNetwork do not fit together", result)
    }
}
