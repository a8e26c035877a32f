// A calculator for printed arithmetic, independent of the code that prints it: it reads what a reader sees.

import Foundation

/// Evaluates a line such as `(1 − 0.731)·0.731` or `√(0.1 + 10⁻⁷)`.
struct Calculator {
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    private var rest: Substring
    private let line: String

    private init(_ line: String) { (self.line, rest) = (line, line[...]) }

    static func value(of line: String) throws -> Double {
        var calculator = Calculator(line)
        let value = try calculator.sum()
        calculator.skipSpaces()
        guard calculator.rest.isEmpty else { throw calculator.unreadable() }
        return value
    }

    private func unreadable() -> Unreadable { Unreadable(description: "cannot read “\(rest)” in “\(line)”") }

    private mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

    private mutating func take(_ sign: String) -> Bool {
        skipSpaces()
        guard rest.hasPrefix(sign) else { return false }
        rest = rest.dropFirst(sign.count)
        return true
    }

    private mutating func sum() throws -> Double {
        var value = take("−") ? try -product() : try product()
        while true {
            if take("+") {
                value += try product()
            } else if take("−") {
                value -= try product()
            } else {
                break
            }
        }
        return value
    }

    private mutating func product() throws -> Double {
        var value = try power()
        while true {
            if take("·") { value *= try power() } else if take("/") { value /= try power() } else { break }
        }
        return value
    }

    private mutating func power() throws -> Double {
        let base = try atom()
        let digits = rest.prefix { "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains($0) }
        if digits.isEmpty { return base }
        rest = rest.dropFirst(digits.count)
        let plain = digits.map { $0 == "⁻" ? "-" : String("⁰¹²³⁴⁵⁶⁷⁸⁹".distanceOf($0)) }.joined()
        guard let exponent = Int(plain) else { throw unreadable() }
        return base == 10 ? Double("1e\(exponent)")! : pow(base, Double(exponent))
    }

    private mutating func atom() throws -> Double {
        if take("√") { return try atom().squareRoot() }
        if take("(") {
            let value = try sum()
            guard take(")") else { throw unreadable() }
            return value
        }
        let number = rest.prefix { "0123456789.".contains($0) }
        if !number.isEmpty {
            rest = rest.dropFirst(number.count)
            guard let value = Double(number) else { throw unreadable() }
            return value
        }
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "′" }
        rest = rest.dropFirst(name.count)
        guard !name.isEmpty, take("(") else { throw unreadable() }
        var arguments = [try sum()]
        while take(",") { arguments.append(try sum()) }
        guard take(")"), let function = functions[String(name)] else { throw unreadable() }
        return function(arguments)
    }
}

extension String {
    fileprivate func distanceOf(_ character: Character) -> Int {
        distance(from: startIndex, to: firstIndex(of: character) ?? startIndex)
    }
}

private func logistic(_ x: Double) -> Double { 1 / (1 + Foundation.exp(-x)) }

/// The functions that explanations print, written anew from their definitions.
private let functions: [String: @Sendable ([Double]) -> Double] = [
    "step": { $0[0] > 0 ? 1 : 0 },
    "σ": { logistic($0[0]) },
    "tanh": { Foundation.tanh($0[0]) },
    "ReLU": { max(0, $0[0]) },
    "ReLU′": { $0[0] > 0 ? 1 : 0 },
    "leakyReLU": { $0[0] > 0 ? $0[0] : $0[1] * $0[0] },
    "leakyReLU′": { $0[0] > 0 ? 1 : $0[1] },
    "ELU": { $0[0] > 0 ? $0[0] : $0[1] * (Foundation.exp($0[0]) - 1) },
    "ELU′": { $0[0] > 0 ? 1 : $0[1] * Foundation.exp($0[0]) },
    "SELU": { 1.0507009873554805 * ($0[0] > 0 ? $0[0] : 1.6732632423543772 * (Foundation.exp($0[0]) - 1)) },
    "SELU′": { 1.0507009873554805 * ($0[0] > 0 ? 1 : 1.6732632423543772 * Foundation.exp($0[0])) },
    "softplus": { log(1 + Foundation.exp($0[0])) },
    "softplus′": { logistic($0[0]) },
    "softsign": { $0[0] / (1 + abs($0[0])) },
    "softsign′": { 1 / ((1 + abs($0[0])) * (1 + abs($0[0]))) },
    "SiLU": { $0[0] * logistic($0[0]) },
    "SiLU′": { logistic($0[0]) * (1 + $0[0] * (1 - logistic($0[0]))) },
    "GELU": { $0[0] / 2 * (1 + erf($0[0] / 2.0.squareRoot())) },
    "GELU′": {
        (1 + erf($0[0] / 2.0.squareRoot())) / 2 + $0[0] * Foundation.exp(-$0[0] * $0[0] / 2)
            / (2 * Double.pi).squareRoot()
    },
    "linearThreshold": { min(1, max(0, $0[0])) },
    "linearThreshold′": { $0[0] > 0 && $0[0] < 1 ? 1 : 0 },
    "hardSigmoid": { min(1, max(0, $0[0] / 6 + 0.5)) },
    "hardSigmoid′": { abs($0[0]) < 3 ? 1.0 / 6 : 0 },
    "hardSigmoidKeras2": { min(1, max(0, 0.2 * $0[0] + 0.5)) },
    "hardSigmoidKeras2′": { abs($0[0]) < 2.5 ? 0.2 : 0 },
    "exp": { Foundation.exp($0[0]) },
    "ln": { Foundation.log($0[0]) },
    "max": { $0.max()! },
]
