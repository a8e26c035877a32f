// An expression in Unicode, as one writes it in a line: (1 − 0.731)·0.731.

extension Explanation.Expression {
    /// How strongly the outermost sign binds, which decides on parentheses.
    enum Binding: Int, Comparable {
        case sum, product, power, atom
        static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
    }

    /// In Unicode, with numbers rounded to so many significant digits.
    public func text(digits: Int) -> String { UnicodeNotation(digits: digits).write(self).text }

    /// In ASCII, with numbers rounded to so many significant digits.
    public func plainText(digits: Int) -> String { ASCIINotation(digits: digits).write(self).text }

    /// In TeX, with numbers rounded to so many significant digits.
    public func tex(digits: Int) -> String { TeXNotation(digits: digits).write(self).text }
}

/// A written expression, and how strongly its outermost sign binds.
struct Written {
    var text: String
    var binding: Explanation.Expression.Binding
    /// A minus in front asks for parentheses everywhere but at the beginning of a sum.
    var isNegative = false
}

/// What differs between a line of Unicode, a line of ASCII and TeX.
protocol Notation {
    var digits: Int { get }
    var minus: String { get }
    var dot: String { get }
    func number(_ number: ShownNumber) -> String
    func symbol(_ symbol: Explanation.Symbol) -> String
    func name(_ function: Explanation.Function) -> String
    func inParentheses(_ text: String) -> String
    func fraction(_ a: Written, _ b: Written) -> Written
    func power(_ base: Written, _ exponent: Int) -> String
    func root(_ a: Written) -> Written
}

extension Notation {
    func write(_ expression: Explanation.Expression) -> Written {
        switch expression {
        case .number(let number): write(ShownNumber(number, digits: digits))
        case .constant(let number): write(ShownNumber(number, digits: 15))
        case .symbol(let symbol): Written(text: self.symbol(symbol), binding: .atom)
        case .sum(let terms): sum(terms.map(write))
        case .difference(let a, let b):
            Written(
                text: "\(first(write(a))) \(minus) \(enclosed(write(b), within: .product))", binding: .sum)
        case .negative(let a):
            Written(text: minus + enclosed(write(a), within: .product), binding: .sum, isNegative: true)
        case .product(let factors): product(factors.map(write))
        case .fraction(let a, let b): fraction(write(a), write(b))
        case .power(let base, let exponent):
            Written(text: power(write(base), exponent), binding: .power)
        case .root(let a): root(write(a))
        case .call(let function, let arguments): call(function, arguments)
        }
    }

    private func write(_ number: ShownNumber) -> Written {
        let binding: Explanation.Expression.Binding = number.exponent == nil ? .atom : .product
        return Written(text: self.number(number), binding: binding, isNegative: number.isNegative)
    }

    private func sum(_ terms: [Written]) -> Written {
        if terms.isEmpty { return Written(text: "0", binding: .atom) }
        if terms.count == 1 { return terms[0] }
        let rest = terms.dropFirst().map { enclosed($0, within: .sum) }
        return Written(text: ([first(terms[0])] + rest).joined(separator: " + "), binding: .sum)
    }

    private func product(_ factors: [Written]) -> Written {
        if factors.isEmpty { return Written(text: "1", binding: .atom) }
        if factors.count == 1 { return factors[0] }
        return Written(
            text: factors.map { enclosed($0, within: .product) }.joined(separator: dot), binding: .product)
    }

    private func call(
        _ function: Explanation.Function, _ arguments: [Explanation.Expression]
    ) -> Written {
        let all = arguments + function.constants.map { .constant($0) }
        let list = all.map { write($0).text }.joined(separator: ", ")
        return Written(text: name(function) + inParentheses(list), binding: .atom)
    }

    /// At the beginning of a sum nothing needs parentheses.
    private func first(_ term: Written) -> String { term.text }

    /// In parentheses, if the sign around it binds more strongly or a minus stands in front.
    func enclosed(_ part: Written, within binding: Explanation.Expression.Binding) -> String {
        part.isNegative || part.binding < binding ? inParentheses(part.text) : part.text
    }
}

/// A line of Unicode.
struct UnicodeNotation: Notation {
    let digits: Int
    let minus = "−"
    let dot = "·"

    func number(_ number: ShownNumber) -> String { number.text }
    func symbol(_ symbol: Explanation.Symbol) -> String { symbol.text }
    func name(_ function: Explanation.Function) -> String { function.name }
    func inParentheses(_ text: String) -> String { "(\(text))" }

    func fraction(_ a: Written, _ b: Written) -> Written {
        let text = "\(enclosed(a, within: .product)) / \(enclosed(b, within: .power))"
        // As a factor or below another fraction it needs parentheses, as a term it does not.
        return Written(text: text, binding: .sum)
    }

    func power(_ base: Written, _ exponent: Int) -> String {
        enclosed(base, within: .atom) + raisedText(exponent)
    }

    func root(_ a: Written) -> Written {
        Written(text: "√" + enclosed(a, within: .atom), binding: .power)
    }
}

/// A line of ASCII, for terminals that know no more: `(1 - 0.731)*0.731`, `sqrt(10^-7)`.
struct ASCIINotation: Notation {
    let digits: Int
    let minus = "-"
    let dot = "*"

    func number(_ number: ShownNumber) -> String { number.plainText }
    func symbol(_ symbol: Explanation.Symbol) -> String { symbol.plainText }
    func name(_ function: Explanation.Function) -> String { asciiText(function.name) }
    func inParentheses(_ text: String) -> String { "(\(text))" }
    func fraction(_ a: Written, _ b: Written) -> Written {
        UnicodeNotation(digits: digits).fraction(a, b)
    }
    func power(_ base: Written, _ exponent: Int) -> String { "\(enclosed(base, within: .atom))^\(exponent)" }
    func root(_ a: Written) -> Written { Written(text: "sqrt(\(a.text))", binding: .atom) }
}

/// TeX for a module that makes MathML of it.
struct TeXNotation: Notation {
    let digits: Int
    let minus = "-"
    let dot = " \\cdot "

    func number(_ number: ShownNumber) -> String { number.tex }
    func symbol(_ symbol: Explanation.Symbol) -> String { symbol.tex }
    func name(_ function: Explanation.Function) -> String { function.texName }
    /// Parentheses grow only around what is tall: TeX sets those that may grow farther from a function's name.
    func inParentheses(_ text: String) -> String {
        text.contains("\\frac") ? "\\left(\(text)\\right)" : "(\(text))"
    }
    func fraction(_ a: Written, _ b: Written) -> Written {
        Written(text: "\\frac{\(a.text)}{\(b.text)}", binding: .product)
    }
    func power(_ base: Written, _ exponent: Int) -> String {
        "\(enclosed(base, within: .atom))^{\(exponent)}"
    }
    func root(_ a: Written) -> Written { Written(text: "\\sqrt{\(a.text)}", binding: .atom) }
}
