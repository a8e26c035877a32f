// How a weight looks as an edge: the width is its size, colour and dash its sign.

struct WeightScale {
    /// The size of the largest weight, which is drawn widest.
    let largest: Double
    /// Whether it is above zero, below, or both are as large.
    private let signs: (positive: Bool, negative: Bool)
    /// The looks that occur, with their names.
    private(set) var kinds: [(name: String, stroke: Stroke)]
    /// What the numbers are, in the plural.
    let quantity: String
    /// The width of the widest edge; many edges are drawn thinner.
    private let width: Double

    /// - Parameters:
    ///   - edges: how many edges are drawn.
    ///   - quantity: what the numbers are, in the plural.
    init(_ weights: some Sequence<Double>, edges: Int = 0, quantity: String = "weights") {
        width = edges > 100 ? 2.5 : 5
        self.quantity = quantity
        let finite = weights.filter(\.isFinite)
        let largest = finite.map { abs($0) }.max() ?? 0
        self.largest = largest
        signs = (finite.contains(largest), finite.contains(-largest))
        kinds = []
        if quantity != "weights", let smallest = finite.min(), smallest >= 0, largest > 0 {
            kinds = Set([smallest, largest]).sorted().map { (label($0), stroke($0)) }
        } else {
            if finite.contains(where: { $0 > 0 }) { kinds.append(("positive", Stroke(.positive, width: 3))) }
            if finite.contains(where: { $0 < 0 }) {
                kinds.append(("negative", Stroke(.negative, width: 3, dash: .dashed)))
            }
            if finite.contains(0) { kinds.append(("zero", stroke(0))) }
        }
        if weights.contains(where: { !$0.isFinite }) { kinds.append(("no number", stroke(.nan))) }
    }

    /// Whether the key explains signs, and not widths.
    var hasSigns: Bool { quantity == "weights" || kinds.contains { $0.name == "negative" } }

    /// What the widest edges carry: `5.6`, `−5.6`, or `±5.6` where both are there.
    var widest: String {
        (signs.positive && signs.negative ? "±" : signs.negative ? "−" : "") + label(largest)
    }

    func stroke(_ weight: Double) -> Stroke {
        guard weight.isFinite else { return Stroke(.quiet, width: 1.5, dash: .sparse) }
        // It carries nothing, in neither direction.
        if weight == 0 { return Stroke(.quiet, width: 0.75, dash: .dotted) }
        let share = largest > 0 ? abs(weight) / largest : 0
        let width = 0.75 + (width - 0.75) * share
        return weight < 0
            ? Stroke(.negative, width: width, dash: .dashed) : Stroke(.positive, width: width)
    }
}

/// What the edges mean, in a row below a network.
///
/// - Parameter leftOut: how many edges are not drawn, of weight 0 and weaker than those that are.
func drawWeightKey(
    _ scale: WeightScale, at top: Double, leftOut: (zero: Int, weak: Int) = (0, 0), on surface: Surface,
    _ drawing: inout Drawing
) {
    var y = top + surface.lineHeight / 2
    var x = 0.0
    func write(_ text: String) {
        guard x + surface.width(text, .small) <= surface.width else { return }
        drawing.text(text, Point(x, y), role: .small, paint: .quiet)
        x += surface.columns(surface.width(text, .small)) + 16
    }
    if surface.isTerminal, !scale.hasSigns, let first = scale.kinds.first, let last = scale.kinds.last {
        // A terminal's lines are all as wide.
        return write("\(scale.quantity): " + (scale.kinds.count > 1 ? "\(first.name) to " : "") + last.name)
    }
    if scale.quantity != "weights" { write(scale.quantity + ":") }
    for (name, stroke) in scale.kinds where !(name == "zero" && leftOut.zero > 0) {
        guard x + 32 + surface.width(name, .small) <= surface.width else { continue }
        drawing.path(Path([Point(x, y), Point(x + (surface.isTerminal ? 23 : 27), y)]), stroke: stroke)
        x += 32
        write(name)
    }
    if scale.hasSigns, scale.largest > 0, !surface.isTerminal { write("widest: \(scale.widest)") }
    let notDrawn = [(leftOut.zero, "of weight 0"), (leftOut.weak, "weaker")].filter { $0.0 > 0 }
    guard !notDrawn.isEmpty else { return }
    let note = "not drawn: " + listed(notDrawn.map { "\($0) \($1)" })
    if x + surface.width(note, .small) > surface.width {
        (x, y) = (0, y + surface.lineHeight)
        drawing.size.height += surface.lineHeight
    }
    write(note)
}
