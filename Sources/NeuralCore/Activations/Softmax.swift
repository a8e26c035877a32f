// Softmax: any numbers as shares of one.

/// softmax(x)ᵢ = e^xᵢ / Σⱼ e^xⱼ along the last axis: positive numbers that add up to 1.
///
///     softmax(Matrix([0, 0]))     // [0.5 0.5]
///
/// The largest element is subtracted first, which changes nothing but keeps eˣ from growing too large.
///
/// - Parameter x: `(…, classes)`
/// - Returns: the same shape.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func softmax<Scalar: TensorScalar>(
    _ x: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line
) -> Tensor<Scalar> {
    guard x.rank > 0 else { fatalError("softmax needs at least one axis", file: file, line: line) }
    let classes = x.shape[x.rank - 1]
    var result = x.elements
    result.withUnsafeMutableBufferPointer { y in
        for start in stride(from: 0, to: y.count, by: max(1, classes)) {
            var largest = y[start]
            for index in start..<(start + classes) where y[index] > largest { largest = y[index] }
            for index in start..<(start + classes) { y[index] = Scalar.exponential(y[index] - largest) }
            let sum = pairwiseSum(UnsafeBufferPointer(y)[start..<(start + classes)])
            for index in start..<(start + classes) { y[index] /= sum }
        }
    }
    return Tensor(x.shape, unchecked: result)
}

/// The gradient behind a softmax: (Jᵀg)ᵢ = yᵢ · (gᵢ − Σⱼ gⱼyⱼ).
///
/// Each output depends on every input, so the slope is a matrix J; what backpropagation needs is its product with
/// the gradient that comes from above.
///
/// - Parameters:
///   - y: the softmax's output, `(…, classes)`
///   - gradient: of the loss by the output, the same shape
public func softmaxGradient<Scalar: TensorScalar>(
    atOutput y: Tensor<Scalar>, _ gradient: Tensor<Scalar>
) -> Tensor<Scalar> {
    let weighted = y * gradient
    let sums = weighted.sum(axis: -1)
    var shape = y.shape
    shape[y.rank - 1] = 1
    return weighted - y * Tensor(shape, unchecked: sums.elements)
}
