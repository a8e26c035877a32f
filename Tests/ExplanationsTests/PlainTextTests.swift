// What a terminal without Unicode gets: the same arithmetic in ASCII.

import Explanations
import Foundation
import NeuralCore
import Testing

@Suite struct PlainTextTests {
    static func explanations() -> [Explanation] {
        var random = RandomState(seed: 5)
        let (rnn, gru) = (SimpleRNN<Double>(1), GRU<Double>(2))
        rnn.build(inputShape: [1, 1], random: &random)
        gru.build(inputShape: [1, 1], random: &random)
        let tiny = Sequential<Double>(inputShape: [2], seed: 1) { Dense(2, activation: .selu) }
        return TeXTests.explanations() + [
            explain(rnn, input: [-0.5]), explain(gru, input: [0.5]),
            explain(weights: [[[1], [-1]]], input: [1, 0]),
            explain(tiny, input: [0.5, -1], target: [1, 0], learningRate: 0.1),
            explain(Embedding<Double>.ofTwoWords, word: 1),
            explain(SGD(learningRate: 1e-7), weight: -2, gradients: [3]),
        ]
    }

    @Test(arguments: explanations())
    func everythingIsASCII(explanation: Explanation) {
        for width in [40, 80] {
            let text = explanation.plainText(width: width)
            #expect(
                text.unicodeScalars.allSatisfy { $0.isASCII && ($0.value >= 0x20 || $0 == "\n") }, "\(text)")
        }
    }

    @Test(arguments: explanations())
    func everyLineHolds(explanation: Explanation) throws {
        for step in explanation.steps where step.isExact {
            let parts = step.plainText.components(separatedBy: " = ").dropFirst().map(unicode)
            guard parts.count == 2, !step.text.contains("NaN"),
                let given = try? Calculator.value(of: parts[0])  // a formula in symbols has no value
            else { continue }
            #expect(given == (try Calculator.value(of: step.expressionText)), "\(step.plainText)")
            #expect(try Calculator.value(of: parts[1]) == Calculator.value(of: step.resultText))
        }
    }

    @Test func linesAreThoseOfTheUnicodeText() {
        let model = Sequential<Double>(inputShape: [2], seed: 1) {
            Dense(1, activation: .sigmoid)
            Dense(1, activation: .sigmoid)
        }
        let explanation = explain(model, input: [0.5, -1], target: [1], learningRate: 0.1)
        let text = explanation.plainText(width: 200)
        #expect(
            text.split(separator: "\n").count == explanation.text(width: 200).split(separator: "\n").count)
        #expect(text.contains(" d4 = (") && text.contains("net3 = 0.5*") && text.contains("y3 = sigma("))
    }

    @Test func signsStayWithWhatFollows() {
        let step = explain(SGD(learningRate: 0.1), weight: 0.5, gradients: [0.2])["w′"]
        #expect(step.plainText == "w' = 0.5 - 0.1*0.2 = 0.48")
        let root = explain(RMSprop(epsilon: 1e-7), weight: 0.5, gradients: [0.2]).plainText(width: 80)
        #expect(root.contains("sqrt(") && root.contains("10^-7"))
        let narrow = explain(softmax: [1, 2, -3], target: 0).plainText(width: 24)
        #expect(!narrow.split(separator: "\n").contains { $0.hasSuffix("-") || $0.hasSuffix("=") })
    }
}

extension Embedding<Double> {
    fileprivate static var ofTwoWords: Embedding<Double> {
        let layer = Embedding<Double>(inputDimension: 2, outputDimension: 2)
        var random = RandomState(seed: 1)
        layer.build(inputShape: [1], random: &random)
        return layer
    }
}

/// What the calculator reads.
private func unicode(_ ascii: String) -> String {
    var text = ascii.replacing("sqrt", with: "√").replacing("sigma", with: "σ")
    for (sign, digits) in [("^-", "⁻"), ("^", "")] {
        while let range = text.range(of: sign) {
            let number = text[range.upperBound...].prefix { $0.isNumber }
            let raised = number.map { Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[$0.wholeNumberValue!] }
            text.replaceSubrange(range.lowerBound..<number.endIndex, with: digits + String(raised))
        }
    }
    return text.replacing("*", with: "·").replacing("-", with: "−").replacing("'", with: "′")
}
