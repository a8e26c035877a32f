// One line of worked arithmetic: what is computed, by which formula, with which numbers, and what comes out.

extension Explanation {
    /// `net₅ = 1·(−1) + 0·(−1) + 1·1.5 = 0.5`.
    ///
    /// What is printed holds: whoever types the printed numbers into a calculator gets the printed result, to its last
    /// digit. Where rounded numbers would not give it, they are shown with more digits; where no more help either, the
    /// result stands behind ≈.
    public struct Step: Equatable, Sendable {
        /// What is computed.
        public let symbol: Symbol
        /// How, in symbols; nil where symbols say no more than the numbers.
        public let formula: Expression?
        /// How, in numbers.
        public let expression: Expression
        /// What comes out, in full precision.
        public let result: Double
        /// How many significant digits of the result are shown.
        public let digits: Int
        /// How many significant digits of the numbers in the expression are shown.
        public let operandDigits: Int
        /// Whether the printed numbers give the printed result; otherwise it stands behind ≈.
        public let isExact: Bool

        /// - Parameters:
        ///   - result: from the live network; nil for the value of the expression.
        ///   - digits: how many significant digits of the result are shown.
        public init(
            _ symbol: Symbol, formula: Expression? = nil, _ expression: Expression, result: Double? = nil,
            digits: Int
        ) {
            (self.symbol, self.formula, self.expression) = (symbol, formula, expression)
            let result = result ?? expression.value
            (self.result, self.digits) = (result, digits)
            let shown = ShownNumber(result, digits: digits)
            let enough = (digits...max(digits, 15)).first {
                ShownNumber(expression.value(digits: $0), digits: digits) == shown
            }
            (operandDigits, isExact) = (enough ?? digits, enough != nil)
        }

        /// The result as it is printed.
        public var resultText: String { ShownNumber(result, digits: digits).text }

        /// The numbers as they are printed.
        public var expressionText: String { expression.text(digits: operandDigits) }

        /// The equals sign that is true.
        public var relation: String { isExact ? "=" : "≈" }

        /// The step in one line, without its formula.
        public var text: String { line(UnicodeNotation.init(digits:), relation: relation) }

        /// The same in ASCII: `net5 = 1*(-1) + 0*(-1) + 1*1.5 = 0.5`, with ~ for ≈.
        public var plainText: String { line(ASCIINotation.init(digits:), relation: asciiText(relation)) }

        private func line(_ notation: (Int) -> some Notation, relation: String) -> String {
            var parts = [notation(digits).symbol(symbol)]
            if !isPlainValue {
                parts.append(notation(operandDigits).write(expression).text)
            } else if let formula {
                parts.append(notation(digits).write(formula).text)
            }
            let result = notation(digits).number(ShownNumber(result, digits: digits))
            return parts.joined(separator: " = ") + " \(relation) \(result)"
        }

        /// The step in TeX, with its formula: `\delta_{7} = (t - y) \cdot … = … = 0.0529`.
        public var tex: String {
            var parts = [symbol.tex]
            if let formula { parts.append(formula.tex(digits: digits)) }
            if !isPlainValue { parts.append(expression.tex(digits: operandDigits)) }
            let result = ShownNumber(result, digits: digits).tex
            return parts.joined(separator: " = ") + (isExact ? " = " : " \\approx ") + result
        }

        /// Whether the numbers are the result itself, so that they need not be written twice.
        private var isPlainValue: Bool { expressionText == resultText }
    }
}
