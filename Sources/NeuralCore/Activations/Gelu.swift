// The Gaussian error linear unit, and its slope.

import Glibc

/// gelu(x) = x · Φ(x), where Φ(x) = ½ · (1 + erf(x / √2)) is the probability that a normal number is below x.
/// Hendrycks and Gimpel, 2016.
///
/// This is the exact function, Keras's default, not the approximation by tanh.
public func gelu<Scalar: TensorScalar>(_ x: Scalar) -> Scalar { x * normalProbability(below: x) }

/// gelu of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func gelu<Scalar: TensorScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0 * normalProbability(below: $0) }
}

/// gelu′(x) = Φ(x) + x · φ(x), where φ(x) = e^(−x²/2) / √(2π) is the slope of Φ. Takes the *input*.
///
///     geluSlope(atInput: 0.0)  // 0.5
public func geluSlope<Scalar: TensorScalar>(atInput x: Scalar) -> Scalar {
    let density = Scalar.exponential(-x * x / 2) / (2 * Scalar.pi).squareRoot()
    return normalProbability(below: x) + x * density
}

/// gelu′ for each element of an input.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func geluSlope<Scalar: TensorScalar>(atInput x: Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { geluSlope(atInput: $0) }
}

/// Φ(x), written with erfc(−z) = 1 + erf(z), which keeps its digits far below 0.
@inline(__always)
private func normalProbability<Scalar: TensorScalar>(below x: Scalar) -> Scalar {
    Scalar(Glibc.erfc(Double(-x) * 0.5.squareRoot()) / 2)
}
