// An explanation for the terminal: numbers and equals signs stand below one another, long sums are wrapped.

extension Explanation {
    /// The steps as lines of at most `width` columns, unless a single number is longer.
    ///
    ///      1. net₅ = 1·(−1) + 0·(−1) + 1·1.5 = 0.5
    ///      2.   y₅ = step(0.5) = 1
    public func text(width: Int) -> String {
        text(width: width, titles: { $0 }, symbol: \.symbol.text, line: \.text)
    }

    /// The same in ASCII, but for letters in names that the caller chose.
    ///
    ///      1. net5 = 1*(-1) + 0*(-1) + 1*1.5 = 0.5
    ///      2.   y5 = step(0.5) = 1
    public func plainText(width: Int) -> String {
        text(width: width, titles: asciiText, symbol: \.symbol.plainText, line: \.plainText)
    }

    private func text(
        width: Int, titles: (String) -> String, symbol: (Step) -> String, line: (Step) -> String
    ) -> String {
        let numberWidth = "\(steps.count)".count
        var (number, lines) = (0, [titles(title)])
        for section in sections {
            lines += ["", titles(section.title)]
            let symbolWidth = section.steps.map { symbol($0).count }.max() ?? 0
            for step in section.steps {
                number += 1
                let name = symbol(step)
                let before = padding("\(number)", numberWidth) + "\(number). " + padding(name, symbolWidth)
                let indent = before.count + name.count
                let pieces = line(step).dropFirst(name.count + 1).split(separator: " ").map(String.init)
                lines += wrapped(pieces, behind: before + name, indent: indent + 3, width: width)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Puts the pieces into lines, breaking before signs.
    private func wrapped(_ pieces: [String], behind start: String, indent: Int, width: Int) -> [String] {
        var (lines, line) = ([String](), start)
        for group in groups(of: pieces) {
            if line.count + 1 + group.count > width, line.count > indent {
                lines.append(line)
                let isResult = ["=", "≈", "~"].contains(group.prefix { $0 != " " })
                line = String(repeating: " ", count: max(0, isResult ? indent - 2 : indent)) + group
            } else {
                line += " " + group
            }
        }
        return lines + [line]
    }

    /// A sign and what follows it, which a line break must not part.
    private func groups(of pieces: [String]) -> [String] {
        let signs: Set<String> = ["=", "≈", "~", "+", "−", "-", "/"]
        var groups: [String] = []
        for piece in pieces {
            if let last = groups.last, signs.contains(last) {
                groups[groups.count - 1] = last + " " + piece
            } else {
                groups.append(piece)
            }
        }
        return groups
    }

    private func padding(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count))
    }
}
