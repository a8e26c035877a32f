// Threshold functions: the all-or-nothing neuron of 1943, and the line cut off at 0 and 1.

/// step(x) = 1 where x is above 0, and 0 elsewhere. At x = 0 a unit does not fire.
///
/// Its slope is 0 everywhere but at 0, where it has none: a net of such units cannot learn by its slope.
public func step<Scalar: TensorScalar>(_ x: Scalar) -> Scalar { x > 0 ? 1 : 0 }

/// step of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func step<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0 > 0 ? 1 : 0 }
}

/// linearThreshold(x) = x between 0 and 1, 0 below and 1 above.
public func linearThreshold<Scalar: TensorScalar>(_ x: Scalar) -> Scalar { x < 0 ? 0 : x > 1 ? 1 : x }

/// linearThreshold of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func linearThreshold<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0 < 0 ? 0 : $0 > 1 ? 1 : $0 }
}

/// linearThreshold′ = 1 where the output y is strictly between 0 and 1, and 0 elsewhere.
public func linearThresholdSlope<Scalar: TensorScalar>(atOutput y: Scalar) -> Scalar {
    y > 0 && y < 1 ? 1 : 0
}

/// linearThreshold′ for each element of an output.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func linearThresholdSlope<Scalar: TensorScalar>(atOutput y: consuming Tensor<Scalar>) -> Tensor<Scalar>
{
    y.mapped { $0 > 0 && $0 < 1 ? 1 : 0 }
}
