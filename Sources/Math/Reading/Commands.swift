// Commands that take arguments.

/// What a command with arguments does with them.
enum Command: Hashable {
    case fraction(Fraction), binomial(Style?), root
    case font(Font), text(Font)
    case accent(Accent), brace(Edge)
    case left, big(Int, AtomClass?)
    case begin
    case operatorName(LimitPlacement)
    case overset, underset, stretchyArrow(String), substack
    case not, modulo, tag

    static let named: [String: Command] = {
        var named: [String: Command] = [
            "frac": .fraction(Fraction()), "dfrac": .fraction(Fraction(style: .display)),
            "cfrac": .fraction(Fraction(style: .display)), "tfrac": .fraction(Fraction(style: .text)),
            "binom": .binomial(nil), "dbinom": .binomial(.display), "tbinom": .binomial(.text), "sqrt": .root,
            "mathbb": .font(.doubleStruck), "mathbf": .font(.bold), "boldsymbol": .font(.boldItalic),
            "bm": .font(.boldItalic), "mathcal": .font(.script), "mathscr": .font(.script),
            "mathrm": .font(.upright), "mathit": .font(.italic), "mathsf": .font(.sansSerif),
            "mathfrak": .font(.fraktur), "mathtt": .font(.monospace),
            "text": .text(.upright), "textrm": .text(.upright), "textnormal": .text(.upright),
            "mbox": .text(.upright), "textbf": .text(.bold), "textit": .text(.italic), "emph": .text(.italic),
            "texttt": .text(.monospace), "textsf": .text(.sansSerif),
            "overbrace": .brace(.above), "underbrace": .brace(.below),
            "left": .left, "begin": .begin, "not": .not, "pmod": .modulo, "tag": .tag, "substack": .substack,
            "operatorname": .operatorName(.beside), "operatorname*": .operatorName(.byStyle),
            "overset": .overset, "stackrel": .overset, "underset": .underset,
            "xrightarrow": .stretchyArrow("→"), "xleftarrow": .stretchyArrow("←"),
        ]
        for (name, accent) in Accent.named { named[name] = .accent(accent) }
        for (size, name) in ["big", "Big", "bigg", "Bigg"].enumerated() {
            for (suffix, atomClass) in [("", nil), ("l", .opening), ("m", .relation), ("r", .closing)]
                as [(String, AtomClass?)]
            {
                named[name + suffix] = .big(size + 1, atomClass)
            }
        }
        return named
    }()
}

extension Accent {
    /// The marks that grow are those that mathematical fonts can draw wide: the combining ones, and U+0332
    /// for a line above as well.
    static let named: [String: Accent] = [
        "hat": Accent(mark: "ˆ", combining: "\u{302}", isStretchy: false, name: "hat"),
        "bar": Accent(mark: "¯", combining: "\u{304}", isStretchy: false, name: "bar"),
        "tilde": Accent(mark: "˜", combining: "\u{303}", isStretchy: false, name: "tilde"),
        "vec": Accent(mark: "→", combining: "\u{20D7}", isStretchy: false, name: "vec"),
        "dot": Accent(mark: "˙", combining: "\u{307}", isStretchy: false, name: "dot"),
        "ddot": Accent(mark: "¨", combining: "\u{308}", isStretchy: false, name: "ddot"),
        "check": Accent(mark: "ˇ", combining: "\u{30C}", isStretchy: false, name: "check"),
        "breve": Accent(mark: "˘", combining: "\u{306}", isStretchy: false, name: "breve"),
        "acute": Accent(mark: "´", combining: "\u{301}", isStretchy: false, name: "acute"),
        "grave": Accent(mark: "`", combining: "\u{300}", isStretchy: false, name: "grave"),
        "mathring": Accent(mark: "˚", combining: "\u{30A}", isStretchy: false, name: "ring"),
        "widehat": Accent(mark: "\u{302}", combining: "\u{302}", isStretchy: true, name: "hat"),
        "widetilde": Accent(mark: "\u{303}", combining: "\u{303}", isStretchy: true, name: "tilde"),
        "overline": Accent(mark: "\u{332}", combining: "\u{305}", isStretchy: true, name: "overline"),
        "underline": Accent(
            edge: .below, mark: "\u{332}", combining: "\u{332}", isStretchy: true, name: "underline"),
        "overrightarrow": Accent(mark: "→", combining: "\u{20D7}", isStretchy: true, name: "vec"),
    ]
}

extension Parser {
    /// The atoms of a command whose name has just been read.
    mutating func command(_ name: String, at start: Int) throws(MathError) -> [Term] {
        if let term = SymbolNames.terms[name] { return [inFont(term)] }
        if let command = Command.named[name] { return try read(command, "\\\(name)", at: start) }
        switch name {
        case "bmod": return [.symbol(Symbol(text: "mod", atomClass: .binary))]
        case "limits", "nolimits":
            throw error("\\limits and \\nolimits belong after an operator such as \\sum", at: start)
        default: throw error(Self.unknown(name), at: start)
        }
    }

    private static func unknown(_ name: String) -> String {
        if name.isEmpty { return "a \\ at the end of a formula names no command" }
        let known = Set(SymbolNames.terms.keys).union(Command.named.keys).union([
            "bmod", "middle", "right", "end",
        ])
        if let nearest = nearestName(to: name, among: known) {
            return "unknown command \\\(name); did you mean \\\(nearest)?"
        }
        return "unknown command \\\(name); the name of a function is written \\operatorname{\(name)}"
    }

    private mutating func read(_ command: Command, _ name: String, at start: Int) throws(MathError) -> [Term]
    {
        switch command {
        case .fraction(let fraction):
            let numerator = try argument(of: name)
            return [.fraction(numerator, try argument(of: name), fraction)]
        case .binomial(let style):
            let upper = try argument(of: name)
            let fraction = Term.fraction(upper, try argument(of: name), Fraction(style: style, hasBar: false))
            return [.fenced(.stretched("("), [fraction], .stretched(")"))]
        case .root: return [try root()]
        case .font(let font): return try letters(in: font, name)
        case .text(let font): return [single(try text(in: font, name))]
        case .accent(let accent): return [.accent(accent, try argument(of: name))]
        case .brace(let edge): return [.brace(edge, try argument(of: name))]
        case .left: return [try fenced(at: start)]
        case .big(let size, let atomClass): return [try big(size, atomClass, name)]
        case .begin: return [try environment(at: start)]
        case .operatorName(let placement):
            return [.function(words(try letters(in: .upright, name)), placement)]
        case .overset:
            let over = try argument(of: name)
            return [.stack(try single(argument(of: name)), over: over, under: nil)]
        case .underset:
            let under = try argument(of: name)
            return [.stack(try single(argument(of: name)), over: nil, under: under)]
        case .stretchyArrow(let arrow):
            let under = try bracketedRow()
            let base = Term.symbol(Symbol(text: arrow, atomClass: .relation, size: .stretched))
            return [.stack(base, over: try argument(of: name), under: under)]
        case .substack: return [.table(Table(kind: .substack, rows: try substackRows(name)))]
        case .not: return [try negated()]
        case .modulo: return try modulo(name)
        case .tag:
            try readTag(name, at: start)
            return []
        }
    }

    /// The terms as one.
    private func single(_ terms: [Term]) -> Term { terms.count == 1 ? terms[0] : .group(terms) }

    private mutating func root() throws(MathError) -> Term {
        let index = try bracketedRow()
        return .root(try argument(of: "\\sqrt"), index: index)
    }

    /// An optional argument: the terms between brackets.
    private mutating func bracketedRow() throws(MathError) -> [Term]? {
        let start = scanner.offset
        guard scanner.take(.character("[")) else { return nil }
        let terms = try row(endsAt: "]")
        guard scanner.take(.character("]")) else { throw error("this [ is never closed; add a ]", at: start) }
        return terms
    }

    /// An argument whose letters are set in a face.
    private mutating func letters(in newFont: Font, _ name: String) throws(MathError) -> [Term] {
        let outer = font
        font = newFont
        defer { font = outer }
        return try argument(of: name)
    }

    /// The name that the terms of `\operatorname` spell; `\,` parts its words.
    private func words(_ terms: [Term]) -> String {
        terms.map { term in
            switch term {
            case .identifier(let text, _), .number(let text, _), .text(let text, _): text
            case .symbol(let symbol): symbol.text == "−" ? "-" : symbol.text
            case .space: "\u{2009}"
            default: ""
            }
        }.joined()
    }

    private mutating func negated() throws(MathError) -> Term {
        let start = scanner.offset
        let terms = try argument(of: "\\not")
        guard terms.count == 1, case .symbol(var symbol) = terms[0] else {
            throw error("\\not strikes out one relation, such as = or \\in", at: start)
        }
        symbol.text = SymbolNames.negations[symbol.text] ?? symbol.text + "\u{338}"
        symbol.atomClass = .relation
        return .symbol(symbol)
    }

    /// `a \equiv b \pmod n`: the modulus in parentheses after a wide space.
    private mutating func modulo(_ name: String) throws(MathError) -> [Term] {
        let modulus = try argument(of: name)
        let open = Term.symbol(Symbol(text: "(", atomClass: .opening))
        let close = Term.symbol(Symbol(text: ")", atomClass: .closing))
        return [.space(placement == .display ? 18 : 8), open, .identifier("mod", .upright), .space(6)]
            + modulus
            + [close]
    }

    private mutating func readTag(_ name: String, at start: Int) throws(MathError) {
        guard mayHaveTag else {
            throw error("\\tag belongs to a displayed formula or to a row of align*", at: start)
        }
        guard tag == nil else { throw error("this row has a \\tag already", at: start) }
        guard scanner.upcoming == .openBrace else { throw error("\\tag needs its label in braces: \\tag{1}") }
        tag = Self.parenthesised(try text(in: .upright, name))
    }

    private static func parenthesised(_ parts: [Term]) -> [Term] {
        if parts.count == 1, case .text(let words, let font) = parts[0] { return [.text("(\(words))", font)] }
        return [.text("(", .upright)] + parts + [.text(")", .upright)]
    }
}

// MARK: - Text

extension Parser {
    /// The words in the braces of `\text`, with formulas between dollar signs among them.
    private mutating func text(in face: Font, _ name: String) throws(MathError) -> [Term] {
        let start = scanner.offset
        guard scanner.upcoming == .openBrace else { throw error("\(name) needs its words in braces") }
        _ = scanner.nextCharacter()
        var parts: [Term] = []
        var words = ""
        var depth = 1
        while true {
            let place = scanner.offset
            guard let character = scanner.nextCharacter() else {
                throw error("this { is never closed; add a }", at: start)
            }
            switch character {
            case "{": depth += 1
            case "}":
                depth -= 1
                if depth == 0 {
                    scanner.skipBlanks()
                    if !words.isEmpty || parts.isEmpty { parts.append(.text(words, face)) }
                    return parts
                }
            case "$":
                if !words.isEmpty { parts.append(.text(words, face)) }
                words = ""
                parts.append(.group(try formulaInText(at: place)))
            case "\\": words.unicodeScalars.append(try escapedInText(at: place))
            case "~": words += "\u{A0}"
            case "\n", "\t": words += " "
            default: words.unicodeScalars.append(character)
            }
        }
    }

    private mutating func formulaInText(at start: Int) throws(MathError) -> [Term] {
        scanner.skipBlanks()
        let outer = (font, mayHaveTag)
        (font, mayHaveTag) = (nil, false)
        defer { (font, mayHaveTag) = outer }
        let terms = try row(endsAt: "$")
        guard scanner.upcoming == .character("$") else {
            throw error("this $ is never closed; add a $", at: start)
        }
        _ = scanner.nextCharacter()
        return terms
    }

    private mutating func escapedInText(at start: Int) throws(MathError) -> Unicode.Scalar {
        let plain: Set<Unicode.Scalar> = ["{", "}", "$", "%", "&", "#", "_", " "]
        guard let character = scanner.nextCharacter(), plain.contains(character) else {
            throw error("a command in \\text stands between dollar signs: \\text{if $\\alpha$}", at: start)
        }
        return character
    }
}
