// The exponential as an activation: its slope. The function itself is `exp`.

/// The slope of eˣ where the output was y: y itself. Takes the *output*.
public func exponentialSlope<Scalar: TensorScalar>(atOutput y: Scalar) -> Scalar { y }

/// The slope of eˣ for each element of an output: the output itself.
public func exponentialSlope<Scalar: TensorScalar>(atOutput y: Tensor<Scalar>) -> Tensor<Scalar> { y }
