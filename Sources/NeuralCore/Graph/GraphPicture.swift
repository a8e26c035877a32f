// A graph as plain values: what a drawing or a table of it needs.

/// The nodes and edges of a graph at one moment, independent of what the graph does later.
public struct GraphPicture: Equatable, Sendable {
    /// One node at that moment.
    public struct Node: Equatable, Sendable {
        /// What stands beside it in a drawing.
        public let name: String
        /// Where its value comes from.
        public let kind: GraphNode.Kind
        /// The operation's name; nil for placeholders, variables and constants.
        public let operation: String?
        /// Nil before the first run.
        public let value: Matrix?
        /// Nil before differentiation.
        public let gradient: Matrix?
    }

    /// Each after its sources.
    public let nodes: [Node]
    /// From and to are places in ``nodes``.
    public let edges: [GraphEdge]
    /// The layer of each node in a drawing from left to right: 0 for what is given, otherwise one more than
    /// the largest among its sources.
    public let layers: [Int]
}

extension ComputationGraph {
    /// The graph as it is now.
    public var picture: GraphPicture {
        var layers = [Int](repeating: 0, count: nodes.count)
        for edge in edges { layers[edge.to] = max(layers[edge.to], layers[edge.from] + 1) }
        let records = nodes.map {
            GraphPicture.Node(
                name: $0.name, kind: $0.kind, operation: $0.operation?.name, value: $0.heldValue,
                gradient: $0.heldGradient)
        }
        return GraphPicture(nodes: records, edges: edges, layers: layers)
    }
}

extension ComputationGraph: CustomStringConvertible {
    /// The steps forwards, one a line, each with its value and gradient where there are such:
    ///
    ///     a           placeholder       value 5.0    gradient -2.0
    ///     b           placeholder       value -2.0   gradient 5.0
    ///     multiply_1  multiply(a, b)    value -10.0  gradient 1.0
    public var description: String {
        func text(_ tensor: Matrix?) -> String {
            guard let tensor else { return "–" }
            return tensor.rank == 0 ? "\(tensor.item)" : tensor.rank == 1 ? "\(tensor)" : "\(tensor.shape)"
        }
        let rows = nodes.map { node in
            let how = node.operation.map {
                "\($0.name)(\(node.sources.map(\.name).joined(separator: ", ")))"
            }
            return [
                node.name, how ?? node.kind.rawValue, "value " + text(node.heldValue),
                "gradient " + text(node.heldGradient),
            ]
        }
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            (0..<3).map { row[$0] + String(repeating: " ", count: widths[$0] - row[$0].count + 2) }.joined()
                + row[3]
        }.joined(separator: "\n")
    }
}
