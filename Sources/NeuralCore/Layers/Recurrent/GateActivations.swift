// Activations over a run of numbers in memory, in place: what recurrent layers need at each step.

import Glibc

extension Activation {
    /// Whether the slope follows from the output alone, so that a recurrent layer need not keep the sums before it.
    var hasSlopeAtOutput: Bool {
        switch self {
        case .linear, .linearThreshold, .sigmoid, .hardSigmoidKeras2, .tanh, .relu, .leakyRelu, .elu: true
        default: false
        }
    }

    /// What is wrong with this activation in the recurrent layer `layer`, or nil.
    func fault(in layer: String) -> String? {
        hasSlopeAtOutput
            ? nil
            : "\(layer) needs an activation whose slope follows from its output, such as tanh or sigmoid, "
                + "but is given \(self)"
    }

    /// Replaces each of `count` sums by its activation.
    @inline(__always)
    func apply<Scalar: TensorScalar>(to values: UnsafeMutablePointer<Scalar>, count: Int) {
        switch self {
        case .linear: break
        case .linearThreshold: for i in 0..<count { values[i] = NeuralCore.linearThreshold(values[i]) }
        case .sigmoid: Scalar.applySigmoid(to: values, count: count)
        case .hardSigmoidKeras2: for i in 0..<count { values[i] = NeuralCore.hardSigmoidKeras2(values[i]) }
        case .tanh: Scalar.applyHyperbolicTangent(to: values, count: count)
        case .relu: for i in 0..<count { values[i] = NeuralCore.relu(values[i]) }
        case .leakyRelu(let alpha):
            let alpha = Scalar(alpha)
            for i in 0..<count { values[i] = NeuralCore.leakyRelu(values[i], alpha: alpha) }
        case .elu(let alpha):
            let alpha = Scalar(alpha)
            for i in 0..<count { values[i] = NeuralCore.elu(values[i], alpha: alpha) }
        default: fatalError("recurrent layers cannot compute \(self)")
        }
    }

    /// Multiplies each of `count` gradients by the slope where the output was y: the way back through `apply`.
    @inline(__always)
    func multiplySlopes<Scalar: TensorScalar>(
        into gradient: UnsafeMutablePointer<Scalar>, atOutputs y: UnsafePointer<Scalar>, count: Int
    ) {
        switch self {
        case .linear: break
        case .linearThreshold: for i in 0..<count { gradient[i] *= linearThresholdSlope(atOutput: y[i]) }
        case .sigmoid: for i in 0..<count { gradient[i] *= sigmoidSlope(atOutput: y[i]) }
        case .hardSigmoidKeras2:
            for i in 0..<count { gradient[i] *= hardSigmoidKeras2Slope(atOutput: y[i]) }
        case .tanh: for i in 0..<count { gradient[i] *= tanhSlope(atOutput: y[i]) }
        case .relu: for i in 0..<count { gradient[i] *= reluSlope(atOutput: y[i]) }
        case .leakyRelu(let alpha):
            let alpha = Scalar(alpha)
            for i in 0..<count { gradient[i] *= leakyReluSlope(atOutput: y[i], alpha: alpha) }
        case .elu(let alpha):
            let alpha = Scalar(alpha)
            for i in 0..<count { gradient[i] *= eluSlope(atOutput: y[i], alpha: alpha) }
        default: fatalError("recurrent layers do not know the slope of \(self)")
        }
    }
}

extension Double {
    public static func applySigmoid(to values: UnsafeMutablePointer<Double>, count: Int) {
        for i in 0..<count { values[i] = 1 / (1 + Glibc.exp(-values[i])) }
    }

    public static func applyHyperbolicTangent(to values: UnsafeMutablePointer<Double>, count: Int) {
        for i in 0..<count { values[i] = Glibc.tanh(values[i]) }
    }
}

extension Float {
    /// From so many numbers on, vector instructions are worth their other last digits.
    private static var fewestForVectors: Int { 16 }

    public static func applySigmoid(to values: UnsafeMutablePointer<Float>, count: Int) {
        if count < fewestForVectors {
            for i in 0..<count { values[i] = 1 / (1 + Glibc.expf(-values[i])) }
        } else {
            for i in 0..<count { values[i] = branchlessSigmoid(values[i]) }
        }
    }

    public static func applyHyperbolicTangent(to values: UnsafeMutablePointer<Float>, count: Int) {
        if count < fewestForVectors {
            for i in 0..<count { values[i] = Glibc.tanhf(values[i]) }
        } else {
            for i in 0..<count { values[i] = branchlessTanh(values[i]) }
        }
    }
}
