// A network as something to minimise: its weights as one vector, and the loss as a function of it.

extension Model {
    /// All trainable numbers one behind another, parameter by parameter: `(n,)`.
    public var flatWeights: Matrix { flattened { $0.value } }

    /// Puts numbers into the trainable parameters, in the order of ``flatWeights``.
    ///
    /// - Parameter weights: `(n,)`
    public func setFlatWeights(_ weights: Matrix, file: StaticString = #file, line: UInt = #line) {
        let parameters = parameters.filter(\.isTrainable)
        let count = parameters.reduce(0) { $0 + $1.value.count }
        if weights.rank != 1 || weights.count != count {
            fatalError(
                "the model \"\(name)\" has \(count) trainable numbers, but the shape of those given is \(weights.shape)",
                file: file, line: line)
        }
        var start = 0
        for parameter in parameters {
            let numbers = weights.elements[start..<(start + parameter.value.count)]
            parameter.value = Tensor(parameter.value.shape, unchecked: numbers.map { Scalar($0) })
            start += parameter.value.count
        }
    }

    /// The loss of all samples, with the penalties of regularizers, as a function of ``flatWeights``.
    ///
    ///     model.compile(loss: .binaryCrossentropy())
    ///     let loss = model.objective(inputs, targets)
    ///     let found = BFGS().minimise(loss, from: model.flatWeights)
    ///     model.setFlatWeights(found.point)
    ///
    /// It is the loss that `evaluate` gives for one batch: nothing is dropped, and batch normalization uses its moving
    /// averages, for a minimiser must get the same answer whenever it asks for the same point. Asking leaves the asked
    /// weights in the model.
    public func objective(
        _ x: Tensor<Scalar>, _ y: Tensor<Scalar>, sampleWeight: [Double]? = nil,
        file: StaticString = #file, line: UInt = #line
    ) -> Objective {
        objective([x], [y], sampleWeight: sampleWeight, file: file, line: line)
    }

    /// The same for a model with several inputs or outputs.
    @_disfavoredOverload
    public func objective(
        _ x: [Tensor<Scalar>], _ y: [Tensor<Scalar>], sampleWeight: [Double]? = nil,
        file: StaticString = #file, line: UInt = #line
    ) -> Objective {
        let compilation = compiled(for: "objective", file, line)
        let graph = prepared(for: x.map(\.shape), file, line)
        let samples = Samples(x: x, y: y, weights: sampleWeight.map { $0.map { Scalar($0) } })
        check(samples, for: "objective", graph, file, line)
        return Objective(
            value: { weights in
                self.setFlatWeights(weights, file: file, line: line)
                return self.measure(samples, graph, compilation, batchSize: samples.count).loss
            },
            gradient: { weights in
                self.setFlatWeights(weights, file: file, line: line)
                return self.lossGradient(samples, graph, compilation)
            }, file: file, line: line)
    }

    /// Makes the loss of all samples small by a method other than an optimizer's small steps, and leaves the model with
    /// the best weights that were found.
    ///
    ///     model.minimise(inputs, targets, by: BFGS())
    @discardableResult
    public func minimise(
        _ x: Tensor<Scalar>, _ y: Tensor<Scalar>, by minimiser: any Minimiser,
        sampleWeight: [Double]? = nil, file: StaticString = #file, line: UInt = #line
    ) -> Minimisation {
        let loss = objective(x, y, sampleWeight: sampleWeight, file: file, line: line)
        let found = minimiser.minimise(loss, from: flatWeights, file: file, line: line)
        setFlatWeights(found.point, file: file, line: line)
        return found
    }

    /// The gradient of the loss by ``flatWeights``, at the present weights: `(n,)`.
    private func lossGradient(
        _ samples: Samples<Scalar>, _ graph: Graph<Scalar>, _ compilation: Compilation<Scalar>
    ) -> Matrix {
        let parameters = parameters
        for parameter in parameters { parameter.zeroGradient() }
        var meter = EpochMeter(compilation, graph)
        let pass = graph.forward(
            samples.x, isTraining: false, endsInSums: meter.lossesOfSums.map { $0 != nil })
        let weights = meter.add(pass, samples, penalty: 0)
        graph.backward(lossGradients(pass, samples, weights, meter, compilation), pass)
        for parameter in parameters { parameter.addPenaltyGradient() }
        return flattened { $0.gradient }
    }

    private func flattened(_ part: (Parameter<Scalar>) -> Tensor<Scalar>) -> Matrix {
        var numbers: [Double] = []
        for parameter in parameters where parameter.isTrainable {
            numbers += part(parameter).elements.map { Double($0) }
        }
        return Matrix(numbers)
    }
}
