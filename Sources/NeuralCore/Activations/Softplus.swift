// A rectifier without a corner, and its slope.

import Glibc

/// softplus(x) = ln(1 + eˣ): close to 0 far below 0 and close to x far above.
///
/// It is computed as max(x, 0) + ln(1 + e^−|x|), in which nothing grows too large.
///
///     softplus(0.0)  // 0.6931471805599453, ln 2
public func softplus<Scalar: TensorScalar>(_ x: Scalar) -> Scalar {
    (x > 0 ? x : 0) + Scalar(Glibc.log1p(Double(Scalar.exponential(-x.magnitude))))
}

/// softplus of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func softplus<Scalar: TensorScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { softplus($0) }
}

/// softplus′(x) = σ(x). Takes the *input*: near 0 the output has lost the digits.
public func softplusSlope<Scalar: TensorScalar>(atInput x: Scalar) -> Scalar { sigmoid(x) }

/// softplus′ for each element of an input.
public func softplusSlope<Scalar: TensorScalar>(atInput x: Tensor<Scalar>) -> Tensor<Scalar> { sigmoid(x) }
