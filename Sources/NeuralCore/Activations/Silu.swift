// The sigmoid linear unit, also called swish, and its slope.

/// silu(x) = x · σ(x): the input, let through as far as its own sigmoid says. Elfwing, Uchibe and Doya, 2017.
public func silu<Scalar: TensorScalar>(_ x: Scalar) -> Scalar { x * sigmoid(x) }

/// silu of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func silu<Scalar: TensorScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0 * sigmoid($0) }
}

/// silu′(x) = σ(x) · (1 + x · (1 − σ(x))). Takes the *input*: below −1.28 the function rises towards 0 again,
/// so that an output does not say where it came from.
///
///     siluSlope(atInput: 0.0)  // 0.5
public func siluSlope<Scalar: TensorScalar>(atInput x: Scalar) -> Scalar {
    let share = sigmoid(x)
    return share * (1 + x * (1 - share))
}

/// silu′ for each element of an input.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func siluSlope<Scalar: TensorScalar>(atInput x: Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { siluSlope(atInput: $0) }
}
