// The functions that stand in expressions: activations, their slopes, and what softmax and pooling need.

import NeuralCore

extension Explanation {
    /// A named function of one or more numbers.
    public enum Function: Equatable, Sendable {
        /// An activation at its input.
        case activation(Activation)
        /// The slope of an activation at its input.
        case slope(Activation)
        /// eˣ, written exp(x).
        case exponential
        /// The natural logarithm, written ln(x).
        case logarithm
        /// The largest of its arguments.
        case maximum

        /// The value, computed by the functions that networks use.
        func callAsFunction(_ arguments: [Double]) -> Double {
            switch self {
            case .activation(let activation): return activation(Matrix([arguments[0]])).item
            case .slope(let activation):
                let x = Matrix([arguments[0]])
                return activation.gradient(Matrix([1]), input: x, output: activation(x)).item
            case .exponential: return NeuralCore.exp(Matrix([arguments[0]])).item
            case .logarithm: return NeuralCore.log(Matrix([arguments[0]])).item
            case .maximum: return arguments.max() ?? 0
            }
        }

        /// What is written before the parenthesis.
        var name: String {
            switch self {
            case .activation(let activation): activation.writtenName
            case .slope(let activation): activation.writtenName + "′"
            case .exponential: "exp"
            case .logarithm: "ln"
            case .maximum: "max"
            }
        }

        /// The name in TeX.
        var texName: String {
            switch self {
            case .activation(.sigmoid): "\\sigma"
            case .activation(.tanh): "\\tanh"
            case .exponential: "\\exp"
            case .logarithm: "\\ln"
            case .maximum: "\\max"
            case .activation(let activation): "\\operatorname{\(activation.writtenName)}"
            case .slope(let activation): Function.activation(activation).texName + "'"
            }
        }

        /// The constants of the function, which are written behind its argument.
        var constants: [Double] {
            switch self {
            case .activation(.leakyRelu(let alpha)), .slope(.leakyRelu(let alpha)): [alpha]
            case .activation(.elu(let alpha)), .slope(.elu(let alpha)): [alpha]
            default: []
            }
        }
    }
}

extension Activation {
    /// How mathematicians write the function.
    var writtenName: String {
        switch self {
        case .linear: "linear"
        case .step: "step"
        case .linearThreshold: "linearThreshold"
        case .sigmoid: "σ"
        case .hardSigmoidKeras2: "hardSigmoidKeras2"
        case .tanh: "tanh"
        case .relu: "ReLU"
        case .leakyRelu: "leakyReLU"
        case .elu: "ELU"
        case .selu: "SELU"
        case .softplus: "softplus"
        case .softsign: "softsign"
        case .hardSigmoid: "hardSigmoid"
        case .exponential: "exp"
        case .silu: "SiLU"
        case .gelu: "GELU"
        case .softmax: "softmax"
        }
    }
}
