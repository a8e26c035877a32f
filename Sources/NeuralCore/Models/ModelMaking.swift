// A model made from its configuration.

extension ModelConfiguration {
    /// A model as the configuration says, with new parameters.
    ///
    /// - Parameter seed: of the random numbers.
    /// - Throws: a ``ConfigurationError`` that says what is impossible.
    public func makeModel(seed: UInt32 = 0) throws -> Model<Scalar> {
        let model: Model<Scalar>
        if let step = steps.first(where: { $0.name.isEmpty }) {
            throw ConfigurationError("a layer of \"\(name)\", a \(step.className), has no name")
        }
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
        if lengths != nil, steps.count == 1 {
            throw ConfigurationError("the sequence \"\(name)\" has no layers")
        }
        try checkNames()
        if let place = steps.indices.dropFirst().first(where: { steps[$0].sources != [$0 - 1] }) {
            throw ConfigurationError(
                "\(steps[place].className) \"\(steps[place].name)\" of the sequence \"\(name)\" does not take "
                    + "the layer before it")
        }
        if outputs != [steps.count - 1] {
            throw ConfigurationError("the output of the sequence \"\(name)\" is not its last layer")
        }
        var random = RandomState(seed: seed)
        let inputShape = try lengths.map { try checkedShape($0, of: input) }
        var shape = inputShape
        let layers = try steps.dropFirst().map { step in
            guard case .layer(let type, let config) = step.kind else {
                throw ConfigurationError("\(step.className) \"\(step.name)\" cannot stand in a sequence")
            }
            let layer = try Self.layer(type, config, named: step.name)
            shape = try shape.map { try Self.built(layer, for: $0, &random) }
            return layer
        }
        let model = Sequential<Scalar>(inputShape: inputShape, seed: seed, name: name) { layers }
        model.random = random
        return model
    }

    private func makeGraph(_ seed: UInt32) throws -> Model<Scalar> {
        var random = RandomState(seed: seed)
        var nodes: [Node<Scalar>] = []
        var layers: [String: any Layer<Scalar>] = [:]
        var names: Set<String> = []
        for (index, step) in steps.enumerated() {
            if let wrong = step.sources.first(where: { !(0..<index).contains($0) }) {
                throw ConfigurationError(
                    "step \(index), \"\(step.name)\", takes step \(wrong), which does not stand before it")
            }
            if !names.insert(step.name).inserted, !step.isShared(layers[step.name]) {
                throw ConfigurationError("two layers of \"\(name)\" are called \"\(step.name)\"")
            }
            nodes.append(try node(step, step.sources.map { nodes[$0] }, &layers, &random))
        }
        let inputs = zip(steps, nodes).filter { $0.0.className == "Input" }.map(\.1)
        if let wrong = outputs.first(where: { !nodes.indices.contains($0) }) {
            throw ConfigurationError("the model \"\(name)\" has no step \(wrong), which is to be an output")
        }
        if inputs.isEmpty || outputs.isEmpty {
            throw ConfigurationError("the model \"\(name)\" needs at least one input and one output")
        }
        let model = Model(inputs: inputs, outputs: outputs.map { nodes[$0] }, seed: seed, name: name)
        model.random = random
        return model
    }

    /// - Parameter layers: those made so far by name; a shared layer is made once.
    private func node(
        _ step: Step, _ sources: [Node<Scalar>], _ layers: inout [String: any Layer<Scalar>],
        _ random: inout RandomState
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
            _ = try Self.built(layer, for: sources[0].shape, &random)
            return layer(sources[0])
        case .merge(let merge):
            return try Self.merged(merge, sources, step)
        }
    }

    private static func merged(
        _ merge: any MergeLayer, _ sources: [Node<Scalar>], _ step: Step
    ) throws -> Node<Scalar> {
        let shapes = sources.map(\.shape)
        if sources.count < 2 {
            throw ConfigurationError("\(step.className) \"\(step.name)\" needs at least 2 inputs")
        }
        if let fault = merge.shapeFault(shapes) { throw ConfigurationError(fault) }
        // Nothing that a merge gives is larger than all its inputs together.
        if let fault = ConfigurationBounds.fault(ofSample: [shapes.reduce(0) { $0 + $1.elementCount }]) {
            throw ConfigurationError("\(step.className) \"\(step.name)\": \(fault)")
        }
        return Node(.merge(merge), of: sources, shape: merge.outputShape(for: shapes), name: step.name)
    }

    /// Builds a layer for inputs that it can take, in the order in which a model would.
    ///
    /// - Returns: the shape of a sample of its output.
    private static func built(
        _ layer: any Layer<Scalar>, for shape: Shape, _ random: inout RandomState
    ) throws -> Shape {
        if let fault = layer.shapeFault(shape) { throw ConfigurationError(fault) }
        let output = layer.outputShape(for: shape)
        if let fault = ConfigurationBounds.fault(ofSample: output.axes) {
            throw ConfigurationError("\(layer.title): \(fault)")
        }
        layer.build(inputShape: shape, random: &random)
        return output
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
        if let fault = ConfigurationBounds.fault(ofSample: lengths) {
            throw ConfigurationError("the input \"\(step.name)\": \(fault)")
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

extension ModelConfiguration.Step {
    /// Whether the step is another place of `layer`, and not a different layer of the same name.
    fileprivate func isShared(_ layer: (any Layer<Scalar>)?) -> Bool {
        func equals<L: Layer>(_ layer: L, _ config: any LayerConfiguration) -> Bool {
            config as? L.Configuration == layer.configuration
        }
        guard case .layer(let type, let config) = kind, let layer, type == Swift.type(of: layer) else {
            return false
        }
        return equals(layer, config)
    }
}
