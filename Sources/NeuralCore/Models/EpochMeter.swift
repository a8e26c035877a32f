// The losses and metrics of an epoch, gathered batch by batch.

/// What an epoch has measured so far.
struct EpochMeter<Scalar: TensorScalar> {
    /// For each output, the loss of the sums before its activation, where that is how it is taken.
    let lossesOfSums: [Loss?]
    /// For each output, whether there is one.
    let endsInSums: [Bool]
    private let compilation: Compilation<Scalar>
    private let names: [String]
    private var meters: [[MetricMeter<Scalar>]]
    /// For each output, the sum of the losses; and the sum of what training makes small.
    private var losses: [Double]
    private var total = 0.0
    private var count = 0.0

    init(_ compilation: Compilation<Scalar>, _ graph: Graph<Scalar>) {
        self.compilation = compilation
        lossesOfSums = zip(compilation.losses, graph.outputs).map { graph.lossOfSums(at: $1, for: $0) }
        endsInSums = lossesOfSums.map { $0 != nil }
        names = graph.outputNames
        meters = compilation.metrics.map { $0.map { MetricMeter($0) } }
        losses = compilation.losses.map { _ in 0 }
    }

    /// The loss of what a pass gives as ``GraphPass/lossInput(_:)``.
    func loss(_ output: Int) -> Loss { lossesOfSums[output] ?? compilation.losses[output] }

    /// Adds a batch.
    ///
    /// - Returns: for each output, by how much each row of the batch counts in its loss.
    mutating func add(_ pass: GraphPass<Scalar>, _ batch: Samples<Scalar>, penalty: Double) -> [Elements<
        Scalar
    >] {
        let size = Double(batch.count)
        var weights: [Elements<Scalar>] = []
        total += penalty * size
        count += size
        for output in losses.indices {
            let (loss, input, mask) = (loss(output), pass.lossInput(output), pass.mask(output))
            weights.append(loss.rowWeights(input.shape, batch.weights, mask: mask))
            let value = Double(loss.weighted(input, batch.y[output], weights[output]))
            losses[output] += value * size
            total += value * compilation.lossWeights[output] * size
            for index in meters[output].indices {
                meters[output][index].add(
                    pass.output(output), batch.y[output], mask: self.mask(mask, for: input.shape))
            }
        }
        return weights
    }

    /// The mask, if it is one of the rows of the output, and not of steps that a layer has used up.
    private func mask(_ mask: Mask?, for shape: Shape) -> Mask? {
        mask?.isValid.count == lossRowCount(shape) ? mask : nil
    }

    /// The means over all batches, by their numbers of samples.
    var measures: Measures {
        var measures = Measures()
        measures.append("loss", total / count)
        for output in losses.indices {
            let prefix = losses.count == 1 ? "" : names[output] + "_"
            if losses.count > 1 { measures.append(prefix + "loss", losses[output] / count) }
            for meter in meters[output] { measures.append(prefix + meter.metric.name, meter.value) }
        }
        return measures
    }
}

extension Graph {
    /// What the outputs are called among the measures: as their layers; where two are of one layer, the second has a
    /// number of its own, as in Keras 2.
    var outputNames: [String] {
        var counts: [String: Int] = [:]
        return outputs.map { place in
            let name = places[place].name
            defer { counts[name, default: 0] += 1 }
            return counts[name].map { "\(name)_\($0)" } ?? name
        }
    }

    /// The loss of the sums at `place` that equals `loss` of its output, where there is one and nothing else
    /// takes the output.
    func lossOfSums(at place: Int, for loss: Loss) -> Loss? {
        guard uses[place] == 0, outputs.filter({ $0 == place }).count == 1,
            case .layer(let layer) = places[place].step, let layer = layer as? any ActivatedLayer<Scalar>
        else { return nil }
        return loss.ofSums(before: layer.activation)
    }
}
