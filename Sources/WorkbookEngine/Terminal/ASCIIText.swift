// Text for terminals, screen readers and files that have ASCII alone.

import Math

/// The text with the commonest signs of typography and mathematics spelled in ASCII: `w₂ ← 10⁻⁷` as `w2 <- 10^-7`.
func asciiText(_ text: some StringProtocol) -> String {
    var spelled = ""
    var script: Script?
    /// Whether a name stands before, which a letter or number behind it would prolong.
    var isAfterName = false
    for character in text {
        let name = names[character]
        if let last = spelled.last, isAfterName && character.isPartOfWord || name != nil && last.isPartOfWord
        {
            spelled += " "
        }
        isAfterName = name != nil
        if let sign = superscripts[character] {
            spelled += (script == .above ? "" : "^") + String(sign)
            script = .above
        } else if let sign = subscripts[character] {
            spelled += (script == .below || sign.isNumber ? "" : "_") + String(sign)
            script = .below
        } else {
            spelled += name ?? (character.isASCII ? nil : signs[character]) ?? String(character)
            script = nil
        }
    }
    return spelled
}

private enum Script { case above, below }

extension Formula {
    /// The formula on one line in ASCII, as `eta = 0.5 / n`; nil for one with other signs, which its TeX says better.
    var asciiLine: String? {
        let text = asciiText(line)
        return text.allSatisfy(\.isASCII) ? text : nil
    }
}

private let superscripts = Dictionary(
    uniqueKeysWithValues: zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ", "0123456789+-=()abcdefghijklmnoprstuvwxyzT"))
private let subscripts = Dictionary(
    uniqueKeysWithValues: zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx"))

private let signs: [Character: String] = [
    "—": "--", "–": "-", "−": "-", "“": "\"", "”": "\"", "‘": "'", "’": "'", "…": "...", "•": "-",
    "\u{A0}": " ", "·": "*", "⋅": "*", "×": "x", "±": "+/-", "→": "->", "←": "<-", "≤": "<=", "≥": ">=",
    "≠": "!=",
    "≈": "~", "′": "'", "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅛": "1/8", "∂": "d",
]

private let names: [Character: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "Δ": "delta", "ε": "epsilon", "η": "eta",
    "θ": "theta", "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho", "σ": "sigma", "Σ": "sum", "∑": "sum",
    "τ": "tau", "φ": "phi", "ω": "omega", "√": "sqrt", "∇": "grad", "∞": "infinity",
]

extension Character {
    fileprivate var isPartOfWord: Bool { isASCII && (isLetter || isNumber) }
}
