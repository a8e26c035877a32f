// The hard sigmoid of Keras 3: three straight pieces in place of the sigmoid, and their slope.

/// hardSigmoid(x) = x / 6 + ½, cut off at 0 and 1.
///
/// It leaves 0 at x = −3 and reaches 1 at x = 3. Keras 1 and 2 gave the name to another function, 0.2·x + ½.
///
///     hardSigmoid(1.5)  // 0.75
public func hardSigmoid<Scalar: TensorScalar>(_ x: Scalar) -> Scalar {
    let y = (x + 3) / 6
    return y < 0 ? 0 : y > 1 ? 1 : y
}

/// hardSigmoid of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func hardSigmoid<Scalar: TensorScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { hardSigmoid($0) }
}

/// hardSigmoid′ = 1/6 where the output y is strictly between 0 and 1, and 0 elsewhere.
public func hardSigmoidSlope<Scalar: TensorScalar>(atOutput y: Scalar) -> Scalar {
    y > 0 && y < 1 ? 1 / 6 : 0
}

/// hardSigmoid′ for each element of an output.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func hardSigmoidSlope<Scalar: TensorScalar>(atOutput y: Tensor<Scalar>) -> Tensor<Scalar> {
    y.mapped { $0 > 0 && $0 < 1 ? 1 / 6 : 0 }
}
