// ADALINE: linear units that learn from how far they miss, not only from whether.

/// A layer of adaptive linear units with the rule of Widrow and Hoff (1960), the delta rule.
///
///     y = x · w + b,     E = ½ Σ (y − d)²  over all samples and units
///     w ← w + α·(d − y)·x,     b ← b + α·(d − y)
///
/// It reads like the perceptron's rule, but y is the sum itself, without the step: the correction is then −α times the
/// slope of ½(y − d)² for the sample at hand. Since the sum is hardly ever d exactly, the weights are never at rest, and a
/// limit must say when it is enough: E ≤ Eₘ. The limit must be one that the data allow: of AND with targets 0 and 1, no
/// linear unit gets below E = 0.125.
///
///     var unit = Adaline(inputs: 2)
///     let training = unit.fit(
///         [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 0, 0, 1], learningRate: 0.1, maxError: 0.15)
///     training.errors.last    // the first E at or below 0.15
public struct Adaline: Sendable {
    /// `(inputs, units)`
    public var weights: Matrix
    /// `(units,)`
    public var bias: Matrix

    /// Units whose weights and biases are all 0.
    public init(inputs: Int, units: Int = 1, file: StaticString = #file, line: UInt = #line) {
        weights = Matrix.zeros(inputs, units, file: file, line: line)
        bias = Matrix.zeros(units, file: file, line: line)
    }

    /// Units with these weights `(inputs, units)` and biases `(units,)`.
    public init(weights: Matrix, bias: Matrix, file: StaticString = #file, line: UInt = #line) {
        checkLinear(weights, bias, "Adaline", file, line)
        (self.weights, self.bias) = (weights, bias)
    }

    /// The sums, `(samples, units)`, for inputs `(samples, inputs)`. Which side of ½ they are on is the class, when the
    /// targets were 0 and 1.
    public func callAsFunction(
        _ inputs: Matrix, file: StaticString = #file, line: UInt = #line
    ) -> Matrix {
        inputs.dot(weights, file: file, line: line) + bias
    }

    /// E = ½ Σ (y − d)² over all samples and units.
    public func error(
        _ inputs: Matrix, targets: Matrix, file: StaticString = #file, line: UInt = #line
    ) -> Double {
        let targets = checkSamples(inputs, targets, weights, "Adaline", file, line)
        return square(self(inputs) - targets).sum() / 2
    }

    /// Goes through the samples in their order, again and again, with a correction after each, until E is small enough.
    ///
    /// - Parameters:
    ///   - inputs: `(samples, inputs)`
    ///   - targets: `(samples, units)`; for one unit `(samples,)` will do.
    ///   - learningRate: α, between 0 and 1. Above 2 / |(x, 1)|² a sample is overshot by more than it was missed.
    ///   - maxError: Eₘ. E is measured before the first epoch and after each.
    ///   - epochs: the most passes through all samples.
    ///   - recordedSteps: of how many corrections, from the first on, the record keeps all that happened.
    @discardableResult
    public mutating func fit(
        _ inputs: Matrix, targets: Matrix, learningRate: Double = 0.01, maxError: Double = 0,
        epochs: Int = 100, recordedSteps: Int = 1000, file: StaticString = #file, line: UInt = #line
    ) -> AdalineTraining {
        let targets = checkSamples(inputs, targets, weights, "Adaline", file, line)
        checkCourse(learningRate: learningRate, epochs: epochs, "Adaline", file, line)
        var training = AdalineTraining()
        training.note(error(inputs, targets: targets), weights, bias, maxError)
        for epoch in 1..<(epochs + 1) where training.end == .epochsAreOver {
            for sample in 0..<inputs.rowCount {
                let (x, wanted) = (inputs.row(sample), targets.row(sample))
                let sums = x.dot(weights) + bias
                let errors = wanted - sums
                weights += learningRate * x.reshaped(-1, 1) * errors
                bias += learningRate * errors
                if training.steps.count < recordedSteps {
                    training.steps.append(
                        AdalineTraining.Step(
                            epoch: epoch, sample: sample, sums: sums, errors: errors, weights: weights,
                            bias: bias))
                }
            }
            training.note(error(inputs, targets: targets), weights, bias, maxError)
        }
        return training
    }
}

/// What an ADALINE went through.
public struct AdalineTraining: Equatable, Sendable {
    /// One correction.
    public struct Step: Equatable, Sendable, CustomStringConvertible {
        /// Counted from 1.
        public let epoch: Int
        /// The row of the sample, counted from 0.
        public let sample: Int
        /// y, and d − y, for each unit: `(units,)`.
        public let sums: Matrix, errors: Matrix
        /// The weights `(inputs, units)` and the biases `(units,)` after the correction.
        public let weights: Matrix, bias: Matrix

        /// `epoch 1, sample 3: y = [0.], d − y = [1.]; now w = [[0.1 0.1]], b = [0.1]`; a row of weights for each unit.
        public var description: String {
            "epoch \(epoch), sample \(sample): y = \(sums.lineText), d − y = \(errors.lineText); "
                + "now w = \(weights.transposed().lineText), b = \(bias.lineText)"
        }
    }

    /// Why training ended.
    public enum End: Equatable, Sendable {
        /// E is at most the limit.
        case errorIsSmall
        /// E is no finite number any more: the learning rate is too large.
        case diverged
        /// All epochs are used up.
        case epochsAreOver
    }

    /// The first corrections, as many as were asked for.
    public internal(set) var steps: [Step] = []
    /// E before the first epoch and after each.
    public internal(set) var errors: [Double] = []
    /// The weights and biases at the same times.
    public internal(set) var weights: [Matrix] = []
    /// The biases at the same times, `(units,)` each.
    public internal(set) var biases: [Matrix] = []
    /// Why training ended.
    public internal(set) var end = End.epochsAreOver

    mutating func note(_ error: Double, _ weights: Matrix, _ bias: Matrix, _ limit: Double) {
        errors.append(error)
        self.weights.append(weights)
        biases.append(bias)
        if error <= limit { end = .errorIsSmall }
        if !error.isFinite { end = .diverged }
    }
}
