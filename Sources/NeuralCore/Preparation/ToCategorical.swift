// Labels of classes as targets of a network with one output a class.

extension Tensor {
    /// One row a label, with 1 in the column of its class: Keras's `to_categorical`.
    ///
    ///     Matrix.toCategorical([0, 2])        // [[1. 0. 0.]
    ///                                         //  [0. 0. 1.]]
    ///
    /// - Parameters:
    ///   - labels: from 0 up.
    ///   - numClasses: the number of classes; without it one more than the largest label.
    /// - Returns: `(labels, numClasses)`
    public static func toCategorical(
        _ labels: [Int], numClasses: Int? = nil, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        oneHot(labels, depth: numClasses ?? (labels.max() ?? -1) + 1, file: file, line: line)
    }
}
