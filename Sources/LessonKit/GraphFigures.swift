// Computation graphs drawn: each node with its value and its gradient, as they are now.

import Figures
import NeuralCore

/// Shows a computation graph below the cell: what comes from what, each node with the value of the last run and the
/// gradient of the last differentiation, as far as there were such.
///
///     let (a, x) = (GraphNode.placeholder("a"), GraphNode.placeholder("x"))
///     let graph = ComputationGraph(a * x)
///     graph.run([a: 5, x: -2])
///     graph.differentiate()
///     show(graph, title: "y = a · x")
///
/// - Parameters:
///   - title: what is computed; the name of the result unless it is given.
///   - caption: what the reader should see in it.
public func show(_ graph: ComputationGraph, title: String? = nil, caption: String = "") {
    show(GraphDiagram(title ?? "Graph of \(graph.result.name)", graph), caption: caption)
}

extension GraphDiagram {
    /// A graph as it is now. A tensor of several numbers stands there with its shape.
    public init(
        _ title: String, _ graph: ComputationGraph, file: StaticString = #file, line: UInt = #line
    ) {
        let picture = graph.picture
        let nodes = picture.nodes.enumerated().map { place, node in
            node.drawn(inputs: picture.edges.filter { $0.to == place }.map(\.from))
        }
        self.init(title, nodes, file: file, line: line)
    }
}

extension GraphPicture.Node {
    fileprivate func drawn(inputs: [Int]) -> GraphDiagram.Node {
        let shape = value.flatMap { $0.count == 1 ? nil : " \($0.shape)" } ?? ""
        return GraphDiagram.Node(
            (hasOwnName ? name : sign) + shape, operation: hasOwnName && operation != nil ? sign : nil,
            value: value?.onlyNumber, gradient: gradient?.onlyNumber, inputs: inputs)
    }

    /// Whether the name is more than the one that a graph gives to what has none, such as `add_1`.
    private var hasOwnName: Bool {
        let stem = (operation ?? kind.rawValue) + "_"
        return !name.hasPrefix(stem) || !name.dropFirst(stem.count).allSatisfy(\.isNumber)
    }

    /// The operation as formulas write it; what it is, where it is none.
    private var sign: String { operation.map { Self.signs[$0] ?? $0 } ?? kind.rawValue }

    private static let signs = [
        "add": "+", "subtract": "−", "multiply": "·", "divide": "/", "square": "( )²", "sum": "Σ",
        "log": "ln", "sigmoid": "σ",
    ]
}

extension Matrix {
    fileprivate var onlyNumber: Double? { count == 1 ? item : nil }
}
