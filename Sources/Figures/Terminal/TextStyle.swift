// What a terminal can show.

/// Which letters and colours a terminal has.
public struct TextStyle: Equatable, Sendable {
    /// Colours of the 256 that terminals know; without it signs and shades tell all.
    public var hasColour: Bool
    /// Only ASCII in what the figure draws; a label keeps its own letters.
    public var isPlain: Bool

    /// Unicode without colours unless said otherwise.
    public init(hasColour: Bool = false, isPlain: Bool = false) {
        (self.hasColour, self.isPlain) = (hasColour, isPlain)
    }

    /// ASCII alone, as `--plain` asks for.
    public static let plain = TextStyle(isPlain: true)
    /// Unicode in colours.
    public static let colour = TextStyle(hasColour: true)
}

/// A text with the signs that figures use written in ASCII; other letters stay.
func plain(_ text: String) -> String {
    let replacements: [Character: String] = [
        "−": "-", "·": "*", "×": "x", "…": "...", "→": "->", "←": "<-", "∞": "inf", "≤": "<=", "≥": ">=",
        "⁻": "-", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
        "⁹": "9", "–": "-", "—": "-", "′": "'", "∂": "d", "Σ": "sum", "σ": "s", "●": "o", "⋮": ":", "̃": "~",
        "▶": ">", "◀": "<",
        "▲": "^", "▼": "v", "│": "|", "─": "-",
    ]
    var result = ""
    var wasRaised = false
    for character in text {
        let isRaised = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(character)
        if isRaised, !wasRaised { result += "^" }
        wasRaised = isRaised
        if let replacement = replacements[character] {
            result += replacement
        } else {
            result.append(character)
        }
    }
    return result
}
