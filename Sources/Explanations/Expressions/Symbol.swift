// The names of quantities: net₅ for the sum of unit 5, written in Unicode for the terminal and in TeX for pages.

extension Explanation {
    /// A name with an index, such as δ₇ or w₁₅.
    public struct Symbol: Equatable, Sendable {
        /// A letter or a word: `w`, `δ`, `net`.
        public let name: String
        /// What stands below it, part by part: the two units of a weight.
        public let indices: [String]
        /// Whether a prime tells the quantity from another one of its name: the weight after an update, w₁₅′, or the
        /// state one step before, h₁′.
        public let isPrimed: Bool

        /// A name with its indices: `Symbol("w", "1", "5")` is w₁₅.
        public init(_ name: String, _ indices: String..., isPrimed: Bool = false) {
            (self.name, self.indices, self.isPrimed) = (name, indices, isPrimed)
        }

        init(_ name: String, indices: [String], isPrimed: Bool = false) {
            (self.name, self.indices, self.isPrimed) = (name, indices, isPrimed)
        }

        /// The same name for what an update makes of it.
        var renewed: Symbol { Symbol(name, indices: indices, isPrimed: true) }

        /// In Unicode: `w₁₅`, and `w[1,15]` where the digits would run together or have no lowered form.
        public var text: String {
            let prime = isPrimed ? "′" : ""
            if indices.isEmpty { return name + prime }
            if mayRunTogether, let lowered = loweredText(indices.joined()) { return name + lowered + prime }
            return "\(name)[\(indices.joined(separator: ","))]\(prime)"
        }

        /// In ASCII: `w15`, `w[1,15]`, `d7` for δ₇; a word that somebody chose as an index keeps its letters.
        public var plainText: String {
            let (name, prime) = (asciiText(name), isPrimed ? "'" : "")
            if indices.isEmpty { return name + prime }
            let joined = indices.joined()
            guard mayRunTogether else { return "\(name)[\(indices.joined(separator: ","))]\(prime)" }
            return name + (joined.first!.isLetter ? "_" : "") + joined + prime
        }

        /// Whether the indices can be read without commas: single signs, or one number.
        private var mayRunTogether: Bool {
            indices.allSatisfy { $0.count == 1 } || (indices.count == 1 && indices[0].allSatisfy(\.isNumber))
        }

        /// In TeX: `w_{15}`, `\mathrm{net}_{5}`.
        public var tex: String {
            let base = texName(name)
            let prime = isPrimed ? "'" : ""
            if indices.isEmpty { return base + prime }
            let separator = indices.allSatisfy { $0.count == 1 } ? "" : ","
            // A name that brings an index of its own, as x₁ does, is closed before it has another.
            return (base.contains("_") ? "{\(base)}" : base)
                + "_{\(indices.map(texIndex).joined(separator: separator))}" + prime
        }
    }
}

/// The text lowered, as far as Unicode has such letters; nil if a character of it has none.
private func loweredText(_ text: String) -> String? { mappedText(text, lowered) }

/// A whole number raised: `−7` becomes `⁻⁷`.
func raisedText(_ number: Int) -> String { mappedText("\(number)", raised) ?? "^\(number)" }

private func mappedText(_ text: String, _ map: [Character: Character]) -> String? {
    let letters = text.compactMap { map[$0] }
    return letters.count == text.count ? String(letters) : nil
}

private let lowered = Dictionary(
    uniqueKeysWithValues: zip("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"))
private let digitOfLowered = Dictionary(
    uniqueKeysWithValues: lowered.filter(\.key.isNumber).map { ($0.value, $0.key) })
private let raised = Dictionary(uniqueKeysWithValues: zip("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))

private let greekNames: [Character: String] = [
    "α": "\\alpha", "β": "\\beta", "δ": "\\delta", "ε": "\\epsilon", "η": "\\eta", "μ": "\\mu", "ρ": "\\rho",
    "σ": "\\sigma", "Δ": "\\Delta", "φ": "\\varphi",
]

/// A name in TeX: Greek letters one by one, a single letter as it is, a word upright, lowered digits as an index.
func texName(_ name: String) -> String {
    let digits = String(name.reversed().prefix { digitOfLowered[$0] != nil }.reversed())
    if !digits.isEmpty, digits.count < name.count {
        return
            "\(texName(String(name.dropLast(digits.count))))_{\(String(digits.compactMap { digitOfLowered[$0] }))}"
    }
    if let first = name.first, let greek = greekNames[first] {
        return name.count == 1 ? greek : "\(greek) \(texName(String(name.dropFirst())))"
    }
    return name.count == 1 ? name : "\\mathrm{\(name)}"
}

private func texIndex(_ index: String) -> String {
    if let last = index.last, digitOfLowered[last] != nil { return texName(index) }
    return index.allSatisfy(\.isNumber) || (index.count == 1 && index.allSatisfy(\.isLetter))
        ? index : "\\text{\(texWords(index))}"
}

/// Words for `\text`, with what TeX would take for commands escaped.
private func texWords(_ words: String) -> String {
    words.reduce(into: "") { tex, character in
        if character == "\\" {
            tex += "∖"
        } else if "{}$%&#_".contains(character) {
            tex += "\\\(character)"
        } else {
            tex.append(character)
        }
    }
}

/// A text with the signs of arithmetic and the Greek letters of explanations in ASCII; other letters stay.
func asciiText(_ text: String) -> String {
    text.reduce(into: "") { $0 += ascii[$1] ?? String($1) }
}

private let ascii: [Character: String] = [
    "−": "-", "·": "*", "×": "x", "′": "'", "√": "sqrt", "≈": "~", "∞": "inf", "Σ": "sum", "…": "...",
    "–": "-",
    "∂": "d", "δ": "d", "Δ": "D", "α": "alpha", "β": "beta", "ε": "epsilon", "η": "eta", "μ": "mu",
    "ρ": "rho",
    "σ": "sigma", "φ": "phi",
]
