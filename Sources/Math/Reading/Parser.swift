// Reads rows of terms: atoms, their scripts, and what is in braces.

/// Reads one formula from its start to its end.
struct Parser {
    var scanner: Scanner
    let placement: Formula.Placement
    /// The face that a command like `\mathbf` has set for the letters being read.
    var font: Font?
    /// What `\tag` has given for the row being read.
    var tag: [Term]?
    /// Whether a row that may have a tag is being read.
    var mayHaveTag: Bool
    private var depth = 0

    init(_ source: String, _ placement: Formula.Placement) {
        scanner = Scanner(source)
        self.placement = placement
        mayHaveTag = placement == .display
    }

    mutating func formula() throws(MathError) -> (terms: [Term], tag: [Term]?) {
        let terms = try row()
        switch scanner.upcoming {
        case .end: return (terms, tag)
        case .closeBrace:
            throw error("this } closes no brace; remove it, or write \\} for a brace to be seen")
        case .columnMark: throw error("& parts columns only inside an environment such as aligned")
        case .command("\\"): throw error("\\\\ parts rows only inside an environment such as aligned")
        case .command("right"): throw error("this \\right closes no \\left")
        case .command("middle"): throw error("\\middle belongs between \\left and \\right")
        case .command("end"): throw error("this \\end closes no \\begin")
        default: throw error("nothing more is expected here")
        }
    }

    /// An error at the next token, or at a place before it.
    func error(_ message: String, at offset: Int? = nil) -> MathError {
        MathError(offset: offset ?? scanner.offset, message: message)
    }

    /// Terms up to a token that ends a row, which stays the next.
    mutating func row(endsAt end: Unicode.Scalar? = nil) throws(MathError) -> [Term] {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 100 else {
            throw error("the formula is nested more than a hundred deep; make it flatter")
        }
        var terms: [Term] = []
        while true {
            switch scanner.upcoming {
            case .end, .closeBrace, .columnMark: return joined(terms)
            case .command("\\"), .command("right"), .command("middle"), .command("end"): return joined(terms)
            case .command("displaystyle"), .command("textstyle"):
                let style: Style = scanner.next() == .command("displaystyle") ? .display : .text
                return joined(terms) + [.styled(style, try row(endsAt: end))]
            case .character(let character) where character == end: return joined(terms)
            default: terms += try scripted()
            }
        }
    }

    /// One atom with its scripts; a few commands give several atoms, and some, like `\tag`, none.
    private mutating func scripted() throws(MathError) -> [Term] {
        var atoms: [Term]
        switch scanner.upcoming {
        case .superscript, .subscript, .prime: atoms = [.group([])]
        default: atoms = try atom()
        }
        guard let base = atoms.popLast() else { return [] }
        return atoms + [try withScripts(base)]
    }

    /// What an argument or a script is: a group in braces or one atom.
    mutating func argument(of name: String) throws(MathError) -> [Term] {
        switch scanner.upcoming {
        case .openBrace: return try bracedRow()
        case .end, .closeBrace, .columnMark, .superscript, .subscript, .command("\\"), .command("right"),
            .command("end"):
            throw error("\(name) needs something in braces after it")
        // As in TeX, \frac12 is a half and x^12 a power of one.
        case .character(let digit) where digit.isDigit:
            _ = scanner.next()
            return [.number(String(digit), font ?? .upright)]
        default: return try atom()
        }
    }

    /// The terms between braces.
    mutating func bracedRow() throws(MathError) -> [Term] {
        let start = scanner.offset
        _ = scanner.next()
        let terms = try row()
        let upcoming = scanner.upcoming
        if upcoming == .closeBrace {
            _ = scanner.next()
            return terms
        }
        if upcoming == .end { throw error("this { is never closed; add a }", at: start) }
        throw error("the brace before must be closed first; add a }")
    }

    mutating func atom() throws(MathError) -> [Term] {
        let start = scanner.offset
        switch scanner.upcoming {
        case .openBrace: return [grouped(try bracedRow())]
        case .character(let character) where character.isDigit: return [number()]
        case .character("$"):
            throw error("a $ within a formula; write \\$ for the sign, or end the formula before it")
        case .character(let character):
            guard let term = SymbolNames.term(of: character) else {
                throw error("the character \(character) has no place in a formula; put words in \\text{…}")
            }
            _ = scanner.next()
            return [inFont(term)]
        case .command(let name):
            _ = scanner.next()
            return try command(name, at: start)
        default: throw error("a letter, a number or a command is expected here")
        }
    }

    /// Digits, with a point between them: `0.25`.
    private mutating func number() -> Term {
        var digits = ""
        while case .character(let character) = scanner.upcoming {
            if character == "." {
                var ahead = scanner
                _ = ahead.next()
                guard case .character(let after) = ahead.upcoming, after.isDigit, !digits.contains(".") else {
                    break
                }
            } else if !character.isDigit {
                break
            }
            digits.unicodeScalars.append(character)
            _ = scanner.next()
        }
        return .number(digits, font ?? .upright)
    }

    /// A letter in the face that is set; other terms have but one.
    func inFont(_ term: Term) -> Term {
        guard let font else { return term }
        return switch term {
        // \boldsymbol makes a letter heavier and leaves it as slanted as it was.
        case .identifier(let text, .upright) where font == .boldItalic: .identifier(text, .bold)
        case .identifier(let text, _): .identifier(text, font)
        default: term
        }
    }

    /// Terms in braces as one atom. A symbol loses its class, as TeX has it: `1{,}000` has no space after the
    /// comma.
    private func grouped(_ terms: [Term]) -> Term {
        guard terms.count == 1 else { return .group(terms) }
        switch terms[0] {
        case .symbol(var symbol):
            symbol.atomClass = .ordinary
            symbol.limits = .beside
            return .symbol(symbol)
        case .identifier, .number, .text, .group, .root, .table: return terms[0]
        default: return .group(terms)
        }
    }

    /// Letters that a command like `\mathrm` set side by side are one name: `\mathrm{ReLU}`.
    private func joined(_ terms: [Term]) -> [Term] {
        guard let font, font != .boldItalic else { return terms }
        var result: [Term] = []
        for term in terms {
            if case .identifier(let text, font) = term, case .identifier(let start, font) = result.last {
                result[result.count - 1] = .identifier(start + text, font)
            } else {
                result.append(term)
            }
        }
        return result
    }
}

// MARK: - Scripts

extension Parser {
    /// The term with the primes, sub- and superscripts that follow it.
    private mutating func withScripts(_ base: Term) throws(MathError) -> Term {
        var placement = Self.limitPlacement(of: base)
        var sub: [Term]?
        var primes: [Term]?
        var superscript: [Term]?
        reading: while true {
            let start = scanner.offset
            switch scanner.upcoming {
            case .command("limits"), .command("nolimits"):
                let command = scanner.next()
                guard base.atomClass == .largeOperator else {
                    throw error("\\limits and \\nolimits belong after an operator such as \\sum", at: start)
                }
                placement = command == .command("limits") ? .aboveAndBelow : .beside
            case .prime:
                guard primes == nil, superscript == nil else {
                    throw error("a prime after a superscript; write the prime first: x'^2", at: start)
                }
                primes = primeMarks()
            case .superscript:
                _ = scanner.next()
                guard superscript == nil else {
                    throw error("a second superscript; put braces around the first term: {x^a}^b", at: start)
                }
                superscript = try argument(of: "^")
            case .subscript:
                _ = scanner.next()
                guard sub == nil else {
                    throw error("a second subscript; put braces around the first term: {x_a}_b", at: start)
                }
                sub = try argument(of: "_")
            default: break reading
            }
        }
        let above = primes.map { $0 + (superscript ?? []) } ?? superscript
        guard sub != nil || above != nil else { return base }
        return .scripts(base, sub: sub, super: above, placement)
    }

    private static func limitPlacement(of base: Term) -> LimitPlacement {
        switch base {
        case .symbol(let symbol): symbol.limits
        case .function(_, let placement): placement
        case .brace: .aboveAndBelow
        default: .beside
        }
    }

    /// Up to four primes, as the one character that Unicode has for them.
    private mutating func primeMarks() -> [Term] {
        var count = 0
        while scanner.take(.prime) { count += 1 }
        let whole = Array(repeating: "⁗", count: (count - 1) / 4)
        return (whole + [["′", "″", "‴", "⁗"][(count - 1) % 4]]).map {
            .symbol(Symbol(text: $0, atomClass: .ordinary))
        }
    }
}
