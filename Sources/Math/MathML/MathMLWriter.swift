// Writes a formula as MathML Core, which browsers show without a script.

extension Formula {
    /// The formula as a `math` element for an HTML page.
    ///
    /// The TeX source travels along as an annotation, for copying. There is no `alttext`: MathML Core has no
    /// such attribute, and screen readers read the elements themselves.
    ///
    /// A box that scrolls a wide formula sideways wants `overflow-y: hidden`, or rounding makes it scroll
    /// downwards too, and a padding of a quarter em above and below, for marks that are drawn outside of the
    /// formula's box, as the line of an `\overline` is.
    ///
    ///     try Formula("x^2").mathML
    ///     // <math><semantics><msup><mi>x</mi><mn>2</mn></msup>…x^2</annotation></semantics></math>
    public var mathML: String {
        var writer = MathMLWriter()
        writer.output = placement == .display ? #"<math display="block">"# : "<math>"
        writer.element("semantics") { writer in
            if let tag {
                writer.fullWidthTable(
                    Table(kind: .gathered(isFullWidth: true), rows: [.init(cells: [terms], tag: tag)]))
            } else {
                writer.one(terms, style)
            }
            writer.element("annotation", #"encoding="application/x-tex""#) { $0.text(source) }
        }
        return writer.output + "</math>"
    }
}

/// Appends elements to a string. Each term gives one element.
struct MathMLWriter {
    var output = ""

    mutating func element(_ name: String, _ attributes: String = "", _ content: (inout MathMLWriter) -> Void)
    {
        output += attributes.isEmpty ? "<\(name)>" : "<\(name) \(attributes)>"
        content(&self)
        output += "</\(name)>"
    }

    /// Text with the characters that HTML gives a meaning escaped.
    mutating func text(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "&": output += "&amp;"
            default: output.unicodeScalars.append(scalar)
            }
        }
    }

    /// The terms as one element: their own if there is but one, else a row.
    mutating func one(_ terms: [Term], _ style: Style) {
        if terms.count == 1, !terms[0].isSpace, terms[0].nucleus.function == nil {
            row(terms, style)
        } else {
            element("mrow") { $0.row(terms, style) }
        }
    }

    /// The terms side by side, with TeX's space between them. Space goes to an operator next to it, as its
    /// `lspace` or `rspace`, so that the defaults of browsers never add to it; between two terms that are
    /// none it is an element of its own, or an invisible operator after a function's name.
    ///
    /// - Parameters:
    ///   - part: Which of the terms are to be written; nil for all.
    ///   - isContinued: Whether an atom stands before the row, as the left side of a relation in aligned rows.
    mutating func row(_ terms: [Term], _ style: Style, part: Range<Int>? = nil, isContinued: Bool = false) {
        let spaces = RowSpaces(terms, inScript: style == .script, isContinued: isContinued)
        for index in part ?? terms.indices {
            write(terms[index], style, spaces.around[index])
            switch spaces.after[index] {
            case .nothing: break
            case .space(let width): space(width)
            case .application(let width):
                output += #"<mo lspace="\#(ems(width))" rspace="0">"# + "\u{2061}</mo>"
            }
        }
    }

    /// Writes a term.
    ///
    /// - Parameter around: The space that the term's operator, if it has one, is to have at its sides.
    private mutating func write(_ term: Term, _ style: Style, _ around: RowSpaces.Sides) {
        switch term {
        case .identifier(let name, let font): identifier(name, font)
        case .number(let digits, let font): element("mn") { $0.text(font.letters(digits)) }
        case .symbol(let symbol) where symbol.isPrime && style == .script:
            // Fonts draw primes raised and small; as superscripts they would be raised and made small twice.
            element("mpadded", #"scriptlevel="0" height="0.4em" voffset="-0.4em""#) {
                $0.operator(symbol, around)
            }
        case .symbol(let symbol): self.operator(symbol, around)
        case .function(let name, _): identifier(name, .upright)
        case .text(let words, let font): self.words(words, font)
        case .space(let width): space(width)
        case .group(let terms): element("mrow") { $0.row(terms, style) }
        case .fraction(let upper, let lower, let fraction): self.fraction(upper, lower, fraction, style)
        case .root(let body, let index): root(body, index, style)
        case .scripts(let base, let sub, let superscript, let placement):
            // A sum's limits move beside it by themselves where it is not displayed; those of a function's
            // name do not.
            let isStacked =
                if case .symbol = base { placement != .beside } else { placement.isStacked(in: style) }
            scripts(
                base, sub, superscript, isStacked: isStacked, forced: placement == .aboveAndBelow, style,
                around)
        case .accent(let accent, let body): self.accent(accent, body, style)
        case .brace(let edge, let body): brace(edge, body, style)
        case .stack(let base, let over, let under):
            scripts(base, under, over, isStacked: true, forced: false, style, around)
        case .fenced(let left, let body, let right):
            let fences =
                (left.map { [Term.symbol($0)] } ?? []) + body + (right.map { [Term.symbol($0)] } ?? [])
            element("mrow") { $0.row(fences, style) }
        case .table(let table): self.table(table)
        case .styled(let newStyle, let terms):
            let isDisplay = newStyle == .display
            element("mrow", #"displaystyle="\#(isDisplay)" scriptlevel="0""#) { $0.row(terms, newStyle) }
        }
    }

    // MARK: - Tokens

    private mutating func identifier(_ name: String, _ font: Font) {
        let isLetter = name.unicodeScalars.count == 1
        let isSlantedUnasked = isLetter && Font.italic.letters(name) != name
        switch font {
        // Browsers slant a lone letter and no other.
        case .italic: element("mi") { $0.text(isLetter ? name : Font.italic.letters(name)) }
        case .upright: element("mi", isSlantedUnasked ? #"mathvariant="normal""# : "") { $0.text(name) }
        default: element("mi") { $0.text(font.letters(name)) }
        }
    }

    private mutating func words(_ words: String, _ font: Font) {
        // Spaces at the ends of an element are not shown; those that do not break are.
        let text = words.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "\u{A0}")
        let face: String? =
            switch font {
            case .bold: "b"
            case .italic: "i"
            case .monospace: "code"
            default: nil
            }
        element("mtext") { writer in
            if let face {
                writer.element(face) { $0.text(text) }
            } else {
                writer.text(font.letters(text))
            }
        }
    }

    private mutating func space(_ width: Int) {
        output +=
            width < 0
            ? #"<mspace style="margin-left:-\#(ems(-width))"></mspace>"#
            : #"<mspace width="\#(ems(width))"></mspace>"#
    }

    private mutating func `operator`(_ symbol: Symbol, _ around: RowSpaces.Sides) {
        var attributes: [String] = []
        switch symbol.size {
        case .natural: if symbol.growsByItself { attributes.append(#"stretchy="false""#) }
        case .stretched:
            attributes.append(#"stretchy="true""# + (symbol.isArrow ? "" : #" symmetric="true""#))
        case .big(let size):
            let height = ["1.2em", "1.623em", "2.047em", "2.47em"][size - 1]
            attributes.append(#"stretchy="true" symmetric="true" minsize="\#(height)" maxsize="\#(height)""#)
        }
        if symbol.limits == .aboveAndBelow { attributes.append(#"movablelimits="false""#) }
        attributes.append(#"lspace="\#(ems(around.left))" rspace="\#(ems(around.right))""#)
        element("mo", attributes.joined(separator: " ")) { $0.text(symbol.text) }
    }

    // MARK: - Terms made of terms

    private mutating func fraction(_ upper: [Term], _ lower: [Term], _ fraction: Fraction, _ style: Style) {
        var attributes: [String] = []
        if let own = fraction.style {
            attributes.append(#"displaystyle="\#(own == .display)" scriptlevel="0""#)
        }
        if !fraction.hasBar { attributes.append(#"linethickness="0""#) }
        let inner = (fraction.style ?? style).ofFractionParts
        element("mfrac", attributes.joined(separator: " ")) { writer in
            writer.one(upper, inner)
            writer.one(lower, inner)
        }
    }

    private mutating func root(_ body: [Term], _ index: [Term]?, _ style: Style) {
        guard let index else { return element("msqrt") { $0.row(body, style) } }
        element("mroot") { writer in
            writer.one(body, style)
            writer.one(index, .script)
        }
    }

    private mutating func scripts(
        _ base: Term, _ sub: [Term]?, _ superscript: [Term]?, isStacked: Bool, forced: Bool,
        _ style: Style, _ around: RowSpaces.Sides
    ) {
        let name: String =
            switch (sub, superscript) {
            case (.some, .some): isStacked ? "munderover" : "msubsup"
            case (.some, nil): isStacked ? "munder" : "msub"
            default: isStacked ? "mover" : "msup"
            }
        element(name) { writer in
            var base = base
            if forced, case .symbol(var symbol) = base, symbol.limits == .byStyle {
                symbol.limits = .aboveAndBelow
                base = .symbol(symbol)
            }
            if case .symbol(let symbol) = base, case .big = symbol.size {
                // Chromium sizes a delimiter in a row only.
                writer.element("mrow") { $0.write(base, style, around) }
            } else {
                writer.write(base, style, around)
            }
            if let sub { writer.one(sub, .script) }
            if let superscript { writer.one(superscript, .script) }
        }
    }

    private mutating func accent(_ accent: Accent, _ body: [Term], _ style: Style) {
        let (name, attribute) = accent.edge == .above ? ("mover", "accent") : ("munder", "accentunder")
        element(name, #"\#(attribute)="true""#) { writer in
            writer.one(body, style)
            writer.mark(accent.mark, isStretchy: accent.isStretchy)
        }
    }

    private mutating func brace(_ edge: Edge, _ body: [Term], _ style: Style) {
        let (name, attribute) = edge == .above ? ("mover", "accent") : ("munder", "accentunder")
        element(name, #"\#(attribute)="true""#) { writer in
            writer.one(body, style)
            writer.mark(edge == .above ? "⏞" : "⏟", isStretchy: true)
        }
    }

    private mutating func mark(_ mark: String, isStretchy: Bool) {
        element("mo", #"stretchy="\#(isStretchy)" lspace="0" rspace="0""#) { $0.text(mark) }
    }
}

extension Term {
    fileprivate var function: String? {
        if case .function(let name, _) = self { name } else { nil }
    }
}

extension LimitPlacement {
    /// Whether limits stand above and below in this style.
    func isStacked(in style: Style) -> Bool {
        self == .aboveAndBelow || self == .byStyle && style == .display
    }
}

extension Symbol {
    /// Whether browsers would make the symbol as tall as its row unasked.
    fileprivate var growsByItself: Bool {
        ["(", ")", "[", "]", "{", "}", "|", "‖", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉"].contains(text) || isArrow
    }

    fileprivate var isPrime: Bool { ["′", "″", "‴", "⁗"].contains(text) }

    fileprivate var isArrow: Bool {
        text.unicodeScalars.count == 1
            && text.unicodeScalars.allSatisfy {
                (0x2190...0x21FF).contains($0.value) || (0x27F0...0x27FF).contains($0.value)
            }
    }
}

/// A width in eighteenths of an em, as CSS writes it: 4 is `0.2222em`.
func ems(_ width: Int) -> String {
    guard width != 0 else { return "0" }
    let tenThousandths = (width * 10_000 + 9) / 18
    var decimals = String(tenThousandths % 10_000)
    decimals = String(repeating: "0", count: 4 - decimals.count) + decimals
    while decimals.last == "0" { decimals.removeLast() }
    return "\(tenThousandths / 10_000)" + (decimals.isEmpty ? "" : "." + decimals) + "em"
}
