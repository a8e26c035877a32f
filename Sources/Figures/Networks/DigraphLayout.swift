// Where the nodes of a graph stand and how its edges run.

struct DigraphLayout {
    let surface: Surface
    private(set) var places: [Point] = []
    private(set) var size = Size(0, 0)
    private(set) var keyTop = 0.0
    private let graph: Digraph
    private let layering: Layering
    /// Whether ranks follow each other downwards, as on a narrow page, and not to the right.
    private var isDownwards = false

    init(_ graph: Digraph, _ layering: Layering, on surface: Surface) {
        (self.graph, self.layering, self.surface) = (graph, layering, surface)
        if graph.arrangement == .ring { placeInRing() } else { placeInRanks() }
        snap()
        // Edges reach beyond the nodes; the drawing begins where they do.
        let points = places + graph.edges.indices.flatMap { path($0).polylines.joined() }
        let reach = surface.isTerminal ? 16.0 : UnitGlyph.radius + 16
        let top = min(points.map(\.y).min() ?? 0, (places.map(\.y).min() ?? 0) - reach)
        let left = min(
            points.map(\.x).min() ?? 0,
            places.indices.map { places[$0].x - glyph($0).reach - 2 - nameRoom($0) }.min() ?? 0)
        let down = surface.rows(surface.lineHeight + 12) - top
        let shift =
            surface.isTerminal ? Point(0, (down / 16).rounded(.up) * 16) : Point(max(0, 4 - left), down)
        places = places.map { $0 + shift }
        let bottom = max(points.map(\.y).max() ?? 0, (places.map(\.y).max() ?? 0) - shift.y + reach) + shift.y
        keyTop = surface.isTerminal ? (bottom / 16).rounded(.up) * 16 : bottom + 10
        size = Size(surface.width, keyTop + surface.rows(surface.lineHeight + 4))
    }

    /// The room for a name left of a node of a ring.
    private func nameRoom(_ node: Int) -> Double {
        let hasName = graph.arrangement == .ring && !surface.isTerminal && graph.nodes[node].activation != nil
        return hasName ? min(surface.width(graph.nodes[node].name, .small), 60) + 4 : 0
    }

    /// Where the name of a node of a ring stands: away from the middle, with so much room.
    func outside(_ node: Int) -> (at: Point, anchor: Label.Anchor, room: Double) {
        let sum = places.reduce(Point(0, 0), +)
        let away = (places[node] - sum * (1 / Double(places.count))).unit
        if abs(away.x) < 0.4 {
            let step = (UnitGlyph.radius + 9) * (away.y > 0 ? 1 : -1)
            return (places[node] + Point(0, step), .middle, 100)
        }
        let side = places[node] + Point((glyph(node).reach + 5) * (away.x < 0 ? -1 : 1), 0)
        return away.x < 0 ? (side, .end, max(0, side.x - 1)) : (side, .start, surface.width - side.x)
    }

    private mutating func placeInRing() {
        let count = graph.nodes.count
        let radius = surface.isTerminal ? min(144, 48 + Double(count) * 12) : min(surface.width / 2 - 70, 130)
        // A terminal's window is wider than high.
        let stretch = surface.isTerminal ? 1.6 : 1.15
        places = (0..<count).map { node in
            let angle = 2 * Double.pi * Double(node) / Double(max(1, count)) - Double.pi / 2
            return Point(radius * stretch + 40 + cosine(angle) * radius * stretch, sine(angle) * radius)
        }
    }

    private mutating func placeInRanks() {
        let ranks = layering.ranks
        let widest = graph.nodes.indices.map { glyph($0).reach }.max() ?? 0
        let available = surface.width - 2 * (widest + 4)
        let steps = Double(max(1, ranks.count - 1))
        isDownwards = !surface.isTerminal && available / steps < 2 * widest + 56
        let step = isDownwards ? 96 : min(available / steps, surface.isTerminal ? 160 : 190)
        let across = surface.isTerminal ? 64.0 : isDownwards ? max(96, 2 * widest + 30) : 84
        places = Array(repeating: Point(0, 0), count: graph.nodes.count)
        for (rank, nodes) in ranks.enumerated() {
            for (position, node) in nodes.enumerated() {
                let side = (Double(position) - Double(nodes.count - 1) / 2) * across
                places[node] = turned(widest + 4 + Double(rank) * step, side)
            }
        }
        if isDownwards { places = places.map { $0 + Point(surface.width / 2, 0) } }
    }

    /// A point or a distance by how far along the ranks and how far across.
    private func turned(_ along: Double, _ across: Double) -> Point {
        isDownwards ? Point(across, along) : Point(along, across)
    }

    private mutating func snap() {
        guard surface.isTerminal else { return }
        places = places.map { Point(($0.x / 8).rounded() * 8, ($0.y / 16).rounded(.down) * 16 + 8) }
    }

    func glyph(_ node: Int) -> UnitGlyph {
        UnitGlyph(name: graph.nodes[node].name, activation: graph.nodes[node].activation, surface: surface)
    }

    // MARK: Edges

    /// The line of an edge, from rim to rim.
    func path(_ index: Int) -> Path {
        let edge = graph.edges[index]
        let (a, b) = (places[edge.from], places[edge.to])
        if edge.from == edge.to { return loop(at: a, glyph(edge.from)) }
        if graph.arrangement == .layered, layering.isBack[index] { return returning(a, b, edge) }
        let isTwoWay = graph.edges.contains { $0.from == edge.to && $0.to == edge.from }
        let span = layering.rank[edge.to] - layering.rank[edge.from]
        var bend = isTwoWay ? 16.0 : 0
        if graph.arrangement == .layered, span > 1, passesNode(a, b, edge) {
            let hasLoops = graph.edges.contains { $0.from == $0.to }
            // Far enough apart for a number between the bows of two spans.
            bend = 30 * Double(span) - 4 + (hasLoops ? 34 : 0)
        }
        return curved(a, b, bend: isDownwards ? -bend : bend, edge)
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

    /// An edge against the order runs on the other side of the nodes.
    private func returning(_ a: Point, _ b: Point, _ edge: Digraph.Edge) -> Path {
        let span = Double(min(3, abs(layering.rank[edge.from] - layering.rank[edge.to])))
        let (from, to) = isDownwards ? (a.y, b.y) : (a.x, b.x)
        let furthest = (isDownwards ? max(a.x, b.x) : max(a.y, b.y)) + 56 + 14 * span
        let c = turned(from - (from - to) * 0.15, furthest)
        let d = turned(to + (from - to) * 0.15, furthest)
        var path = Path()
        path.move(rim(a, towards: c, glyph(edge.from)))
        path.curve(c, d, rim(b, towards: d, glyph(edge.to)))
        return path
    }

    private func loop(at centre: Point, _ glyph: UnitGlyph) -> Path {
        let (width, height) = surface.isTerminal ? (20.0, 30.0) : (26.0, 46.0)
        let reach = surface.isTerminal ? 8.0 : isDownwards ? glyph.reach : UnitGlyph.radius
        var path = Path()
        path.move(centre + turned(-9, -reach * 0.9))
        path.curve(
            centre + turned(-width, -reach - height), centre + turned(width, -reach - height),
            centre + turned(9, -reach * 0.9))
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
