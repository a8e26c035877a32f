// A big model as its layers: what each gives out and how many parameters it has.

/// Layers from top to bottom; the bar is as wide as the layer's output is large, on a logarithmic scale.
public struct LayerStack: Figure {
    /// One layer of the model.
    public struct Layer: Equatable, Sendable {
        /// What it is, with its size and activation: `Dense 10, softmax`.
        public var name: String
        /// The shape of one sample's output.
        public var shape: [Int]
        /// How many weights and biases it learns; 0 unless said otherwise.
        public var parameters: Int

        /// A layer by what it gives out and learns.
        public init(_ name: String, shape: [Int], parameters: Int = 0) {
            (self.name, self.shape, self.parameters) = (name, shape, parameters)
        }

        var outputs: Double { shape.reduce(1) { $0 * Double(max(1, $1)) } }
        var shapeText: String { shape.map(String.init).joined(separator: " × ") }
    }

    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// From the input, at the top, to the output.
    public var layers: [Layer]

    /// A model of layers.
    public init(_ title: String, _ layers: [Layer], file: StaticString = #file, line: UInt = #line) {
        (self.title, self.layers) = (title, layers)
        checkReadable(
            "Layer stack \"\(title)\"", layers.count, "layers", atMost: 1000, "join some to blocks",
            file: file, line: line)
    }

    private var total: Int { layers.reduce(0) { $0 + $1.parameters } }

    public var summary: String {
        guard let first = layers.first, let last = layers.last else { return "\(title): no layers" }
        func shape(_ layer: Layer) -> String { layer.shape.map(String.init).joined(separator: "x") }
        return "\(title), \(counted(layers.count, "layer")) from \(shape(first)) to \(shape(last)), "
            + counted(total, "parameter")
    }

    public var data: DataTable {
        DataTable(columns: ["layer", "output shape", "parameters"], count: layers.count) {
            [layers[$0].name, layers[$0].shapeText, String(layers[$0].parameters)]
        }
    }

    public func layout(on surface: Surface) -> Drawing {
        let plan = Plan(layers, on: surface)
        let line = surface.lineHeight
        var drawing = Drawing(
            Size(
                min(surface.width, max(plan.right, surface.width(title, .title))),
                plan.top + Double(max(1, layers.count)) * plan.step + surface.rows(line + 4)))
        drawing.title(title, on: surface)
        drawing.text("output", Point(plan.shapeX, plan.top - line / 2 - 2), role: .small, paint: .quiet)
        drawing.text(
            "parameters", Point(plan.right, plan.top - line / 2 - 2), .end, role: .small, paint: .quiet)
        if layers.isEmpty { drawing.text("no layers", Point(0, plan.top + line / 2), paint: .quiet) }
        for index in layers.indices { draw(index, plan, surface, on: &drawing) }
        let foot = plan.top + Double(max(1, layers.count)) * plan.step + line / 2
        drawing.text(
            "\(grouped(total)) \(total == 1 ? "parameter" : "parameters"); layers without any are hollow",
            Point(0, foot), role: .small,
            paint: .quiet)
        return drawing
    }

    private func draw(_ index: Int, _ plan: Plan, _ surface: Surface, on drawing: inout Drawing) {
        let layer = layers[index]
        let top = plan.top + Double(index) * plan.step
        let y = plan.hasNamesAbove ? top + plan.step - 13 : top + plan.step / 2
        drawing.text(
            surface.fitted(layer.name, plan.hasNamesAbove ? surface.width : plan.names),
            Point(0, plan.hasNamesAbove ? top + 12 : y))
        let most = layers.map { logarithm10($0.outputs + 1) }.max() ?? 1
        let width = surface.columns(max(8, plan.bars * logarithm10(layer.outputs + 1) / max(most, 0.1)))
        let middle = plan.barX + plan.bars / 2
        if index > 0, !surface.isTerminal, !plan.hasNamesAbove {
            drawing.line(Point(middle, y - plan.step + 9), Point(middle, y - 9), Stroke(.quiet, width: 1.5))
        }
        let isTrained = layer.parameters > 0
        let bar = Rectangle(
            x: surface.nearestColumn(middle - width / 2), y: y - (surface.isTerminal ? 8 : 9), width: width,
            height: surface.isTerminal ? 16 : 18)
        // Layers without parameters are hollow.
        drawing.rectangle(
            bar, corner: 3, fill: isTrained ? Fill(.series(0)) : Fill(.series(2), opacity: 0.15),
            stroke: Stroke(.series(isTrained ? 0 : 2), width: 1.5))
        drawing.text(layer.shapeText, Point(plan.shapeX, y))
        drawing.text(grouped(layer.parameters), Point(plan.right, y), .end, role: .number)
    }

    /// The columns: names, bars, shapes, numbers; on a narrow page the names stand above the bars.
    private struct Plan {
        let top: Double
        let step: Double
        let names: Double
        let barX: Double
        let bars: Double
        let shapeX: Double
        let right: Double
        let hasNamesAbove: Bool

        init(_ layers: [Layer], on surface: Surface) {
            let gap = surface.isTerminal ? 16.0 : 12
            let shapes = surface.columns(
                (layers.map { surface.width($0.shapeText) } + [surface.width("output", .small)]).max()!)
            let numbers = surface.columns(
                (layers.map { surface.width(grouped($0.parameters)) } + [surface.width("parameters", .small)])
                    .max()!)
            let widest = surface.columns((layers.map { surface.width($0.name) }.max() ?? 0) + 2)
            let rest = surface.width - shapes - numbers - 3 * gap
            hasNamesAbove = !surface.isTerminal && rest - widest < 80
            names = hasNamesAbove ? 0 : min(widest, rest - 64)
            barX = hasNamesAbove ? 2 : names + gap
            bars = surface.columns(max(24, min(rest - names, 200)))
            shapeX = barX + bars + gap
            right = shapeX + shapes + gap + numbers
            top = surface.rows(surface.lineHeight + 7) + surface.lineHeight
            step = surface.isTerminal ? 16 : hasNamesAbove ? 46 : 30
        }
    }
}
