// A loss over a batch: which kernel computes it, and by how much each row counts.

extension Loss {
    /// Σ weightᵣ · lossᵣ over the rows.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func weighted<Scalar: TensorScalar>(
        _ predictions: Tensor<Scalar>, _ targets: Tensor<Scalar>, _ weights: Elements<Scalar>
    ) -> Scalar {
        var losses = Elements<Scalar>(repeating: 0, count: weights.count)
        return losses.withUnsafeMutableBufferPointer { losses in
            run(predictions, targets, values: losses.baseAddress, gradient: nil)
            weights.withUnsafeBufferPointer { weights in
                // A row of weight 0 does not count, whatever its loss is: NaN · 0 would be NaN.
                for row in losses.indices {
                    losses[row] = weights[row] == 0 ? 0 : losses[row] * weights[row]
                }
            }
            return pairwiseSum(UnsafeBufferPointer(losses)[...])
        }
    }

    /// The gradient of Σ weightᵣ · lossᵣ by the predictions.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func weightedGradient<Scalar: TensorScalar>(
        _ predictions: Tensor<Scalar>, _ targets: Tensor<Scalar>, _ weights: Elements<Scalar>
    ) -> Tensor<Scalar> {
        Tensor(predictions.shape, predictions.count) { buffer in
            weights.withUnsafeBufferPointer { weights in
                if let into = buffer.baseAddress, let weights = weights.baseAddress {
                    run(predictions, targets, values: nil, gradient: (weights, into))
                }
            }
        }
    }

    /// Puts the loss of each row into `losses`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func fill<Scalar: TensorScalar>(
        _ losses: inout [Scalar], _ predictions: Tensor<Scalar>, _ targets: Tensor<Scalar>
    ) {
        losses.withUnsafeMutableBufferPointer {
            run(predictions, targets, values: $0.baseAddress, gradient: nil)
        }
    }

    @inline(__always)
    private func run<Scalar: TensorScalar>(
        _ predictions: Tensor<Scalar>, _ targets: Tensor<Scalar>, values: UnsafeMutablePointer<Scalar>?,
        gradient: (weights: UnsafePointer<Scalar>, into: UnsafeMutablePointer<Scalar>)?
    ) {
        let columns = predictions.shape[predictions.rank - 1]
        predictions.elements.withUnsafeBufferPointer { p in
            targets.elements.withUnsafeBufferPointer { t in
                guard let predictions = p.baseAddress, let targets = t.baseAddress, columns > 0 else {
                    return
                }
                choose(
                    LossRows(
                        predictions: predictions, targets: targets, rows: p.count / columns,
                        columns: columns, targetColumns: isSparse ? 1 : columns, values: values,
                        gradient: gradient))
            }
        }
    }

    @inline(__always)
    private func choose<Scalar: TensorScalar>(_ rows: LossRows<Scalar>) {
        switch self {
        case .meanSquaredError: rows.fill(by: RowMean(SquaredError()))
        case .sumSquaredError: rows.fill(by: RowSum(SquaredError()))
        case .meanAbsoluteError: rows.fill(by: RowMean(AbsoluteError()))
        case .meanAbsolutePercentageError: rows.fill(by: RowMean(AbsolutePercentageError()))
        case .meanSquaredLogarithmicError: rows.fill(by: RowMean(SquaredLogarithmicError()))
        case .huber(let delta): rows.fill(by: RowMean(Huber(delta: Scalar(delta))))
        case .logCosh: rows.fill(by: RowMean(LogCosh()))
        case .hinge: rows.fill(by: RowMean(hinge(rows)))
        case .squaredHinge: rows.fill(by: RowMean(SquaredHinge(hinge: hinge(rows))))
        case .categoricalHinge: rows.fill(by: CategoricalHinge())
        case .poisson: rows.fill(by: RowMean(Poisson()))
        case .kullbackLeiblerDivergence: rows.fill(by: RowSum(KullbackLeiblerDivergence()))
        case .cosineSimilarity: rows.fill(by: CosineSimilarity())
        case .binaryCrossentropy(false, let smoothing):
            rows.fill(by: RowMean(BinaryCrossentropy(smoothing: Scalar(smoothing))))
        case .binaryCrossentropy(true, let smoothing):
            rows.fill(by: RowMean(BinaryCrossentropyFromLogits(smoothing: Scalar(smoothing))))
        case .categoricalCrossentropy(false, let smoothing):
            rows.fill(by: CategoricalCrossentropy(smoothing: Scalar(smoothing)))
        case .categoricalCrossentropy(true, let smoothing):
            rows.fill(by: CategoricalCrossentropyFromLogits(smoothing: Scalar(smoothing)))
        case .sparseCategoricalCrossentropy(false): rows.fill(by: SparseCategoricalCrossentropy())
        case .sparseCategoricalCrossentropy(true): rows.fill(by: SparseCategoricalCrossentropyFromLogits())
        }
    }

    @inline(__always)
    private func hinge<Scalar: TensorScalar>(_ rows: LossRows<Scalar>) -> Hinge<Scalar> {
        Hinge(targetsAreBinary: areBinary(rows.targets, count: rows.rows * rows.targetColumns))
    }

    /// By how much each row counts in the mean: what a sample's weight and the mask leave of 1 / rows.
    ///
    /// - Parameters:
    ///   - predictions: the shape, `(batch, …, outputs)`.
    ///   - sampleWeights: one a sample, which holds for all its rows; or one a row.
    ///   - mask: the rows that count. As in Keras, the mean is taken over them alone.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func rowWeights<Scalar: TensorScalar>(
        _ predictions: Shape, _ sampleWeights: [Scalar]?, mask: Mask? = nil
    ) -> Elements<Scalar> {
        let rows = lossRowCount(predictions)
        var weights = Elements<Scalar>(repeating: 1 / Scalar(max(1, rows)), count: rows)
        if let mask, mask.isValid.count == rows {
            let valid = mask.isValid.reduce(0) { $0 + ($1 ? 1 : 0) }
            for row in 0..<rows { weights[row] = mask.isValid[row] ? 1 / Scalar(valid) : 0 }
        }
        if let sampleWeights, !sampleWeights.isEmpty {
            let rowsOfSample = rows / sampleWeights.count
            for row in 0..<rows { weights[row] *= sampleWeights[row / rowsOfSample] }
        }
        return weights
    }
}
