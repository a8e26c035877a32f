// One step of an LSTM cell, gate by gate, with the numbers of one unit.

/// The cell of Hochreiter and Schmidhuber (1997) with the forget gate of Gers and others (2000), as Keras computes it.
///
///     c = f · c′ + i · g        h = o · tanh(c)
///
/// A prime marks the state before the step: c′ and h′.
public struct LSTMCell: Figure {
    /// What one unit computes in one step.
    public struct Values: Equatable, Sendable {
        /// x, what comes in.
        public var input: Double
        /// h′, what the unit said one step before.
        public var previousHidden: Double
        /// c′, what it remembered one step before.
        public var previousCell: Double
        /// i, from 0 to 1: how much of the candidate is let in.
        public var inputGate: Double
        /// f, from 0 to 1: how much of the old cell is kept.
        public var forgetGate: Double
        /// What could be added to the cell, between −1 and 1.
        public var candidate: Double
        /// o, from 0 to 1: how much of the cell is said.
        public var outputGate: Double
        /// c = f · c′ + i · g, what it remembers now.
        public var cell: Double
        /// h = o · tanh(c), what it says now.
        public var hidden: Double

        /// The numbers of one unit in one step.
        public init(
            input: Double, previousHidden: Double, previousCell: Double, inputGate: Double,
            forgetGate: Double,
            candidate: Double, outputGate: Double, cell: Double, hidden: Double
        ) {
            (self.input, self.previousHidden, self.previousCell) = (input, previousHidden, previousCell)
            (self.inputGate, self.forgetGate, self.candidate) = (inputGate, forgetGate, candidate)
            (self.outputGate, self.cell, self.hidden) = (outputGate, cell, hidden)
        }
    }

    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// The numbers of the step.
    public var values: Values

    /// The cell with the numbers of a step.
    public init(_ title: String, _ values: Values) { (self.title, self.values) = (title, values) }

    public var summary: String {
        let v = values
        return
            "\(title): forget gate \(shortNumber(v.forgetGate)), input gate \(shortNumber(v.inputGate)), candidate "
            + "\(shortNumber(v.candidate)), output gate \(shortNumber(v.outputGate)); cell from "
            + "\(shortNumber(v.previousCell)) to \(shortNumber(v.cell)), output \(shortNumber(v.hidden))"
    }

    public var data: DataTable {
        let v = values
        let rows: [(String, Double)] = [
            ("input x", v.input), ("hidden before h′", v.previousHidden), ("cell before c′", v.previousCell),
            ("input gate i", v.inputGate), ("forget gate f", v.forgetGate), ("candidate g", v.candidate),
            ("output gate o", v.outputGate), ("cell c", v.cell), ("hidden h", v.hidden),
        ]
        return DataTable(
            columns: ["quantity", "value"], rows: rows.map { [$0.0, shortNumber($0.1, digits: 6)] })
    }

    // MARK: Drawing

    public func layout(on surface: Surface) -> Drawing {
        let plan = Plan(surface)
        var drawing = Drawing(plan.size)
        drawing.title(title, on: surface)
        drawWires(plan, on: &drawing)
        let gates: [(String, Double, Point)] = [
            ("f, σ", values.forgetGate, plan.forget), ("i, σ", values.inputGate, plan.input),
            ("g, tanh", values.candidate, plan.candidate), ("o, σ", values.outputGate, plan.output),
        ]
        for (name, value, place) in gates {
            UnitGlyph(name: name, activation: value, surface: surface).draw(at: place, on: &drawing)
            drawing.text(name, place + plan.below, surface.isTerminal ? .middle : .start, role: .small)
        }
        for (sign, place) in [
            ("×", plan.keep), ("+", plan.sum), ("×", plan.add), ("tanh", plan.squash), ("×", plan.emit),
        ] {
            operation(sign, at: place, surface, on: &drawing)
        }
        drawNumbers(plan, on: &drawing)
        return drawing
    }

    private func drawWires(_ plan: Plan, on drawing: inout Drawing) {
        func arrow(_ points: Point..., paint: Paint = .quiet) {
            drawArrow(Path(points), stroke: Stroke(paint, width: 1.5), on: plan.surface, &drawing)
        }
        func wire(_ points: Point...) { drawing.path(Path(points), stroke: Stroke(.quiet, width: 1.5)) }
        let (gate, node) = (plan.gateReach, plan.nodeReach)
        arrow(Point(plan.left, plan.keep.y), plan.keep - Point(node.x, 0))
        arrow(plan.keep + Point(node.x, 0), plan.sum - Point(node.x, 0))
        arrow(plan.sum + Point(node.x, 0), Point(plan.right, plan.sum.y))
        arrow(plan.forget - Point(0, gate.y), plan.keep + Point(0, node.y))
        arrow(plan.add - Point(0, node.y), plan.sum + Point(0, node.y))
        arrow(plan.input - Point(0, gate.y), plan.add + Point(-node.x * 0.8, node.y * 0.8))
        arrow(plan.candidate - Point(0, gate.y), plan.add + Point(node.x * 0.8, node.y * 0.8))
        arrow(Point(plan.squash.x, plan.sum.y), plan.squash - Point(0, node.y))
        arrow(plan.squash + Point(0, node.y), plan.emit - Point(0, node.y))
        arrow(plan.output + Point(gate.x, 0), plan.emit - Point(node.x, 0))
        arrow(plan.emit + Point(node.x, 0), Point(plan.right, plan.emit.y))
        wire(Point(plan.left, plan.bus), Point(plan.output.x, plan.bus))
        for place in [plan.forget, plan.input, plan.candidate, plan.output] {
            // The gate's name stands on the wire, just below the gate.
            arrow(Point(place.x, plan.bus), place + Point(0, plan.surface.isTerminal ? 26 : gate.y))
        }
    }

    private func operation(_ sign: String, at place: Point, _ surface: Surface, on drawing: inout Drawing) {
        if surface.isTerminal {
            drawing.text("[\(sign)]", place, .middle)
        } else {
            let width = max(26, surface.width(sign, .small) + 12)
            drawing.rectangle(
                Rectangle(centre: place, width: width, height: 26), corner: 6, fill: Fill(.panel),
                stroke: Stroke(.quiet, width: 1.25))
            drawing.text(sign, place, .middle, role: sign == "tanh" ? .small : .text)
        }
    }

    private func drawNumbers(_ plan: Plan, on drawing: inout Drawing) {
        let above = Point(0, plan.surface.isTerminal ? -16 : -11)
        drawing.text("c′ = " + label(values.previousCell), Point(0, plan.keep.y) + above, role: .small)
        drawing.text(
            "c = " + label(values.cell), Point(plan.surface.width, plan.sum.y) + above, .end, role: .small)
        drawing.text(
            "h = " + label(values.hidden),
            Point(plan.surface.width, plan.emit.y) - above * (plan.surface.isTerminal ? 1.6 : 2), .end,
            role: .small)
        let kept = values.forgetGate * values.previousCell
        drawing.text(
            label(kept), plan.keep.towards(plan.sum, 0.5) + above * (plan.isTight ? -1 : 1), .middle,
            role: .small, paint: .quiet)
        let added = plan.add.towards(plan.sum, 0.5) + Point(plan.surface.isTerminal ? 16 : 8, 0)
        drawing.text(label(values.inputGate * values.candidate), added, role: .small, paint: .quiet)
        drawing.text(
            "h′ = \(label(values.previousHidden)), x = \(label(values.input))",
            Point(0, plan.bus + (plan.surface.isTerminal ? 16 : 14)), role: .small)
    }

    /// Where the parts of the cell stand.
    private struct Plan {
        let surface: Surface
        let size: Size
        let keep, sum, add, squash, emit: Point
        let forget, input, candidate, output: Point
        let bus: Double
        let isTight: Bool
        let left = 0.0
        let right: Double

        init(_ surface: Surface) {
            self.surface = surface
            let width = min(surface.width, surface.isTerminal ? 76 * 8 : 600)
            right = surface.width > width ? surface.width : width
            let top = surface.rows(surface.lineHeight + 16)
            func row(_ page: Double, _ terminal: Double) -> Double {
                surface.isTerminal ? top + terminal * 16 + 8 : top + page
            }
            func column(_ share: Double) -> Double {
                surface.isTerminal ? (surface.width * share / 8).rounded() * 8 : surface.width * share
            }
            // Gates of six or seven characters need more of a narrow terminal.
            isTight = surface.isTerminal && surface.width < 50 * Surface.cell.width
            let gates = isTight ? [0.105, 0.29, 0.5, 0.71] : [0.22, 0.38, 0.54, 0.70]
            let (meeting, end) = isTight ? (column(0.395), column(0.92)) : (column(0.46), column(0.85))
            keep = Point(column(gates[0]), row(22, 1))
            sum = Point(meeting, row(22, 1))
            add = Point(meeting, row(84, 4))
            squash = Point(end, row(84, 4))
            emit = Point(end, row(150, 7))
            forget = Point(column(gates[0]), row(150, 7))
            input = Point(column(gates[1]), row(150, 7))
            candidate = Point(column(gates[2]), row(150, 7))
            output = Point(column(gates[3]), row(150, 7))
            bus = row(216, 10)
            size = Size(surface.width, bus + surface.rows(28))
        }

        var gateReach: Point { surface.isTerminal ? Point(28, 8) : Point(UnitGlyph.radius, UnitGlyph.radius) }
        var nodeReach: Point { surface.isTerminal ? Point(12, 8) : Point(14, 14) }
        var below: Point { surface.isTerminal ? Point(0, 16) : Point(6, UnitGlyph.radius + 12) }
    }
}
