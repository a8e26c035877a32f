// The exponential linear unit that normalizes itself, and its slope.

/// The two constants for which outputs of mean 0 and variance 1 keep both from layer to layer (Klambauer and
/// others, 2017, which gives them to more digits than a double holds).
private let (seluAlpha, seluScale) = (1.6732632423543772848170429916717, 1.0507009873554804934193349852946)

/// selu(x) = 1.0507… · x above 0, and 1.0507… · 1.6732… · (eˣ − 1) below.
public func selu<Scalar: TensorScalar>(_ x: Scalar) -> Scalar {
    Scalar(seluScale) * (x > 0 ? x : Scalar(seluAlpha) * (Scalar.exponential(x) - 1))
}

/// selu of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func selu<Scalar: TensorScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    let (alpha, scale) = (Scalar(seluAlpha), Scalar(seluScale))
    return x.mapped { scale * ($0 > 0 ? $0 : alpha * (Scalar.exponential($0) - 1)) }
}

/// selu′ = 1.0507… where the output y is above 0, and y + 1.0507… · 1.6732… elsewhere.
public func seluSlope<Scalar: TensorScalar>(atOutput y: Scalar) -> Scalar {
    y > 0 ? Scalar(seluScale) : y + Scalar(seluScale * seluAlpha)
}

/// selu′ for each element of an output.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func seluSlope<Scalar: TensorScalar>(atOutput y: Tensor<Scalar>) -> Tensor<Scalar> {
    let (scale, product) = (Scalar(seluScale), Scalar(seluScale * seluAlpha))
    return y.mapped { $0 > 0 ? scale : $0 + product }
}
