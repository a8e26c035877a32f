// The sigmoid as Keras 1 and 2 had it in the gates of LSTM and GRU: three straight pieces, no exponential.

/// hardSigmoidKeras2(x) = 0.2·x + 0.5, cut off at 0 and 1.
///
/// It leaves 0 at x = −2.5 and reaches 1 at x = 2.5. Keras 3 gives the name hard sigmoid to another function,
/// clip(x + 3, 0, 6) / 6.
///
///     hardSigmoidKeras2(1.0)  // 0.7
public func hardSigmoidKeras2<Scalar: TensorScalar>(_ x: Scalar) -> Scalar {
    let y = x * 0.2 + 0.5
    return y < 0 ? 0 : y > 1 ? 1 : y
}

/// hardSigmoidKeras2 of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func hardSigmoidKeras2<Scalar: TensorScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { hardSigmoidKeras2($0) }
}

/// hardSigmoidKeras2′ = 0.2 where the output y is strictly between 0 and 1, and 0 elsewhere.
public func hardSigmoidKeras2Slope<Scalar: TensorScalar>(atOutput y: Scalar) -> Scalar {
    y > 0 && y < 1 ? 0.2 : 0
}

/// hardSigmoidKeras2′ for each element of an output.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func hardSigmoidKeras2Slope<Scalar: TensorScalar>(atOutput y: Tensor<Scalar>) -> Tensor<Scalar> {
    y.mapped { $0 > 0 && $0 < 1 ? 0.2 : 0 }
}
