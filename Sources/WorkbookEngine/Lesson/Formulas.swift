// Formulas of a lesson: checked when it is read, and as text in the terminal.

import Markdown
import Math

extension Node {
    /// The formula that the node is. Nil for TeX that cannot be read, which a lesson does not have.
    var formula: Formula? {
        guard case .formula(let source, let isDisplay) = kind else { return nil }
        return try? Formula(source, isDisplay ? .display : .inline)
    }

    /// The text without any markup, with formulas as a terminal shows them in a line.
    var readableText: String {
        mapped { node in node.formula.map { Node(.text($0.line), range: node.range) } ?? node }.plainText
    }

    /// Whether a formula can be in the tree, which was read as CommonMark.
    var hasDollar: Bool {
        if case .text(let text) = kind {
            text.utf8.contains(UInt8(ascii: "$"))
        } else {
            children.contains(where: \.hasDollar)
        }
    }

    /// One line of Markdown: a heading's line holds inlines and nothing else.
    init(line text: String) {
        let heading = Node(markdown: "# \(text) #")
        self.init(.document, heading.children.first?.children ?? [])
    }

    /// What is wrong with the formulas of the tree, and where in the text that has these lines.
    func formulaFaults(in lines: [Substring]) -> [(place: SourceLocation, message: String)] {
        var faults: [(SourceLocation, String)] = []
        walk { node in
            if let place = node.openFormula(in: lines) {
                let advice = "write $$ behind it, before the next empty line, or \\$\\$ for two dollars"
                faults.append((place, "the formula that begins here has no end: \(advice)"))
            }
            guard case .formula(let source, let isDisplay) = node.kind, let start = node.range?.start else {
                return
            }
            do throws(MathError) {
                _ = try Formula(source, isDisplay ? .display : .inline)
            } catch {
                let place = place(of: error.offset, in: source, startingAt: start, isDisplay, lines)
                faults.append((place, error.message))
            }
        }
        return faults
    }

    /// Where the text begins, if it does so with the two dollars of a displayed formula that nothing closes.
    private func openFormula(in lines: [Substring]) -> SourceLocation? {
        guard case .text(let text) = kind, text.hasPrefix("$$"), let place = range?.start,
            lines.indices.contains(place.line - 1)
        else { return nil }
        // With backslashes they are dollars.
        return lines[place.line - 1].utf8.dropFirst(place.column - 1).starts(with: "$$".utf8) ? place : nil
    }

    /// Where a byte of a formula stands. Lines of quotes have marks before the formula's own text.
    private func place(
        of offset: Int, in source: String, startingAt start: SourceLocation, _ isDisplay: Bool,
        _ lines: [Substring]
    ) -> SourceLocation {
        let before = source.utf8.prefix(offset)
        let number = before.count { $0 == UInt8(ascii: "\n") }
        guard number > 0 else {
            return SourceLocation(line: start.line, column: start.column + (isDisplay ? 2 : 1) + offset)
        }
        let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
        let content = source.split(separator: "\n", omittingEmptySubsequences: false)[number]
        let line = start.line + number
        guard lines.indices.contains(line - 1), let found = lines[line - 1].firstRange(of: content) else {
            return SourceLocation(line: line, column: column + 1)
        }
        let margin = lines[line - 1].utf8.distance(from: lines[line - 1].startIndex, to: found.lowerBound)
        return SourceLocation(line: line, column: margin + column + 1)
    }
}

extension FrontMatter {
    /// The question as a terminal shows it: without markup.
    public var readableQuestion: String? { question.map { Node(line: $0).readableText } }

    /// What is wrong with the formulas of the question and the lists, and where in these lines of YAML.
    func formulaFaults(in lines: [Substring]) -> [(place: SourceLocation, message: String)] {
        let texts = [question].compactMap(\.self) + goals + needs + sources
        return texts.filter { $0.contains("$") }.flatMap { text in
            Node(line: text).formulaFaults(in: []).map { place, message in
                // The line may be quoted: it is looked for by what stands around the fault.
                let offset = place.column - "# ".utf8.count - 1
                for (number, line) in lines.enumerated() {
                    guard let found = line.firstRange(of: text) else { continue }
                    let margin = line.utf8.distance(from: line.startIndex, to: found.lowerBound)
                    return (SourceLocation(line: number + 1, column: margin + offset + 1), message)
                }
                return (.start, "\(message), in \"\(text)\"")
            }
        }
    }
}
