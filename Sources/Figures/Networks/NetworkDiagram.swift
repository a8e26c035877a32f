// A network of layers as it is: its units with their activations, its weights by width and sign.

/// A layered network with its actual numbers.
///
///     NetworkDiagram("Three layers", layers: [.init("input", units: 3), .init("hidden", units: 4), .init("output", units: 1)],
///                    weights: [w0, w1])
///
/// An edge is as wide as its weight is large; negative weights are dashed.
public struct NetworkDiagram: Figure {
    /// A column of units.
    public struct Layer: Equatable, Sendable {
        /// What stands below the column; empty for nothing.
        public var name: String
        /// How many units it has; of many only the first and the last are drawn.
        public var units: Int
        /// Names of the units; for inputs they stand left of them, for outputs right.
        public var unitNames: [String]
        /// What the units give out; shown in them.
        public var activations: [Double]?

        /// A column of so many units.
        public init(_ name: String = "", units: Int, unitNames: [String] = [], activations: [Double]? = nil) {
            (self.name, self.units, self.unitNames) = (name, units, unitNames)
            self.activations = activations
        }
    }

    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// The columns from the input, at the left, to the output.
    public var layers: [Layer]
    /// For each pair of layers the weights, `weights[layer][from][to]`.
    public var weights: [[[Double]]]
    /// For each layer after the first one number a unit.
    public var biases: [[Double]]?
    /// Whether weights and biases are written as well as drawn.
    public var showsNumbers: Bool

    /// A network whose layers are joined by weights, each with all units of the next.
    public init(
        _ title: String, layers: [Layer], weights: [[[Double]]], biases: [[Double]]? = nil,
        showsNumbers: Bool = false, file: StaticString = #file, line: UInt = #line
    ) {
        (self.title, self.layers, self.weights) = (title, layers, weights)
        (self.biases, self.showsNumbers) = (biases, showsNumbers)
        if let complaint { fatalError(complaint, file: file, line: line) }
    }

    /// What does not fit together, in a sentence.
    private var complaint: String? {
        if weights.count != max(0, layers.count - 1) {
            return
                "Network \"\(title)\" has \(counted(layers.count, "layer")) and \(weights.count) weight matrices; "
                + "give one matrix between each two layers"
        }
        for (index, matrix) in weights.enumerated() {
            let (from, to) = (layers[index].units, layers[index + 1].units)
            if matrix.count != from || matrix.contains(where: { $0.count != to }) {
                return
                    "Weights \(index) of network \"\(title)\" are \(matrix.count) by \(matrix.first?.count ?? 0), but "
                    + "lead from \(counted(from, "unit")) to \(to); give a row for each unit they come from"
            }
        }
        for layer in layers {
            if let given = layer.activations?.count, given != layer.units {
                return
                    "Layer \"\(layer.name)\" of network \"\(title)\" has \(counted(layer.units, "unit")) and "
                    + "\(counted(given, "activation")); give one for each unit"
            }
        }
        if let biases, biases.map(\.count) != layers.dropFirst().map(\.units) {
            return
                "Network \"\(title)\" has \(biases.map(\.count)) biases for \(layers.dropFirst().map(\.units)) units; "
                + "give one for each unit after the first layer"
        }
        return nil
    }

    // MARK: Words

    public var summary: String {
        guard !layers.isEmpty else { return "\(title): no layers" }
        var words = title + ", " + layers.map { String($0.units) }.joined(separator: "-") + " units"
        let all = weights.flatMap { $0.flatMap { $0 } }
        let shown = all.filter(\.isFinite)
        if let low = shown.min(), let high = shown.max() {
            words += ": \(counted(all.count, "weight")) from \(shortNumber(low)) to \(shortNumber(high))"
        }
        if let outputs = layers.last?.activations, layers.count > 1 {
            words += ", output " + outputs.prefix(10).map { shortNumber($0) }.joined(separator: " ")
        }
        return words
    }

    public var data: DataTable {
        var places: [(layer: Int, from: Int, to: Int)] = []
        for (layer, matrix) in weights.enumerated() {
            for from in matrix.indices { places += matrix[from].indices.map { (layer, from, $0) } }
        }
        return DataTable(columns: ["from", "to", "weight"], count: places.count) {
            let (layer, from, to) = places[$0]
            return [
                unitName(layer, from), unitName(layer + 1, to),
                shortNumber(weights[layer][from][to], digits: 6),
            ]
        }
    }

    private func unitName(_ layer: Int, _ unit: Int) -> String {
        if unit < layers[layer].unitNames.count { return layers[layer].unitNames[unit] }
        let name = layers[layer].name
        return (name.isEmpty ? "layer \(layer + 1)" : name) + " \(unit + 1)"
    }

    // MARK: Drawing

    public func layout(on surface: Surface) -> Drawing {
        let layout = NetworkLayout(self, on: surface)
        var drawing = Drawing(layout.size)
        drawing.title(title, on: surface)
        if layers.isEmpty { drawing.text("no layers", Point(0, surface.lineHeight * 2), paint: .quiet) }
        let count = zip(layout.units, layout.units.dropFirst()).map { $0.count * $1.count }.reduce(0, +)
        let scale = WeightScale(weights.flatMap { $0.flatMap { $0 } }, edges: count)
        drawEdges(layout, scale, on: &drawing)
        // A bias's rim covers edges, but not its unit.
        if showsNumbers { drawBiases(layout, on: &drawing) }
        drawUnits(layout, on: &drawing)
        if showsNumbers { drawNumbers(layout, on: &drawing) }
        if !weights.isEmpty {
            drawWeightKey(scale, at: layout.keyTop, leftOut: leftOut(layout), on: surface, &drawing)
        }
        return drawing
    }

    private func drawEdges(_ layout: NetworkLayout, _ scale: WeightScale, on drawing: inout Drawing) {
        let edges = edges(layout)
        for edge in edges {
            var stroke = scale.stroke(edge.weight)
            if edges.count > 100 { stroke.opacity = 0.6 }
            drawing.path(Path([edge.start, edge.end]), stroke: stroke)
        }
    }

    /// How many edges between units that are shown a terminal does not draw.
    private func leftOut(_ layout: NetworkLayout) -> (zero: Int, weak: Int) {
        guard layout.surface.isTerminal else { return (0, 0) }
        let zero = allEdges(layout).count { $0.weight == 0 }
        return (zero, allEdges(layout).count - zero - edges(layout).count)
    }

    /// The edges that are drawn, thin ones first.
    private func edges(_ layout: NetworkLayout) -> [(weight: Double, start: Point, end: Point)] {
        let edges = allEdges(layout).sorted { abs($0.weight) < abs($1.weight) }
        // In a terminal more lines than these make a grey wall; the strongest tell most, and those of weight 0 nothing.
        return layout.surface.isTerminal ? edges.filter { $0.weight != 0 }.suffix(40) : edges
    }

    /// The edges between units that are shown.
    private func allEdges(_ layout: NetworkLayout) -> [(weight: Double, start: Point, end: Point)] {
        var edges: [(weight: Double, start: Point, end: Point)] = []
        for layer in weights.indices {
            for (from, start) in layout.units[layer] {
                for (to, end) in layout.units[layer + 1] {
                    let a = start + Point(layout.glyph(layer, from).reach, 0)
                    let b = end - Point(layout.glyph(layer + 1, to).reach, 0)
                    edges.append((weights[layer][from][to], a, b))
                }
            }
        }
        return edges
    }

    private func drawUnits(_ layout: NetworkLayout, on drawing: inout Drawing) {
        let surface = layout.surface
        for layer in layers.indices {
            for (unit, centre) in layout.units[layer] {
                layout.glyph(layer, unit).draw(at: centre, on: &drawing)
                let reach = layout.glyph(layer, unit).reach + (surface.isTerminal ? 8 : 6)
                let name = layout.sideName(layer, unit)
                if layer == 0 {
                    drawing.text(name, centre - Point(reach, 0), .end)
                } else {
                    drawing.text(name, centre + Point(reach, 0))
                }
            }
            if let gap = layout.gaps[layer] {
                drawing.text(
                    "⋮ \(layers[layer].units - layout.units[layer].count) more", gap, .middle, role: .small,
                    paint: .quiet, halo: true)
            }
            let name = surface.fitted(layers[layer].name, layout.columnWidth)
            let middle = surface.middle(name, at: layout.x(layer), within: surface.width)
            drawing.text(name, Point(middle, layout.nameY), .middle, paint: .quiet)
        }
    }

    fileprivate static func biasText(_ bias: Double) -> String { "b " + label(bias) }

    /// The biases with the places of their middles, below their units.
    private func biasTexts(_ layout: NetworkLayout) -> [(text: String, at: Point)] {
        guard let biases else { return [] }
        let below = Point(0, layout.surface.isTerminal ? 16 : UnitGlyph.radius + 9)
        return layers.indices.dropFirst().flatMap { layer in
            layout.units[layer].map { unit, centre in
                (NetworkDiagram.biasText(biases[layer - 1][unit]), centre + below)
            }
        }
    }

    private func drawBiases(_ layout: NetworkLayout, on drawing: inout Drawing) {
        for (text, at) in biasTexts(layout) { drawing.text(text, at, .middle, role: .small, halo: true) }
    }

    private func drawNumbers(_ layout: NetworkLayout, on drawing: inout Drawing) {
        var numbers = FreePlaces(on: layout.surface)
        for layer in layers.indices {
            for (unit, centre) in layout.units[layer] {
                let width = 2 * layout.glyph(layer, unit).reach
                numbers.reserve(Rectangle(centre: centre, width: width, height: 2 * UnitGlyph.radius))
            }
        }
        for (text, at) in biasTexts(layout) {
            numbers.reserve(Rectangle(centre: at, width: layout.surface.width(text, .small), height: 14))
        }
        let edges = Array(edges(layout).reversed())
        for (index, edge) in edges.enumerated() { numbers.reserve(line: [edge.start, edge.end], of: index) }
        let digits = layout.surface.isNarrow ? 2 : 3
        let texts = edges.indices.filter { edges[$0].weight != 0 }.map { index in
            FreePlaces.number(
                label(edges[index].weight, digits: digits), on: [edges[index].start, edges[index].end],
                near: 0.3,
                owner: index)
        }
        numbers.write(texts, on: &drawing)
    }
}

/// Where the units of a layered network stand.
struct NetworkLayout {
    let surface: Surface
    private let network: NetworkDiagram
    /// The units that are shown of each layer, with their centres.
    private(set) var units: [[(unit: Int, centre: Point)]] = []
    /// Where units are left out, by layer.
    private(set) var gaps: [Int: Point] = [:]
    let size: Size
    let nameY: Double
    let keyTop: Double
    private let left: Double
    private let right: Double

    /// The most units of a layer that are drawn.
    private static let limit = 12

    init(_ network: NetworkDiagram, on surface: Surface) {
        (self.network, self.surface) = (network, surface)
        let tallest = min(network.layers.map(\.units).max() ?? 0, NetworkLayout.limit)
        let step =
            surface.isTerminal
            ? (tallest <= 4 ? 64.0 : 32)
            : max(
                network.showsNumbers ? NetworkLayout.numberStep(network, surface) : tallest > 8 ? 46 : 54,
                min(76, 240 / Double(max(1, tallest))))
        let top = surface.rows(surface.lineHeight + 12)
        let height = Double(max(1, tallest)) * step
        func room(_ layer: Int?) -> Double {
            guard let layer else { return 0 }
            let names = (0..<network.layers[layer].units).prefix(NetworkLayout.limit).map {
                NetworkLayout.sideName(network, layer, $0)
            }
            let widest = names.map { surface.width($0) }.max() ?? 0
            let reaches = (0..<network.layers[layer].units).prefix(NetworkLayout.limit).map {
                NetworkLayout.glyph(network, layer, $0, surface).reach
            }
            // A bias stands below its unit.
            let biases = layer > 0 && network.showsNumbers ? network.biases?[layer - 1] ?? [] : []
            let below = biases.map { surface.width(NetworkDiagram.biasText($0), .small) / 2 + 2 }.max() ?? 0
            let beside = max(below, (reaches.max() ?? 0) + (widest > 0 ? widest + 10 : 2))
            let title = surface.width(network.layers[layer].name) / 2
            let gap =
                network.layers[layer].units > NetworkLayout.limit
                ? surface.width("⋮ 999 more", .small) / 2 : 0
            return surface.columns(max(beside, min(title, 60), gap))
        }
        left = room(network.layers.isEmpty ? nil : 0)
        right = surface.width - room(network.layers.count > 1 ? network.layers.count - 1 : nil)
        nameY = top + height + surface.lineHeight / 2
        let hasNames = network.layers.contains { !$0.name.isEmpty }
        keyTop = top + height + (hasNames ? surface.rows(surface.lineHeight + 6) : 0)
        size = Size(
            surface.width, keyTop + (network.weights.isEmpty ? 0 : surface.rows(surface.lineHeight + 3)))
        for layer in network.layers.indices { place(layer, top: top, height: height, step: step) }
    }

    /// From unit to unit where the edges between them carry numbers: the more edges, the more room.
    private static func numberStep(_ network: NetworkDiagram, _ surface: Surface) -> Double {
        let counts = network.layers.map { min($0.units, limit) }
        let isCrowded = zip(counts, counts.dropFirst()).contains { $0 * $1 > 8 }
        return surface.isNarrow ? (isCrowded ? 96 : 84) : isCrowded ? 84 : 66
    }

    private mutating func place(_ layer: Int, top: Double, height: Double, step: Double) {
        let count = network.layers[layer].units
        let limit = NetworkLayout.limit
        // The middle of a long layer is left out; its place is one unit high.
        let shown = count <= limit ? Array(0..<count) : Array(0..<6) + Array((count - 5)..<count)
        let rows = count <= limit ? count : limit
        let start = top + (height - Double(rows - 1) * step) / 2
        func centre(_ row: Int) -> Point {
            let y = start + Double(row) * step
            return Point(x(layer), surface.isTerminal ? (y / 16).rounded(.down) * 16 + 8 : y)
        }
        units.append(
            shown.enumerated().map { row, unit in (unit, centre(count > limit && row >= 6 ? row + 1 : row)) })
        if count > limit { gaps[layer] = centre(6) }
    }

    func x(_ layer: Int) -> Double {
        let count = network.layers.count
        if count < 2 { return surface.width / 2 }
        // Layers between which more numbers stand are farther apart.
        let parts = (1..<count).map { next -> Double in
            let edges = [next - 1, next].map { Double(min(network.layers[$0].units, NetworkLayout.limit)) }
            return network.showsNumbers && !surface.isTerminal ? (edges[0] * edges[1]).squareRoot() : 1
        }
        let share = parts.prefix(layer).reduce(0, +) / max(parts.reduce(0, +), 1e-9)
        return left + (right - left) * share
    }

    var columnWidth: Double { surface.width / Double(max(1, network.layers.count)) - 8 }

    func glyph(_ layer: Int, _ unit: Int) -> UnitGlyph { NetworkLayout.glyph(network, layer, unit, surface) }

    private static func glyph(
        _ network: NetworkDiagram, _ layer: Int, _ unit: Int, _ surface: Surface
    ) -> UnitGlyph {
        let one = network.layers[layer]
        let name = unit < one.unitNames.count ? one.unitNames[unit] : ""
        let isBeside = !NetworkLayout.sideName(network, layer, unit).isEmpty
        return UnitGlyph(name: isBeside ? "" : name, activation: one.activations?[unit], surface: surface)
    }

    func sideName(_ layer: Int, _ unit: Int) -> String { NetworkLayout.sideName(network, layer, unit) }

    /// The name beside a unit: of inputs and outputs whose circles hold a number.
    private static func sideName(_ network: NetworkDiagram, _ layer: Int, _ unit: Int) -> String {
        let one = network.layers[layer]
        let isOuter = layer == 0 || layer == network.layers.count - 1
        return isOuter && one.activations != nil && unit < one.unitNames.count ? one.unitNames[unit] : ""
    }
}
