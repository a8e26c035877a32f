// The rectified linear unit and its two relatives that never fall silent, each with its slope.
//
// The slopes take the output y: its sign is that of the input x. At x = 0, where there is no slope, all three take
// the one from the left, as Keras does.

/// relu(x) = max(0, x); a NaN stays one, so that a network which has diverged shows it.
public func relu<Scalar: TensorScalar>(_ x: Scalar) -> Scalar { x <= 0 ? 0 : x }

/// relu of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func relu<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.elements.withUnsafeMutableBufferPointer {
        if let start = $0.baseAddress { Scalar.applyRelu(to: start, count: $0.count) }
    }
    return x
}

/// relu′ = 1 where the output y is above 0, and 0 elsewhere.
public func reluSlope<Scalar: TensorScalar>(atOutput y: Scalar) -> Scalar { y > 0 ? 1 : 0 }

/// relu′ for each element of an output.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func reluSlope<Scalar: TensorScalar>(atOutput y: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    y.mapped { $0 > 0 ? 1 : 0 }
}

/// gradient · relu′ in one pass, for each element of an output y: what is above 0 lets its gradient through.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func reluGradient<Scalar: TensorScalar>(
    atOutput y: Tensor<Scalar>, _ gradient: Tensor<Scalar>
) -> Tensor<Scalar> {
    Tensor.combine(gradient, y, "multiply") { $1 > 0 ? $0 : 0 }
}

/// leakyRelu(x) = x above 0, and α·x below.
public func leakyRelu<Scalar: TensorScalar>(_ x: Scalar, alpha: Scalar = 0.3) -> Scalar {
    x > 0 ? x : alpha * x
}

/// leakyRelu of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func leakyRelu<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>, alpha: Scalar = 0.3) -> Tensor<
    Scalar
> {
    x.mapped { $0 > 0 ? $0 : alpha * $0 }
}

/// leakyRelu′ = 1 where the output y is above 0, and α elsewhere.
public func leakyReluSlope<Scalar: TensorScalar>(atOutput y: Scalar, alpha: Scalar = 0.3) -> Scalar {
    y > 0 ? 1 : alpha
}

/// leakyRelu′ for each element of an output.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func leakyReluSlope<Scalar: TensorScalar>(
    atOutput y: consuming Tensor<Scalar>, alpha: Scalar = 0.3
) -> Tensor<Scalar> {
    y.mapped { $0 > 0 ? 1 : alpha }
}

/// elu(x) = x above 0, and α·(eˣ − 1) below.
public func elu<Scalar: TensorScalar>(_ x: Scalar, alpha: Scalar = 1) -> Scalar {
    x > 0 ? x : alpha * (Scalar.exponential(x) - 1)
}

/// elu of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func elu<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>, alpha: Scalar = 1) -> Tensor<Scalar> {
    x.mapped { $0 > 0 ? $0 : alpha * (Scalar.exponential($0) - 1) }
}

/// elu′ = 1 where the output y is above 0, and y + α elsewhere: below 0, α·eˣ = y + α.
public func eluSlope<Scalar: TensorScalar>(atOutput y: Scalar, alpha: Scalar = 1) -> Scalar {
    y > 0 ? 1 : y + alpha
}

/// elu′ for each element of an output.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func eluSlope<Scalar: TensorScalar>(atOutput y: consuming Tensor<Scalar>, alpha: Scalar = 1) -> Tensor<
    Scalar
> {
    y.mapped { $0 > 0 ? 1 : $0 + alpha }
}
