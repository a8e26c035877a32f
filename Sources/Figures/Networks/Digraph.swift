// Any network: units that feed each other in any order, with cycles and loops.

/// Nodes and weighted arrows between them.
///
///     Digraph("Five units", weights: w, names: ["1", "2", "3", "4", "5"])
public struct Digraph: Figure {
    /// A unit of the network.
    public struct Node: Equatable, Sendable {
        /// What is written in it, or beside it where a number stands in it.
        public var name: String
        /// What the unit gives out; stands below its name.
        public var activation: Double?

        /// A unit that gives out a number, or of which none is told.
        public init(_ name: String, activation: Double? = nil) {
            (self.name, self.activation) = (name, activation)
        }
    }

    /// A connection between two units, or of a unit with itself.
    public struct Edge: Equatable, Sendable {
        /// The unit that sends, by its place among the nodes, counted from 0.
        public var from: Int
        /// The unit that hears it, counted likewise.
        public var to: Int
        /// What is sent is multiplied by it: the width of the arrow, and its sign the dash; 1 unless said
        /// otherwise.
        public var weight: Double

        /// An arrow from unit to unit.
        public init(_ from: Int, _ to: Int, weight: Double = 1) {
            (self.from, self.to, self.weight) = (from, to, weight)
        }
    }

    /// Where the units stand.
    public enum Arrangement: Equatable, Sendable {
        /// From left to right, as far as cycles allow.
        case layered
        /// In a circle, for nets in which all are equal.
        case ring
    }

    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// The units.
    public var nodes: [Node]
    /// The connections; there may be two between two units, one each way.
    public var edges: [Edge]
    /// Where the units stand: in layers, unless they are asked into a ring.
    public var arrangement: Arrangement
    /// Whether the weights are written at the arrows; they are by default.
    public var showsNumbers: Bool
    /// What the numbers at the arrows are, in the plural: `weights`, unless they are `counts` or `probabilities`.
    ///
    /// Weights have signs, which the key below the drawing explains. Of a quantity that knows none the key names what
    /// it is, and shows how wide the arrows of the smallest and of the largest number are.
    public var quantity: String

    /// A network of units and connections between them.
    public init(
        _ title: String, nodes: [Node], edges: [Edge], arrangement: Arrangement = .layered,
        showsNumbers: Bool = true, quantity: String = "weights",
        file: StaticString = #file, line: UInt = #line
    ) {
        (self.title, self.nodes, self.edges) = (title, nodes, edges)
        (self.arrangement, self.showsNumbers, self.quantity) = (arrangement, showsNumbers, quantity)
        for (count, parts, limit) in [(nodes.count, "units", 200), (edges.count, "connections", 2000)] {
            checkReadable(
                "Graph \"\(title)\"", count, parts, atMost: limit, "draw a part, or a HeatMap of the weights",
                file: file, line: line)
        }
        if let edge = edges.first(where: {
            !nodes.indices.contains($0.from) || !nodes.indices.contains($0.to)
        }) {
            fatalError(
                "Graph \"\(title)\" has \(counted(nodes.count, "node")), numbered from 0, and an edge from \(edge.from) "
                    + "to \(edge.to); give edges between its nodes", file: file, line: line)
        }
    }

    /// The graph of a weight matrix: `weights[from][to]`, where 0 is no connection.
    public init(
        _ title: String, weights: [[Double]], names: [String]? = nil, activations: [Double]? = nil,
        arrangement: Arrangement = .layered, showsNumbers: Bool = true, quantity: String = "weights",
        file: StaticString = #file,
        line: UInt = #line
    ) {
        let count = weights.count
        if weights.contains(where: { $0.count != count }) || (names?.count ?? count) != count
            || (activations?.count ?? count) != count
        {
            fatalError(
                "Graph \"\(title)\" has \(count) rows of \(weights.map(\.count)) weights; give a square matrix, and one "
                    + "name and activation for each unit, or none", file: file, line: line)
        }
        let edges = weights.indices.flatMap { from in
            weights[from].indices.filter { weights[from][$0] != 0 }.map {
                Edge(from, $0, weight: weights[from][$0])
            }
        }
        let nodes = weights.indices.map { Node(names?[$0] ?? String($0 + 1), activation: activations?[$0]) }
        self.init(
            title, nodes: nodes, edges: edges, arrangement: arrangement, showsNumbers: showsNumbers,
            quantity: quantity, file: file, line: line)
    }

    private var layering: Layering { Layering(nodes: nodes.count, edges: edges.map { ($0.from, $0.to) }) }

    public var summary: String {
        guard !nodes.isEmpty else { return "\(title): no units" }
        var words = "\(title), \(counted(nodes.count, "unit")), \(counted(edges.count, "connection"))"
        let finite = edges.map(\.weight).filter(\.isFinite)
        if let low = finite.min(), let high = finite.max() {
            words += ", \(quantity) from \(shortNumber(low)) to \(shortNumber(high))"
        }
        return ([words] + cycles).joined(separator: "; ")
    }

    /// How signals come back to where they were: from a unit to itself, between two units, and round longer ways.
    private var cycles: [String] {
        func name(_ node: Int) -> String { nodes[node].name }
        let loops = edges.filter { $0.from == $0.to }.map { name($0.from) }
        let ways = Set(edges.map { [$0.from, $0.to] })
        func isMutual(_ edge: Edge) -> Bool { edge.from != edge.to && ways.contains([edge.to, edge.from]) }
        let pairs = edges.filter { isMutual($0) && $0.from < $0.to }
            .map { "\(name($0.from)) with \(name($0.to))" }
        let back = zip(edges, layering.isBack).filter { $1 && $0.from != $0.to && !isMutual($0) }
            .map { "\(name($0.0.from)) to \(name($0.0.to))" }
        var words: [String] = []
        if !loops.isEmpty {
            words.append(some(loops) + (loops.count == 1 ? " leads to itself" : " lead to themselves"))
        }
        if !pairs.isEmpty, edges.allSatisfy({ $0.from == $0.to || isMutual($0) }) {
            words.append(loops.isEmpty ? "all both ways" : "all others both ways")
        } else if !pairs.isEmpty {
            words.append("both ways: \(some(pairs))")
        }
        if !back.isEmpty { words.append("leading back: \(some(back))") }
        return words
    }

    /// The items as a list, of many the first.
    private func some(_ items: [String]) -> String {
        items.count <= 6
            ? listed(items) : items.prefix(5).joined(separator: ", ") + " and \(items.count - 5) more"
    }

    public var data: DataTable {
        DataTable(columns: ["from", "to", quantity == "weights" ? "weight" : quantity], count: edges.count) {
            [nodes[edges[$0].from].name, nodes[edges[$0].to].name, shortNumber(edges[$0].weight, digits: 6)]
        }
    }

    // MARK: Drawing

    public func layout(on surface: Surface) -> Drawing {
        let layout = DigraphLayout(self, layering, on: surface)
        var drawing = Drawing(layout.size)
        drawing.title(title, on: surface)
        if nodes.isEmpty { drawing.text("no units", Point(0, surface.lineHeight * 2), paint: .quiet) }
        let scale = WeightScale(edges.map(\.weight), quantity: quantity)
        var numbers = FreePlaces(on: surface)
        let order = edges.indices.sorted { (abs(edges[$0].weight), $0) < (abs(edges[$1].weight), $1) }
        for index in order {
            drawArrow(layout.path(index), stroke: scale.stroke(edges[index].weight), on: surface, &drawing)
        }
        // A name's rim covers arrows, but not its unit.
        for node in nodes.indices { drawName(node, layout, &numbers, on: &drawing) }
        for node in nodes.indices {
            let (glyph, centre) = (layout.glyph(node), layout.places[node])
            glyph.draw(at: centre, on: &drawing)
            numbers.reserve(Rectangle(centre: centre, width: 2 * glyph.reach, height: 2 * UnitGlyph.radius))
        }
        if showsNumbers {
            let lines = edges.indices.map { layout.path($0).polylines[0] }
            for index in edges.indices { numbers.reserve(line: lines[index], of: index) }
            let texts = order.reversed().map { index in
                FreePlaces.number(label(edges[index].weight), on: lines[index], near: 0.5, owner: index)
            }
            numbers.write(texts, on: &drawing)
        }
        if !edges.isEmpty { drawWeightKey(scale, at: layout.keyTop, on: surface, &drawing) }
        return drawing
    }

    /// Writes the name of a unit beside it, where a number stands in it.
    private func drawName(
        _ node: Int, _ layout: DigraphLayout, _ numbers: inout FreePlaces, on drawing: inout Drawing
    ) {
        let (centre, surface) = (layout.places[node], layout.surface)
        guard nodes[node].activation != nil else { return }
        var name = (text: nodes[node].name, at: centre, anchor: Label.Anchor.middle)
        if arrangement == .ring, !surface.isTerminal {
            // Outside the ring, where no edges run.
            let (at, anchor, room) = layout.outside(node)
            name = (surface.fitted(name.text, room, .small), at, anchor)
        } else {
            name.at = centre + Point(0, surface.isTerminal ? 16 : UnitGlyph.radius + 9)
        }
        drawing.text(name.text, name.at, name.anchor, role: .small, halo: true)
        let width = surface.width(name.text, .small)
        let left = name.anchor == .start ? name.at.x : name.at.x - width / (name.anchor == .end ? 1 : 2)
        numbers.reserve(Rectangle(x: left, y: name.at.y - 7, width: width, height: 14))
    }
}

/// The point at a share of a line's length.
func along(_ points: [Point], _ share: Double) -> Point {
    let lengths = zip(points, points.dropFirst()).map { ($1 - $0).length }
    var left = lengths.reduce(0, +) * share
    for (index, length) in lengths.enumerated() {
        if left <= length, length > 0 { return points[index].towards(points[index + 1], left / length) }
        left -= length
    }
    return points[points.count - 1]
}
