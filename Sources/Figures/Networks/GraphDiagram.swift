// A formula as a graph: each node with its value from the forward pass and its gradient from the backward pass.

/// Operations and the values that flow between them.
public struct GraphDiagram: Figure {
    /// A quantity of the formula.
    public struct Node: Equatable, Sendable {
        /// What it is called: a variable by its name, a result without a name by its operation: `w`, `+`, `σ`.
        public var name: String
        /// What computes a result that has a name of its own; nil where the name says it.
        public var operation: String?
        /// The number of the forward pass; nil where it is not known, or is no single number.
        public var value: Double?
        /// The slope of the last node's value by this one's; nil before a backward pass.
        public var gradient: Double?
        /// The nodes it is computed from, in order, by their places among the nodes; none for a variable.
        public var inputs: [Int]

        /// A node as it is drawn: a box with its name, and value and gradient where there are such.
        public init(
            _ name: String, operation: String? = nil, value: Double? = nil, gradient: Double? = nil,
            inputs: [Int] = []
        ) {
            (self.name, self.operation) = (name, operation)
            (self.value, self.gradient, self.inputs) = (value, gradient, inputs)
        }
    }

    /// What is computed, in a few words.
    public var title: String
    /// The nodes; the last is the result.
    public var nodes: [Node]

    /// A graph of nodes, in any order but for the result, which is the last.
    public init(_ title: String, _ nodes: [Node], file: StaticString = #file, line: UInt = #line) {
        (self.title, self.nodes) = (title, nodes)
        checkReadable(
            "Graph \"\(title)\"", nodes.count, "nodes", atMost: 200, "draw a part", file: file, line: line)
        for (index, node) in nodes.enumerated() {
            if let input = node.inputs.first(where: { !nodes.indices.contains($0) || $0 == index }) {
                fatalError(
                    "Node \(index) (\(node.name)) of graph \"\(title)\" is computed from node \(input); give "
                        + "other nodes, numbered from 0 to \(nodes.count - 1)", file: file, line: line)
            }
        }
        if layering.isBack.contains(true) {
            fatalError(
                "Graph \"\(title)\" has a cycle; a value cannot be computed from itself",
                file: file,
                line: line)
        }
    }

    private var edges: [(from: Int, to: Int)] {
        nodes.indices.flatMap { node in nodes[node].inputs.map { ($0, node) } }
    }

    private var layering: Layering { Layering(nodes: nodes.count, edges: edges, sourcesLate: true) }

    public var summary: String {
        guard let last = nodes.last else { return "\(title): no nodes" }
        var words = "\(title), \(counted(nodes.count, "node"))"
        if let value = last.value { words += ": \(last.name) = \(shortNumber(value))" }
        let gradients = nodes.filter { $0.inputs.isEmpty }.compactMap { node in
            node.gradient.map { "\(node.name) \(shortNumber($0))" }
        }
        if !gradients.isEmpty { words += "; gradients " + listed(Array(gradients.prefix(8))) }
        return words
    }

    public var data: DataTable {
        DataTable(columns: ["node", "from", "value", "gradient"], count: nodes.count) {
            let node = nodes[$0]
            return [
                node.name, node.inputs.map { nodes[$0].name }.joined(separator: ", "),
                node.value.map { shortNumber($0, digits: 6) } ?? "",
                node.gradient.map { shortNumber($0, digits: 6) } ?? "",
            ]
        }
    }

    // MARK: Drawing

    public func layout(on surface: Surface) -> Drawing {
        let layout = Layout(self, on: surface)
        var drawing = Drawing(layout.size)
        drawing.title(title, on: surface)
        if nodes.isEmpty { drawing.text("no nodes", Point(0, surface.lineHeight * 2), paint: .quiet) }
        for edge in edges {
            drawArrow(
                layout.path(edge.from, edge.to), stroke: Stroke(.quiet, width: 1.5), on: surface, &drawing)
        }
        for node in nodes.indices { draw(nodes[node], layout.boxes[node], surface, on: &drawing) }
        let key = "∂: gradient of the last value"
        if nodes.contains(where: { $0.gradient != nil }) {
            drawing.text(
                surface.fitted(key, surface.width, .small),
                Point(0, layout.size.height - surface.lineHeight / 2),
                role: .small, paint: .quiet)
        }
        return drawing
    }

    fileprivate static func lines(_ node: Node) -> [String] {
        [
            node.operation.map { "\(node.name): \($0)" } ?? node.name,
            node.value.map { label($0, digits: 4) },
            node.gradient.map { "∂ " + label($0, digits: 4) },
        ]
        .compactMap { $0 }
    }

    private func draw(_ node: Node, _ box: Rectangle, _ surface: Surface, on drawing: inout Drawing) {
        let isVariable = node.inputs.isEmpty
        drawing.rectangle(
            box, corner: isVariable ? 0 : 14, fill: Fill(.paper),
            stroke: Stroke(.ink, width: isVariable ? 1 : 1.75))
        let lines = GraphDiagram.lines(node)
        let step = surface.isTerminal ? 16.0 : 16
        for (index, text) in lines.enumerated() {
            let y = box.midY + (Double(index) - Double(lines.count - 1) / 2) * step
            drawing.text(
                text, Point(box.midX, y), .middle, role: index == 0 ? .text : .small,
                paint: index == 2 ? .negative : .ink)
        }
    }

    /// Boxes in columns from left to right, or in rows where the columns would be too narrow.
    private struct Layout {
        let surface: Surface
        var boxes: [Rectangle] = []
        let size: Size
        private let isDownwards: Bool

        init(_ graph: GraphDiagram, on surface: Surface) {
            self.surface = surface
            let layering = graph.layering
            let lineCount = Double(graph.nodes.map { GraphDiagram.lines($0).count }.max() ?? 1)
            let widths = graph.nodes.map { node in
                GraphDiagram.lines(node).map { surface.width($0) }.max() ?? 0
            }
            let box = Size(
                surface.columns(max(surface.isTerminal ? 56 : 52, (widths.max() ?? 0) + 16)),
                surface.isTerminal ? (lineCount + 2) * 16 : lineCount * 16 + 10)
            let (ranks, tallest) = (layering.ranks.count, layering.ranks.map(\.count).max() ?? 0)
            let gap = surface.isTerminal ? 24.0 : 34
            isDownwards = Double(ranks) * (box.width + gap) - gap > surface.width
            let top = surface.rows(surface.lineHeight + 10)
            let side = surface.isTerminal ? 16.0 : 18
            boxes = Array(repeating: Rectangle(x: 0, y: 0, width: 0, height: 0), count: graph.nodes.count)
            let across =
                isDownwards
                ? min(box.width + side, surface.width / Double(max(1, tallest))) : box.height + side
            let along =
                isDownwards
                ? box.height + surface.rows(gap)
                : surface.columns(
                    min((surface.width - box.width - 2) / Double(max(1, ranks - 1)), box.width + 90))
            for (rank, nodes) in layering.ranks.enumerated() {
                for (position, node) in nodes.enumerated() {
                    let offset = (Double(tallest - nodes.count) / 2 + Double(position)) * across
                    let place = Double(rank) * along
                    boxes[node] =
                        isDownwards
                        ? Rectangle(
                            x: offset, y: top + place, width: min(box.width, across - 4), height: box.height)
                        : Rectangle(x: place, y: top + offset, width: box.width, height: box.height)
                    if !surface.isTerminal {
                        // Room for half the outline.
                        boxes[node].x += 1
                    } else {
                        boxes[node].x = (boxes[node].x / 8).rounded() * 8
                        boxes[node].y = (boxes[node].y / 16).rounded() * 16
                    }
                }
            }
            let bottom = boxes.map(\.maxY).max() ?? top + surface.lineHeight
            size = Size(surface.width, surface.rows(bottom + surface.lineHeight + 10))
        }

        func path(_ from: Int, _ to: Int) -> Path {
            let (a, b) = (boxes[from], boxes[to])
            let (start, end) =
                isDownwards
                ? (Point(a.midX, a.maxY), Point(b.midX, b.y)) : (Point(a.maxX, a.midY), Point(b.x, b.midY))
            var path = Path()
            path.move(start)
            if surface.isTerminal {
                path.line(end)
            } else if isDownwards {
                path.curve(Point(start.x, (start.y + end.y) / 2), Point(end.x, (start.y + end.y) / 2), end)
            } else {
                path.curve(Point((start.x + end.x) / 2, start.y), Point((start.x + end.x) / 2, end.y), end)
            }
            return path
        }
    }
}
