// What a model is trained for: an optimizer, a loss for each output, and metrics to watch.

/// The arguments of `compile`.
struct Compilation<Scalar: TensorScalar> {
    var optimizer: any Optimizer
    /// One for each output.
    var losses: [Loss]
    /// By how much each loss counts in the sum.
    var lossWeights: [Double]
    /// For each output.
    var metrics: [[Metric<Scalar>]]
}

extension Model {
    /// Says how a model with one output is trained.
    ///
    /// - Parameters:
    ///   - optimizer: the rule by which gradients change the parameters.
    ///   - loss: what training makes small.
    ///   - metrics: what is watched besides.
    public func compile(
        optimizer: any Optimizer = RMSprop(), loss: Loss, metrics: [Metric<Scalar>] = [],
        file: StaticString = #file, line: UInt = #line
    ) {
        compile(optimizer: optimizer, losses: [loss], metrics: [metrics], file: file, line: line)
    }

    /// Says how a model with several outputs is trained: by the weighted sum of their losses.
    ///
    /// - Parameters:
    ///   - losses: one for each output.
    ///   - lossWeights: by how much each counts; nil for 1.
    ///   - metrics: for each output; empty for none.
    public func compile(
        optimizer: any Optimizer = RMSprop(), losses: [Loss], lossWeights: [Double]? = nil,
        metrics: [[Metric<Scalar>]] = [], file: StaticString = #file, line: UInt = #line
    ) {
        if let fault = optimizer.fault ?? losses.lazy.compactMap(\.optionFault).first {
            fatalError(fault, file: file, line: line)
        }
        let outputs = graph?.outputs.count ?? 1
        let metrics = metrics.isEmpty ? losses.map { _ in [] } : metrics
        let weights = lossWeights ?? losses.map { _ in 1 }
        if losses.count != outputs || weights.count != outputs {
            fatalError(
                "the model \"\(name)\" has \(outputs) outputs, but \(losses.count) losses and "
                    + "\(weights.count) loss weights were given", file: file, line: line)
        }
        if metrics.count != outputs {
            fatalError(
                "the model \"\(name)\" has \(outputs) outputs, but metrics for \(metrics.count) were given",
                file: file, line: line)
        }
        if let weight = weights.first(where: { !$0.isFinite }) {
            fatalError("a loss cannot be given the weight \(weight)", file: file, line: line)
        }
        if let fault = metrics.lazy.compactMap(Self.nameFault).first {
            fatalError(fault, file: file, line: line)
        }
        compilation = Compilation(
            optimizer: optimizer, losses: losses, lossWeights: weights,
            metrics: metrics)
        updates = nil
    }

    /// What is measured is found by its name.
    private static func nameFault(_ metrics: [Metric<Scalar>]) -> String? {
        var names: Set = ["loss"]
        return metrics.first { !names.insert($0.name).inserted }.map {
            $0.name == "loss"
                ? "a metric cannot be called \"loss\"" : "the metric \"\($0.name)\" is given twice"
        }
    }

    /// The optimizer with its present learning rate, which may be changed while training goes on.
    public var optimizer: (any Optimizer)? {
        get { updates?.optimizer ?? compilation?.optimizer }
        set {
            guard let newValue else { return }
            compilation?.optimizer = newValue
            updates?.optimizer = newValue
        }
    }

    func compiled(for verb: String, _ file: StaticString, _ line: UInt) -> Compilation<Scalar> {
        guard let compilation else {
            fatalError(
                "\(verb) needs a compiled model: call compile(optimizer:loss:) before", file: file,
                line: line)
        }
        return compilation
    }
}
