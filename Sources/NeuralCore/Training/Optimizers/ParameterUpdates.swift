// The steps of training: gradients in, changed parameters out.

/// Applies an optimizer to parameters, step by step, and keeps what it remembers between steps.
public final class ParameterUpdates<Scalar: TensorScalar> {
    /// The rule. A callback may change its learning rate while training goes on; another rule begins anew.
    @exclusivity(unchecked) public var optimizer: any Optimizer {
        didSet {
            let isSameRule = type(of: optimizer) == type(of: oldValue)
            if !isSameRule || optimizer.initialMemory != oldValue.initialMemory { begin() }
        }
    }
    /// The parameters that are changed; those that are not trainable are left alone.
    public let parameters: [Parameter<Scalar>]
    /// How many steps were made.
    @exclusivity(unchecked) public private(set) var stepCount = 0
    /// One block for each parameter, with as many numbers for each weight as the optimizer remembers.
    @exclusivity(unchecked) private var memories: [Elements<Scalar>] = []
    /// How many that is.
    @exclusivity(unchecked) private var memoryCount = 0
    /// Those whose large values cost something.
    private let regularized: [Parameter<Scalar>]

    /// Nothing is remembered at first. Stops with the ``Optimizer/fault`` of the optimizer when there is one.
    public init(
        of parameters: [Parameter<Scalar>], by optimizer: any Optimizer, file: StaticString = #file,
        line: UInt = #line
    ) {
        if let fault = optimizer.fault { fatalError(fault, file: file, line: line) }
        (self.parameters, self.optimizer) = (parameters, optimizer)
        regularized = parameters.filter { $0.regularizer != nil }
        begin()
    }

    /// Forgets all steps.
    private func begin() {
        stepCount = 0
        memoryCount = optimizer.initialMemory.count
        memories = parameters.map { parameter in
            Elements(
                optimizer.initialMemory.flatMap {
                    [Scalar](repeating: Scalar($0), count: parameter.value.count)
                })
        }
    }

    /// What the regularizers of the parameters ask.
    var penalty: Double { regularized.reduce(0) { $0 + $1.penalty } }

    /// Adds the gradients of the regularizers.
    func addPenaltyGradients() {
        for parameter in regularized { parameter.addPenaltyGradient() }
    }

    /// Changes the parameters by their gradients, which stay as they are but for being clipped.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func step() {
        // Looked up once, and not for every parameter.
        let rule = optimizer
        let (norm, bound) = (rule.clipNorm, rule.clipValue)
        let rate = Scalar(rule.learningRate * rule.schedule.factor(step: stepCount))
        stepCount += 1
        let correction = rule.correction(step: stepCount)
        for (place, parameter) in parameters.enumerated() where parameter.isTrainable {
            if norm != nil || bound != nil { parameter.clipGradient(norm: norm, value: bound) }
            rule.update(
                WeightUpdate(
                    count: parameter.value.count, weights: parameter.value.elements.mutableStart(),
                    gradients: parameter.gradient.elements.start, memory: memories[place].mutableStart(),
                    memoryCount: memoryCount, learningRate: rate, step: stepCount, correction: correction))
        }
    }
}

extension Parameter {
    /// Shortens the gradient to the length `norm`, or cuts its elements off at ±`value`; in place.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func clipGradient(norm: Double?, value: Double?) {
        if norm == nil && value == nil { return }
        gradient.elements.withUnsafeMutableBufferPointer { g in
            if let norm {
                var squares: Scalar = 0
                for index in 0..<g.count { squares += g[index] * g[index] }
                let factor = Scalar(norm) / max(squares.squareRoot(), Scalar(norm))
                for index in 0..<g.count { g[index] *= factor }
            }
            if let value {
                let bound = Scalar(value)
                for index in 0..<g.count { g[index] = clipped(g[index], from: -bound, to: bound) }
            }
        }
    }

    /// What the regularizer asks; 0 without one.
    var penalty: Double { regularizer.map { Double($0.penalty(for: value)) } ?? 0 }

    /// Adds the gradient of the regularizer, in place.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func addPenaltyGradient() {
        guard let regularizer else { return }
        let (l1, l2) = (Scalar(regularizer.l1), 2 * Scalar(regularizer.l2))
        value.elements.withUnsafeBufferPointer { w in
            gradient.elements.withUnsafeMutableBufferPointer { g in
                for index in 0..<w.count { g[index] += l2 * w[index] + l1 * signum(w[index]) }
            }
        }
    }
}
