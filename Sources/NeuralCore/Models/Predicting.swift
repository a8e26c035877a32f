// What a trained model says: of new samples, and how well.

extension Model {
    /// The output for inputs `(samples, …)`.
    public func predict(
        _ x: Tensor<Scalar>, batchSize: Int = 32, file: StaticString = #file, line: UInt = #line
    ) -> Tensor<Scalar> {
        if let count = graph?.outputs.count, count > 1 {
            fatalError(
                "the model \"\(name)\" has \(count) outputs: predict([x]) gives a tensor for each",
                file: file,
                line: line)
        }
        return predict([x], batchSize: batchSize, file: file, line: line)[0]
    }

    /// The outputs of a model with several inputs or outputs.
    @_disfavoredOverload
    public func predict(
        _ x: [Tensor<Scalar>], batchSize: Int = 32, file: StaticString = #file, line: UInt = #line
    ) -> [Tensor<Scalar>] {
        let graph = prepared(for: x.map(\.shape), file, line)
        checkInputs(x, for: "predict", graph, file, line)
        if batchSize < 1 {
            fatalError(
                "predict needs a batchSize of at least 1, but it is \(batchSize)", file: file, line: line)
        }
        let samples = Samples(x: x, y: [])
        let order = Array(0..<samples.count)
        let plain = graph.outputs.map { _ in false }
        let parts = stride(from: 0, to: samples.count, by: batchSize).map { start in
            let batch = samples.rows(order[start..<min(start + batchSize, order.count)])
            return graph.forward(batch.x, isTraining: false, endsInSums: plain).outputs
        }
        return graph.outputs.indices.map { output in
            parts.count == 1 ? parts[0][output] : concatenate(parts.map { $0[output] })
        }
    }

    /// The loss and the metrics for samples whose targets are known.
    public func evaluate(
        _ x: Tensor<Scalar>, _ y: Tensor<Scalar>, batchSize: Int = 32, sampleWeight: [Double]? = nil,
        file: StaticString = #file, line: UInt = #line
    ) -> Measures {
        evaluate([x], [y], batchSize: batchSize, sampleWeight: sampleWeight, file: file, line: line)
    }

    /// The loss and the metrics of a model with several inputs or outputs.
    @_disfavoredOverload
    public func evaluate(
        _ x: [Tensor<Scalar>], _ y: [Tensor<Scalar>], batchSize: Int = 32, sampleWeight: [Double]? = nil,
        file: StaticString = #file, line: UInt = #line
    ) -> Measures {
        let compilation = compiled(for: "evaluate", file, line)
        let graph = prepared(for: x.map(\.shape), file, line)
        let samples = Samples(x: x, y: y, weights: sampleWeight.map { $0.map { Scalar($0) } })
        check(samples, for: "evaluate", graph, file, line)
        if batchSize < 1 {
            fatalError(
                "evaluate needs a batchSize of at least 1, but it is \(batchSize)", file: file, line: line)
        }
        return measure(samples, graph, compilation, batchSize: batchSize)
    }
}
