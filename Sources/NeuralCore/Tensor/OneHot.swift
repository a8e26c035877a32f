// Class numbers as vectors: 1 at the place of the class, 0 elsewhere.

extension Tensor {
    /// One row an index, with 1 in the column of that index: TensorFlow's `one_hot`. ``argmax(axis:file:line:)`` is the
    /// way back.
    ///
    ///     Matrix.oneHot([0, 2], depth: 3)     // [[1. 0. 0.]
    ///                                         //  [0. 0. 1.]]
    ///
    /// - Parameters:
    ///   - indices: from 0 up to but not including `depth`.
    ///   - depth: the number of classes.
    /// - Returns: `(indices, depth)`
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func oneHot(
        _ indices: [Int], depth: Int, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        let shape = Shape(indices.count, depth, file, line)
        if let row = indices.firstIndex(where: { $0 < 0 || $0 >= depth }) {
            let wanted = depth == 0 ? "takes no indices" : "needs indices from 0 to \(depth - 1)"
            fatalError(
                "oneHot of depth \(depth) \(wanted), but number \(row) is \(indices[row])", file: file,
                line: line)
        }
        var result = Tensor(repeating: 0, shape: shape, file: file, line: line)
        result.elements.withUnsafeMutableBufferPointer { elements in
            for (row, index) in indices.enumerated() { elements[row * depth + index] = 1 }
        }
        return result
    }
}
