// A unit of a network: a circle with its activation or its name, in a terminal the same in parentheses.

struct UnitGlyph {
    var name: String
    var activation: Double?
    let surface: Surface

    static let radius = 21.0

    /// What stands in the circle.
    var text: String {
        if let activation { return activation.isFinite ? UnitGlyph.short(activation) : label(activation) }
        return name
    }

    /// At most five characters, as the circle has room for, where a number can be written so.
    private static func short(_ x: Double) -> String {
        let two = fixedNumber(x, decimals: 2)
        if two.count <= 5 { return typeset(two) }
        let short = shortNumber(x, digits: 2)
        return typeset(short.count <= 6 ? short : fixedNumber(x, decimals: 0))
    }

    /// Half the width, where edges to the sides begin.
    var reach: Double {
        surface.isTerminal
            ? (max(8, surface.width(text)) + 16) / 2
            : max(UnitGlyph.radius, surface.width(text, .small) / 2 + (activation == nil ? 5 : 3.5))
    }

    func draw(at centre: Point, on drawing: inout Drawing) {
        guard !surface.isTerminal else {
            drawing.text("(\(text.isEmpty ? " " : text))", centre, .middle, role: .number)
            return
        }
        let stroke = Stroke(.ink, width: 1.5)
        let share = activation.map { $0.isFinite ? min(abs($0), 1) : 0 } ?? 0
        let tint = Fill(.quiet, opacity: 0.3 * share)
        if reach > UnitGlyph.radius {
            let box = Rectangle(centre: centre, width: 2 * reach, height: 2 * UnitGlyph.radius)
            drawing.rectangle(box, corner: UnitGlyph.radius, fill: Fill(.paper))
            drawing.rectangle(box, corner: UnitGlyph.radius, fill: tint, stroke: stroke)
        } else {
            drawing.circle(centre, radius: UnitGlyph.radius, fill: Fill(.paper))
            drawing.circle(centre, radius: UnitGlyph.radius, fill: tint, stroke: stroke)
        }
        drawing.text(text, centre, .middle, role: .small)
    }
}
