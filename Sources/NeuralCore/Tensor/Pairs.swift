// Functions of two tensors, element by element, besides the four operations of arithmetic. The shapes are equal or
// broadcast.

/// The larger of each two elements; NaN where one of them is.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func maximum<Scalar: TensorScalar>(
    _ a: consuming Tensor<Scalar>, _ b: consuming Tensor<Scalar>
) -> Tensor<Scalar> {
    Tensor.combine(a, b, "compare") { larger($0, $1) }
}

/// Each element, or the number `b` where that is larger; NaN where one of them is.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func maximum<Scalar: TensorScalar>(_ a: consuming Tensor<Scalar>, _ b: Scalar) -> Tensor<Scalar> {
    a.mapped { larger($0, b) }
}

/// The smaller of each two elements; NaN where one of them is.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func minimum<Scalar: TensorScalar>(
    _ a: consuming Tensor<Scalar>, _ b: consuming Tensor<Scalar>
) -> Tensor<Scalar> {
    Tensor.combine(a, b, "compare") { smaller($0, $1) }
}

/// Each element, or the number `b` where that is smaller; NaN where one of them is.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func minimum<Scalar: TensorScalar>(_ a: consuming Tensor<Scalar>, _ b: Scalar) -> Tensor<Scalar> {
    a.mapped { smaller($0, b) }
}

/// The larger number, chosen without a condition that is evaluated only at times, and so without a branch.
@inline(__always)
private func larger<Scalar: TensorScalar>(_ a: Scalar, _ b: Scalar) -> Scalar {
    let larger = a < b ? b : a
    return b.isNaN ? b : larger
}

/// The smaller number.
@inline(__always)
private func smaller<Scalar: TensorScalar>(_ a: Scalar, _ b: Scalar) -> Scalar {
    let smaller = b < a ? b : a
    return b.isNaN ? b : smaller
}

/// (a − b)² of each two elements; the mean of these is the squared error.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func squaredDifference<Scalar: TensorScalar>(
    _ a: consuming Tensor<Scalar>, _ b: consuming Tensor<Scalar>
) -> Tensor<Scalar> {
    Tensor.combine(a, b, "subtract") { ($0 - $1) * ($0 - $1) }
}

/// Each element to the power of the other tensor's.
///
///     pow(Matrix([2, 3, 4]), [3, 2, 0.5])     // [8. 9. 2.]
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func pow<Scalar: TensorScalar>(
    _ x: consuming Tensor<Scalar>, _ exponents: consuming Tensor<Scalar>
) -> Tensor<Scalar> {
    Tensor.combine(x, exponents, "raise") { Scalar.power($0, $1) }
}

extension Tensor {
    /// The elements of `a` where the condition is not 0, and those of `b` where it is. All three are broadcast.
    ///
    ///     let x: Matrix = [-2, 5]
    ///     Matrix.where(x .> 0, x, Matrix([0]))      // [0. 5.]
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func `where`(
        _ condition: Tensor, _ a: Tensor, _ b: Tensor, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        guard let shape = a.shape.broadcast(with: b.shape)?.broadcast(with: condition.shape) else {
            fatalError(
                "cannot choose between tensors of shapes \(a.shape) and \(b.shape) by a condition of shape \(condition.shape): from the last axis on, the lengths must be equal or 1",
                file: file, line: line)
        }
        let (first, mask) = (a.repeated(to: shape), condition.repeated(to: shape))
        var result = b.repeated(to: shape)
        result.elements.withUnsafeMutableBufferPointer { chosen in
            first.elements.withUnsafeBufferPointer { first in
                mask.elements.withUnsafeBufferPointer { mask in
                    for index in 0..<chosen.count {
                        chosen[index] = mask[index] != 0 ? first[index] : chosen[index]
                    }
                }
            }
        }
        return result
    }
}
