// The tree of a formula.

/// A part of a formula.
indirect enum Term: Hashable, Sendable {
    /// A letter, or letters that make one name: `x`, `\mathrm{ReLU}`.
    case identifier(String, Font)
    case number(String, Font)
    case symbol(Symbol)
    /// A function's name: `\log`, `\max`, `\operatorname*{argmax}`.
    case function(String, LimitPlacement)
    case text(String, Font)
    /// A width in mathematical units, an em being eighteen; it may be negative.
    case space(Int)
    case group([Term])
    case fraction([Term], [Term], Fraction)
    case root([Term], index: [Term]?)
    case scripts(Term, sub: [Term]?, super: [Term]?, LimitPlacement)
    case accent(Accent, [Term])
    /// A brace over or under a term; its label is a script of it.
    case brace(Edge, [Term])
    /// `\overset`, `\underset`, `\stackrel`, `\xrightarrow`: small terms over and under a base.
    case stack(Term, over: [Term]?, under: [Term]?)
    case fenced(Symbol?, [Term], Symbol?)
    case table(Table)
    /// `\displaystyle` or `\textstyle` with all that follows it in its group.
    case styled(Style, [Term])

    var atomClass: AtomClass {
        switch self {
        case .symbol(let symbol): symbol.atomClass
        case .function: .largeOperator
        case .fraction, .fenced: .inner
        case .scripts(let base, _, _, _), .stack(let base, _, _): base.atomClass
        case .identifier, .number, .text, .space, .group, .root, .accent, .brace, .table, .styled: .ordinary
        }
    }

    /// The term that scripts, if there are any, are set on.
    var nucleus: Term {
        switch self {
        case .scripts(let base, _, _, _), .stack(let base, _, _): base.nucleus
        default: self
        }
    }

    var isSpace: Bool {
        if case .space = self { true } else { false }
    }
}

/// How large a formula's parts are set: TeX's styles, the two script sizes taken as one.
enum Style: Hashable, Sendable {
    case display, text, script

    /// The style of a numerator or denominator in a fraction of this style.
    var ofFractionParts: Style { self == .display ? .text : .script }
}

/// Where an operator has its limits.
enum LimitPlacement: Hashable, Sendable {
    /// Beside the operator, as for an integral.
    case beside
    /// Above and below in displayed formulas, beside in running text, as for a sum.
    case byStyle
    case aboveAndBelow
}

enum Edge: Hashable, Sendable { case above, below }

/// An operator, a relation, a delimiter, a mark of punctuation.
struct Symbol: Hashable, Sendable {
    enum Size: Hashable, Sendable {
        case natural
        /// As tall as what stands beside it: `\left`, `\middle`, `\right`.
        case stretched
        /// `\big` is 1, `\Bigg` 4.
        case big(Int)
    }

    var text: String
    var atomClass: AtomClass
    var size = Size.natural
    var limits = LimitPlacement.beside
}

/// What distinguishes one kind of fraction from another.
struct Fraction: Hashable, Sendable {
    /// The style it is set in whatever stands around it: `\dfrac`, `\tfrac`.
    var style: Style?
    var hasBar = true
}

struct Accent: Hashable, Sendable {
    var edge = Edge.above
    /// The mark as an operator of its own.
    var mark: String
    /// The mark to put after a letter.
    var combining: String
    /// Whether the mark grows to the width of what it stands on.
    var isStretchy: Bool
    /// The mark's name in running text, for terms of more than a letter: `hat(ab)`.
    var name: String
}

/// Terms in rows and columns.
struct Table: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case matrix, smallMatrix, cases, substack
        /// Right and left columns in turn, displayed; the flag says whether it takes the width of the page.
        case aligned(isFullWidth: Bool)
        /// Rows centred under each other, displayed.
        case gathered(isFullWidth: Bool)
        case array([Alignment])
    }

    enum Alignment: Hashable, Sendable { case left, center, right }

    struct Row: Hashable, Sendable {
        var cells: [[Term]]
        var tag: [Term]?
    }

    var kind: Kind
    var rows: [Row]

    var columnCount: Int { rows.map(\.cells.count).max() ?? 0 }

    func alignment(ofColumn column: Int) -> Alignment {
        switch kind {
        case .matrix, .smallMatrix, .substack, .gathered: .center
        case .cases: .left
        case .aligned: column.isMultiple(of: 2) ? .right : .left
        case .array(let alignments): column < alignments.count ? alignments[column] : .center
        }
    }

    /// The style of the cells.
    var style: Style {
        switch kind {
        case .aligned, .gathered: .display
        case .matrix, .cases, .array: .text
        case .smallMatrix, .substack: .script
        }
    }
}
