// The losses by name, as a model takes them: compile(optimizer: Adam(), loss: .meanSquaredError).

/// How wrong predictions are, as one number that training makes small.
///
/// A loss is first taken of each sample, along the last axis of the predictions, and then averaged over the batch.
/// Names, defaults and small print are Keras's.
public enum Loss: Equatable, Sendable {
    /// The mean of (p − t)² over the outputs.
    case meanSquaredError
    /// The sum of (p − t)² over the outputs, not halved.
    case sumSquaredError
    /// The mean of |p − t|.
    case meanAbsoluteError
    /// The mean of 100 · |p − t| / |t|.
    case meanAbsolutePercentageError
    /// The mean of (ln(1 + p) − ln(1 + t))².
    case meanSquaredLogarithmicError
    /// Squared within `delta` of the target, straight beyond.
    case huber(delta: Double = 1)
    /// The mean of ln cosh(p − t).
    case logCosh
    /// The mean of max(0, 1 − t·p) for targets −1 and 1.
    case hinge
    /// The mean of max(0, 1 − t·p)².
    case squaredHinge
    /// max(0, 1 + the best wrong output − the right one) for one-hot targets.
    case categoricalHinge
    /// The mean of p − t · ln p, for counts.
    case poisson
    /// Σ t · ln(t / p), for distributions.
    case kullbackLeiblerDivergence
    /// The cosine of the angle between prediction and target, with the other sign.
    case cosineSimilarity
    /// Yes or no for each output: predictions are probabilities, or logits.
    case binaryCrossentropy(fromLogits: Bool = false, labelSmoothing: Double = 0)
    /// One class of several, with one-hot targets: predictions are probabilities, or logits.
    case categoricalCrossentropy(fromLogits: Bool = false, labelSmoothing: Double = 0)
    /// The same with the numbers of the classes as targets, `(batch,)` or `(batch, 1)`.
    case sparseCategoricalCrossentropy(fromLogits: Bool = false)

    /// The loss of each sample.
    ///
    ///     let predictions: Matrix = [[1, 3], [0, 0]]
    ///     Loss.meanAbsoluteError.perSample(predictions, targets: [[1, 1], [0, 4]])    // [1. 2.]
    ///
    /// - Parameters:
    ///   - predictions: `(batch, …, outputs)`
    ///   - targets: the same shape; of a sparse loss without the last axis.
    /// - Returns: the shape of the predictions without the last axis.
    public func perSample<Scalar: TensorScalar>(
        _ predictions: Tensor<Scalar>, targets: Tensor<Scalar>, file: StaticString = #file,
        line: UInt = #line
    ) -> Tensor<Scalar> {
        stop(for: fault(predictions.shape, targets), file, line)
        var losses = [Scalar](repeating: 0, count: lossRowCount(predictions.shape))
        fill(&losses, predictions, targets)
        return Tensor(Shape(predictions.shape.axes.dropLast()), unchecked: losses)
    }

    /// The mean of the losses of all samples.
    ///
    /// - Parameters:
    ///   - predictions: `(batch, …, outputs)`
    ///   - targets: the same shape; of a sparse loss without the last axis.
    ///   - sampleWeights: how much each sample counts, `(batch,)`. As in Keras, the weighted sum is divided by
    ///     the number of samples, not by the sum of the weights.
    public func mean<Scalar: TensorScalar>(
        _ predictions: Tensor<Scalar>, targets: Tensor<Scalar>, sampleWeights: Tensor<Scalar>? = nil,
        file: StaticString = #file, line: UInt = #line
    ) -> Scalar {
        stop(for: fault(predictions.shape, targets, sampleWeights), file, line)
        let weights = rowWeights(predictions.shape, sampleWeights.map { Array($0.elements) })
        return weighted(predictions, targets, weights)
    }

    /// The gradient of ``mean(_:targets:sampleWeights:file:line:)`` by the predictions; their shape.
    ///
    ///     Loss.meanSquaredError.gradient([[0.5]] as Matrix, targets: [[1]])   // [[-1.]]
    public func gradient<Scalar: TensorScalar>(
        _ predictions: Tensor<Scalar>, targets: Tensor<Scalar>, sampleWeights: Tensor<Scalar>? = nil,
        file: StaticString = #file, line: UInt = #line
    ) -> Tensor<Scalar> {
        stop(for: fault(predictions.shape, targets, sampleWeights), file, line)
        let weights = rowWeights(predictions.shape, sampleWeights.map { Array($0.elements) })
        return weightedGradient(predictions, targets, weights)
    }

    private func stop(for fault: String?, _ file: StaticString, _ line: UInt) {
        if let fault { fatalError(fault, file: file, line: line) }
    }
}

/// How many losses there are for predictions of this shape: one for each vector along the last axis.
func lossRowCount(_ predictions: Shape) -> Int {
    predictions.elementCount / max(1, predictions[predictions.rank - 1])
}
