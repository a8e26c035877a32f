// A formula as text for a terminal.

extension Formula {
    /// The formula on one line, for running text.
    ///
    ///     try Formula(#"\sum_{i=1}^n x_i^2"#).line       // "∑ᵢ₌₁ⁿ xᵢ²"
    ///     try Formula(#"\frac{a+b}{c} e^{x_q}"#).line    // "(a+b)/c e^(x_q)"
    public var line: String {
        let writer = TextWriter(isFlat: true)
        let line = writer.row(terms, TextWriter.Context(style: style, isTight: false)).line
        return tag.map { "\(line)  \(writer.row($0, .init(style: .text, isTight: false)).line)" } ?? line
    }

    /// The formula as a terminal shows it on lines of its own: fractions with a bar, matrices with their
    /// brackets, limits above and below. No line ends with blanks.
    ///
    ///     try Formula(#"y = \frac{a}{b}"#, .display).lines.joined(separator: "\n")
    ///     //      a
    ///     // y = ───
    ///     //      b
    public var lines: [String] { lines(fitting: .max) }

    /// The formula on lines of its own, broken before relations and before operators that join two terms
    /// where it is wider than a terminal. What cannot be broken, as a matrix, stays wide.
    public func lines(fitting columns: Int) -> [String] {
        let writer = TextWriter(isFlat: false)
        let tagBlock = tag.map {
            Block.beside([Block("    "), writer.row($0, .init(style: .text, isTight: false))])
        }
        let room = columns - (tagBlock?.width ?? 0)
        var blocks = writer.broken(terms, .init(style: style, isTight: false), columns: room)
        if let tagBlock { blocks[0] = .beside([blocks[0], tagBlock]) }
        let parting = blocks.contains { $0.height > 1 } ? [""] : []
        return Array(blocks.map { $0.rows.map(\.withoutTrailingBlanks) }.joined(separator: parting))
    }
}

extension Formula {
    /// The formula on lines of its own without anything above or below a line, for where ``lines(fitting:)`` cannot be
    /// drawn: aligned rows stand on a line each, and what is wider than a terminal is broken likewise.
    public func flatLines(fitting columns: Int) -> [String] {
        let writer = TextWriter(isFlat: true)
        let context = TextWriter.Context(style: style, isTight: false)
        let rows = terms.alignedRows ?? [terms]
        var lines = rows.flatMap { writer.broken($0, context, columns: columns).flatMap(\.rows) }
        if let tag { lines[0] += "    \(writer.row(tag, context).line)" }
        return lines.map(\.withoutTrailingBlanks)
    }
}

extension [Term] {
    /// The rows of what is nothing but aligned or gathered rows. One that goes on from the row before is indented.
    fileprivate var alignedRows: [[Term]]? {
        guard count == 1, case .table(let table) = self[0] else { return nil }
        switch table.kind {
        case .aligned, .gathered: break
        default: return nil
        }
        return table.rows.map { row in
            let parts = row.cells.enumerated().map { column, cell -> [Term] in
                let isNextPair = column > 0 && column.isMultiple(of: 2)
                return isNextPair || column == 0 && cell.isEmpty ? [.space(36)] + cell : cell
            }
            return parts.flatMap { $0 } + (row.tag.map { [.space(36)] + $0 } ?? [])
        }
    }
}

extension TextWriter {
    /// A row broken so that no line is wider than so many columns, as far as there are places to break.
    /// Further lines begin under the first relation.
    fileprivate func broken(_ terms: [Term], _ context: Context, columns: Int) -> [Block] {
        let whole = row(terms, context)
        let parts = Self.breakable(terms)
        guard whole.width > columns, parts.count > 1 else { return [whole] }
        let isIndented = parts[1].first?.atomClass == .relation
        var indent = isIndented ? row(parts[0], context).width : 2
        if indent > columns / 2 { indent = 2 }
        var lines = [parts[0]]
        for part in parts.dropFirst() {
            let isFirst = lines.count == 1
            let longer = row(lines[lines.count - 1] + part, context, isContinued: !isFirst)
            if longer.width + (isFirst ? 0 : indent) <= columns {
                lines[lines.count - 1] += part
            } else {
                lines.append(part)
            }
        }
        let margin = Block(String(repeating: " ", count: indent))
        return lines.enumerated().map { index, line in
            index == 0
                ? row(line, context) : .beside([margin, row(line, context, isContinued: true)])
        }
    }

    /// The terms parted before each relation and each operator that joins two terms, outside of delimiters.
    private static func breakable(_ terms: [Term]) -> [[Term]] {
        var parts: [[Term]] = [[]]
        var depth = 0
        for (term, atomClass) in zip(terms, classes(terms, isContinued: false)) {
            switch atomClass {
            case .opening: depth += 1
            case .closing: depth = max(0, depth - 1)
            case .relation, .binary: if depth == 0, parts != [[]] { parts.append([]) }
            case .ordinary, .largeOperator, .punctuation, .inner: break
            }
            parts[parts.count - 1].append(term)
        }
        return parts
    }
}

extension String {
    fileprivate var withoutTrailingBlanks: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }
}
