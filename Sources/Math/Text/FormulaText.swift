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

    /// The formula as a terminal shows it on lines of its own: fractions with a bar, matrices with their brackets,
    /// limits above and below. No line ends with blanks.
    ///
    ///     try Formula(#"y = \frac{a}{b}"#, .display).lines.joined(separator: "\n")
    ///     //      a
    ///     // y = ───
    ///     //      b
    public var lines: [String] {
        let writer = TextWriter(isFlat: false)
        var block = writer.row(terms, TextWriter.Context(style: style, isTight: false))
        if let tag {
            block = .beside([block, Block("    "), writer.row(tag, .init(style: .text, isTight: false))])
        }
        return block.rows.map { row in
            String(row[..<(row.lastIndex { $0 != " " }.map(row.index(after:)) ?? row.startIndex)])
        }
    }
}
