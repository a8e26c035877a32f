// The raised and lowered letters that Unicode has.

enum UnicodeScripts {
    /// The text raised; nil if a character of it has no raised form.
    ///
    ///     UnicodeScripts.raised("n−1")  // "ⁿ⁻¹"
    static func raised(_ text: String) -> String? { mapped(text, superscripts) }

    /// The text lowered; nil if a character of it has no lowered form.
    static func lowered(_ text: String) -> String? { mapped(text, subscripts) }

    private static func mapped(_ text: String, _ map: [Unicode.Scalar: Unicode.Scalar]) -> String? {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard let other = map[scalar] else { return nil }
            result.append(other)
        }
        return String(result)
    }

    private static func map(_ plain: String, _ script: String) -> [Unicode.Scalar: Unicode.Scalar] {
        Dictionary(uniqueKeysWithValues: zip(plain.unicodeScalars, script.unicodeScalars))
    }

    private static let superscripts = map(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤∗′″‴⁗°∘",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ*′″‴⁗°°")

    private static let subscripts = map(
        "0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
}
