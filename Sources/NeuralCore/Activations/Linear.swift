// The activation that changes nothing: an output unit that may answer with any number.

/// linear(x) = x
public func linear<Scalar: TensorScalar>(_ x: Scalar) -> Scalar { x }

/// linear of each element: the tensor itself.
public func linear<Scalar: TensorScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x }

/// linear′ = 1, whatever the output.
public func linearSlope<Scalar: TensorScalar>(atOutput y: Scalar) -> Scalar { 1 }

/// linear′ for each element of an output: ones of the same shape.
public func linearSlope<Scalar: TensorScalar>(atOutput y: Tensor<Scalar>) -> Tensor<Scalar> {
    Tensor(repeating: 1, shape: y.shape)
}
