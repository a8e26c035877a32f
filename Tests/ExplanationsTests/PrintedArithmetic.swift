// Does every printed line hold? The calculator reads it and compares.

import Explanations
import Foundation
import Testing

/// Evaluates each printed expression and compares it with the printed result: behind = it must agree within half a unit
/// of the last printed digit; behind ≈ it must not, but be near.
func expectPrintedArithmeticHolds(
    _ explanation: Explanation, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    #expect(!explanation.steps.isEmpty, sourceLocation: sourceLocation)
    for step in explanation.steps {
        let (given, printed) = try (
            Calculator.value(of: step.expressionText), Calculator.value(of: step.resultText)
        )
        let unit = lastDigit(of: step.resultText)
        let miss = abs(given - printed)
        let line = Comment(rawValue: "\(step.text): the calculator says \(given)")
        if step.isExact {
            #expect(miss <= unit * 0.5000001 + 1e-13 * abs(printed), line, sourceLocation: sourceLocation)
        } else {
            #expect(miss > unit * 0.4999, line, sourceLocation: sourceLocation)
            #expect(miss <= unit * 50, line, sourceLocation: sourceLocation)
        }
    }
}

/// What 1 in the last printed digit is worth: 0.0001 for 0.0529; next to nothing for a whole number that is exact.
private func lastDigit(of printed: String) -> Double {
    let parts = printed.replacing("−", with: "").components(separatedBy: "·10")
    let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
    let scale = parts.count > 1 ? (try? Calculator.value(of: "10" + parts[1])) ?? 1 : 1
    return pow(10, Double(-decimals)) * scale
}
