// A sigmoid without an exponential, and its slope.

/// softsign(x) = x / (1 + |x|), between −1 and 1, which it approaches slowly.
///
///     softsign(1.0)  // 0.5
public func softsign<Scalar: TensorScalar>(_ x: Scalar) -> Scalar { x / (1 + x.magnitude) }

/// softsign of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func softsign<Scalar: TensorScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0 / (1 + $0.magnitude) }
}

/// softsign′ where the output was y: 1 / (1 + |x|)² = (1 − |y|)². Takes the *output*.
public func softsignSlope<Scalar: TensorScalar>(atOutput y: Scalar) -> Scalar {
    (1 - y.magnitude) * (1 - y.magnitude)
}

/// softsign′ for each element of an output.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func softsignSlope<Scalar: TensorScalar>(atOutput y: Tensor<Scalar>) -> Tensor<Scalar> {
    y.mapped { (1 - $0.magnitude) * (1 - $0.magnitude) }
}
