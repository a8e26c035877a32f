// Text for terminals, screen readers and files that have ASCII alone.

import Foundation
import Math

/// The text with the commonest signs of typography and mathematics spelled in ASCII: `w₂ ← 10⁻⁷` as `w2 <- 10^-7`.
func asciiText(_ text: some StringProtocol) -> String {
    var spelled = ""
    /// Whether a name or a script stands before, which a letter or number behind it would prolong.
    var isOpenEnded = false
    var rest = Substring(text)
    while let character = rest.first {
        let start = spelled.last
        let next: String
        var isName = false
        if let script = Script.above.spelling(atStartOf: &rest) ?? Script.below.spelling(atStartOf: &rest) {
            (next, isName) = (script, true)
        } else {
            rest.removeFirst()
            let name = names[character]
            isName = name != nil
            next = name ?? character.asciiSpelling ?? String(character)
            let meets = next.first?.isPartOfWord ?? false
            if meets, isOpenEnded || isName && start?.isPartOfWord ?? false { spelled += " " }
        }
        spelled += next
        isOpenEnded = isName
    }
    return spelled
}

/// Raised or lowered characters one behind another.
private enum Script {
    case above, below

    /// The script that the text begins with, as `^2`, `_i` or `_(i=1)`, cut off from it; a number below stands behind its
    /// letter without a sign. Nil where none begins.
    func spelling(atStartOf text: inout Substring) -> String? {
        let signs = self == .above ? superscripts : subscripts
        let script = text.prefix { signs[$0] != nil }
        guard !script.isEmpty else { return nil }
        text = text.dropFirst(script.count)
        let plain = String(script.map { signs[$0]! })
        if plain.dropFirst().contains(where: { "+-=".contains($0) }) {
            return (self == .above ? "^" : "_") + "(\(plain))"
        }
        return (self == .above ? "^" : plain.first!.isNumber ? "" : "_") + plain
    }
}

extension Formula {
    /// The formula on one line in ASCII, as `eta = 0.5 / n`; its TeX for one with signs that ASCII has no words for.
    var asciiLine: String {
        let text = asciiText(line)
        return text.allSatisfy(\.isASCII) ? text : source
    }

    /// The formula on lines of its own in ASCII, or its TeX.
    func asciiLines(fitting columns: Int) -> [String] {
        let lines = flatLines(fitting: columns).map { asciiText($0) }
        if lines.joined().allSatisfy(\.isASCII) { return lines }
        return source.split(separator: "\n").map { $0.trimmingTrailingBlanks }.filter { !$0.isEmpty }.map(
            String.init)
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
    "∘": "o", "∈": "in",
]

private let marks: [Unicode.Scalar: String] = [
    "\u{302}": "hat", "\u{303}": "tilde", "\u{304}": "bar", "\u{305}": "bar", "\u{20D7}": "vec",
]

private let names: [Character: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "Δ": "delta", "ε": "epsilon", "η": "eta",
    "θ": "theta", "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho", "σ": "sigma", "Σ": "sum", "∑": "sum",
    "τ": "tau", "φ": "phi", "ω": "omega", "√": "sqrt", "∇": "grad", "∞": "infinity",
]

extension Character {
    /// Signs, letters of other alphabets of mathematics, and letters with a mark, as `hat(y)`.
    fileprivate var asciiSpelling: String? {
        if isASCII { return nil }
        if let sign = signs[self] { return sign }
        let scalars = Array(String(self).decomposedStringWithCompatibilityMapping.unicodeScalars)
        guard let base = scalars.first, base.isASCII else { return nil }
        if scalars.count == 1 { return String(base) }
        guard scalars.count == 2, let mark = marks[scalars[1]] else { return nil }
        return "\(mark)(\(base))"
    }

    fileprivate var isPartOfWord: Bool { isASCII && (isLetter || isNumber) }
}
