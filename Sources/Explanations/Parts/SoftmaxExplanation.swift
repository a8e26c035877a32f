// Softmax with cross-entropy worked out: from sums to probabilities, to the error, and to its slope.

import NeuralCore

/// Works out the probabilities of classes from sums, the cross-entropy for the right class, and its slope by each sum.
///
///     explain(softmax: [2, 1, 0.1], target: 0)["E"].text      // E = −ln(0.659) = 0.417
///
/// - Parameters:
///   - sums: one for each class, before the softmax: the logits.
///   - target: the number of the right class, counted from 0.
///   - classes: their names; without names, the steps count them from 1.
///   - digits: how many significant digits are shown.
public func explain(
    softmax sums: [Double], target: Int, classes names: [String] = [], digits: Int = 3,
    file: StaticString = #file, line: UInt = #line
) -> Explanation {
    if let fault = digitsFault(digits) { fatalError(fault, file: file, line: line) }
    guard sums.indices.contains(target) else {
        fatalError(
            "the right class is one of 0 up to \(sums.count - 1), but \(target) is given", file: file,
            line: line)
    }
    if !names.isEmpty, names.count != sums.count {
        fatalError(
            "explain is given \(sums.count) sums and \(names.count) names of classes; give a name for each sum, or none",
            file: file, line: line)
    }
    let logits = Matrix(rows: [sums])
    let probabilities = Activation.softmax(logits)
    let loss = Loss.sparseCategoricalCrossentropy(fromLogits: true)
    let targets = Matrix([Double(target)])
    let slopes = loss.gradient(logits, targets: targets)
    let classes = names.isEmpty ? sums.indices.map { "\($0 + 1)" } : names
    let right = names.isEmpty ? "class \(target + 1)" : names[target]
    let shares = Explanation.softmaxSteps(
        zip(classes, sums).map { (.init("net", $0), $1) },
        outputs: sums.indices.map { (.init("y", classes[$0]), probabilities[0, $0]) }, digits: digits)
    let error = Explanation.Step(
        .init("E"), formula: .negative(.call(.logarithm, [.symbol(.init("y", classes[target]))])),
        .negative(.call(.logarithm, [.number(probabilities[0, target])])),
        result: loss.mean(logits, targets: targets), digits: digits)
    let slopeSteps = sums.indices.map { place in
        Explanation.Step(
            .init("g", classes[place]),
            formula: .difference(.symbol(.init("y", classes[place])), .symbol(.init("t", classes[place]))),
            .difference(.number(probabilities[0, place]), .number(place == target ? 1 : 0)),
            result: slopes[0, place], digits: digits)
    }
    return Explanation(
        title: "Softmax and cross-entropy of \(sums.count) classes",
        sections: [
            .init("Probabilities", shares), .init("Error for \(right)", [error]),
            .init("Slope of the error by each sum", slopeSteps),
        ],
        summary: "Of \(sums.count) classes, \(right) is right and gets the probability "
            + "\(ShownNumber(probabilities[0, target], digits: digits).text); the cross-entropy is \(error.resultText)."
    )
}
