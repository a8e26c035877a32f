// Which classes are taken for which others.

/// How often a sample of one class was taken for each class, as scikit-learn's `confusion_matrix`.
///
///     let predictions: Matrix = [[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]]
///     let counts = confusionMatrix(predictions, targets: [[1, 0], [0, 1], [0, 1]])
///     // [[1. 0.]
///     //  [1. 1.]]
///
/// - Parameters:
///   - predictions: `(batch, classes)`, or `(batch, 1)` for yes or no.
///   - targets: the same shape, or the numbers of the classes, `(batch,)`.
/// - Returns: `(classes, classes)`: a row for each true class, a column for each predicted one.
public func confusionMatrix<Scalar: TensorScalar>(
    _ predictions: Tensor<Scalar>, targets: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line
) -> Matrix {
    if let fault = Metric<Scalar>.balancedAccuracy.fault(predictions.shape, targets.shape) {
        fatalError(fault, file: file, line: line)
    }
    let classes = max(2, predictions.shape[predictions.rank - 1])
    let actual = targetClasses(targets, for: predictions.shape, "confusionMatrix", file: file, line: line)
    var counts = Matrix.zeros(classes, classes)
    for (target, predicted) in zip(actual, classNumbers(predictions)) { counts[target, predicted] += 1 }
    return counts
}
