// Activations: values that can be checked with a pencil, and slopes checked by the definition of a slope.

import NeuralCore
import Testing

@Suite struct ActivationTests {
    static let all: [Activation] = [
        .linear, .step, .linearThreshold, .sigmoid, .tanh, .relu, .leakyRelu(), .leakyRelu(alpha: 0.01),
        .elu(),
        .elu(alpha: 0.5), .softmax,
    ]

    // MARK: - Values

    @Test func sigmoidValues() {
        #expect(sigmoid(0.0) == 0.5)
        #expect(abs(sigmoid(1.0) - 0.7310585786300049) < 1e-15)
        #expect(sigmoidSlope(atOutput: sigmoid(0.0)) == 0.25)
        // The table of lesson 6: σ′ at −1, 0 and 2.
        let slopes = sigmoidSlope(atOutput: sigmoid([-1, 0, 2] as Matrix)).elements
        #expect(slopes.map { $0.formatted(decimals: 4) } == ["0.1966", "0.2500", "0.1050"])
    }

    /// σ(−x) = 1 − σ(x), and tanh(x) = 2σ(2x) − 1.
    @Test func sigmoidAndTanhAreRelated() {
        let x = RandomNumbers.spread
        expectClose(sigmoid(-x), 1 - sigmoid(x), tolerance: 1e-15)
        expectClose(tanh(x), 2 * sigmoid(2 * x) - 1, tolerance: 1e-15)
        expectClose(tanh(-x), -tanh(x), tolerance: 0)
    }

    @Test func rectifierValues() {
        let x: Matrix = [-2, 0, 3]
        #expect(relu(x) == [0, 0, 3])
        #expect(leakyRelu(x, alpha: 0.5) == [-1, 0, 3])
        #expect(elu(x)[0] == exp(-2.0) - 1)
        #expect(elu(x, alpha: 2)[0] == 2 * (exp(-2.0) - 1))
        #expect(elu(x)[2] == 3)
    }

    @Test func thresholdValues() {
        #expect(step([-1, 0, 0.5]) == Matrix([0, 0, 1]))
        #expect(linearThreshold([-1, 0, 0.25, 1, 7]) == Matrix([0, 0, 0.25, 1, 1]))
    }

    @Test func softmaxValues() {
        #expect(softmax([0, 0] as Matrix) == [0.5, 0.5])
        // Odds: e^ln 3 is three times e^ln 1.
        expectClose(softmax(Matrix([log(1.0), log(3.0)])), [0.25, 0.75], tolerance: 1e-15)
        #expect(softmax(Matrix.zeros(2, 0)).shape == [2, 0])
    }

    @Test func softmaxAddsUpToOne() {
        var random = RandomState(seed: 4)
        let shares = softmax(random.gaussians(3, 4, 5))
        expectClose(shares.sum(axis: -1), Matrix.ones(3, 4), tolerance: 1e-15)
        #expect(shares.min() > 0)
    }

    /// What is added to all inputs alike makes no difference.
    @Test func softmaxDependsOnDifferencesOnly() {
        var random = RandomState(seed: 4)
        let x = random.gaussians(3, 5)
        expectClose(softmax(x + 100), softmax(x), tolerance: 1e-13)
    }

    /// A number's function is the tensor's.
    @Test func numbersAndTensorsAgree() {
        for x in RandomNumbers.spread.elements {
            #expect(sigmoid(x) == sigmoid(Matrix([x])).item)
            #expect(relu(x) == relu(Matrix([x])).item)
            #expect(leakyRelu(x) == leakyRelu(Matrix([x])).item)
            #expect(elu(x) == elu(Matrix([x])).item)
            #expect(step(x) == step(Matrix([x])).item)
            #expect(linearThreshold(x) == linearThreshold(Matrix([x])).item)
            #expect(linear(x) == linear(Matrix([x])).item)
            let y = tanh(x)
            #expect(tanhSlope(atOutput: y) == tanhSlope(atOutput: Matrix([y])).item)
            #expect(sigmoidSlope(atOutput: y) == sigmoidSlope(atOutput: Matrix([y])).item)
            #expect(reluSlope(atOutput: y) == reluSlope(atOutput: Matrix([y])).item)
            #expect(leakyReluSlope(atOutput: y) == leakyReluSlope(atOutput: Matrix([y])).item)
            #expect(eluSlope(atOutput: y) == eluSlope(atOutput: Matrix([y])).item)
            #expect(linearThresholdSlope(atOutput: y) == linearThresholdSlope(atOutput: Matrix([y])).item)
            #expect(linearSlope(atOutput: y) == linearSlope(atOutput: Matrix([y])).item)
        }
    }

    // MARK: - Slopes

    /// The gradient that backpropagation uses is that of Σ y · g, by central differences; no input is at a corner.
    @Test(arguments: all) func gradientsAreSlopes(activation: Activation) {
        var random = RandomState(seed: 8)
        let x = random.gaussians(3, 4, 5)
        let upstream = random.gaussians(3, 4, 5)
        let slopes = centralDifferences(at: x) { (activation($0) * upstream).sum() }
        let gradient = activation.gradient(upstream, input: x, output: activation(x))
        expectClose(gradient, slopes, "\(activation)", tolerance: 1e-8)
    }

    /// In a corner the slope is the one from the left, as in Keras.
    @Test func slopesAtZero() {
        let zero = Matrix.zeros(1)
        #expect(reluSlope(atOutput: zero).item == 0)
        #expect(leakyReluSlope(atOutput: zero, alpha: 0.2).item == 0.2)
        #expect(eluSlope(atOutput: zero, alpha: 0.5).item == 0.5)
        #expect(linearThresholdSlope(atOutput: [0, 1] as Matrix) == [0, 0])
    }

    // MARK: - Extremes

    @Test(arguments: all) func extremeInputsGiveNumbers(activation: Activation) {
        let doubles = Matrix(rows: [
            [-1e308, 1e308], [-1000, 1000], [-0.0, 0], [.leastNonzeroMagnitude, 1e-300], [1e308, 1e308],
        ])
        let floats = Tensor<Float>(rows: [
            [-3e38, 3e38], [-1000, 1000], [-0.0, 0], [.leastNonzeroMagnitude, 1e-30], [3e38, 3e38],
        ])
        expectNumbers(activation, doubles)
        expectNumbers(activation, floats)
    }

    private func expectNumbers<Scalar: TensorScalar>(_ activation: Activation, _ x: Tensor<Scalar>) {
        let y = activation(x)
        let gradient = activation.gradient(Tensor(repeating: 1, shape: x.shape), input: x, output: y)
        #expect(y.elements.allSatisfy { $0.isFinite }, "\(activation): \(y)")
        #expect(gradient.elements.allSatisfy { $0.isFinite }, "\(activation): \(gradient)")
    }

    @Test func saturatedUnitsReachTheirLimits() {
        #expect(sigmoid([-1000, 1000]) == Matrix([0, 1]))
        #expect(tanh([-1000, 1000]) == Matrix([-1, 1]))
        #expect(elu([-1000] as Matrix) == [-1])
        #expect(softmax([-1000, 1000] as Matrix) == [0, 1])
        #expect(sigmoidSlope(atOutput: sigmoid([-1000, 1000] as Matrix)) == [0, 0])
    }

    /// A net that has diverged says so: no rectifier turns a NaN into a harmless 0.
    @Test func notANumberIsNotHidden() {
        for activation in Self.all where activation != .step {
            #expect(activation(Matrix([.nan])).item.isNaN, "\(activation)")
        }
        #expect(relu(Double.nan).isNaN)
    }
}

/// Inputs between −4 and 4, none of them at a corner of an activation.
private enum RandomNumbers {
    static let spread: Matrix = {
        var random = RandomState(seed: 6)
        return Matrix(random.uniform(low: -4, high: 4, count: 200))
    }()
}
