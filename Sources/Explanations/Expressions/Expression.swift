// Arithmetic as a tree: what a step computes, which can be written, set in TeX and evaluated.

import NeuralCore

extension Explanation {
    /// A sum, product or function of numbers and symbols.
    ///
    ///     let net: Explanation.Expression = .sum([.product([.number(1), .number(-1)]), .number(1.5)])
    ///     net.text(digits: 3)     // 1·(−1) + 1.5
    ///     net.value               // 0.5
    public indirect enum Expression: Equatable, Sendable {
        /// A number of the computation, shown in the digits of its step.
        case number(Double)
        /// A number that somebody chose, such as a learning rate: shown in full.
        case constant(Double)
        /// A quantity by its name, which has no value here.
        case symbol(Symbol)
        /// a + b + …; 0 when there are no terms.
        case sum([Expression])
        /// a − b
        case difference(Expression, Expression)
        /// −a
        case negative(Expression)
        /// a · b · …; 1 when there are no factors.
        case product([Expression])
        /// a / b; in TeX a over b.
        case fraction(Expression, Expression)
        /// The base, and a whole exponent.
        case power(Expression, Int)
        /// √a
        case root(Expression)
        /// A function of its arguments, in parentheses.
        case call(Function, [Expression])

        /// The value in full precision; not a number when symbols stand in it.
        public var value: Double { evaluated { $0 } }

        /// The value of what a reader sees: with the numbers rounded to so many significant digits.
        public func value(digits: Int) -> Double { evaluated { ShownNumber($0, digits: digits).value } }

        private func evaluated(_ shown: (Double) -> Double) -> Double {
            switch self {
            case .number(let number): shown(number)
            case .constant(let number): number
            case .symbol: .nan
            case .sum(let terms):
                terms.dropFirst().reduce(terms.first?.evaluated(shown) ?? 0) { $0 + $1.evaluated(shown) }
            case .difference(let a, let b): a.evaluated(shown) - b.evaluated(shown)
            case .negative(let a): -a.evaluated(shown)
            case .product(let factors): factors.reduce(1) { $0 * $1.evaluated(shown) }
            case .fraction(let a, let b): a.evaluated(shown) / b.evaluated(shown)
            case .power(let base, let exponent): raised(base.evaluated(shown), exponent)
            case .root(let a): a.evaluated(shown).squareRoot()
            case .call(let function, let arguments): function(arguments.map { $0.evaluated(shown) })
            }
        }

        /// `base` multiplied with itself.
        private func raised(_ base: Double, _ exponent: Int) -> Double {
            (0..<exponent).reduce(1) { power, _ in power * base }
        }
    }
}
