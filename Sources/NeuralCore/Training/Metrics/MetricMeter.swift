// A metric over several batches: counts and sums that are divided once, at the end.

/// What a metric has seen so far.
struct MetricMeter<Scalar: TensorScalar> {
    let metric: Metric<Scalar>
    /// The sum of what is averaged, and how many numbers it holds.
    private var total = 0.0
    private var count = 0.0
    /// Of each class, how often it was the target, and how often it was found then.
    private var classes: [(seen: Int, found: Int)] = []

    init(_ metric: Metric<Scalar>) { self.metric = metric }

    /// The metric of all that was added.
    var value: Double {
        switch metric {
        case .balancedAccuracy:
            let shares = classes.filter { $0.seen > 0 }.map { Double($0.found) / Double($0.seen) }
            return shares.reduce(0, +) / Double(max(1, shares.count))
        case .rootMeanSquaredError: return (total / count).squareRoot()
        default: return total / count
        }
    }

    /// Adds a batch.
    ///
    /// - Parameter mask: which rows count; nil for all.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    mutating func add(_ predictions: Tensor<Scalar>, _ targets: Tensor<Scalar>, mask: Mask? = nil) {
        switch metric {
        case .custom(_, let function):
            total += function(predictions, targets) * Double(predictions.shape[0])
            count += Double(predictions.shape[0])
        case .meanSquaredError, .rootMeanSquaredError:
            addMean(of: .meanSquaredError, predictions, targets, mask)
        case .meanAbsoluteError: addMean(of: .meanAbsoluteError, predictions, targets, mask)
        case .binaryAccuracy(let threshold): addSides(predictions, targets, threshold, mask)
        case .accuracy where predictions.shape[predictions.rank - 1] == 1:
            addSides(predictions, targets, 0.5, mask)
        default: addClasses(predictions, targets, mask)
        }
    }

    private mutating func addMean(
        of loss: Loss, _ predictions: Tensor<Scalar>, _ targets: Tensor<Scalar>, _ mask: Mask?
    ) {
        var losses = [Scalar](repeating: 0, count: lossRowCount(predictions.shape))
        loss.fill(&losses, predictions, targets)
        for (row, loss) in losses.enumerated() where mask?.isValid[row] ?? true {
            total += Double(loss)
            count += 1
        }
    }

    private mutating func addSides(
        _ predictions: Tensor<Scalar>, _ targets: Tensor<Scalar>, _ threshold: Double, _ mask: Mask?
    ) {
        let (threshold, columns) = (Scalar(threshold), predictions.shape[predictions.rank - 1])
        for index in 0..<predictions.count where mask?.isValid[index / columns] ?? true {
            let isYes = predictions.elements[index] > threshold
            if isYes == (targets.elements[index] > 0.5) { total += 1 }
            count += 1
        }
    }

    private mutating func addClasses(
        _ predictions: Tensor<Scalar>, _ targets: Tensor<Scalar>, _ mask: Mask?
    ) {
        let predicted = classNumbers(predictions)
        let actual = targetClasses(targets, for: predictions.shape, metric.name)
        for (row, target) in actual.enumerated() where mask?.isValid[row] ?? true {
            let isFound = predicted[row] == target
            if isFound { total += 1 }
            count += 1
            while classes.count <= target { classes.append((0, 0)) }
            classes[target].seen += 1
            if isFound { classes[target].found += 1 }
        }
    }
}

/// The class of each row: the place of its largest output; of one output, whether it is above ½.
///
/// - Parameter rows: how many rows there are; where `outputs` has just one number for each, and these are targets,
///   they name the classes.
func classNumbers<Scalar: TensorScalar>(_ outputs: Tensor<Scalar>, rows: Int? = nil) -> [Int] {
    if outputs.count == rows {
        if let row = outputs.firstIndex(where: { !($0 >= 0 && $0 < 1e9 && $0 == $0.rounded(.down)) }) {
            fatalError("a class is a whole number from 0 on, but target \(row) is \(outputs.elements[row])")
        }
        return outputs.elements.map { Int($0) }
    }
    if outputs.shape[outputs.rank - 1] == 1 { return outputs.elements.map { $0 > 0.5 ? 1 : 0 } }
    return outputs.argmax(axis: -1)
}

/// The class of each target, which `what` compares with those of predictions of this shape. Stops at a class for which
/// they have no output.
func targetClasses<Scalar: TensorScalar>(
    _ targets: Tensor<Scalar>, for predictions: Shape, _ what: String, file: StaticString = #file,
    line: UInt = #line
) -> [Int] {
    let found = classNumbers(targets, rows: lossRowCount(predictions))
    let classes = max(2, predictions[predictions.rank - 1])
    if let row = found.firstIndex(where: { $0 >= classes }) {
        fatalError(
            "\(what) needs classes from 0 to \(classes - 1), but target \(row) is \(found[row])", file: file,
            line: line)
    }
    return found
}
