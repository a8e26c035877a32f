// What a command without arguments, and a character typed as it is, stands for.

enum SymbolNames {
    /// The term of each such command, by its name without the backslash.
    static let terms: [String: Term] = {
        var terms: [String: Term] = [:]
        for (name, text) in letters { terms[name] = .identifier(text, .italic) }
        for (name, text) in uprightLetters { terms[name] = .identifier(text, .upright) }
        for (atomClass, symbols) in symbols {
            for (name, text) in symbols { terms[name] = .symbol(Symbol(text: text, atomClass: atomClass)) }
        }
        for (name, text) in sums {
            terms[name] = .symbol(Symbol(text: text, atomClass: .largeOperator, limits: .byStyle))
        }
        for (name, text) in integrals {
            terms[name] = .symbol(Symbol(text: text, atomClass: .largeOperator))
        }
        for name in functions { terms[name] = .function(name, .beside) }
        for name in functionsWithLimits { terms[name] = .function(name, .byStyle) }
        terms["limsup"] = .function("lim sup", .byStyle)
        terms["liminf"] = .function("lim inf", .byStyle)
        for (name, width) in spaces { terms[name] = .space(width) }
        return terms
    }()

    /// The term of a character typed as it is; nil for what has no place in a formula.
    static func term(of character: Unicode.Scalar) -> Term? {
        if let (text, atomClass) = typed[character] {
            return .symbol(Symbol(text: text, atomClass: atomClass))
        }
        if let term = termsByText[String(character)] { return term }
        return character.properties.isAlphabetic ? .identifier(String(character), .italic) : nil
    }

    /// Delimiters by the name of their command; those typed as they are stand in `typedDelimiters`.
    static let delimiters: [String: String] = [
        "{": "{", "}": "}", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]",
        "|": "‖", "Vert": "‖", "lVert": "‖", "rVert": "‖", "vert": "|", "lvert": "|", "rvert": "|",
        "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
        "uparrow": "↑", "downarrow": "↓", "backslash": "\\",
    ]

    static let typedDelimiters: Set<Unicode.Scalar> = [
        "(", ")", "[", "]", "|", "/", "<", ">", "‖", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉",
    ]

    /// What `\not` makes of a relation; any other is struck through with a combining mark.
    static let negations: [String: String] = [
        "=": "≠", "∈": "∉", "∋": "∌", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "∼": "≁", "≃": "≄", "≅": "≇",
        "≈": "≉", "≡": "≢", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "∣": "∤", "|": "∤", "∥": "∦", "∃": "∄",
        "⊢": "⊬", "←": "↚", "→": "↛", "⇒": "⇏", "⇐": "⇍", "⇔": "⇎",
    ]

    private static let typed: [Unicode.Scalar: (String, AtomClass)] = [
        "+": ("+", .binary), "-": ("−", .binary), "*": ("∗", .binary), "=": ("=", .relation),
        "<": ("<", .relation), ">": (">", .relation), ":": (":", .relation), ",": (",", .punctuation),
        ";": (";", .punctuation), ".": (".", .ordinary), "/": ("/", .ordinary), "!": ("!", .closing),
        "?": ("?", .closing), "(": ("(", .opening), "[": ("[", .opening), ")": (")", .closing),
        "]": ("]", .closing), "|": ("|", .ordinary), "‖": ("‖", .ordinary), "−": ("−", .binary),
        "…": ("…", .inner),
    ]

    /// So that `σ`, `≤` and `∑` mean what their commands mean. Where commands share a character, the name
    /// that comes last in the alphabet has it; `to` and `rightarrow`, `le` and `leq` are the same term.
    private static let termsByText: [String: Term] = {
        var termsByText: [String: Term] = [:]
        for (_, term) in terms.sorted(by: { $0.key < $1.key }) {
            switch term {
            case .identifier(let text, _): termsByText[text] = term
            case .symbol(let symbol): termsByText[symbol.text] = term
            default: break
            }
        }
        return termsByText
    }()

    private static let letters: [String: String] = [
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
        "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
        "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ",
        "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ",
        "psi": "ψ", "omega": "ω", "partial": "∂", "imath": "ı", "jmath": "ȷ", "ell": "ℓ", "hbar": "ℏ",
    ]

    private static let uprightLetters: [String: String] = [
        "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
        "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "nabla": "∇", "infty": "∞", "emptyset": "∅",
        "varnothing": "∅", "top": "⊤", "bot": "⊥", "angle": "∠", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ",
        "degree": "°", "checkmark": "✓", "%": "%", "$": "$", "#": "#", "_": "_", "square": "□",
        "triangle": "△",
    ]

    private static let symbols: [(AtomClass, [String: String])] = [
        (
            .ordinary,
            [
                "forall": "∀", "exists": "∃", "nexists": "∄", "neg": "¬", "lnot": "¬", "prime": "′", "&": "&",
                "|": "‖", "Vert": "‖", "vert": "|", "backslash": "\\",
            ]
        ),
        (
            .binary,
            [
                "pm": "±", "mp": "∓", "times": "×", "div": "÷", "cdot": "⋅", "ast": "∗", "star": "⋆",
                "circ": "∘", "bullet": "∙", "odot": "⊙", "oplus": "⊕", "ominus": "⊖", "otimes": "⊗",
                "oslash": "⊘", "cap": "∩", "cup": "∪", "wedge": "∧", "land": "∧", "vee": "∨", "lor": "∨",
                "setminus": "∖", "amalg": "⨿", "diamond": "⋄", "dagger": "†", "boxplus": "⊞", "boxtimes": "⊠",
            ]
        ),
        (
            .relation,
            [
                "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "lt": "<", "gt": ">", "ne": "≠", "neq": "≠",
                "ll": "≪", "gg": "≫", "equiv": "≡", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅",
                "propto": "∝", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "supset": "⊃",
                "subseteq": "⊆", "supseteq": "⊇", "mid": "∣", "parallel": "∥", "perp": "⟂", "vdash": "⊢",
                "models": "⊨", "prec": "≺", "succ": "≻", "leqslant": "⩽", "geqslant": "⩾", "lesssim": "≲",
                "gtrsim": "≳", "triangleq": "≜", "coloneqq": "≔", "to": "→", "rightarrow": "→", "gets": "←",
                "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐",
                "Leftrightarrow": "⇔", "longrightarrow": "⟶", "longleftarrow": "⟵", "Longrightarrow": "⟹",
                "implies": "⟹", "iff": "⟺", "mapsto": "↦", "longmapsto": "⟼", "uparrow": "↑",
                "downarrow": "↓", "updownarrow": "↕", "nearrow": "↗", "searrow": "↘", "swarrow": "↙",
                "nwarrow": "↖", "hookrightarrow": "↪", "rightsquigarrow": "⇝", "rightleftharpoons": "⇌",
            ]
        ),
        (
            .opening,
            [
                "{": "{", "lbrace": "{", "lbrack": "[", "langle": "⟨", "lfloor": "⌊", "lceil": "⌈",
                "lvert": "|", "lVert": "‖",
            ]
        ),
        (
            .closing,
            [
                "}": "}", "rbrace": "}", "rbrack": "]", "rangle": "⟩", "rfloor": "⌋", "rceil": "⌉",
                "rvert": "|", "rVert": "‖",
            ]
        ),
        (.punctuation, ["colon": ":"]),
        (
            .inner,
            [
                "dots": "…", "ldots": "…", "dotsc": "…", "dotso": "…", "cdots": "⋯", "dotsb": "⋯",
                "dotsm": "⋯",
                "dotsi": "⋯", "ddots": "⋱", "vdots": "⋮",
            ]
        ),
    ]

    private static let sums: [String: String] = [
        "sum": "∑", "prod": "∏", "coprod": "∐", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁",
        "bigotimes": "⨂", "bigodot": "⨀", "bigvee": "⋁", "bigwedge": "⋀",
    ]

    private static let integrals: [String: String] = ["int": "∫", "iint": "∬", "iiint": "∭", "oint": "∮"]

    private static let functions: [String] = [
        "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "dim", "exp", "hom",
        "ker", "lg", "ln", "log", "sec", "sin", "sinh", "tan", "tanh",
    ]

    private static let functionsWithLimits: [String] = [
        "det", "gcd", "inf", "lim", "max", "min", "Pr", "sup",
    ]

    private static let spaces: [String: Int] = [
        ",": 3, "thinspace": 3, ":": 4, ">": 4, "medspace": 4, ";": 5, "thickspace": 5, "!": -3,
        "negthinspace": -3, " ": 6, "enspace": 9, "quad": 18, "qquad": 36,
    ]
}
