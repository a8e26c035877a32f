// Training: batch by batch forwards, backwards, and a step of the optimizer.

extension Model {
    /// Trains a model with one input and one output.
    ///
    ///     let history = model.fit(images, digits, batchSize: 200, epochs: 10) { print($0) }
    ///
    /// - Parameters:
    ///   - x: the inputs, `(samples, …)`.
    ///   - y: the targets, one for each sample.
    ///   - batchSize: after how many samples the parameters are changed.
    ///   - epochs: how often all samples are gone through.
    ///   - validationSplit: the share of the samples, taken from the end, that is kept for validation.
    ///   - validationData: other samples for validation.
    ///   - shuffle: whether each epoch goes through the samples in an order of its own, drawn from ``random``.
    ///   - classWeight: by how much the samples of a class count in training; 1 for those not named.
    ///   - sampleWeight: by how much each sample counts.
    ///   - callbacks: are told of every epoch, and may end training.
    ///   - report: is called after each epoch.
    /// - Returns: what was measured in each epoch.
    @discardableResult
    public func fit(
        _ x: Tensor<Scalar>, _ y: Tensor<Scalar>, batchSize: Int = 32, epochs: Int = 1,
        validationSplit: Double = 0, validationData: (x: Tensor<Scalar>, y: Tensor<Scalar>)? = nil,
        shuffle: Bool = true, classWeight: [Int: Double]? = nil, sampleWeight: [Double]? = nil,
        callbacks: [any Callback] = [], file: StaticString = #file, line: UInt = #line,
        report: ((EpochReport) -> Void)? = nil
    ) -> History {
        fit(
            [x], [y], batchSize: batchSize, epochs: epochs, validationSplit: validationSplit,
            validationData: validationData.map { ([$0.x], [$0.y]) }, shuffle: shuffle,
            classWeight: classWeight, sampleWeight: sampleWeight, callbacks: callbacks, file: file,
            line: line, report: report)
    }

    /// Trains a model with several inputs or outputs: one tensor for each; all else as for one.
    @_disfavoredOverload @discardableResult
    public func fit(
        _ x: [Tensor<Scalar>], _ y: [Tensor<Scalar>], batchSize: Int = 32, epochs: Int = 1,
        validationSplit: Double = 0, validationData: (x: [Tensor<Scalar>], y: [Tensor<Scalar>])? = nil,
        shuffle: Bool = true, classWeight: [Int: Double]? = nil, sampleWeight: [Double]? = nil,
        callbacks: [any Callback] = [], file: StaticString = #file, line: UInt = #line,
        report: ((EpochReport) -> Void)? = nil
    ) -> History {
        let compilation = compiled(for: "fit", file, line)
        let graph = prepared(for: x.map(\.shape), file, line)
        var samples = Samples(x: x, y: y, weights: sampleWeight.map { $0.map { Scalar($0) } })
        check(samples, for: "fit", graph, file, line)
        checkCounts(batchSize, epochs, validationSplit, file, line)

        var order = Array(0..<samples.count)
        var validation = validationData.map { Samples(x: $0.x, y: $0.y) }
        if let validation {
            check(validation, for: "fit", called: "validationData.", graph, file, line)
        } else if validationSplit > 0 {
            validation = cut(validationSplit, of: samples, &order, file, line)
        }
        // After the cut: as in Keras, classes are weighed for training alone.
        if let classWeight { samples.weigh(byClass: classWeight, graph, file, line) }

        let updates =
            updates
            ?? ParameterUpdates(
                of: parameters, by: compilation.optimizer, file: file, line: line)
        self.updates = updates
        stopTraining = false
        var history = History()
        for callback in callbacks { callback.trainingBegins(self) }
        for epoch in (0..<epochs).lazy.map({ $0 + 1 }) {
            if shuffle { random.shuffle(&order) }
            var measures = trainingEpoch(samples, order, batchSize, graph, compilation, updates)
            if let validation {
                let found = measure(validation, graph, compilation, batchSize: batchSize)
                for name in found.names { measures.append("val_" + name, found[name]) }
            }
            history.epochs.append(measures)
            let news = EpochReport(epoch: epoch, epochs: epochs, measures: measures)
            for callback in callbacks { callback.epochEnded(news, self) }
            report?(news)
            if stopTraining { break }
        }
        for callback in callbacks { callback.trainingEnded(self) }
        return history
    }

    /// The last `share` of the samples, which `order` then leaves out.
    private func cut(
        _ share: Double, of samples: Samples<Scalar>, _ order: inout [Int], _ file: StaticString,
        _ line: UInt
    ) -> Samples<Scalar> {
        let kept = Int(Double(samples.count) * (1 - share))
        if kept == 0 || kept == samples.count {
            fatalError(
                "a validationSplit of \(share) leaves no samples on one side, of \(samples.count) in all",
                file: file, line: line)
        }
        let last = samples.rows(order[kept...])
        order.removeLast(samples.count - kept)
        return last
    }

    /// All samples once, in this order.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    private func trainingEpoch(
        _ samples: Samples<Scalar>, _ order: [Int], _ batchSize: Int, _ graph: Graph<Scalar>,
        _ compilation: Compilation<Scalar>, _ updates: ParameterUpdates<Scalar>
    ) -> Measures {
        var meter = EpochMeter(compilation, graph)
        for start in stride(from: 0, to: order.count, by: batchSize) {
            let batch = samples.rows(order[start..<min(start + batchSize, order.count)])
            train(on: batch, graph, compilation, updates, &meter)
        }
        return meter.measures
    }

    /// One step of training.
    private func train(
        on batch: Samples<Scalar>, _ graph: Graph<Scalar>, _ compilation: Compilation<Scalar>,
        _ updates: ParameterUpdates<Scalar>, _ meter: inout EpochMeter<Scalar>
    ) {
        for parameter in updates.parameters { parameter.zeroGradient() }
        let pass = graph.forward(batch.x, isTraining: true, endsInSums: meter.endsInSums)
        let weights = meter.add(pass, batch, penalty: updates.penalty)
        graph.backward(lossGradients(pass, batch, weights, meter, compilation), pass)
        updates.addPenaltyGradients()
        updates.step()
    }

    /// The gradient of what training makes small by what each loss is taken of.
    ///
    /// - Parameter weights: for each output, by how much each row of the batch counts in its loss.
    func lossGradients(
        _ pass: GraphPass<Scalar>, _ batch: Samples<Scalar>, _ weights: [Elements<Scalar>],
        _ meter: EpochMeter<Scalar>, _ compilation: Compilation<Scalar>
    ) -> [Tensor<Scalar>] {
        batch.y.indices.map { output in
            meter.loss(output).weightedGradient(
                pass.lossInput(output), batch.y[output],
                weights[output].scaled(by: compilation.lossWeights[output]))
        }
    }

    /// What the regularizers of all parameters ask.
    var penalty: Double { parameters.reduce(0) { $0 + $1.penalty } }

    /// Losses and metrics of samples, without training.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func measure(
        _ samples: Samples<Scalar>, _ graph: Graph<Scalar>, _ compilation: Compilation<Scalar>,
        batchSize: Int
    ) -> Measures {
        var meter = EpochMeter(compilation, graph)
        let (order, penalty) = (Array(0..<samples.count), penalty)
        for start in stride(from: 0, to: samples.count, by: batchSize) {
            let batch = samples.rows(order[start..<min(start + batchSize, order.count)])
            let pass = graph.forward(
                batch.x, isTraining: false, endsInSums: meter.endsInSums)
            _ = meter.add(pass, batch, penalty: penalty)
        }
        return meter.measures
    }

    private func checkCounts(
        _ batchSize: Int, _ epochs: Int, _ split: Double, _ file: StaticString, _ line: UInt
    ) {
        if batchSize < 1 {
            fatalError(
                "fit needs a batchSize of at least 1, but it is \(batchSize)", file: file, line: line)
        }
        if epochs < 0 {
            fatalError("fit needs at least 0 epochs, but \(epochs) are asked", file: file, line: line)
        }
        if !(split >= 0 && split < 1) {
            fatalError(
                "fit needs a validationSplit from 0 up to but not including 1, but it is \(split)",
                file: file, line: line)
        }
    }
}

extension Elements {
    /// Each number times `factor`.
    func scaled(by factor: Double) -> Elements {
        factor == 1 ? self : Elements(map { $0 * Scalar(factor) })
    }
}
