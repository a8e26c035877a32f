// A model made from its configuration.

extension ModelConfiguration {
    /// A model as the configuration says, with new parameters.
    ///
    /// - Parameter seed: of the random numbers.
    /// - Throws: a ``ConfigurationError`` that says what is impossible.
    public func makeModel(seed: UInt32 = 0) throws -> Model<Scalar> {
        let model: Model<Scalar>
        switch className {
        case "Sequential": model = try makeSequence(seed)
        case "Model": model = try makeGraph(seed)
        default:
            throw ConfigurationError(
                "unknown model \"\(className)\"\(suggestion(for: className, from: ["Sequential", "Model"]))")
        }
        try compile(model)
        return model
    }

    private func makeSequence(_ seed: UInt32) throws -> Sequential<Scalar> {
        guard let input = steps.first, case .input(let lengths) = input.kind else {
            throw ConfigurationError("the sequence \"\(name)\" does not begin with an Input")
        }
        try checkNames()
        let shape = try lengths.map { try checkedShape($0, of: input) }
        let layers = try steps.dropFirst().map { step in
            guard case .layer(let type, let config) = step.kind else {
                throw ConfigurationError("\(step.className) \"\(step.name)\" cannot stand in a sequence")
            }
            return try Self.layer(type, config, named: step.name)
        }
        return Sequential(inputShape: shape, seed: seed, name: name) { layers }
    }

    private func makeGraph(_ seed: UInt32) throws -> Model<Scalar> {
        var nodes: [Node<Scalar>] = []
        var layers: [String: any Layer<Scalar>] = [:]
        for (index, step) in steps.enumerated() {
            if let wrong = step.sources.first(where: { !(0..<index).contains($0) }) {
                throw ConfigurationError(
                    "step \(index), \"\(step.name)\", takes step \(wrong), which does not stand before it")
            }
            nodes.append(try node(step, step.sources.map { nodes[$0] }, &layers))
        }
        let inputs = zip(steps, nodes).filter { $0.0.className == "Input" }.map(\.1)
        if let wrong = outputs.first(where: { !nodes.indices.contains($0) }) {
            throw ConfigurationError("the model \"\(name)\" has no step \(wrong), which is to be an output")
        }
        if inputs.isEmpty || outputs.isEmpty {
            throw ConfigurationError("the model \"\(name)\" needs at least one input and one output")
        }
        return Model(inputs: inputs, outputs: outputs.map { nodes[$0] }, seed: seed, name: name)
    }

    /// - Parameter layers: those made so far by name; a shared layer is made once.
    private func node(
        _ step: Step, _ sources: [Node<Scalar>], _ layers: inout [String: any Layer<Scalar>]
    ) throws -> Node<Scalar> {
        switch step.kind {
        case .input(let lengths):
            guard let lengths else { throw ConfigurationError("the input \"\(step.name)\" has no shape") }
            return Node(shape: try checkedShape(lengths, of: step), name: step.name)
        case .layer(let type, let config):
            guard sources.count == 1 else {
                throw ConfigurationError(
                    "\(step.className) \"\(step.name)\" takes one input, but \(sources.count) are given")
            }
            let layer = try layers[step.name] ?? Self.layer(type, config, named: step.name)
            layers[step.name] = layer
            return layer(sources[0])
        case .merge(let merge):
            let shapes = sources.map(\.shape)
            if sources.count < 2 {
                throw ConfigurationError("\(step.className) \"\(step.name)\" needs at least 2 inputs")
            }
            if let fault = merge.shapeFault(shapes) { throw ConfigurationError(fault) }
            return Node(.merge(merge), of: sources, shape: merge.outputShape(for: shapes), name: step.name)
        }
    }

    private static func layer<L: Layer>(
        _ type: L.Type, _ config: any LayerConfiguration, named name: String
    ) throws -> any Layer<Scalar> where L.Scalar == Scalar {
        guard let config = config as? L.Configuration else {
            throw ConfigurationError("\"\(name)\" has the configuration of another kind of layer")
        }
        let layer = L(config)
        layer.name = name
        return layer
    }

    private func checkNames() throws {
        var taken: Set<String> = []
        for step in steps where !taken.insert(step.name).inserted {
            throw ConfigurationError("two layers of \"\(name)\" are called \"\(step.name)\"")
        }
    }

    private func checkedShape(_ lengths: [Int], of step: Step) throws -> Shape {
        guard lengths.count < Shape.mostAxes, lengths.allSatisfy({ (1...Int(Int32.max)).contains($0) }) else {
            let list = lengths.map(String.init).joined(separator: ", ")
            throw ConfigurationError("the input \"\(step.name)\" cannot have the shape (\(list))")
        }
        return Shape(lengths)
    }

    private func compile(_ model: Model<Scalar>) throws {
        guard let optimizer, let losses else { return }
        let weights = lossWeights ?? losses.map { _ in 1 }
        let count = model.graph?.outputs.count ?? 1
        guard losses.count == count, weights.count == count else {
            throw ConfigurationError(
                "the model \"\(name)\" has \(count) outputs, but \(losses.count) losses and "
                    + "\(weights.count) loss weights")
        }
        if let fault = optimizer.optimizer.fault { throw ConfigurationError(fault) }
        model.compile(optimizer: optimizer.optimizer, losses: losses, lossWeights: weights)
    }
}
