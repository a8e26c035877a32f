// How a weight looks as an edge: the width is its size, colour and dash its sign.

struct WeightScale {
    /// The size of the largest weight, which is drawn widest.
    let largest: Double
    /// Whether it is above zero, below, or both are as large.
    private let signs: (positive: Bool, negative: Bool)
    /// The looks that occur, with their names.
    let kinds: [(name: String, stroke: Stroke)]
    /// The width of the widest edge; many edges are drawn thinner.
    private let width: Double

    /// - Parameter edges: how many edges are drawn.
    init(_ weights: some Sequence<Double>, edges: Int = 0) {
        width = edges > 100 ? 2.5 : 5
        let largest = weights.lazy.filter { $0.isFinite }.map { abs($0) }.max() ?? 0
        self.largest = largest
        signs = (weights.contains { $0 == largest }, weights.contains { $0 == -largest })
        let looks: [(String, Stroke, (Double) -> Bool)] = [
            ("positive", Stroke(.positive, width: 3), { $0 >= 0 && $0.isFinite }),
            ("negative", Stroke(.negative, width: 3, dash: .dashed), { $0 < 0 && $0.isFinite }),
            ("no number", Stroke(.quiet, width: 1, dash: .dotted), { !$0.isFinite }),
        ]
        kinds = looks.filter { weights.contains(where: $0.2) }.map { ($0.0, $0.1) }
    }

    /// What the widest edges carry: `5.6`, `−5.6`, or `±5.6` where both are there.
    var widest: String {
        (signs.positive && signs.negative ? "±" : signs.negative ? "−" : "") + label(largest)
    }

    func stroke(_ weight: Double) -> Stroke {
        guard weight.isFinite else { return Stroke(.quiet, width: 1, dash: .dotted) }
        let share = largest > 0 ? abs(weight) / largest : 0
        let width = 0.75 + (width - 0.75) * share
        return weight < 0
            ? Stroke(.negative, width: width, dash: .dashed) : Stroke(.positive, width: width)
    }
}

/// What the edges mean, in a row below a network.
func drawWeightKey(_ scale: WeightScale, at top: Double, on surface: Surface, _ drawing: inout Drawing) {
    let y = top + surface.lineHeight / 2
    var x = 0.0
    for (name, stroke) in scale.kinds {
        drawing.path(Path([Point(x, y), Point(x + (surface.isTerminal ? 23 : 27), y)]), stroke: stroke)
        drawing.text(name, Point(x + 32, y), role: .small, paint: .quiet)
        x += 32 + surface.columns(surface.width(name, .small)) + 16
    }
    guard scale.largest > 0 else { return }
    let widest = "widest: \(scale.widest)"
    if !surface.isTerminal, x + surface.width(widest, .small) <= surface.width {
        drawing.text(widest, Point(x, y), role: .small, paint: .quiet)
    }
}
