// The metrics by name: what people read to judge a net, beside the loss that training reads.

/// How good predictions are, in a measure that need not have a gradient.
///
///     Metric<Double>.accuracy.value([[0.9, 0.1], [0.4, 0.6]], targets: [[1, 0], [1, 0]])     // 0.5
public enum Metric<Scalar: TensorScalar>: Sendable {
    /// The share of right answers: of yes or no for one output, of classes for several, whose targets are one-hot
    /// or, with one a row, the numbers of the classes.
    case accuracy
    /// The share of outputs that are above `threshold` where the target is a yes, above ½, and not where it is a no.
    case binaryAccuracy(threshold: Double = 0.5)
    /// The share of rows whose largest output is where the target's is.
    case categoricalAccuracy
    /// The share of rows whose largest output is that of the class which the target names.
    case sparseCategoricalAccuracy
    /// The mean over the classes of the share found of each: a rare class counts as much as a frequent one.
    case balancedAccuracy
    /// The mean of (p − t)², with p what is predicted and t the target.
    case meanSquaredError
    /// √ of the mean squared error of all samples, in the unit of the targets.
    case rootMeanSquaredError
    /// The mean of |p − t|, in the unit of the targets.
    case meanAbsoluteError
    /// A function of predictions and targets. Over several batches, the mean by their numbers of samples.
    case custom(
        _ name: String, @Sendable (_ predictions: Tensor<Scalar>, _ targets: Tensor<Scalar>) -> Double)

    /// The name in a history, such as `accuracy`.
    public var name: String {
        switch self {
        case .accuracy: "accuracy"
        case .binaryAccuracy: "binaryAccuracy"
        case .categoricalAccuracy: "categoricalAccuracy"
        case .sparseCategoricalAccuracy: "sparseCategoricalAccuracy"
        case .balancedAccuracy: "balancedAccuracy"
        case .meanSquaredError: "meanSquaredError"
        case .rootMeanSquaredError: "rootMeanSquaredError"
        case .meanAbsoluteError: "meanAbsoluteError"
        case .custom(let name, _): name
        }
    }

    /// The metric of these samples.
    ///
    /// - Parameters:
    ///   - predictions: `(batch, …, outputs)`
    ///   - targets: the same shape, or without the last axis.
    public func value(
        _ predictions: Tensor<Scalar>, targets: Tensor<Scalar>, file: StaticString = #file,
        line: UInt = #line
    ) -> Double {
        if let fault = fault(predictions.shape, targets.shape) { fatalError(fault, file: file, line: line) }
        var meter = MetricMeter(self)
        meter.add(predictions, targets)
        return meter.value
    }

    /// Why this metric cannot be taken of these shapes, as a sentence; nil when it can.
    func fault(_ predictions: Shape, _ targets: Shape) -> String? {
        guard predictions.rank >= 2 else {
            return "\(name) needs predictions of shape (batch, …, outputs), but their shape is \(predictions)"
        }
        if predictions.elementCount == 0 { return "\(name) of an empty batch, of shape \(predictions)" }
        let rows = lossRowCount(predictions)
        let isOneARow = targets.rank > 0 && targets.elementCount == rows && targets[0] == predictions[0]
        let isFitting: Bool
        switch self {
        case .custom: isFitting = true
        case .sparseCategoricalAccuracy: isFitting = isOneARow
        case .accuracy, .balancedAccuracy: isFitting = isOneARow || targets == predictions
        default: isFitting = targets == predictions || (isOneARow && predictions.elementCount == rows)
        }
        return isFitting
            ? nil : "\(name) does not fit predictions of shape \(predictions) and targets of shape \(targets)"
    }
}
