// Formulas on pages: MathML that breaks where TeX breaks a formula, and nowhere else.

import Markdown
import Math

extension Node {
    /// The tree with each formula as MathML.
    ///
    /// A displayed one stands in a box that scrolls where it is too wide. One in a line keeps the signs beside it, as
    /// the parentheses of `($x$),`, on its line.
    public func withMathML() -> Node {
        mapped { node in
            guard node.children.contains(where: \.isFormula) else { return node }
            return Node(node.kind, Self.settingFormulas(in: node.children), range: node.range)
        }
    }

    private var isFormula: Bool { if case .formula = kind { true } else { false } }

    private static func settingFormulas(in nodes: [Node]) -> [Node] {
        var result: [Node] = []
        var rest = nodes[...]
        while let node = rest.popFirst() {
            guard let formula = node.formula else {
                result.append(node)
                continue
            }
            if formula.placement == .display {
                result.append(.inlineHTML(formula.box))
                continue
            }
            var (before, after) = ("", "")
            if case .text(let text) = result.last?.kind {
                before = text.attachedAtEnd
                result[result.count - 1].kind = .text(String(text.dropLast(before.count)))
            }
            if case .text(let text) = rest.first?.kind {
                after = text.attachedAtStart
                rest[rest.startIndex].kind = .text(String(text.dropFirst(after.count)))
            }
            result.append(.inlineHTML(formula.html(between: before, and: after)))
        }
        return result
    }

    private static func inlineHTML(_ html: String) -> Node {
        Node(.custom(before: html, after: "", isBlock: false))
    }
}

extension Formula {
    /// A displayed formula.
    fileprivate var box: String {
        "<span class=\"formula\" role=\"group\" aria-label=\"Formula\" tabindex=\"0\">\(mathMLInLines)</span>"
    }

    /// A formula in running text with the text that must stay on a line with its beginning and its end.
    fileprivate func html(between before: String, and after: String) -> String {
        var parts = mathMLInText
        let last = parts.count - 1
        func glued(_ text: String) -> String { "<span class=\"glued\">\(text)</span>" }
        if last == 0 {
            if !before.isEmpty || !after.isEmpty {
                parts[0] = glued(before.escapedForHTML + parts[0] + after.escapedForHTML)
            }
        } else {
            if !before.isEmpty { parts[0] = glued(before.escapedForHTML + parts[0]) }
            if !after.isEmpty { parts[last] = glued(parts[last] + after.escapedForHTML) }
        }
        return parts.joined(separator: "<wbr>")
    }
}

extension String {
    /// What stands at the end without a blank or a dash, at which a line may break.
    fileprivate var attachedAtEnd: String {
        String(reversed().prefix { !$0.isWhitespace && !$0.isDash }.reversed())
    }

    /// What stands at the start up to a blank, or to a dash with it.
    fileprivate var attachedAtStart: String {
        let text = prefix { !$0.isWhitespace && !$0.isDash }
        return String(dropFirst(text.count).first?.isDash == true ? prefix(text.count + 1) : text)
    }
}

extension Character {
    fileprivate var isDash: Bool { "-–—".contains(self) }
}
