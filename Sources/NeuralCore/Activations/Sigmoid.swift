// The logistic function and its slope.

/// σ(x) = 1 / (1 + e⁻ˣ), between 0 and 1.
///
///     sigmoid(0.0)  // 0.5
public func sigmoid<Scalar: TensorScalar>(_ x: Scalar) -> Scalar { 1 / (1 + Scalar.exponential(-x)) }

/// σ of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func sigmoid<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.elements.withUnsafeMutableBufferPointer { x in
        // Twice through the numbers, for the second pass has no call in it and becomes vector instructions.
        for index in x.indices { x[index] = Scalar.exponential(-x[index]) }
        for index in x.indices { x[index] = 1 / (1 + x[index]) }
    }
    return x
}

/// σ′ at the input x where the output was y = σ(x): σ′(x) = y · (1 − y), at most ¼.
///
/// Takes the *output*, since a forward pass has it already.
///
///     sigmoidSlope(atOutput: sigmoid(0.0))  // 0.25
public func sigmoidSlope<Scalar: TensorScalar>(atOutput y: Scalar) -> Scalar { y * (1 - y) }

/// σ′ for each element of an output y = σ(x).
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func sigmoidSlope<Scalar: TensorScalar>(atOutput y: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    y.mapped { $0 * (1 - $0) }
}
