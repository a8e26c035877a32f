// A big model as its layers: what each gives out and how many parameters it has.

/// Layers from top to bottom; the bar is as wide as the layer's output is large, on a logarithmic scale.
public struct LayerStack: Figure {
    public struct Layer: Equatable, Sendable {
        public var name: String
        /// The shape of one sample's output.
        public var shape: [Int]
        public var parameters: Int

        public init(_ name: String, shape: [Int], parameters: Int = 0) {
            (self.name, self.shape, self.parameters) = (name, shape, parameters)
        }

        var outputs: Double { shape.reduce(1) { $0 * Double(max(1, $1)) } }
        var shapeText: String { shape.map(String.init).joined(separator: " × ") }
    }

    public var title: String
    public var layers: [Layer]

    public init(_ title: String, _ layers: [Layer]) { (self.title, self.layers) = (title, layers) }

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

    public func drawing(on surface: Surface) -> Drawing {
        let line = surface.lineHeight
        let top = surface.rows(line + 7) + line
        let step = surface.isTerminal ? 16.0 : 30
        let gap = surface.isTerminal ? 16.0 : 12
        let shapes = surface.columns(
            (layers.map { surface.width($0.shapeText) } + [surface.width("output")]).max()!)
        let numbers = surface.columns(
            (layers.map { surface.width(String($0.parameters)) } + [surface.width("parameters", .small)])
                .max()!)
        let widest = layers.map { surface.width($0.name) }.max() ?? 0
        let rest = surface.width - shapes - numbers - 3 * gap
        let names = surface.columns(min(widest, max(rest * 0.5, rest - 200)))
        let bars = surface.columns(max(0, min(rest - names, 200)))
        let shapeX = names + bars + 2 * gap
        let right = shapeX + shapes + gap + numbers
        var drawing = Drawing(
            Size(
                min(surface.width, max(right, surface.width(title, .title))),
                top + Double(max(1, layers.count)) * step + surface.rows(line + 4)))
        drawing.text(surface.fitted(title, surface.width, .title), Point(0, line / 2), role: .title)
        drawing.text("output", Point(shapeX, top - line / 2 - 2), role: .small, paint: .quiet)
        drawing.text("parameters", Point(right, top - line / 2 - 2), .end, role: .small, paint: .quiet)
        if layers.isEmpty { drawing.text("no layers", Point(0, top + line / 2), paint: .quiet) }
        let most = layers.map { logarithm10($0.outputs + 1) }.max() ?? 1
        for (index, layer) in layers.enumerated() {
            let y = top + (Double(index) + 0.5) * step
            drawing.text(surface.fitted(layer.name, names), Point(0, y))
            let width = surface.columns(max(8, bars * logarithm10(layer.outputs + 1) / max(most, 0.1)))
            let middle = names + gap + bars / 2
            if index > 0, !surface.isTerminal {
                drawing.line(Point(middle, y - step + 8), Point(middle, y - 8), Stroke(.quiet, width: 1.5))
            }
            let isTrained = layer.parameters > 0
            let bar = Rectangle(
                x: surface.nearestColumn(middle - width / 2), y: y - (surface.isTerminal ? 8 : 9),
                width: width,
                height: surface.isTerminal ? 16 : 18)
            // Layers without parameters are hollow.
            drawing.rectangle(
                bar, corner: 3, fill: isTrained ? Fill(.series(0)) : Fill(.series(2), opacity: 0.15),
                stroke: Stroke(.series(isTrained ? 0 : 2), width: 1.5))
            drawing.text(layer.shapeText, Point(shapeX, y))
            drawing.text(String(layer.parameters), Point(right, y), .end, role: .number)
        }
        let foot = top + Double(max(1, layers.count)) * step + line / 2
        drawing.text(
            "\(counted(total, "parameter")); layers without any are hollow", Point(0, foot), role: .small,
            paint: .quiet)
        return drawing
    }
}
