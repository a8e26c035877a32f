// Any network: units that feed each other in any order, with cycles and loops.

/// Nodes and weighted arrows between them.
///
///     Digraph("Five units", weights: w, names: ["1", "2", "3", "4", "5"])
public struct Digraph: Figure {
    public struct Node: Equatable, Sendable {
        public var name: String
        /// What the unit gives out; stands below its name.
        public var activation: Double?

        public init(_ name: String, activation: Double? = nil) {
            (self.name, self.activation) = (name, activation)
        }
    }

    public struct Edge: Equatable, Sendable {
        public var from: Int
        public var to: Int
        public var weight: Double

        public init(_ from: Int, _ to: Int, weight: Double = 1) {
            (self.from, self.to, self.weight) = (from, to, weight)
        }
    }

    public enum Arrangement: Equatable, Sendable {
        /// From left to right, as far as cycles allow.
        case layered
        /// In a circle, for nets in which all are equal.
        case ring
    }

    public var title: String
    public var nodes: [Node]
    public var edges: [Edge]
    public var arrangement: Arrangement
    public var showsNumbers: Bool

    public init(
        _ title: String, nodes: [Node], edges: [Edge], arrangement: Arrangement = .layered,
        showsNumbers: Bool = true,
        file: StaticString = #file, line: UInt = #line
    ) {
        (self.title, self.nodes, self.edges) = (title, nodes, edges)
        (self.arrangement, self.showsNumbers) = (arrangement, showsNumbers)
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
        arrangement: Arrangement = .layered, showsNumbers: Bool = true, file: StaticString = #file,
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
            file: file,
            line: line)
    }

    private var layering: Layering { Layering(nodes: nodes.count, edges: edges.map { ($0.from, $0.to) }) }

    public var summary: String {
        guard !nodes.isEmpty else { return "\(title): no units" }
        var words = "\(title), \(counted(nodes.count, "unit")), \(counted(edges.count, "connection"))"
        let finite = edges.map(\.weight).filter(\.isFinite)
        if let low = finite.min(), let high = finite.max() {
            words += ", weights from \(shortNumber(low)) to \(shortNumber(high))"
        }
        let back = zip(edges, layering.isBack).filter(\.1).map {
            "\(nodes[$0.0.from].name) to \(nodes[$0.0.to].name)"
        }
        if !back.isEmpty {
            words += "; leading back: " + listed(Array(back.prefix(6)))
            if back.count > 6 { words += " of \(back.count)" }
        }
        return words
    }

    public var data: DataTable {
        DataTable(columns: ["from", "to", "weight"], count: edges.count) {
            [nodes[edges[$0].from].name, nodes[edges[$0].to].name, shortNumber(edges[$0].weight, digits: 6)]
        }
    }

    // MARK: Drawing

    public func drawing(on surface: Surface) -> Drawing {
        let layout = DigraphLayout(self, layering, on: surface)
        var drawing = Drawing(layout.size)
        drawing.text(
            surface.fitted(title, surface.width, .title), Point(0, surface.lineHeight / 2), role: .title)
        if nodes.isEmpty { drawing.text("no units", Point(0, surface.lineHeight * 2), paint: .quiet) }
        let scale = WeightScale(edges.map(\.weight))
        var numbers = EdgeNumbers(on: surface)
        for node in nodes.indices {
            let reach = layout.glyph(node).reach
            numbers.reserve(
                Rectangle(centre: layout.places[node], width: 2 * reach, height: 2 * UnitGlyph.radius))
        }
        let order = edges.indices.sorted { (abs(edges[$0].weight), $0) < (abs(edges[$1].weight), $1) }
        for index in order {
            drawArrow(layout.path(index), stroke: scale.stroke(edges[index].weight), on: surface, &drawing)
        }
        for node in nodes.indices { draw(node, layout, on: &drawing) }
        if showsNumbers {
            for index in order.reversed() {
                let points = layout.path(index).polylines[0]
                let places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map { along(points, $0) }
                numbers.write(label(edges[index].weight), at: places, on: &drawing)
            }
        }
        if !edges.isEmpty { drawWeightKey(scale, at: layout.keyTop, on: surface, &drawing) }
        return drawing
    }

    private func draw(_ node: Int, _ layout: DigraphLayout, on drawing: inout Drawing) {
        let glyph = layout.glyph(node)
        let centre = layout.places[node]
        glyph.draw(at: centre, on: &drawing)
        guard nodes[node].activation != nil else { return }
        let below = Point(0, layout.surface.isTerminal ? 16 : UnitGlyph.radius + 10)
        drawing.text(nodes[node].name, centre + below, .middle, role: .small, halo: true)
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

/// Where the nodes of a graph stand and how its edges run.
struct DigraphLayout {
    let surface: Surface
    let size: Size
    let keyTop: Double
    private(set) var places: [Point] = []
    private let graph: Digraph
    private let layering: Layering

    init(_ graph: Digraph, _ layering: Layering, on surface: Surface) {
        (self.graph, self.layering, self.surface) = (graph, layering, surface)
        let top = surface.rows(surface.lineHeight + 12)
        let count = graph.nodes.count
        places = Array(repeating: Point(0, 0), count: count)
        if graph.arrangement == .ring {
            let radius =
                surface.isTerminal ? min(144, 48 + Double(count) * 12) : min(surface.width / 2 - 40, 130)
            let middle = Point(min(surface.width / 2, radius * 1.3 + 60), top + radius + 24)
            for node in 0..<count {
                let angle = 2 * Double.pi * Double(node) / Double(max(1, count)) - Double.pi / 2
                // A terminal's window is wider than high.
                let stretch = surface.isTerminal ? 1.6 : 1.15
                places[node] = middle + Point(cosine(angle) * radius * stretch, sine(angle) * radius)
            }
            keyTop = surface.rows(middle.y + radius + 36)
        } else {
            let tallest = Double(max(1, layering.ranks.map(\.count).max() ?? 1))
            let step = surface.isTerminal ? 64.0 : 84
            let hasLoops = graph.edges.contains { $0.from == $0.to }
            let start = top + (hasLoops ? 36 : 0)
            let height = tallest * step
            let room =
                surface.isTerminal
                ? 48 : max(40, graph.nodes.map { surface.width($0.name, .small) / 2 + 10 }.max() ?? 0)
            let inner = min(surface.width - 2 * room, Double(max(1, layering.ranks.count - 1)) * 190)
            for (rank, nodes) in layering.ranks.enumerated() {
                for (position, node) in nodes.enumerated() {
                    let share =
                        layering.ranks.count > 1 ? Double(rank) / Double(layering.ranks.count - 1) : 0.5
                    let y = start + height / 2 + (Double(position) - Double(nodes.count - 1) / 2) * step
                    // Every second rank a little lower, so that edges over two ranks do not run through a node.
                    places[node] = Point(room + inner * share, y)
                }
            }
            let hasBack = layering.isBack.indices.contains {
                layering.isBack[$0] && graph.edges[$0].from != graph.edges[$0].to
            }
            keyTop = start + height + (hasBack ? surface.rows(46) : 0)
        }
        if surface.isTerminal {
            places = places.map { Point(($0.x / 8).rounded() * 8, ($0.y / 16).rounded(.down) * 16 + 8) }
        }
        size = Size(surface.width, keyTop + surface.rows(surface.lineHeight + 4))
    }

    func glyph(_ node: Int) -> UnitGlyph {
        UnitGlyph(name: graph.nodes[node].name, activation: graph.nodes[node].activation, surface: surface)
    }

    /// The line of an edge, from rim to rim.
    func path(_ index: Int) -> Path {
        let edge = graph.edges[index]
        let (a, b) = (places[edge.from], places[edge.to])
        if edge.from == edge.to { return loop(at: a, glyph(edge.from)) }
        if graph.arrangement == .layered, layering.isBack[index] { return returning(a, b, edge) }
        let isTwoWay = graph.edges.contains { $0.from == edge.to && $0.to == edge.from }
        let span = layering.rank[edge.to] - layering.rank[edge.from]
        var bend = isTwoWay ? 16.0 : 0
        if graph.arrangement == .layered, span > 1, passesNode(a, b, edge) { bend = 34 + 8 * Double(span) }
        return curved(a, b, bend: bend, edge)
    }

    private func passesNode(_ a: Point, _ b: Point, _ edge: Digraph.Edge) -> Bool {
        places.indices.contains { node in
            guard node != edge.from, node != edge.to else { return false }
            let direction = (b - a).unit
            let offset = places[node] - a
            let distance = abs(offset.x * direction.y - offset.y * direction.x)
            let along = offset.x * direction.x + offset.y * direction.y
            return distance < UnitGlyph.radius + 6 && along > 0 && along < (b - a).length
        }
    }

    private func curved(_ a: Point, _ b: Point, bend: Double, _ edge: Digraph.Edge) -> Path {
        let side = (b - a).unit.normal * -bend
        let (c, d) = (a.towards(b, 0.3) + side * 1.33, a.towards(b, 0.7) + side * 1.33)
        let start = rim(a, towards: bend == 0 ? b : c, glyph(edge.from))
        let end = rim(b, towards: bend == 0 ? a : d, glyph(edge.to))
        var path = Path()
        path.move(start)
        if bend == 0 { path.line(end) } else { path.curve(c, d, end) }
        return path
    }

    /// An edge against the order runs below the nodes.
    private func returning(_ a: Point, _ b: Point, _ edge: Digraph.Edge) -> Path {
        let span = abs(layering.rank[edge.from] - layering.rank[edge.to])
        let lowest = max(a.y, b.y) + 56 + 10 * Double(min(3, span))
        let (c, d) = (Point(a.x - (a.x - b.x) * 0.15, lowest), Point(b.x + (a.x - b.x) * 0.15, lowest))
        var path = Path()
        path.move(rim(a, towards: c, glyph(edge.from)))
        path.curve(c, d, rim(b, towards: d, glyph(edge.to)))
        return path
    }

    private func loop(at centre: Point, _ glyph: UnitGlyph) -> Path {
        let (width, height) = surface.isTerminal ? (20.0, 30.0) : (26.0, 46.0)
        let reach = surface.isTerminal ? 8.0 : UnitGlyph.radius
        var path = Path()
        path.move(centre + Point(-9, -reach * 0.9))
        path.curve(
            centre + Point(-width, -reach - height), centre + Point(width, -reach - height),
            centre + Point(9, -reach * 0.9))
        return path
    }

    /// The point on a unit's outline towards another point.
    private func rim(_ centre: Point, towards other: Point, _ glyph: UnitGlyph) -> Point {
        let direction = (other - centre).unit
        let height = surface.isTerminal ? 10.0 : UnitGlyph.radius + 1
        // The outline taken as an ellipse.
        let (x, y) = (direction.x / (glyph.reach + 1), direction.y / height)
        return centre + direction * (1 / max(1e-9, Point(x, y).length))
    }
}
