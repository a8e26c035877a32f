// What a figure is laid out on: a page, with proportional letters, or a terminal, whose cells are 8 by 16 units.

/// The room for a drawing, and how wide its letters are.
public struct Surface: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case page
        case terminal(TextStyle)
    }

    var kind: Kind
    /// The units that a drawing may take.
    public var width: Double
    /// The height to aim at, where there is a choice.
    public var height: Double?

    /// A page so many units wide, at least 160; text is 13 units high.
    public static func page(width: Double, height: Double? = nil) -> Surface {
        Surface(kind: .page, width: max(160, width), height: height)
    }

    /// A terminal of so many columns, and of as many rows as the figure needs unless they are given.
    public static func terminal(columns: Int, rows: Int? = nil, style: TextStyle = TextStyle()) -> Surface {
        Surface(
            kind: .terminal(style), width: Double(columns) * cell.width, height: rows.map { Double($0) * 16 })
    }

    /// The widths for which a page has its figures drawn.
    static let wide = 640.0
    static let narrow = 340.0
    /// A character's place in a terminal.
    static let cell = Size(8, 16)

    var isTerminal: Bool { kind != .page }
    var isNarrow: Bool { width < 480 }
    /// From one line of text to the next.
    var lineHeight: Double { isTerminal ? 16 : 17 }

    /// The width of a text as the surface shows it.
    func width(_ text: String, _ role: Label.Role = .text) -> Double {
        if case .terminal(let style) = kind {
            return Double(terminalWidth(of: style.isPlain ? plain(text) : text)) * Surface.cell.width
        }
        return textWidth(text, size: role.size, isBold: role == .title)
    }

    /// A length as a whole number of a terminal's rows; on a page as it is.
    func rows(_ length: Double) -> Double { isTerminal ? max(1, (length / 16).rounded()) * 16 : length }

    /// A length as a whole number of a terminal's columns; on a page as it is.
    func columns(_ length: Double) -> Double { isTerminal ? max(1, (length / 8).rounded()) * 8 : length }

    /// A place at the nearest border of a terminal's columns; on a page as it is.
    func nearestColumn(_ x: Double) -> Double { isTerminal ? (x / 8).rounded() * 8 : x }

    /// The part of the surface that a panel gets.
    func panel(width: Double, height: Double? = nil) -> Surface {
        Surface(kind: kind, width: columns(width), height: height)
    }

    /// The middle for a text that shall stand at `x`, moved so that the text stays within the drawing.
    func middle(_ text: String, at x: Double, within width: Double, _ role: Label.Role = .text) -> Double {
        let half = self.width(text, role) / 2
        return max(half, min(x, width - half))
    }

    /// The text, cut with an ellipsis if it is wider than it may be.
    func fitted(_ text: String, _ limit: Double, _ role: Label.Role = .text) -> String {
        if width(text, role) <= limit { return text }
        var kept = text
        while !kept.isEmpty, width(kept + "…", role) > limit { kept.removeLast() }
        return kept.isEmpty ? "" : kept + "…"
    }

    /// The text in lines of at most the width, broken at spaces.
    func wrapped(_ text: String, _ limit: Double, _ role: Label.Role = .text) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, width(last + " " + word, role) <= limit {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(fitted(String(word), limit, role))
            }
        }
        return lines
    }
}
