// The activations by name, as a layer takes them: Dense(units: 4, activation: .sigmoid).

/// What a unit does with the sum of its weighted inputs.
public enum Activation: Equatable, Sendable {
    case linear
    /// 1 above 0, 0 elsewhere.
    case step
    /// The input itself between 0 and 1, and cut off there.
    case linearThreshold
    case sigmoid
    /// Three straight pieces in place of the sigmoid: 0.2·x + 0.5, cut off at 0 and 1.
    case hardSigmoidKeras2
    case tanh
    case relu
    case leakyRelu(alpha: Double = 0.3)
    case elu(alpha: Double = 1)
    case selu
    case softplus
    case softsign
    /// Keras 3's: x / 6 + ½, cut off at 0 and 1.
    case hardSigmoid
    case exponential
    case silu
    case gelu
    case softmax

    /// The activation of each element.
    public func callAsFunction<Scalar: TensorScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
        switch self {
        case .linear: x
        case .step: NeuralCore.step(x)
        case .linearThreshold: NeuralCore.linearThreshold(x)
        case .sigmoid: NeuralCore.sigmoid(x)
        case .hardSigmoidKeras2: NeuralCore.hardSigmoidKeras2(x)
        case .tanh: NeuralCore.tanh(x)
        case .relu: NeuralCore.relu(x)
        case .leakyRelu(let alpha): NeuralCore.leakyRelu(x, alpha: Scalar(alpha))
        case .elu(let alpha): NeuralCore.elu(x, alpha: Scalar(alpha))
        case .selu: NeuralCore.selu(x)
        case .softplus: NeuralCore.softplus(x)
        case .softsign: NeuralCore.softsign(x)
        case .hardSigmoid: NeuralCore.hardSigmoid(x)
        case .exponential: NeuralCore.exp(x)
        case .silu: NeuralCore.silu(x)
        case .gelu: NeuralCore.gelu(x)
        case .softmax: NeuralCore.softmax(x)
        }
    }

    /// The gradient of the loss by the input, from that by the output.
    ///
    /// - Parameters:
    ///   - gradient: of the loss by the output y.
    ///   - x: the input.
    ///   - y: the output for it; all three and the result have the same shape.
    public func gradient<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, input x: Tensor<Scalar>, output y: Tensor<Scalar>
    ) -> Tensor<Scalar> {
        switch self {
        case .linear: gradient
        case .step: Tensor(repeating: 0, shape: y.shape)
        case .linearThreshold: gradient * linearThresholdSlope(atOutput: y)
        case .sigmoid: gradient * sigmoidSlope(atOutput: y)
        case .hardSigmoidKeras2: gradient * hardSigmoidKeras2Slope(atOutput: y)
        case .tanh: gradient * tanhSlope(atOutput: y)
        case .relu: reluGradient(atOutput: y, gradient)
        case .leakyRelu(let alpha): gradient * leakyReluSlope(atOutput: y, alpha: Scalar(alpha))
        case .elu(let alpha): gradient * eluSlope(atOutput: y, alpha: Scalar(alpha))
        case .selu: gradient * seluSlope(atOutput: y)
        case .softplus: gradient * softplusSlope(atInput: x)
        case .softsign: gradient * softsignSlope(atOutput: y)
        case .hardSigmoid: gradient * hardSigmoidSlope(atOutput: y)
        case .exponential: gradient * exponentialSlope(atOutput: y)
        case .silu: gradient * siluSlope(atInput: x)
        case .gelu: gradient * geluSlope(atInput: x)
        case .softmax: softmaxGradient(atOutput: y, gradient)
        }
    }
}
