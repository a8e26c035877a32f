// A model without its numbers: layers, how they hang together, and how they are trained.

/// What a model is, apart from the values of its parameters, as a value that can be encoded.
///
///     let text = try model.configuration.json()
///     let twin = try ModelConfiguration<Double>(json: text).makeModel()
///     twin.setWeights(model.getWeights())
///
/// Metrics are not part of it, since they may be functions.
public struct ModelConfiguration<Scalar: TensorScalar>: Codable, Sendable {
    /// One step. A layer that is shared has a step for each place, with one name.
    struct Step: Sendable {
        enum Kind: Sendable {
            /// The lengths of one sample; nil where the first batch says.
            case input([Int]?)
            case layer(any Layer<Scalar>.Type, any LayerConfiguration)
            case merge(any MergeLayer)
        }

        var kind: Kind
        var name: String
        /// The steps whose tensors this one takes, counted from 0; they stand before it.
        var sources: [Int]

        var className: String {
            switch kind {
            case .input: "Input"
            case .layer(let type, _): NeuralCore.className(type)
            case .merge(let merge): type(of: merge).className
            }
        }
    }

    /// `Sequential` or `Model`.
    public internal(set) var className: String
    /// The name of the model in messages.
    public var name: String
    var steps: [Step]
    var outputs: [Int]
    /// Nil for a model that is not compiled.
    public var optimizer: OptimizerConfiguration?
    /// One for each output; nil for a model that is not compiled.
    public var losses: [Loss]?
    /// By how much the loss of each output counts; nil for 1.
    public var lossWeights: [Double]?
}

extension ModelConfiguration {
    enum CodingKeys: String, CodingKey {
        case className = "class_name"
        case lossWeights = "loss_weights"
        case name, steps, outputs, optimizer, losses
    }
}

extension ModelConfiguration.Step: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ConfigurationKey.self)
        name = try container.decode(String.self, forKey: .name)
        sources = try container.decode([Int].self, forKey: .sources)
        let className = try container.decode(String.self, forKey: .className)
        let others = decoder.userInfo[.layerTypes] as? [any Layer<Scalar>.Type] ?? []
        if className == "Input" {
            kind = .input(try container.decodeIfPresent([Int].self, forKey: .shape))
        } else if let type = try LayerFinder(others: others).type(in: container) {
            kind = .layer(type, try Self.configuration(of: type, in: container))
        } else if let type = LayerRegistry<Scalar>.merge(className) {
            kind = .merge(try container.decode(type, forKey: .config))
        } else {
            throw LayerRegistry<Scalar>.unknown(className, or: others)
        }
        guard let config else { return }
        if let fault = ConfigurationBounds.fault(of: config) {
            throw ConfigurationError("\(className) \"\(name)\": \(fault)")
        }
        if let fault = config.fault { throw ConfigurationError(fault) }
    }

    private static func configuration<L: Layer>(
        of type: L.Type, in container: KeyedDecodingContainer<ConfigurationKey>
    ) throws -> any LayerConfiguration {
        try container.decode(L.Configuration.self, forKey: .config)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ConfigurationKey.self)
        try container.encode(className, forKey: .className)
        try container.encode(name, forKey: .name)
        try container.encode(sources, forKey: .sources)
        if case .input(let shape) = kind { try container.encodeIfPresent(shape, forKey: .shape) }
        if let config { try container.encode(config, forKey: .config) }
    }

    /// The hyperparameters; nil of an input.
    private var config: (any LayerConfiguration)? {
        switch kind {
        case .input: nil
        case .layer(_, let config): config
        case .merge(let merge): merge
        }
    }
}

extension Model {
    /// What the model is, apart from the values of its parameters.
    public var configuration: ModelConfiguration<Scalar> {
        let (steps, outputs) = (graph.map { $0.places.map(Self.step) } ?? unbuiltSteps, graph?.outputs)
        return ModelConfiguration(
            className: self is Sequential<Scalar> ? "Sequential" : "Model", name: name, steps: steps,
            outputs: outputs ?? [steps.count - 1],
            optimizer: optimizer.map { OptimizerConfiguration($0) }, losses: compilation?.losses,
            lossWeights: compilation?.lossWeights)
    }

    private static func step(_ place: Graph<Scalar>.Place) -> ModelConfiguration<Scalar>.Step {
        switch place.step {
        case .input: .init(kind: .input(place.shape.axes), name: place.name, sources: [])
        case .layer(let layer): step(layer, place.sources)
        case .merge(let merge): .init(kind: .merge(merge), name: place.name, sources: place.sources)
        }
    }

    private static func step(
        _ layer: any Layer<Scalar>, _ sources: [Int]
    ) -> ModelConfiguration<Scalar>.Step {
        .init(kind: .layer(type(of: layer), hyperparameters(layer)), name: layer.name, sources: sources)
    }

    /// The steps of a row of layers that waits for its first batch.
    private var unbuiltSteps: [ModelConfiguration<Scalar>.Step] {
        [.init(kind: .input(nil), name: "input_1", sources: [])]
            + layers.enumerated().map { Self.step($1, [$0]) }
    }
}

private func hyperparameters(_ layer: some Layer) -> any LayerConfiguration { layer.configuration }
