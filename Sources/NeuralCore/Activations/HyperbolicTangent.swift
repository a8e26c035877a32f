// The hyperbolic tangent and its slope.

/// tanh of each element: (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), between −1 and 1.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func tanh<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { Scalar.hyperbolicTangent($0) }
}

/// tanh′ at the input x where the output was y = tanh(x): tanh′(x) = 1 − y². Takes the *output*.
public func tanhSlope<Scalar: TensorScalar>(atOutput y: Scalar) -> Scalar { 1 - y * y }

/// tanh′ for each element of an output y = tanh(x).
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func tanhSlope<Scalar: TensorScalar>(atOutput y: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    y.mapped { 1 - $0 * $0 }
}
