// The names of quantities: net₅ for the sum of unit 5, written in Unicode for the terminal and in TeX for pages.

extension Explanation {
    /// A name with an index, such as δ₇ or w₁₅.
    public struct Symbol: Equatable, Sendable {
        /// A letter or a word: `w`, `δ`, `net`.
        public let name: String
        /// What stands below it, part by part: the two units of a weight.
        public let indices: [String]
        /// True for the value after an update: w₁₅′.
        public let isNew: Bool

        /// A name with its indices: `Symbol("w", "1", "5")` is w₁₅.
        public init(_ name: String, _ indices: String..., isNew: Bool = false) {
            (self.name, self.indices, self.isNew) = (name, indices, isNew)
        }

        init(_ name: String, indices: [String], isNew: Bool = false) {
            (self.name, self.indices, self.isNew) = (name, indices, isNew)
        }

        /// The same name for what an update makes of it.
        var renewed: Symbol { Symbol(name, indices: indices, isNew: true) }

        /// In Unicode: `w₁₅`, and `w[1,15]` where the digits would run together or have no lowered form.
        public var text: String {
            let joined = indices.joined()
            let isPlain = indices.count == 1 || indices.allSatisfy { $0.count == 1 }
            let prime = isNew ? "′" : ""
            if indices.isEmpty { return name + prime }
            if isPlain, let lowered = loweredText(joined) { return name + lowered + prime }
            return "\(name)[\(indices.joined(separator: ","))]\(prime)"
        }

        /// In TeX: `w_{15}`, `\operatorname{net}_{5}`.
        public var tex: String {
            let base = texName(name)
            let separator = indices.allSatisfy { $0.count == 1 } ? "" : ","
            let below = indices.isEmpty ? "" : "_{\(indices.map(texIndex).joined(separator: separator))}"
            return base + below + (isNew ? "'" : "")
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
private let raised = Dictionary(uniqueKeysWithValues: zip("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))

private let greekNames: [Character: String] = [
    "α": "\\alpha", "β": "\\beta", "δ": "\\delta", "ε": "\\epsilon", "η": "\\eta", "μ": "\\mu", "ρ": "\\rho",
    "σ": "\\sigma", "Δ": "\\Delta", "φ": "\\varphi",
]

/// A name in TeX: Greek letters one by one, a single letter as it is, a word upright.
func texName(_ name: String) -> String {
    if let first = name.first, let greek = greekNames[first] {
        return name.count == 1 ? greek : "\(greek) \(texName(String(name.dropFirst())))"
    }
    return name.count == 1 ? name : "\\operatorname{\(name)}"
}

private func texIndex(_ index: String) -> String {
    index.count > 1 && index.contains(where: \.isLetter) ? "\\text{\(index)}" : index
}
