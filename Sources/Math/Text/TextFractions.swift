// Fractions, roots and accents as text.

extension TextWriter {
    func fraction(_ upper: [Term], _ lower: [Term], _ fraction: Fraction, _ context: Context) -> Block {
        if isFlat || context.style == .script || fraction.style == .text {
            return Block(flatFraction(upper, lower, fraction))
        }
        let inner = Context(style: .text, isTight: false)
        let (numerator, denominator) = (row(upper, inner), row(lower, inner))
        var width = max(numerator.width, denominator.width)
        if width == 1 || numerator.height > 1 || denominator.height > 1 { width += 2 }
        let bar = fraction.hasBar ? [Block(String(repeating: "─", count: width))] : [Block(" ")]
        return .stacked([numerator] + bar + [denominator], base: 1)
    }

    private func flatFraction(_ upper: [Term], _ lower: [Term], _ fraction: Fraction) -> String {
        let flat = TextWriter(isFlat: true)
        let numerator = flat.row(upper, .script).line
        let denominator = flat.row(lower, .script).line
        guard fraction.hasBar else { return "\(numerator) over \(denominator)" }
        if let vulgar = Self.vulgarFractions["\(numerator)/\(denominator)"] { return vulgar }
        return (upper.isProduct ? numerator : "(\(numerator))") + "/"
            + (lower.isFactor ? denominator : "(\(denominator))")
    }

    private static let vulgarFractions = [
        "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "1/6": "⅙", "1/8": "⅛",
    ]

    func root(_ body: [Term], _ index: [Term]?, _ context: Context) -> Block {
        let inside = row(body, context)
        let sign = index.map { rootSign(TextWriter(isFlat: true).row($0, .script).line) } ?? "√"
        guard inside.height > 1 else {
            let isPlain = inside.width == 1 || body.count == 1 && body[0].isNumber
            return Block(sign + (isPlain ? inside.line : "(\(inside.line))"))
        }
        // A tall sign: a stroke that climbs one column a row, and a line over what stands under the root.
        let height = inside.height
        let label =
            sign == "√"
            ? ""
            : index.flatMap { UnicodeScripts.raised(TextWriter(isFlat: true).row($0, .script).line) } ?? sign
        let strokes = (0..<height).map { row -> String in
            if row == height - 1 { return "╲╱" }
            let climb = height - row
            return row == height - 2 && label.columns <= climb
                ? label + String(repeating: " ", count: climb - label.columns) + "╱"
                : String(repeating: " ", count: climb) + "╱"
        }
        let over = Block.stacked([Block(String(repeating: "_", count: inside.width)), inside], base: 1)
        return .beside([Block(rows: [""] + strokes, baseline: over.baseline), over])
    }

    private func rootSign(_ index: String) -> String {
        switch index {
        case "2": "√"
        case "3": "∛"
        case "4": "∜"
        default: (UnicodeScripts.raised(index) ?? "[\(index)]") + "√"
        }
    }

    func accent(_ accent: Accent, _ body: [Term], _ context: Context) -> Block {
        let inside = row(body, context)
        let isLine = accent.name == "overline" || accent.name == "underline"
        guard inside.height == 1 else {
            let mark = isLine ? String(repeating: "─", count: inside.width) : accent.flatMark
            return accent.edge == .above
                ? .stacked([Block(mark), inside], base: 1) : .stacked([inside, Block(mark)], base: 0)
        }
        if inside.line.count == 1 || isLine {
            return Block(inside.line.map { String($0) + accent.combining }.joined())
        }
        // A letter with scripts, as in \hat{x_i}, has the mark on the letter.
        if body.count == 1, case .scripts(let base, let sub, let superscript, let placement) = body[0] {
            return scripts(.accent(accent, [base]), sub, superscript, placement, context)
        }
        return Block("\(accent.name)(\(inside.line))")
    }
}

extension Accent {
    /// The mark as it stands above several rows.
    fileprivate var flatMark: String {
        switch name {
        case "hat": "^"
        case "tilde": "~"
        case "vec": "→"
        default: mark
        }
    }
}

extension Term {
    fileprivate var isNumber: Bool {
        if case .number = self { true } else { false }
    }

    /// Whether the term needs no parentheses beside a stroke.
    fileprivate var isAtom: Bool {
        switch self {
        case .identifier, .number, .accent: true
        case .root: true
        case .fenced(_, let body, _): if case .table = body.first { false } else { true }
        case .group(let terms): terms.count == 1 && terms[0].isAtom
        case .scripts(let base, _, _, let placement): base.isAtom && placement == .beside
        case .text(let words, _): !words.contains(" ")
        default: false
        }
    }
}

extension [Term] {
    /// Whether the terms can stand before a stroke without parentheses: factors side by side, as in `2x/3`.
    fileprivate var isProduct: Bool {
        let terms = filter { !$0.isSpace }
        let classes = settledClasses(terms.map(\.atomClass))
        var depth = 0
        for (term, atomClass) in zip(terms, classes) {
            switch atomClass {
            case .opening: depth += 1
            case .closing where term.nucleus.delimiterText != "!": depth -= 1
            case .closing: break
            case .ordinary, .inner: if depth == 0, !term.isAtom, !term.isSign { return false }
            case .binary, .relation, .largeOperator, .punctuation: if depth == 0 { return false }
            }
        }
        return true
    }

    /// Whether the terms can stand after a stroke without parentheses: one factor, a call like `p(x)`, a
    /// differential like `∂x`.
    fileprivate var isFactor: Bool {
        let terms = filter { !$0.isSpace }
        switch terms.count {
        case 0: return false
        case 1: return terms[0].isAtom
        case 2:
            let second = terms[1]
            if case .identifier(let name, _) = terms[0].nucleus, name == "∂" || name == "d" {
                return second.isAtom
            }
            if case .fenced = second { return terms[0].isAtom && second.isAtom }
            return terms[0].isAtom && second.delimiterText == "!"
        default:
            guard terms[0].isAtom, terms[1].delimiterText == "(", terms.last?.nucleus.delimiterText == ")"
            else {
                return false
            }
            return !terms[2..<terms.count - 1].contains { $0.nucleus.delimiterText == ")" }
        }
    }
}

extension Term {
    fileprivate var delimiterText: String? {
        if case .symbol(let symbol) = self { symbol.text } else { nil }
    }

    /// A minus before a product, or a bar or stroke around one.
    fileprivate var isSign: Bool {
        if case .symbol(let symbol) = nucleus {
            symbol.text == "−" || symbol.text == "|" || symbol.text == "‖"
        } else {
            false
        }
    }
}
