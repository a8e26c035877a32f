// Dense nets worked out: forwards, and through one step of training.

import NeuralCore

/// Works out what a model of dense layers computes for one input.
///
/// Units are numbered through the whole net, the inputs first: in a 2-4-1 net unit 7 is the output, and w₁₃ leads from
/// input 1 to the first hidden unit.
///
/// - Parameters:
///   - input: one sample, `(features,)`
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ model: Sequential<Scalar>, input: [Double], digits: Int = 3, file: StaticString = #file,
    line: UInt = #line
) -> Explanation {
    DensePass(model, input: input, digits: digits, file: file, line: line).explanation
}

/// Works out one step of training of a model of dense layers, on one sample and without an optimizer's memory:
/// w ← w − η · ∂E/∂w. The model is not changed.
///
/// δ is minus the slope of the error by the sum of a unit, so that Δw = η · δ · x.
///
/// - Parameters:
///   - input: one sample, `(features,)`
///   - target: what the outputs should be, `(outputs,)`
///   - learningRate: η, how far the step goes.
///   - loss: the error E; nil for half the squared error, ½ · Σ (t − y)².
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ model: Sequential<Scalar>, input: [Double], target: [Double], learningRate: Double, loss: Loss? = nil,
    digits: Int = 3, file: StaticString = #file, line: UInt = #line
) -> Explanation {
    DensePass(model, input: input, digits: digits, file: file, line: line)
        .explanation(target, learningRate, loss, file, line)
}

/// Works out what a net of plain weight matrices computes for one input, with one activation.
///
/// - Parameters:
///   - weights: one matrix for each layer, `(in, units)`
///   - biases: one row for each layer, `(units,)` or `(1, units)`; nil where there are none.
///   - activation: of every unit.
///   - input: one sample, `(features,)`
///   - digits: how many significant digits are shown.
public func explain(
    weights: [Matrix], biases: [Matrix]? = nil, activation: Activation = .sigmoid, input: [Double],
    digits: Int = 3, file: StaticString = #file, line: UInt = #line
) -> Explanation {
    DensePass(
        weights: weights, biases: biases, activation: activation, input: input, digits: digits, file: file,
        line: line
    ).explanation
}

/// Works out one step of training of a net of plain weight matrices. The matrices are not changed.
///
///     explain(weights: [weights], input: [1, 0, 1], target: [1], learningRate: 1)
///
/// - Parameters:
///   - weights: one matrix for each layer, `(in, units)`
///   - biases: one row for each layer, `(units,)` or `(1, units)`; nil where there are none.
///   - activation: of every unit.
///   - input: one sample, `(features,)`
///   - target: what the outputs should be, `(outputs,)`
///   - learningRate: η, how far the step goes.
///   - loss: the error E; nil for half the squared error, ½ · Σ (t − y)².
///   - digits: how many significant digits are shown.
public func explain(
    weights: [Matrix], biases: [Matrix]? = nil, activation: Activation = .sigmoid, input: [Double],
    target: [Double], learningRate: Double, loss: Loss? = nil, digits: Int = 3, file: StaticString = #file,
    line: UInt = #line
) -> Explanation {
    DensePass(
        weights: weights, biases: biases, activation: activation, input: input, digits: digits, file: file,
        line: line
    ).explanation(target, learningRate, loss, file, line)
}

extension DensePass {
    /// The forward pass alone.
    var explanation: Explanation {
        Explanation(
            title: "\(title), forwards", sections: forwardSections,
            summary: "\(title) answers \(shown(output)) to the input \(shown(input)).")
    }

    /// Forwards, backwards and the new weights.
    func explanation(
        _ target: [Double], _ learningRate: Double, _ loss: Loss?, _ file: StaticString, _ line: UInt
    ) -> Explanation {
        let error = loss.map { TrainingError.loss($0) } ?? .halfSquared
        if let fault = error.fault(target: target, outputs: output.count) {
            fatalError(fault, file: file, line: line)
        }
        let back = DenseBackward(self, error, target: target, learningRate: learningRate)
        let last = stages[stages.count - 1]
        let before = ShownNumber(error.value(last.output, back.target), digits: digits).text
        return Explanation(
            title: "\(title), one step of training", sections: forwardSections + back.sections,
            summary:
                "\(title) answers \(shown(output)) to the input \(shown(input)) where \(shown(target)) is wanted; "
                + "the error is \(before), and each of its \(parameterCount) weights takes a step "
                + "with the learning rate \(ShownNumber(learningRate, digits: 15).text).")
    }

    private var input: [Double] { stages[0].input.elements.map { $0 } }

    private var parameterCount: Int {
        stages.reduce(0) { $0 + $1.weights.count + ($1.bias?.count ?? 0) }
    }

    private func shown(_ numbers: [Double]) -> String { shownList(numbers, digits: digits) }
}

/// One number as it is, several in parentheses.
func shownList(_ numbers: [Double], digits: Int) -> String {
    let texts = numbers.map { ShownNumber($0, digits: digits).text }
    return texts.count == 1 ? texts[0] : "(\(texts.joined(separator: ", ")))"
}
