// What every figure can do: be drawn for a page, be drawn for a terminal, and say itself in a sentence.

/// A picture of numbers, as a value.
///
/// The same drawing serves page and terminal: a figure lays itself out on a ``Surface``, and a writer turns the
/// drawing into SVG or characters. The ``summary`` is for screen readers, and is what a recorded lesson compares.
public protocol Figure: Sendable {
    /// What is shown, in a few words.
    var title: String { get }
    /// The figure in one sentence, without a full stop: `Training error, 60 points: falls from 0.496 to 0.00351`.
    var summary: String { get }
    /// The numbers that are drawn, for the closed table below the picture.
    var data: DataTable { get }
    /// The figure laid out on a surface, at most as wide as that, with its title in one line.
    func layout(on surface: Surface) -> Drawing
    /// The figure as a page has it. A name unique on the page keeps apart what is in it.
    func pageHTML(id: String) -> String
}

extension Figure {
    /// The figure as it is drawn on a surface.
    public func drawing(on surface: Surface) -> Drawing { layout(on: surface).wrappingTitle(on: surface) }

    /// The figure as an SVG element.
    ///
    /// - Parameters:
    ///   - width: the most units it may take; text is 13 units high, so that at 340 it suits a telephone.
    ///   - id: a name unique on the page, for the title and the description; without it they have none.
    public func svg(width: Double = 640, id: String? = nil) -> String {
        svg(of: drawing(on: .page(width: width)), id: id, class: "figure")
    }

    /// The figure for a page that is read on wide and narrow screens: one picture, or two of which the page's style
    /// (``Palette/stylesheet``) shows the one that fits.
    public func pageSVG(id: String) -> String {
        let wide = drawing(on: .page(width: Surface.wide))
        let narrow = drawing(on: .page(width: Surface.narrow))
        if wide.size.width <= Surface.narrow || wide == narrow {
            return svg(of: wide, id: id, class: "figure")
        }
        return svg(of: wide, id: id + "-wide", class: "figure wide") + "\n"
            + svg(of: narrow, id: id + "-narrow", class: "figure narrow")
    }

    /// Its picture; figures that can do more have more to show.
    public func pageHTML(id: String) -> String { pageSVG(id: id) }

    /// The figure in characters, ending without a line break.
    ///
    /// - Parameters:
    ///   - width: the columns of the window.
    ///   - height: the rows that the figure may take, where it can choose.
    public func text(width: Int = 80, height: Int? = nil, style: TextStyle = TextStyle()) -> String {
        let surface = Surface.terminal(columns: max(20, width), rows: height, style: style)
        return TerminalWriter(style: style).text(of: drawing(on: surface))
    }

    private func svg(of drawing: Drawing, id: String?, class name: String) -> String {
        SVGWriter().svg(of: drawing, title: title, description: summary, id: id, class: name)
    }
}
