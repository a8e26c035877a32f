// Markdown blocks as lines for the terminal.

import Markdown
import Math

/// Lays out blocks of Markdown. Code blocks that are cells are the presenter's own business.
struct BlockText {
    let style: TerminalStyle

    /// The lines of `blocks`, with a blank line after each block, or none in a tight list.
    func lines(_ blocks: [Node], width: Int, isTight: Bool = false) -> [String] {
        var all: [String] = []
        for block in blocks {
            let lines = lines(block, width: width)
            guard !lines.isEmpty else { continue }
            all += lines
            if !isTight { all.append("") }
        }
        return all
    }

    func lines(_ block: Node, width: Int) -> [String] {
        switch block.kind {
        case .heading(let level, _): heading(block, level, width)
        case .paragraph: paragraph(block.children, width)
        case .list(let list): items(of: block, list, width)
        case .blockQuote:
            prefixed(lines(block.children, width: width - 2), style.paint(style.quoteBar, .dim) + " ")
        case .note(let kind):
            [style.paint("\(style.quoteBar) \(kind.title)", .heading)]
                + prefixed(
                    lines(block.children, width: width - 2), style.paint(style.quoteBar, .heading) + " ")
        case .codeBlock(_, let literal):
            literal.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { "    \($0)" }
        case .thematicBreak: [style.paint(String(repeating: style.rule, count: min(width, 24)), .dim)]
        case .htmlBlock(let html): htmlLines(html)
        case .table(let alignments): table(block, alignments, width)
        case .custom(_, _, _), .document, .item: lines(block.children, width: width)
        default: Paragraph([block], style: style).lines(width: width)
        }
    }

    /// Words, and displayed formulas on lines of their own.
    private func paragraph(_ nodes: [Node], _ width: Int) -> [String] {
        var lines: [String] = []
        var words: [Node] = []
        for node in nodes {
            guard let formula = node.formula, formula.placement == .display else {
                words.append(node)
                continue
            }
            lines += Paragraph(words, style: style).lines(width: width)
            words = []
            let room = width - 4
            let formulaLines =
                style.isPlain ? formula.asciiLines(fitting: room) : formula.lines(fitting: room)
            if !lines.isEmpty { lines.append("") }
            lines += formulaLines.map { $0.isEmpty ? "" : "    \($0)" }
        }
        let rest = Paragraph(words, style: style).lines(width: width)
        if !lines.isEmpty, !rest.isEmpty { lines.append("") }
        return lines + rest
    }

    private func heading(_ block: Node, _ level: Int, _ width: Int) -> [String] {
        let paragraph = Paragraph(
            [Node(.text(style.isPlain ? block.plainText : block.readableText))], style: style)
        let text = paragraph.lines(width: width)
        let painted = text.map { style.paint($0, level == 1 ? .title : .heading) }
        let length = min(width, paragraph.columns)
        return switch level {
        case 1: painted + [style.paint(String(repeating: style.doubleRule, count: length), .title)]
        case 2: painted + [style.paint(String(repeating: style.rule, count: length), .heading)]
        default: painted
        }
    }

    private func items(of block: Node, _ list: Node.ListStyle, _ width: Int) -> [String] {
        let marks = block.children.indices.map { index in
            list.start.map { "\($0 + index)\(list.hasParentheses ? ")" : ".") " } ?? "\(style.bullet) "
        }
        let indent = marks.map(\.count).max() ?? 2
        return block.children.indices.flatMap { index -> [String] in
            let content = lines(block.children[index].children, width: width - indent, isTight: list.isTight)
            let blank = String(repeating: " ", count: indent)
            let mark =
                String(repeating: " ", count: indent - marks[index].count) + style.paint(marks[index], .dim)
            guard let first = content.first else { return [mark] }
            return [mark + first] + content.dropFirst().map { $0.isEmpty ? "" : blank + $0 }
        }.droppingLastBlank
    }

    /// Folds and other HTML that frames Markdown: the words of a summary are kept, tags are not.
    private func htmlLines(_ html: String) -> [String] {
        var text = ""
        var isTag = false
        for character in html {
            if character == "<" {
                isTag = true
            } else if character == ">" {
                isTag = false
            } else if !isTag {
                text.append(character)
            }
        }
        let words = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        guard !words.isEmpty else { return [] }
        return [style.paint(html.contains("<summary") ? "\(style.fold) \(words)" : words, .strong)]
    }

    private func table(_ block: Node, _ alignments: [Node.Alignment], _ width: Int) -> [String] {
        let cells = block.children.map { row in row.children.map { Paragraph($0.children, style: style) } }
        var widths = alignments.indices.map { column in
            cells.map { $0.indices.contains(column) ? $0[column].columns : 0 }.max() ?? 0
        }
        let words = alignments.indices.map { column in
            cells.map { $0.indices.contains(column) ? $0[column].widestWord : 0 }.max() ?? 0
        }
        // A table that is too wide narrows the widest columns first, down to their longest words.
        let available = max(width - 2 * (widths.count - 1), widths.count * 4)
        while widths.reduce(0, +) > available,
            let widest = widths.indices.filter({ widths[$0] > max(4, words[$0]) }).max(by: {
                widths[$0] < widths[$1]
            })
        {
            widths[widest] -= 1
        }
        var lines: [String] = []
        for (index, row) in cells.enumerated() {
            let columns = row.indices.map { row[$0].lines(width: widths[$0]) }
            for line in 0..<max(1, columns.map(\.count).max() ?? 1) {
                let pieces = columns.indices.map { column in
                    let text = columns[column].indices.contains(line) ? columns[column][line] : ""
                    return padded(
                        index == 0 ? style.paint(text, .strong) : text, to: widths[column], alignments[column]
                    )
                }
                lines.append(pieces.joined(separator: "  ").trimmingBlanks)
            }
            if index == 0 {
                let rules = widths.map { String(repeating: style.rule, count: $0) }
                lines.append(style.paint(rules.joined(separator: "  "), .dim))
            }
        }
        return lines
    }

    private func padded(_ text: String, to width: Int, _ alignment: Node.Alignment) -> String {
        let missing = max(0, width - columns(of: text.withoutInk))
        let left = alignment == .right ? missing : alignment == .center ? missing / 2 : 0
        return String(repeating: " ", count: left) + text + String(repeating: " ", count: missing - left)
    }

    private func prefixed(_ lines: [String], _ prefix: String) -> [String] {
        lines.droppingLastBlank.map { prefix + $0 }
    }
}

extension [String] {
    var droppingLastBlank: [String] { last?.isEmpty == true ? Array(dropLast()) : self }
}

extension String {
    fileprivate var trimmingBlanks: String { String(Substring(self).trimmingTrailingBlanks) }

    /// The text without the terminal's colour codes.
    var withoutInk: String {
        var text = ""
        var isCode = false
        for scalar in unicodeScalars {
            if scalar == "\u{1B}" {
                isCode = true
            } else if !isCode {
                text.unicodeScalars.append(scalar)
            } else if scalar == "m" {
                isCode = false
            }
        }
        return text
    }
}
