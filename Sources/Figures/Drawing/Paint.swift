// Colours by what they mean. A page gives them their values, so that light and dark both work.

/// What a mark is painted with.
public enum Paint: Equatable, Sendable {
    /// The colour of text.
    case ink
    /// Axes and lesser text.
    case quiet
    /// Grid lines and frames, which nobody needs to see.
    case faint
    /// The background.
    case paper
    /// Filled areas behind marks.
    case panel
    /// The marks of one series, counted from 0.
    case series(Int)
    /// Weights and numbers above 0.
    case positive
    /// Weights and numbers below 0.
    case negative
    /// A value from 0 to 1 by a ramp of colours.
    case ramp(Ramp, Double)
}

/// A line's look; the dash tells lines apart where colour cannot.
public struct Stroke: Equatable, Sendable {
    /// Whether and how a line is broken.
    public enum Dash: Int, Equatable, Sendable, CaseIterable {
        /// Not at all.
        case solid
        /// In strokes, with shorter gaps: negative weights, and the second series.
        case dashed
        /// In dots.
        case dotted
        /// In strokes and dots by turns.
        case dashDot
        /// In long strokes.
        case longDash
        /// In short strokes, far apart.
        case sparse

        /// Lengths of dash and gap in turn.
        var lengths: [Double] {
            switch self {
            case .solid: []
            case .dashed: [6, 4]
            case .dotted: [2, 3]
            case .dashDot: [8, 3, 2, 3]
            case .longDash: [12, 4]
            case .sparse: [3, 7]
            }
        }
    }

    /// The colour.
    public var paint: Paint
    /// How thick the line is; 1 unless said otherwise.
    public var width: Double
    /// How the line is broken; solid unless said otherwise.
    public var dash: Dash
    /// From 0, which is not seen, to 1, the default.
    public var opacity: Double

    /// A line of this look.
    public init(_ paint: Paint, width: Double = 1, dash: Dash = .solid, opacity: Double = 1) {
        (self.paint, self.width, self.dash, self.opacity) = (paint, width, dash, opacity)
    }

    /// The line of a series: colour and dash change together.
    static func series(_ index: Int, width: Double = 2) -> Stroke {
        let dashes = Dash.allCases
        return Stroke(.series(index), width: width, dash: dashes[index % dashes.count])
    }
}

/// The shapes of points, so that colour is never the only sign.
public enum Marker: Int, Equatable, Sendable, CaseIterable {
    /// A disc: the first series.
    case circle
    /// A square on its side: the second.
    case square
    /// A triangle, its tip up: the third.
    case triangle
    /// A square on its tip: the fourth.
    case diamond
    /// Two strokes aslant: the fifth.
    case cross
    /// Two strokes, upright and level: the sixth. A seventh series begins again.
    case plus

    static func series(_ index: Int) -> Marker { allCases[index % allCases.count] }
}
