// A computational graph: a formula laid out in steps, run forwards for values and backwards for slopes.

/// All that a result is computed from, in an order in which each node comes after its sources.
///
/// Forwards, each operation computes its value from those of its sources. Backwards, from the last node to
/// the first, each operation hands its gradient on to its sources by the chain rule; a node that is used in
/// several places adds up what comes from all of them. One sweep gives the slope of the result by *every*
/// node: this is reverse-mode automatic differentiation (Linnainmaa, 1970), of which backpropagation in a
/// network is an example.
///
///     let (a, b, c) = (GraphNode.placeholder("a"), GraphNode.placeholder("b"), GraphNode.placeholder("c"))
///     let graph = ComputationGraph(a * b + c)
///     graph.run([a: 5, b: -2, c: 13])     // 3.0
///     graph.differentiate()
///     a.gradient                          // -2.0, which is b
public final class ComputationGraph {
    /// The node that the graph computes.
    public let result: GraphNode
    /// All nodes, each after its sources: the order of the forward pass. The last is the result.
    public let nodes: [GraphNode]
    /// All arrows, those into one node together and in the order of its operation.
    public private(set) var edges: [GraphEdge] = []

    /// The graph of all that `result` is computed from. Operations without a name get one, such as `add_1`.
    public init(_ result: GraphNode) {
        self.result = result
        var order: [GraphNode] = []
        var seen: Set<GraphNode> = []
        Self.lay(result, &order, &seen)
        nodes = order
        nameNodes()
        let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, $0) })
        for (place, node) in nodes.enumerated() {
            for source in node.sources {
                if let from = places[source] { edges.append(GraphEdge(from: from, to: place)) }
            }
        }
    }

    /// Appends a node behind its sources. A stack of our own rather than a call within a call: a formula of a
    /// hundred thousand steps would be too deep for that.
    private static func lay(_ result: GraphNode, _ order: inout [GraphNode], _ seen: inout Set<GraphNode>) {
        var stack: [(node: GraphNode, nextSource: Int)] = [(result, 0)]
        seen.insert(result)
        while let (node, next) = stack.last {
            if next == node.sources.count {
                order.append(node)
                stack.removeLast()
            } else {
                stack[stack.count - 1].nextSource += 1
                let source = node.sources[next]
                if seen.insert(source).inserted { stack.append((source, 0)) }
            }
        }
    }

    private func nameNodes() {
        var taken = Set(nodes.map(\.name))
        var counts: [String: Int] = [:]
        for node in nodes where node.name.isEmpty {
            let stem = node.operation?.name ?? node.kind.rawValue
            repeat {
                counts[stem, default: 0] += 1
                node.name = "\(stem)_\(counts[stem, default: 0])"
            } while !taken.insert(node.name).inserted
        }
    }

    /// Runs forwards: computes every node, in order, and returns the value of the result.
    ///
    /// - Parameter feed: values for placeholders; one that is not named keeps what it was fed last.
    @discardableResult
    public func run(_ feed: [GraphNode: Matrix], file: StaticString = #file, line: UInt = #line) -> Matrix {
        for (node, value) in feed {
            guard node.kind == .placeholder else {
                fatalError("only placeholders are fed, but \(node.title) is not one", file: file, line: line)
            }
            node.heldValue = value
        }
        forgetGradients()
        for node in nodes {
            guard let operation = node.operation else {
                if node.heldValue == nil { fatalError("\(node.title) is not fed", file: file, line: line) }
                continue
            }
            let values = node.sources.map(\.value)
            if let fault = operation.fault(of: values.map(\.shape)) {
                let shapes = values.map { "\($0.shape)" }.joined(separator: " and ")
                fatalError("\(node.title) cannot take the shapes \(shapes): \(fault)", file: file, line: line)
            }
            node.heldValue = operation.value(of: values)
        }
        return result.value
    }

    /// Runs forwards with values written as literals: `graph.run([x: 2, w: [[1, 0], [0, 1]]])`.
    @_disfavoredOverload @discardableResult
    public func run(
        _ feed: [GraphNode: any TensorPart] = [:], file: StaticString = #file, line: UInt = #line
    ) -> Matrix {
        run(feed.mapValues { Matrix(part: $0) }, file: file, line: line)
    }

    /// Runs backwards: gives every node the gradient of the result by it.
    ///
    /// The result must be a single number, and the graph must have run forwards.
    public func differentiate(file: StaticString = #file, line: UInt = #line) {
        guard let value = result.heldValue else {
            fatalError("run the graph before it is differentiated", file: file, line: line)
        }
        guard value.count == 1 else {
            fatalError(
                "only a single number has a gradient, but \(result.title) has the shape "
                    + "\(value.shape): take its sum or mean",
                file: file, line: line)
        }
        for node in nodes { node.heldGradient = Matrix(repeating: 0, shape: node.value.shape) }
        // The result grows with itself as fast as it does.
        result.heldGradient = Matrix(repeating: 1, shape: value.shape)
        var edge = edges.count
        for node in nodes.reversed() {
            guard let operation = node.operation else { continue }
            let shares = operation.gradients(
                node.gradient, sources: node.sources.map(\.value), value: node.value)
            guard shares.map(\.shape) == node.sources.map(\.value.shape) else {
                fatalError(
                    "\(node.title) must return a gradient for each source, in its shape, "
                        + "but the shapes are \(shares.map(\.shape))",
                    file: file, line: line)
            }
            edge -= shares.count
            for (place, (source, share)) in zip(node.sources, shares).enumerated() {
                edges[edge + place].gradient = share
                source.heldGradient = source.gradient + share
            }
        }
    }

    private func forgetGradients() {
        for node in nodes { node.heldGradient = nil }
        for edge in edges.indices { edges[edge].gradient = nil }
    }
}

/// An arrow of a graph, from a node to one that is computed from it.
public struct GraphEdge: Equatable, Sendable {
    /// The place of the source in ``ComputationGraph/nodes``.
    public let from: Int
    /// The place of the node that takes its value.
    public let to: Int
    /// What came back along the arrow: the target's gradient times its slope by the source. A node's gradient
    /// is the sum over its outgoing arrows. Nil before differentiation.
    public internal(set) var gradient: Matrix?
}
