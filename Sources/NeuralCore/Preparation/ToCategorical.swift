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
        // A label that no class can have is left for oneHot to name.
        let classes = labels.max().map { Swift.min(Swift.max($0, 0), .max - 1) + 1 } ?? 0
        return oneHot(labels, depth: numClasses ?? classes, file: file, line: line)
    }
}
