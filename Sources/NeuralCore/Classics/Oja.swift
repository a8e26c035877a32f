// Oja's rule: Hebb's, with a brake that keeps the weights at length 1.

/// A linear unit, y = x · w, that finds the direction in which its inputs spread the most, without a teacher (Oja, 1982).
///
///     w ← w + α · y · (x − y·w)
///
/// The first part is Hebb's. The second is what division by the new length would take away, to the first order in α: the
/// length tends to 1, and the direction to the first principal component of inputs whose mean is 0. The sign is left to
/// chance.
///
///     var unit = OjaUnit(weights: [1, 0])
///     unit.fit(points - points.mean(axis: 0), learningRate: 0.01, epochs: 50)
///     unit.weights        // PrincipalComponents(of: points).directions.row(0), or its opposite
public struct OjaUnit: Sendable {
    /// `(inputs,)`
    public var weights: Matrix

    /// A unit with these weights, which must not all be 0.
    public init(weights: Matrix, file: StaticString = #file, line: UInt = #line) {
        guard weights.rank == 1, weights.elements.contains(where: { $0 != 0 }) else {
            fatalError(
                "OjaUnit needs weights (inputs,) that are not all 0, or it stays silent, but they are \(weights.lineText)",
                file: file, line: line)
        }
        self.weights = weights
    }

    /// A unit with random weights of length 1.
    public init(
        inputs: Int, random: inout RandomState, file: StaticString = #file, line: UInt = #line
    ) {
        let direction = random.gaussians(inputs, file: file, line: line)
        weights = direction / square(direction).sum().squareRoot()
    }

    /// The outputs, `(samples,)`, for inputs `(samples, inputs)`.
    public func callAsFunction(
        _ inputs: Matrix, file: StaticString = #file, line: UInt = #line
    ) -> Matrix {
        inputs.dot(weights, file: file, line: line)
    }

    /// Goes through the samples in their order, again and again.
    ///
    /// - Parameters:
    ///   - inputs: `(samples, inputs)`, each column with the mean 0.
    ///   - learningRate: α. The smaller, the longer it takes and the less the weights tremble at the end. Near
    ///     2 / |x|² and above, the brake overshoots and the weights grow without end.
    /// - Returns: the weights before the first sample, and after each.
    @discardableResult
    public mutating func fit(
        _ inputs: Matrix, learningRate: Double = 0.01, epochs: Int = 1, file: StaticString = #file,
        line: UInt = #line
    ) -> HebbianTraining {
        checkInputs(inputs, width: weights.shape[0], "OjaUnit", file, line)
        checkCourse(learningRate: learningRate, epochs: epochs, "OjaUnit", file, line)
        var training = HebbianTraining(weights: [weights])
        for _ in 0..<epochs {
            for sample in 0..<inputs.rowCount {
                let x = inputs.row(sample)
                let y = x.dot(weights).item
                weights += learningRate * y * (x - y * weights)
                training.note(scalar(y), weights)
            }
        }
        return training
    }
}
