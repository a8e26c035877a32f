// Functions of every element of a tensor. The result has the argument's shape.

/// e to the power of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func exp<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { Scalar.exponential($0) }
}

/// The natural logarithm of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func log<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { Scalar.logarithm($0) }
}

/// Each element without its sign.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func abs<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0.magnitude }
}

/// The square root of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func sqrt<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0.squareRoot() }
}

/// Each element times itself.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func square<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0 * $0 }
}

/// Each element to the power of `exponent`; a square is the product of the element with itself, as in NumPy.
///
///     pow(Matrix([1, 2, 3]), 3)       // [ 1.  8. 27.]
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func pow<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>, _ exponent: Scalar) -> Tensor<Scalar> {
    exponent == 2 ? square(x) : x.mapped { Scalar.power($0, exponent) }
}
