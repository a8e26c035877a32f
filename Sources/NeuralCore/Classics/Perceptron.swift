// The perceptron: threshold units that learn from their mistakes.

/// A layer of threshold units with Rosenblatt's rule (1958): whoever is wrong moves its weights towards the sample, or
/// away from it.
///
///     net = x · w + b,     y = step(net)
///     w ← w + α·(d − y)·x,     b ← b + α·(d − y)
///
/// Here d is the wanted output, 0 or 1. The factor d − y is 1 for a unit that should have fired, −1 for one that should
/// not have, and 0 for one that was right, which therefore keeps its weights. If some weights answer all samples rightly,
/// the rule finds such after finitely many corrections (Novikoff, 1962); if not, it never stops.
///
///     var unit = Perceptron(inputs: 2)
///     let training = unit.fit([[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 0, 0, 1])
///     training.mistakes       // [1, 3, 3, 2, 1, 0]: the mistakes of each epoch
///     unit([[1, 1]])          // [[1.]]
public struct Perceptron: Sendable {
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
        checkLinear(weights, bias, "Perceptron", file, line)
        (self.weights, self.bias) = (weights, bias)
    }

    /// The outputs, `(samples, units)`, for inputs `(samples, inputs)`.
    public func callAsFunction(
        _ inputs: Matrix, file: StaticString = #file, line: UInt = #line
    ) -> Matrix {
        step(inputs.dot(weights, file: file, line: line) + bias)
    }

    /// Goes through the samples in their order, again and again, and corrects each mistake at once.
    ///
    /// - Parameters:
    ///   - inputs: `(samples, inputs)`
    ///   - targets: 0 or 1 for each sample and unit, `(samples, units)`; for one unit `(samples,)` will do.
    ///   - learningRate: α. For units that start from 0 it only stretches the weights.
    ///   - epochs: the most passes through all samples.
    @discardableResult
    public mutating func fit(
        _ inputs: Matrix, targets: Matrix, learningRate: Double = 1, epochs: Int = 100,
        file: StaticString = #file, line: UInt = #line
    ) -> PerceptronTraining {
        let targets = checkSamples(inputs, targets, weights, "Perceptron", file, line)
        checkCourse(learningRate: learningRate, epochs: epochs, "Perceptron", file, line)
        if let odd = targets.elements.first(where: { $0 != 0 && $0 != 1 }) {
            fatalError(
                "Perceptron answers 0 or 1, so its targets must be 0 or 1, but one is \(odd)", file: file,
                line: line)
        }
        var training = PerceptronTraining()
        // What was seen at the end of each epoch: the weights that come again bring all that followed with them.
        var seen: [[Double]: Int] = [state: 0]
        for epoch in 1..<(epochs + 1) {
            let before = training.corrections.count
            for sample in 0..<inputs.rowCount {
                correct(inputs.row(sample), targets.row(sample), learningRate, (epoch, sample), &training)
            }
            training.mistakes.append(training.corrections.count - before)
            if training.mistakes.last == 0 {
                training.end = .learned
                break
            }
            if let first = seen.updateValue(epoch, forKey: state) {
                training.end = .repeats(every: epoch - first)
                break
            }
        }
        return training
    }

    /// Shows one sample to all units.
    private mutating func correct(
        _ x: Matrix, _ wanted: Matrix, _ learningRate: Double, _ time: (epoch: Int, sample: Int),
        _ training: inout PerceptronTraining
    ) {
        let nets = x.dot(weights) + bias
        for unit in 0..<bias.count {
            let error = wanted[unit] - step(nets[unit])
            if error == 0 { continue }
            for input in 0..<x.count { weights[input, unit] += learningRate * error * x[input] }
            bias[unit] += learningRate * error
            training.corrections.append(
                PerceptronTraining.Correction(
                    epoch: time.epoch, sample: time.sample, unit: unit, net: nets[unit], error: error,
                    weights: weights.column(unit), bias: bias[unit]))
        }
    }

    private var state: [Double] { Array(weights.elements) + Array(bias.elements) }
}

/// What a perceptron went through.
public struct PerceptronTraining: Equatable, Sendable {
    /// One mistake, and what became of the weights.
    public struct Correction: Equatable, Sendable, CustomStringConvertible {
        /// Counted from 1.
        public let epoch: Int
        /// The row of the sample, and the column of the unit that was wrong, counted from 0.
        public let sample: Int, unit: Int
        /// The sum that led to the mistake.
        public let net: Double
        /// d − y: 1 or −1.
        public let error: Double
        /// The unit's weights `(inputs,)` and bias after the correction.
        public let weights: Matrix
        /// The unit's bias after the correction.
        public let bias: Double

        /// `epoch 1, sample 3, unit 0: net = 0.0, should fire; now w = [1. 1.], b = 1.0`
        public var description: String {
            "epoch \(epoch), sample \(sample), unit \(unit): net = \(net), should \(error > 0 ? "fire" : "not fire"); "
                + "now w = \(weights.lineText), b = \(bias)"
        }
    }

    /// Why training ended.
    public enum End: Equatable, Sendable {
        /// An epoch passed without a mistake.
        case learned
        /// The weights are those of so many epochs before, so all that follows has been before: it would never stop.
        case repeats(every: Int)
        /// All epochs are used up.
        case epochsAreOver
    }

    /// In the order in which they were made.
    public internal(set) var corrections: [Correction] = []
    /// The number of mistakes in each epoch.
    public internal(set) var mistakes: [Int] = []
    /// Why training ended.
    public internal(set) var end = End.epochsAreOver
}
