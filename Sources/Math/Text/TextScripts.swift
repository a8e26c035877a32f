// Sub- and superscripts, limits, and what stands over or under a term, as text.

extension TextWriter {
    func scripts(
        _ base: Term, _ sub: [Term]?, _ superscript: [Term]?, _ placement: LimitPlacement, _ context: Context
    ) -> Block {
        if case .brace(let edge, let body) = base {
            return brace(edge, body, label: edge == .above ? superscript : sub, context)
        }
        if !isFlat, placement.isStacked(in: context.style) {
            return stacked(block(base, context), over: superscript, under: sub, context)
        }
        return beside(base, sub, superscript, context)
    }

    // MARK: - Scripts beside

    /// A script as text: raised or lowered letters, or plain ones to be set apart by a sign.
    private struct Script {
        var plain: String
        var small: String?

        /// The script after a sign, for where Unicode lacks a letter: `^x`, `_max`, `^(a/b)`.
        func marked(_ sign: String) -> String {
            sign + (isWord || plain.count == 1 || plain.isOneGroup ? plain : "(\(plain))")
        }

        /// Whether the script is letters and digits, none of them raised or lowered.
        var isWord: Bool {
            plain.unicodeScalars.allSatisfy {
                switch $0.properties.generalCategory {
                case .uppercaseLetter, .lowercaseLetter, .otherLetter, .decimalNumber: true
                default: false
                }
            }
        }
    }

    private func script(_ terms: [Term], _ map: (String) -> String?) -> Script {
        let plain = TextWriter(isFlat: true).row(terms, .script).line
        return Script(plain: plain, small: map(plain))
    }

    private func beside(_ base: Term, _ sub: [Term]?, _ superscript: [Term]?, _ context: Context) -> Block {
        let lower = sub.map { script($0, UnicodeScripts.lowered) }
        let upper = superscript.map { script($0, UnicodeScripts.raised) }
        var inside = block(base, context)
        if needsParentheses(base, inside) {
            inside = .beside([
                TallDelimiter.block("(", like: inside), inside, TallDelimiter.block(")", like: inside),
            ])
        }
        if inside.height > 1 { return onCorners(inside, lower, upper) }
        var line = inside.line + (lower?.small ?? "")
        var raised = upper.flatMap { $0.small == nil ? $0 : nil }
        var lowered = lower.flatMap { $0.small == nil ? $0 : nil }
        if let script = lowered, isFlat || script.isWord || context.style == .script {
            // After a word, a raised letter would seem to belong to it: g²_max.
            line +=
                script.isWord
                ? (upper?.small ?? "") + script.marked("_") : script.marked("_") + (upper?.small ?? "")
            lowered = nil
        } else {
            line += upper?.small ?? ""
        }
        if let script = raised, isFlat || context.style == .script {
            line += script.marked("^")
            raised = nil
        }
        guard raised != nil || lowered != nil else { return Block(line) }
        return onCorners(Block(line), lowered, raised, isOutside: true)
    }

    /// Scripts at the corners of a block, on its first and last row, or on rows of their own above and below.
    private func onCorners(_ base: Block, _ lower: Script?, _ upper: Script?, isOutside: Bool = false)
        -> Block
    {
        let above = upper.map { isOutside || $0.small == nil ? 1 : 0 } ?? 0
        let below = lower.map { isOutside || $0.small == nil ? 1 : 0 } ?? 0
        var rows = base.with(above: above, below: below).rows
        if let upper { rows[0] += upper.small.flatMap { isOutside ? nil : $0 } ?? upper.plain }
        if let lower { rows[rows.count - 1] += lower.small.flatMap { isOutside ? nil : $0 } ?? lower.plain }
        return Block(rows: rows, baseline: base.baseline + above)
    }

    /// Whether a script after the term would seem to belong to its last part only.
    private func needsParentheses(_ base: Term, _ block: Block) -> Bool {
        switch base {
        case .fraction: isFlat || block.height > 1
        case .group(let terms): terms.count > 1 || terms.count == 1 && needsParentheses(terms[0], block)
        case .root, .scripts: true
        default: false
        }
    }

    // MARK: - Over and under

    private func stacked(_ base: Block, over: [Term]?, under: [Term]?, _ context: Context) -> Block {
        let above = over.map { [row($0, .script)] } ?? []
        let below = under.map { [row($0, .script)] } ?? []
        return .stacked(above + [base] + below, base: above.count)
    }

    func stack(_ base: Term, _ over: [Term]?, _ under: [Term]?, _ context: Context) -> Block {
        if case .symbol(let symbol) = base, symbol.size == .stretched {
            return arrow(symbol.text, over, under)
        }
        if !isFlat, context.style != .script {
            return stacked(block(base, context), over: over, under: under, context)
        }
        if base == .symbol(Symbol(text: "=", atomClass: .relation)), under == nil,
            over == [.text("def", .upright)]
        {
            return Block("≝")
        }
        return beside(base, under, over, context)
    }

    /// An arrow with its label in it: `─f→`.
    private func arrow(_ head: String, _ over: [Term]?, _ under: [Term]?) -> Block {
        let flat = TextWriter(isFlat: true)
        let label = [over, under].compactMap { $0.map { flat.row($0, .script).line } }.filter { !$0.isEmpty }
            .joined(separator: "; ")
        return Block(head == "←" ? "←\(label)─" : "─\(label)→")
    }

    /// A brace over or under terms with what it says of them: on one line, `w x [weighted]`.
    func brace(_ edge: Edge, _ body: [Term], label: [Term]?, _ context: Context) -> Block {
        let inside = row(body, context)
        if isFlat || context.style == .script {
            guard let label else { return inside }
            return Block("\(inside.line) [\(row(label, .script).line)]")
        }
        let brace = Block(Self.brace(edge, width: inside.width))
        let labels = label.map { [row($0, .script)] } ?? []
        return edge == .above
            ? .stacked(labels + [brace, inside], base: labels.count + 1)
            : .stacked([inside, brace] + labels, base: 0)
    }

    private static func brace(_ edge: Edge, width: Int) -> String {
        guard width >= 3 else { return edge == .above ? "⏞" : "⏟" }
        let left = String(repeating: "─", count: (width - 3) / 2 + (width - 3) % 2)
        let right = String(repeating: "─", count: (width - 3) / 2)
        return edge == .above ? "╭\(left)┴\(right)╮" : "╰\(left)┬\(right)╯"
    }
}

extension String {
    /// Whether the text is one pair of parentheses with what is between them.
    fileprivate var isOneGroup: Bool {
        guard first == "(", last == ")" else { return false }
        var depth = 0
        for (index, character) in enumerated() {
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            if depth == 0, index < count - 1 { return false }
        }
        return true
    }
}
