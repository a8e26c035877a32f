// What the classics check of what they are given, and how their records write a tensor into a line.

/// Stops unless weights `(inputs, units)` and biases `(units,)` belong together.
func checkLinear(
    _ weights: Matrix, _ bias: Matrix, _ who: StaticString, _ file: StaticString, _ line: UInt
) {
    guard weights.rank == 2, bias.shape == [weights.shape[1]] else {
        fatalError(
            "\(who) needs weights (inputs, units) and a bias (units,), but the shapes are \(weights.shape) and \(bias.shape)",
            file: file, line: line)
    }
}

/// Stops unless inputs are `(samples, width)`.
func checkInputs(
    _ inputs: Matrix, width: Int, _ who: StaticString, _ file: StaticString, _ line: UInt
) {
    guard inputs.rank == 2, inputs.shape[1] == width else {
        fatalError(
            "\(who) takes inputs of shape (samples, \(width)), but the shape is \(inputs.shape)",
            file: file, line: line)
    }
}

/// Stops unless samples belong to these weights; gives the targets as `(samples, units)`.
func checkSamples(
    _ inputs: Matrix, _ targets: Matrix, _ weights: Matrix, _ who: StaticString, _ file: StaticString,
    _ line: UInt
) -> Matrix {
    checkInputs(inputs, width: weights.shape[0], who, file, line)
    let (samples, units) = (inputs.shape[0], weights.shape[1])
    guard targets.shape == [samples, units] || (units == 1 && targets.shape == [samples]) else {
        fatalError(
            "\(who) needs targets of shape (\(samples), \(units)) for \(samples) samples and \(units) units, but the shape is \(targets.shape)",
            file: file, line: line)
    }
    return targets.reshaped(samples, units)
}

/// Stops unless a training can be run at this rate for so many epochs. A rate of 0 measures without learning.
func checkCourse(
    learningRate: Double, epochs: Int, _ who: StaticString, _ file: StaticString, _ line: UInt
) {
    guard learningRate >= 0, learningRate.isFinite else {
        fatalError(
            "\(who) learns at a rate of 0 or more, but the learning rate is \(learningRate)", file: file,
            line: line)
    }
    guard epochs >= 0 else {
        fatalError("\(who) cannot train for \(epochs) epochs; give 0 or more", file: file, line: line)
    }
}

extension Tensor {
    /// The tensor as it prints, on one line.
    var lineText: String { description.split(separator: "\n").joined() }
}
