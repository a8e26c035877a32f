// Folds in a terminal, which cannot open them when they are touched: their summaries stand for them, so that a question can
// be thought about, and the reader asks for the rest.

import Markdown

/// Follows a lesson's blocks in and out of its folds.
struct ClosedFolds {
    /// What opens the folds, told at the first of them.
    private var command: String?
    /// How many folds are open around the next block.
    private var depth = 0
    private let style: TerminalStyle

    init(openedBy command: String, style: TerminalStyle) { (self.command, self.style) = (command, style) }

    /// Those of the blocks that stand in no fold, and in the place of each fold its summary.
    mutating func outside(_ blocks: [Node]) -> [Node] {
        var shown: [Node] = []
        for block in blocks {
            guard case .htmlBlock(let html) = block.kind else {
                if depth == 0 { shown.append(block) }
                continue
            }
            if depth == 0 { shown.append(html.contains("<details") ? summary(of: html) : block) }
            depth = max(0, depth + html.ranges(of: "<details").count - html.ranges(of: "</details").count)
        }
        return shown
    }

    private mutating func summary(of html: String) -> Node {
        var line = [Node(.strong, [Node(.text("\(style.fold) \(html.wordsOfHTML)"))])]
        if let command {
            line += [Node(.text(" ("), []), Node(.code(command)), Node(.text(" opens what is folded)"))]
        }
        command = nil
        return Node(.paragraph, line)
    }
}

extension String {
    /// The words of HTML that frames Markdown, without its tags.
    var wordsOfHTML: String {
        var text = ""
        var isTag = false
        for character in self {
            if character == "<" {
                isTag = true
            } else if character == ">" {
                isTag = false
            } else if !isTag {
                text.append(character)
            }
        }
        return text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
}
