// Hebb's rule: what fires together, wires together.

/// A layer of linear units, y = x · w, whose connections grow where both ends are active together (Hebb, 1949).
///
/// With outputs d that somebody gives, the layer learns to associate:
///
///     w ← w + α · xᵀ·d
///
/// Inputs that are perpendicular and of length 1 then call up their outputs exactly, at α = 1. With its own outputs in
/// place of d it learns without a teacher, and grows without end in the direction in which the inputs are largest:
///
///     w ← w + α · xᵀ·y,     so |w| never shrinks: Σ w·Δw = α·|y|² ≥ 0
///
/// Oja's rule tames the growth; see ``OjaUnit``.
///
///     var layer = HebbLayer(inputs: 2, units: 1)
///     layer.associate([[0.6, 0.8]], with: [[5]])
///     layer([[0.6, 0.8]])         // [[5.]]
public struct HebbLayer: Sendable {
    /// `(inputs, units)`
    public var weights: Matrix

    /// A layer whose weights are all 0. Without a teacher it would stay so.
    public init(inputs: Int, units: Int, file: StaticString = #file, line: UInt = #line) {
        weights = Matrix.zeros(inputs, units, file: file, line: line)
    }

    /// A layer with these weights, `(inputs, units)`.
    public init(weights: Matrix, file: StaticString = #file, line: UInt = #line) {
        guard weights.rank == 2 else {
            fatalError(
                "HebbLayer needs weights (inputs, units), but their shape is \(weights.shape)", file: file,
                line: line)
        }
        self.weights = weights
    }

    /// The outputs, `(samples, units)`, for inputs `(samples, inputs)`.
    public func callAsFunction(
        _ inputs: Matrix, file: StaticString = #file, line: UInt = #line
    ) -> Matrix {
        inputs.dot(weights, file: file, line: line)
    }

    /// Wires each input to the output that goes with it.
    ///
    /// - Parameters:
    ///   - inputs: `(samples, inputs)`
    ///   - outputs: `(samples, units)`
    ///   - learningRate: α.
    public mutating func associate(
        _ inputs: Matrix, with outputs: Matrix, learningRate: Double = 1, file: StaticString = #file,
        line: UInt = #line
    ) {
        let outputs = checkSamples(inputs, outputs, weights, "HebbLayer", file, line)
        checkCourse(learningRate: learningRate, epochs: 1, "HebbLayer", file, line)
        // The sum of xᵀ·d over the samples.
        weights += learningRate * inputs.transposed().dot(outputs)
    }

    /// Learns without a teacher: goes through the samples in their order and wires each to the output that it calls up.
    ///
    /// - Returns: the weights before the first sample, and after each.
    @discardableResult
    public mutating func fit(
        _ inputs: Matrix, learningRate: Double = 0.01, epochs: Int = 1, file: StaticString = #file,
        line: UInt = #line
    ) -> HebbianTraining {
        checkInputs(inputs, width: weights.shape[0], "HebbLayer", file, line)
        checkCourse(learningRate: learningRate, epochs: epochs, "HebbLayer", file, line)
        var training = HebbianTraining(weights: [weights])
        for _ in 0..<epochs {
            for sample in 0..<inputs.rowCount {
                let x = inputs.row(sample)
                let y = x.dot(weights)
                weights += learningRate * x.reshaped(-1, 1) * y
                training.note(y, weights)
            }
        }
        return training
    }
}

/// What units went through that learn by Hebb's rule or one like it.
public struct HebbianTraining: Equatable, Sendable {
    /// The weights before the first sample, and after each.
    public internal(set) var weights: [Matrix]
    /// What each sample called up, before the weights changed.
    public internal(set) var outputs: [Matrix] = []

    /// The length of the weights, the root of the sum of their squares, at the same times.
    public var lengths: [Double] { weights.map { square($0).sum().squareRoot() } }

    mutating func note(_ output: Matrix, _ weights: Matrix) {
        outputs.append(output)
        self.weights.append(weights)
    }
}
