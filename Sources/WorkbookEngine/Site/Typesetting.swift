// Text as books set it: quotation marks and apostrophes, of which authors type the straight ones of their keyboards, and
// numbers that stay on a line with their sign of per cent, and pairs like (1, 0) that stay on one.

import Markdown

extension Lesson {
    /// The text for a page.
    var typesetDocument: Node { frontMatter.isEnglish ? document.typeset() : document }

    /// The title for a page.
    var typesetTitle: String { frontMatter.isEnglish ? frontMatter.title.typeset : frontMatter.title }
}

extension FrontMatter {
    /// Other languages quote with marks of their own, and their authors type them.
    var isEnglish: Bool { language == "en" || language.hasPrefix("en-") }
}

extension String {
    /// The text with curly quotation marks and apostrophes in place of straight ones, and blanks that do not break before
    /// signs of per cent and within short rows of numbers.
    ///
    ///     "the neuron's \"delta\"".typeset  // "the neuron’s “delta”"
    var typeset: String {
        var last: Character?
        return typeset(after: &last)
    }

    /// Markup with its text as books set it; its tags stay as they are.
    var withTypesetText: String {
        guard contains("'") || contains("&quot;") else { return self }
        return split(separator: "<", omittingEmptySubsequences: false).map { piece in
            guard let end = piece.firstIndex(of: ">") else { return String(piece) }
            let text = String(piece[piece.index(after: end)...])
            return piece[...end] + text.replacing("&quot;", with: "\"").typeset
        }.joined(separator: "<")
    }

    /// - Parameter last: What stands before the text, and then what stands at its end; nil where a block begins.
    fileprivate func typeset(after last: inout Character?) -> String {
        var result = ""
        let rows = rowsOfNumbers
        for (place, character) in zip(indices, self) {
            let next = self[index(after: place)...].first
            let typeset: Character =
                switch character {
                case "\"": Self.opens(after: last, before: next) ? "“" : "”"
                case "'": Self.opens(after: last, before: next) ? "‘" : "’"
                case " " where next == "%" && last?.isNumber == true: "\u{A0}"
                case " " where rows.contains { $0.contains(place) }: "\u{A0}"
                default: character
                }
            result.append(typeset)
            last = typeset
        }
        return result
    }

    /// Where pairs and triples stand, such as (1, 0) and [0.5, −1, 2].
    private var rowsOfNumbers: [Range<Index>] {
        guard contains("(") || contains("[") else { return [] }
        return ranges(of: /[(\[][−\-]?[0-9.]{1,4}(?:, [−\-]?[0-9.]{1,4}){1,2}[)\]]/)
    }

    /// Whether a quotation begins between these characters.
    private static func opens(after last: Character?, before next: Character?) -> Bool {
        guard let last, !last.isWhitespace else { return true }
        // A quotation begins behind a dash only if a word follows: in `"—"` it ends there.
        if "-–—/".contains(last) { return next.map { $0.isLetter || $0.isNumber } ?? false }
        return "([{“‘".contains(last)
    }
}

extension Node {
    /// The tree with its text as books set it; code and formulas stay as they are.
    func typeset() -> Node {
        var last: Character?
        return typeset(after: &last)
    }

    private func typeset(after last: inout Character?) -> Node {
        var copy = self
        switch kind {
        case .text(let text): copy.kind = .text(text.typeset(after: &last))
        case .softBreak, .lineBreak: last = " "
        case .code, .formula: last = "x"
        case .paragraph, .heading, .tableCell: last = nil
        default: break
        }
        copy.children = children.map { $0.typeset(after: &last) }
        return copy
    }
}
