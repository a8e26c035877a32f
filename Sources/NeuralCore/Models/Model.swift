// A network as one thing: its layers, what it is trained for, and its random numbers.

/// A network that can be trained.
///
///     let (x, y) = (Input<Double>(shape: [3]), Input<Double>(shape: [5]))
///     let both = Concatenate()(Dense(4)(x), Dense(4)(y))
///     let model = Model(inputs: [x, y], outputs: [Dense(1, activation: .sigmoid)(both)])
///     model.compile(optimizer: Adam(), loss: .binaryCrossentropy())
///     model.fit([a, b], [targets], epochs: 10)
///
/// For layers in a row there is ``Sequential``, which is written more shortly.
public class Model<Scalar: TensorScalar> {
    /// The name in the summary.
    public let name: String
    /// Draws the initial parameters, and shuffles the samples.
    public var random: RandomState
    /// Set by a callback to end training after the epoch that runs.
    public var stopTraining = false

    var graph: Graph<Scalar>?
    var compilation: Compilation<Scalar>?
    /// What the optimizer remembers, from the first step on.
    var updates: ParameterUpdates<Scalar>?

    init(name: String, seed: UInt32) { (self.name, random) = (name, RandomState(seed: seed)) }

    /// A model of what lies between inputs and outputs.
    ///
    /// - Parameter seed: of the random numbers; the same seed gives the same initial parameters.
    public convenience init(
        inputs: [Input<Scalar>], outputs: [Node<Scalar>], seed: UInt32 = 0, name: String = "model",
        file: StaticString = #file, line: UInt = #line
    ) {
        self.init(name: name, seed: seed)
        if inputs.isEmpty || outputs.isEmpty {
            fatalError("a model needs at least one input and one output", file: file, line: line)
        }
        var names = LayerNames()
        graph = Graph(
            inputs: inputs, outputs: outputs, random: &random, names: &names, file: file, line: line)
    }

    /// A model with one input and one output.
    public convenience init(
        input: Input<Scalar>, output: Node<Scalar>, seed: UInt32 = 0, name: String = "model",
        file: StaticString = #file, line: UInt = #line
    ) {
        self.init(inputs: [input], outputs: [output], seed: seed, name: name, file: file, line: line)
    }

    /// Whether the shapes are known and the parameters are there.
    public var isBuilt: Bool { graph != nil }

    /// The layers in the order in which they run, each once.
    public var layers: [any Layer<Scalar>] {
        var seen: Set<ObjectIdentifier> = []
        return (graph?.places ?? []).compactMap { place in
            guard case .layer(let layer) = place.step, seen.insert(ObjectIdentifier(layer)).inserted else {
                return nil
            }
            return layer
        }
    }

    /// The parameters of all layers that gradients change, each once.
    public var parameters: [Parameter<Scalar>] { once(layers.flatMap { $0.parameters }) }

    /// All that belongs to the saved weights: layer by layer the parameters, and behind them what the layer keeps
    /// besides, such as moving averages.
    public var weights: [Parameter<Scalar>] {
        once(layers.flatMap { $0.parameters + $0.nonTrainableParameters })
    }

    private func once(_ parameters: [Parameter<Scalar>]) -> [Parameter<Scalar>] {
        var seen: Set<ObjectIdentifier> = []
        return parameters.filter { seen.insert(ObjectIdentifier($0)).inserted }
    }

    /// The number of numbers in all weights.
    public var parameterCount: Int { weights.reduce(0) { $0 + $1.value.count } }

    /// The layer of this name.
    public func layer(
        named name: String, file: StaticString = #file, line: UInt = #line
    ) -> any Layer<Scalar> {
        if let layer = layers.first(where: { $0.name == name }) { return layer }
        let names = layers.map { $0.name }
        fatalError(
            "the model \"\(self.name)\" has no layer \"\(name)\"\(suggestion(for: name, from: names))",
            file: file, line: line)
    }

    /// The values of all ``weights``.
    public func getWeights() -> [Tensor<Scalar>] { weights.map(\.value) }

    /// Puts values into all weights, in the order of ``getWeights()``.
    public func setWeights(
        _ values: [Tensor<Scalar>], file: StaticString = #file, line: UInt = #line
    ) {
        let weights = weights
        if values.count != weights.count {
            fatalError(
                "the model \"\(name)\" has \(weights.count) parameters, but \(values.count) were given",
                file: file, line: line)
        }
        for (place, (parameter, value)) in zip(weights, values).enumerated() {
            if parameter.value.shape != value.shape {
                fatalError(
                    "parameter \(place), a \(parameter.name), has the shape \(parameter.value.shape), but "
                        + "that given has \(value.shape)", file: file, line: line)
            }
            parameter.value = value
        }
    }

    /// The graph, built for batches of these shapes if it is not yet. A sequence of layers overrides it.
    func prepared(for batch: [Shape], _ file: StaticString, _ line: UInt) -> Graph<Scalar> {
        guard let graph else {
            fatalError("the model \"\(name)\" has no layers", file: file, line: line)
        }
        return graph
    }
}
