// The activations by name, as a layer takes them: Dense(units: 4, activation: .sigmoid).

/// What a unit does with the sum of its weighted inputs.
public enum Activation: Equatable, Sendable {
    /// The sum itself: for an output that may be any number.
    case linear
    /// 1 above 0, 0 elsewhere.
    case step
    /// The input itself between 0 and 1, and cut off there.
    case linearThreshold
    /// 1 / (1 + e⁻ˣ), between 0 and 1: for gates, and for the probability of a yes.
    case sigmoid
    /// Three straight pieces in place of the sigmoid: 0.2·x + 0.5, cut off at 0 and 1.
    case hardSigmoidKeras2
    /// (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), between −1 and 1.
    case tanh
    /// x above 0, and 0 below.
    case relu
    /// x above 0, and α·x below, so that a unit learns there, too. 0.3 is the default of Keras's layer
    /// LeakyReLU.
    case leakyRelu(alpha: Double = 0.3)
    /// x above 0, and α·(eˣ − 1) below, which levels off at −α.
    case elu(alpha: Double = 1)
    /// elu with two constants that keep mean 0 and variance 1 from layer to layer.
    case selu
    /// ln(1 + eˣ): relu with its corner rounded.
    case softplus
    /// x / (1 + |x|), between −1 and 1, which it approaches more slowly than tanh does.
    case softsign
    /// Keras 3's: x / 6 + ½, cut off at 0 and 1.
    case hardSigmoid
    /// eˣ: for an output that must be above 0.
    case exponential
    /// x · sigmoid(x); also called swish.
    case silu
    /// x times the probability that a normal number is below x.
    case gelu
    /// eˣ divided by the sum of all eˣ along the last axis: the probabilities of classes, of which one is
    /// right.
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
