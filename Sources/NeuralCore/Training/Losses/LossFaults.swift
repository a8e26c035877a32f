// What losses check of predictions and targets, and the sentences with which they stop.

extension Loss {
    /// Whether the target of a row is one number, its class.
    var isSparse: Bool {
        if case .sparseCategoricalCrossentropy = self { true } else { false }
    }

    /// The name of the case, as the user writes it.
    public var name: String { String("\(self)".prefix { $0 != "(" }) }

    /// Why this loss cannot be taken of these predictions and targets, as a sentence; nil when it can.
    func fault<Scalar: TensorScalar>(
        _ predictions: Shape, _ targets: Tensor<Scalar>, _ sampleWeights: Tensor<Scalar>? = nil
    ) -> String? {
        if let fault = shapeFault(predictions, targets.shape) ?? targetFault(predictions, targets) {
            return fault
        }
        guard let weights = sampleWeights?.count else { return nil }
        let rows = lossRowCount(predictions)
        if weights == predictions[0] || weights == rows { return nil }
        return "\(name) needs one weight a sample, but there are \(predictions[0]) samples and "
            + "\(weights) weights"
    }

    /// Why the shapes do not fit.
    ///
    /// An axis of length 1 at the end may be missing from the targets, as for a net with one output.
    func shapeFault(_ predictions: Shape, _ targets: Shape) -> String? {
        guard predictions.rank >= 2 else {
            return "\(name) needs predictions of shape (batch, …, outputs), but their shape is \(predictions)"
        }
        if predictions.elementCount == 0 { return "\(name) of an empty batch, of shape \(predictions)" }
        let rows = Shape(predictions.axes.dropLast())
        let outputs = predictions[predictions.rank - 1]
        var column = rows
        column.append(1)
        if isSparse {
            if targets == rows || targets == column { return nil }
            return "\(name) needs one class a row, targets of shape \(rows) for predictions of shape "
                + "\(predictions), but their shape is \(targets)"
        }
        if targets == predictions || (outputs == 1 && targets == rows) { return nil }
        let hint =
            targets == rows || targets == column
            ? classHint : ""
        return "\(name) needs targets of the shape of the predictions, \(predictions), but their shape is "
            + "\(targets)\(hint)"
    }

    private var classHint: String {
        if case .categoricalCrossentropy = self {
            "; for the numbers of classes there is sparseCategoricalCrossentropy"
        } else {
            ""
        }
    }

    /// Why the values of the targets cannot be meant.
    private func targetFault<Scalar: TensorScalar>(
        _ predictions: Shape, _ targets: Tensor<Scalar>
    ) -> String? {
        switch self {
        case .sparseCategoricalCrossentropy:
            let classes = predictions[predictions.rank - 1]
            let wrong = targets.firstIndex { !($0 >= 0 && $0 < Scalar(classes) && $0 == $0.rounded(.down)) }
            return wrong.map {
                "\(name) needs classes from 0 to \(classes - 1), but target \($0) is \(targets.elements[$0])"
            }
        case .binaryCrossentropy, .categoricalCrossentropy:
            let wrong = targets.firstIndex { !($0 >= 0 && $0 <= 1) }
            return wrong.map {
                "\(name) needs targets from 0 to 1, but target \($0) is \(targets.elements[$0])"
            }
        default: return nil
        }
    }
}

extension Tensor {
    /// The place of the first element, in row-major order, that is as wanted.
    @inline(__always)
    func firstIndex(where isWanted: (Scalar) -> Bool) -> Int? {
        elements.withUnsafeBufferPointer { elements in
            for index in 0..<elements.count where isWanted(elements[index]) { return index }
            return nil
        }
    }
}
