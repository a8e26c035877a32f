// Activations over a run of numbers in memory, in place: what recurrent layers need at each step, and convolutions
// for each few samples.

import Glibc

extension Activation {
    /// Whether the slope follows from the output alone, so that a layer need not keep the sums before it.
    var hasSlopeAtOutput: Bool {
        switch self {
        case .linear, .linearThreshold, .sigmoid, .hardSigmoid, .hardSigmoidKeras2, .tanh, .softsign, .relu,
            .leakyRelu, .elu, .selu, .exponential:
            true
        case .step, .softplus, .silu, .gelu, .softmax: false
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
        case .hardSigmoid: for i in 0..<count { values[i] = NeuralCore.hardSigmoid(values[i]) }
        case .hardSigmoidKeras2: for i in 0..<count { values[i] = NeuralCore.hardSigmoidKeras2(values[i]) }
        case .softsign: for i in 0..<count { values[i] = NeuralCore.softsign(values[i]) }
        case .tanh: Scalar.applyHyperbolicTangent(to: values, count: count)
        case .relu: Scalar.applyRelu(to: values, count: count)
        case .leakyRelu(let alpha):
            let alpha = Scalar(alpha)
            for i in 0..<count { values[i] = NeuralCore.leakyRelu(values[i], alpha: alpha) }
        case .elu(let alpha):
            let alpha = Scalar(alpha)
            for i in 0..<count { values[i] = NeuralCore.elu(values[i], alpha: alpha) }
        case .selu: for i in 0..<count { values[i] = NeuralCore.selu(values[i]) }
        case .exponential: for i in 0..<count { values[i] = Scalar.exponential(values[i]) }
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
        case .hardSigmoid: for i in 0..<count { gradient[i] *= hardSigmoidSlope(atOutput: y[i]) }
        case .hardSigmoidKeras2:
            for i in 0..<count { gradient[i] *= hardSigmoidKeras2Slope(atOutput: y[i]) }
        case .tanh: for i in 0..<count { gradient[i] *= tanhSlope(atOutput: y[i]) }
        case .softsign: for i in 0..<count { gradient[i] *= softsignSlope(atOutput: y[i]) }
        case .relu: for i in 0..<count { gradient[i] *= reluSlope(atOutput: y[i]) }
        case .leakyRelu(let alpha):
            let alpha = Scalar(alpha)
            for i in 0..<count { gradient[i] *= leakyReluSlope(atOutput: y[i], alpha: alpha) }
        case .elu(let alpha):
            let alpha = Scalar(alpha)
            for i in 0..<count { gradient[i] *= eluSlope(atOutput: y[i], alpha: alpha) }
        case .selu: for i in 0..<count { gradient[i] *= seluSlope(atOutput: y[i]) }
        case .exponential: for i in 0..<count { gradient[i] *= y[i] }
        default: fatalError("recurrent layers do not know the slope of \(self)")
        }
    }

    /// gradient · slope for each element of an output y, shared out among the processors.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func sharedGradient<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, atOutput y: Tensor<Scalar>
    ) -> Tensor<Scalar> {
        Tensor(y.shape, y.count) { delta in
            gradient.elements.withUnsafeBufferPointer { gradient in
                y.elements.withUnsafeBufferPointer { y in
                    inParallel(y.count, operations: y.count) { part in
                        // A few thousand at a time, which are still in the cache when the slopes come.
                        for start in stride(from: part.lowerBound, to: part.upperBound, by: 4096) {
                            let count = min(4096, part.upperBound - start)
                            let delta = delta.baseAddress! + start
                            delta.update(from: gradient.baseAddress! + start, count: count)
                            multiplySlopes(into: delta, atOutputs: y.baseAddress! + start, count: count)
                        }
                    }
                }
            }
        }
    }
}

extension Double {
    // In vectors, since the compiler makes a branch of the plain loop, which writes only where something changes; and
    // no processor can foretell that branch.
    public static func applyRelu(to values: UnsafeMutablePointer<Double>, count: Int) {
        var index = 0
        while index &+ 4 <= count {
            let place = UnsafeMutableRawPointer(values + index)
            var vector = place.loadUnaligned(as: SIMD4<Double>.self)
            vector.replace(with: 0, where: vector .<= 0)
            place.storeBytes(of: vector, as: SIMD4<Double>.self)
            index &+= 4
        }
        while index < count {
            values[index] = NeuralCore.relu(values[index])
            index &+= 1
        }
    }

    public static func applySigmoid(to values: UnsafeMutablePointer<Double>, count: Int) {
        for i in 0..<count { values[i] = 1 / (1 + Glibc.exp(-values[i])) }
    }

    public static func applyHyperbolicTangent(to values: UnsafeMutablePointer<Double>, count: Int) {
        for i in 0..<count { values[i] = Glibc.tanh(values[i]) }
    }
}

extension Float {
    // In vectors, since the compiler makes a branch of the plain loop, which writes only where something changes; and
    // no processor can foretell that branch.
    public static func applyRelu(to values: UnsafeMutablePointer<Float>, count: Int) {
        var index = 0
        while index &+ 8 <= count {
            let place = UnsafeMutableRawPointer(values + index)
            var vector = place.loadUnaligned(as: SIMD8<Float>.self)
            vector.replace(with: 0, where: vector .<= 0)
            place.storeBytes(of: vector, as: SIMD8<Float>.self)
            index &+= 8
        }
        while index < count {
            values[index] = NeuralCore.relu(values[index])
            index &+= 1
        }
    }

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
