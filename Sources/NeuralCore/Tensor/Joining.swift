// Several tensors put together as one.

/// The tensors one behind another along `axis`; NumPy's `concatenate`.
///
///     let inputs: Matrix = [[0, 1], [1, 1]]
///     concatenate([inputs, Matrix.ones(2, 1)], axis: 1)   // [[0. 1. 1.]
///                                                         //  [1. 1. 1.]]
///
/// - Parameters:
///   - tensors: at least one; their shapes are equal but along `axis`.
///   - axis: counted from 0; −1 is the last.
/// - Returns: the shape of the first, with the lengths along `axis` added up.
public func concatenate<Scalar: TensorScalar>(
    _ tensors: [Tensor<Scalar>], axis: Int = 0, file: StaticString = #file, line: UInt = #line
) -> Tensor<Scalar> {
    guard let first = tensors.first else {
        fatalError("concatenate needs at least one tensor", file: file, line: line)
    }
    let place = first.shape.place(of: axis, file, line)
    var shape = first.shape
    shape[place] = 0
    for tensor in tensors {
        var others = tensor.shape
        if tensor.rank == first.rank { others[place] = first.shape[place] }
        guard others == first.shape else {
            fatalError(
                "cannot concatenate shapes \(first.shape) and \(tensor.shape) along axis \(axis): all other lengths must be equal",
                file: file, line: line)
        }
        shape[place] += tensor.shape[place]
    }
    if shape.elementCount == 0 { return Tensor(shape, unchecked: []) }
    let blocks = shape.axes[..<place].reduce(1, *)
    var elements: [Scalar] = []
    elements.reserveCapacity(shape.elementCount)
    for block in 0..<blocks {
        for tensor in tensors {
            let length = tensor.count / blocks
            elements += tensor.elements[(block * length)..<((block + 1) * length)]
        }
    }
    return Tensor(shape, unchecked: elements)
}

/// The tensors, all of one shape, side by side along a new axis; NumPy's `stack`.
///
///     stack([Matrix([1, 2]), [3, 4]])             // [[1. 2.]
///                                                 //  [3. 4.]]
///     stack([Matrix([1, 2]), [3, 4]], axis: 1)    // [[1. 3.]
///                                                 //  [2. 4.]]
///
/// - Parameters:
///   - tensors: at least one.
///   - axis: where the new axis is in the result, counted from 0; −1 makes it the last.
/// - Returns: the shape of the first with one more axis, as long as there are tensors.
public func stack<Scalar: TensorScalar>(
    _ tensors: [Tensor<Scalar>], axis: Int = 0, file: StaticString = #file, line: UInt = #line
) -> Tensor<Scalar> {
    guard let first = tensors.first else {
        fatalError("stack needs at least one tensor", file: file, line: line)
    }
    if let odd = tensors.first(where: { $0.shape != first.shape }) {
        fatalError(
            "stack needs tensors of one shape, but one is \(first.shape) and another is \(odd.shape)",
            file: file,
            line: line)
    }
    return concatenate(tensors.map { $0.expandedDimensions(axis: axis, file: file, line: line) }, axis: axis)
}
