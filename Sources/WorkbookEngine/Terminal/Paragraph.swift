// Words with their inks, broken into lines.

import Markdown

/// Inline text on its way to the screen: words, each made of stretches in different inks.
struct Paragraph {
    private struct Word {
        var painted = ""
        var columns = 0
        var endsInNumber = false
    }

    private var words: [Word] = []
    private var current = Word()
    /// Indices of words after which a line must end.
    private var breaks: Set<Int> = []
    let style: TerminalStyle

    init(style: TerminalStyle) { self.style = style }

    init(_ nodes: [Markdown.Node], style: TerminalStyle) {
        self.style = style
        append(nodes, [])
    }

    mutating func append(_ text: String, _ inks: [Ink]) {
        for (index, piece) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            var plain = style.isPlain ? asciiText(piece) : String(piece)
            if index > 0 {
                // A number and its sign of per cent are one word.
                if piece.first == "%", current.endsInNumber { plain = " " + plain } else { endWord() }
            }
            guard !piece.isEmpty else { continue }
            current.endsInNumber = piece.last?.isNumber ?? false
            current.painted += inks.reduce(plain) { style.paint($0, $1) }
            current.columns += WorkbookEngine.columns(of: plain)
        }
    }

    private mutating func append(_ nodes: [Markdown.Node], _ inks: [Ink]) {
        for node in nodes {
            switch node.kind {
            case .text(let text): append(text, inks)
            case .code(let text): append(style.hasColour ? text : "`\(text)`", inks + [.code])
            case .formula(let source, _):
                append((style.isPlain ? node.formula?.asciiLine : node.formula?.line) ?? source, inks)
            case .softBreak: endWord()
            case .lineBreak:
                endWord()
                breaks.insert(words.count - 1)
            case .emphasis:
                // A word that is spoken of, and not used, must not be lost in the sentence.
                let mark = style.hasColour ? "" : "_"
                append(mark, inks)
                append(node.children, inks + [.emphasis])
                append(mark, inks)
            case .strong: append(node.children, inks + [.strong])
            case .link(let destination, _):
                append(node.children, inks + [.link])
                if destination.contains("://"), destination != node.plainText {
                    append(" (\(destination))", inks + [.dim])
                }
            case .image: append("[\(node.plainText)]", inks)
            case .htmlInline: break
            default: append(node.children, inks)
            }
        }
    }

    private mutating func endWord() {
        if current.columns > 0 { words.append(current) }
        current = Word()
    }

    /// The lines of at most `width` columns; a word that is longer has a line of its own.
    ///
    /// - Parameter indent: the blanks before all lines but the first.
    func lines(width: Int, indent: Int = 0) -> [String] {
        var all = self
        all.endWord()
        var lines: [String] = []
        var line = ""
        var used = 0
        let blanks = String(repeating: " ", count: indent)
        for (index, word) in all.words.enumerated() {
            if used > 0, used + 1 + word.columns > width - (lines.isEmpty ? 0 : indent) {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if used > 0 { (line, used) = (line + " ", used + 1) }
            line += word.painted
            used += word.columns
            if all.breaks.contains(index) {
                lines.append(line)
                (line, used) = ("", 0)
            }
        }
        if used > 0 { lines.append(line) }
        return lines.indices.map { $0 == 0 ? lines[$0] : blanks + lines[$0] }
    }

    /// The columns of its longest word, which no line breaks.
    var widestWord: Int {
        var all = self
        all.endWord()
        return all.words.map(\.columns).max() ?? 0
    }

    /// The columns of the paragraph in one line.
    var columns: Int {
        var all = self
        all.endWord()
        return all.words.map(\.columns).reduce(0, +) + max(0, all.words.count - 1)
    }
}
