// + − × ÷ of nodes, element by element, with broadcasting as tensors have it.

/// a + b. Both slopes are 1: a sum hands its gradient to both sides unchanged.
struct Addition: GraphOperation {
    let name = "add"
    func value(of x: [Matrix]) -> Matrix { x[0] + x[1] }
    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
        [gradient.summed(to: x[0].shape), gradient.summed(to: x[1].shape)]
    }
    func fault(of shapes: [Shape]) -> String? { broadcastFault(shapes) }
}

/// a − b, with the slopes 1 and −1.
struct Subtraction: GraphOperation {
    let name = "subtract"
    func value(of x: [Matrix]) -> Matrix { x[0] - x[1] }
    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
        [gradient.summed(to: x[0].shape), (-gradient).summed(to: x[1].shape)]
    }
    func fault(of shapes: [Shape]) -> String? { broadcastFault(shapes) }
}

/// a · b. Each side's slope is the other side.
struct Multiplication: GraphOperation {
    let name = "multiply"
    func value(of x: [Matrix]) -> Matrix { x[0] * x[1] }
    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
        [(gradient * x[1]).summed(to: x[0].shape), (gradient * x[0]).summed(to: x[1].shape)]
    }
    func fault(of shapes: [Shape]) -> String? { broadcastFault(shapes) }
}

/// a / b, with the slopes 1/b and −a/b².
struct Division: GraphOperation {
    let name = "divide"
    func value(of x: [Matrix]) -> Matrix { x[0] / x[1] }
    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
        [(gradient / x[1]).summed(to: x[0].shape), (-gradient * value / x[1]).summed(to: x[1].shape)]
    }
    func fault(of shapes: [Shape]) -> String? { broadcastFault(shapes) }
}

extension GraphNode {
    /// The sum element by element, with broadcasting, as all of these.
    public static func + (a: GraphNode, b: GraphNode) -> GraphNode { GraphNode(Addition(), of: a, b) }
    /// The difference element by element.
    public static func - (a: GraphNode, b: GraphNode) -> GraphNode { GraphNode(Subtraction(), of: a, b) }
    /// The product element by element; for a product of matrices see ``dot(_:)``.
    public static func * (a: GraphNode, b: GraphNode) -> GraphNode { GraphNode(Multiplication(), of: a, b) }
    /// The quotient element by element.
    public static func / (a: GraphNode, b: GraphNode) -> GraphNode { GraphNode(Division(), of: a, b) }

    /// The sum with a number, which becomes a constant of the graph, as in all of these.
    public static func + (a: GraphNode, b: Double) -> GraphNode { a + constant(b) }
    /// The difference from a number.
    public static func - (a: GraphNode, b: Double) -> GraphNode { a - constant(b) }
    /// The product with a number.
    public static func * (a: GraphNode, b: Double) -> GraphNode { a * constant(b) }
    /// The quotient by a number.
    public static func / (a: GraphNode, b: Double) -> GraphNode { a / constant(b) }

    /// The sum of a number and the node.
    public static func + (a: Double, b: GraphNode) -> GraphNode { constant(a) + b }
    /// A number less the node.
    public static func - (a: Double, b: GraphNode) -> GraphNode { constant(a) - b }
    /// The product of a number and the node.
    public static func * (a: Double, b: GraphNode) -> GraphNode { constant(a) * b }
    /// A number divided by the node.
    public static func / (a: Double, b: GraphNode) -> GraphNode { constant(a) / b }

    /// (−1) · a, which adds the constant −1 to the graph.
    public static prefix func - (a: GraphNode) -> GraphNode { constant(-1) * a }
}

/// What is wrong with two shapes that are to be broadcast.
private func broadcastFault(_ shapes: [Shape]) -> String? {
    shapes[0].broadcast(with: shapes[1]) == nil
        ? "from the last axis on, the lengths must be equal or 1" : nil
}

extension Tensor {
    /// The way back through broadcasting: what was repeated along an axis is summed along it.
    ///
    /// A bias of shape `(units,)` that was added to each row of `(batch, units)` has had a part in every row,
    /// so its gradient is the sum of the rows.
    func summed(to shape: Shape) -> Tensor {
        var result = self
        while result.rank > shape.rank { result = result.sum(axis: 0) }
        for axis in 0..<shape.rank where shape[axis] == 1 && result.shape[axis] != 1 {
            var kept = result.shape
            kept[axis] = 1
            result = result.sum(axis: axis).reshaped(to: kept)
        }
        return result
    }
}
