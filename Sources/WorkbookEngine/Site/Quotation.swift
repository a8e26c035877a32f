// Quotation marks and apostrophes as books have them. Authors type the straight ones of their keyboards.

import Markdown

extension Lesson {
    /// The text for a page.
    var typesetDocument: Node { frontMatter.isEnglish ? document.withCurlyQuotes() : document }

    /// The title for a page.
    var typesetTitle: String { frontMatter.isEnglish ? frontMatter.title.withCurlyQuotes : frontMatter.title }
}

extension FrontMatter {
    /// Other languages quote with marks of their own, and their authors type them.
    var isEnglish: Bool { language == "en" || language.hasPrefix("en-") }
}

extension String {
    /// The text with curly quotation marks and apostrophes in place of straight ones.
    ///
    ///     "the neuron's \"delta\"".withCurlyQuotes  // "the neuron’s “delta”"
    var withCurlyQuotes: String {
        var last: Character?
        return withCurlyQuotes(after: &last)
    }

    /// - Parameter last: What stands before the text, and then what stands at its end; nil where a block begins.
    fileprivate func withCurlyQuotes(after last: inout Character?) -> String {
        var result = ""
        for (place, character) in zip(indices, self) {
            var curly = character
            if character == "\"" || character == "'" {
                let next = self[index(after: place)...].first
                let opens = Self.opens(after: last, before: next)
                curly = character == "\"" ? (opens ? "“" : "”") : (opens ? "‘" : "’")
            }
            result.append(curly)
            last = curly
        }
        return result
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
    /// The tree with curly quotation marks in its text; code and formulas stay as they are.
    func withCurlyQuotes() -> Node {
        var last: Character?
        return withCurlyQuotes(after: &last)
    }

    private func withCurlyQuotes(after last: inout Character?) -> Node {
        var copy = self
        switch kind {
        case .text(let text): copy.kind = .text(text.withCurlyQuotes(after: &last))
        case .softBreak, .lineBreak: last = " "
        case .code, .formula: last = "x"
        case .paragraph, .heading, .tableCell: last = nil
        default: break
        }
        copy.children = children.map { $0.withCurlyQuotes(after: &last) }
        return copy
    }
}
