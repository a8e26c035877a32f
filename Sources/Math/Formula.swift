// A formula in TeX's notation: read once, written as MathML for pages and as text for terminals.

/// A formula of a lesson.
///
///     let formula = try Formula(#"\sigma(x) = \frac{1}{1 + e^{-x}}"#)
///     formula.line  // "σ(x) = 1/(1+e⁻ˣ)"
public struct Formula: Hashable, Sendable {
    /// Where a formula stands.
    public enum Placement: Hashable, Sendable {
        /// Within a line: `$…$`.
        case inline
        /// On lines of its own: `$$…$$`.
        case display
    }

    /// The TeX source as it was given, without the dollar signs.
    public let source: String
    public let placement: Placement
    let terms: [Term]
    /// What `\tag` put beside a displayed formula.
    let tag: [Term]?

    /// Reads a formula.
    ///
    /// - Throws: A `MathError` that says what is wrong and where.
    public init(_ source: String, _ placement: Placement = .inline) throws(MathError) {
        var parser = Parser(source, placement)
        (terms, tag) = try parser.formula()
        self.source = source
        self.placement = placement
    }

    /// The style that the formula begins in.
    var style: Style { placement == .display ? .display : .text }
}
