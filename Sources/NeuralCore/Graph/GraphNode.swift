// A node of a computational graph: one number or tensor of a formula, with the place where it comes from.

/// A quantity in a formula: what it is computed from, and, after a run, its value and its gradient.
///
///     let x = GraphNode.placeholder("x")          // is fed a value
///     let w = GraphNode.variable("w", 3)          // keeps its value, until training changes it
///     let y = square(w * x - 1)                   // is computed: ×, −, square
///     let graph = ComputationGraph(y)
///     graph.run([x: 2])                           // 25.0 = (3 · 2 − 1)²
///     graph.differentiate()
///     w.gradient                                  // 20.0 = 2 · (3 · 2 − 1) · 2
///
/// Writing a formula computes nothing; it only links nodes. A ``ComputationGraph`` runs it both ways.
public final class GraphNode {
    /// What a node is: where its value comes from.
    public enum Kind: String, Codable, Sendable {
        /// Fed a value when the graph runs.
        case placeholder
        /// Keeps its value from run to run; training changes it.
        case variable
        /// A number of the formula itself.
        case constant
        /// Computed from other nodes.
        case operation
    }

    /// Where the value comes from.
    public let kind: Kind
    /// What computes the value; nil for all but operations.
    public let operation: (any GraphOperation)?
    /// The nodes whose values the operation takes, in its order.
    public private(set) var sources: [GraphNode]
    /// The name in drawings; a graph gives one to operations and constants that have none.
    public internal(set) var name: String

    var heldValue: Matrix?
    var heldGradient: Matrix?

    private init(
        _ kind: Kind, _ operation: (any GraphOperation)? = nil, of sources: [GraphNode] = [], name: String,
        value: Matrix? = nil
    ) {
        (self.kind, self.operation, self.sources) = (kind, operation, sources)
        (self.name, heldValue) = (name, value)
    }

    /// Lets go of the sources one by one: if each released its own, a long formula would be too deep for the
    /// stack.
    deinit {
        var released = sources
        sources = []
        while var node = released.popLast() {
            if isKnownUniquelyReferenced(&node) {
                released += node.sources
                node.sources = []
            }
        }
    }

    /// A node that `operation` computes from `sources`: how all others than leaves are made.
    public convenience init(_ operation: any GraphOperation, of sources: GraphNode...) {
        self.init(.operation, operation, of: sources, name: "")
    }

    /// A place for a value that the graph is fed when it runs.
    public static func placeholder(_ name: String) -> GraphNode { GraphNode(.placeholder, name: name) }

    /// A tensor that training changes.
    public static func variable(_ name: String, _ value: Matrix) -> GraphNode {
        GraphNode(.variable, name: name, value: value)
    }

    /// A number that training changes.
    public static func variable(_ name: String, _ number: Double) -> GraphNode {
        variable(name, scalar(number))
    }

    /// A tensor that never changes.
    public static func constant(_ value: Matrix, name: String = "") -> GraphNode {
        GraphNode(.constant, name: name, value: value)
    }

    /// A number that never changes.
    public static func constant(_ number: Double, name: String = "") -> GraphNode {
        constant(scalar(number), name: name)
    }

    /// The same node under a name of its own, for drawings.
    ///
    ///     let net = (x.dot(w) + b).named("net")
    public func named(_ name: String) -> GraphNode {
        self.name = name
        return self
    }

    /// The value: given, or computed by the last run. Training assigns to that of a variable.
    public var value: Matrix {
        get {
            guard let heldValue else {
                fatalError("\(title) has no value yet: run a graph that it belongs to")
            }
            return heldValue
        }
        set {
            if kind == .constant { fatalError("\(title) never changes; a variable does") }
            heldValue = newValue
        }
    }

    /// The gradient of the graph's result by this node, in the shape of the value: by how much the result
    /// grows for each unit by which an element grows. It is that of the last
    /// ``ComputationGraph/differentiate(file:line:)``.
    public var gradient: Matrix {
        guard let heldGradient else {
            fatalError("\(title) has no gradient yet: differentiate a graph that it belongs to")
        }
        return heldGradient
    }

    /// The node as error messages call it.
    var title: String {
        let what = operation?.name ?? kind.rawValue
        return name.isEmpty ? "a node (\(what))" : "the node \"\(name)\" (\(what))"
    }
}

extension GraphNode: Hashable {
    /// Two nodes are equal when they are the same node; their values do not matter.
    public static func == (a: GraphNode, b: GraphNode) -> Bool { a === b }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A number as a tensor without axes.
func scalar(_ number: Double) -> Matrix { Matrix(Shape(), unchecked: [number]) }
