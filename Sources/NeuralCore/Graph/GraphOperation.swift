// What an operation of a computational graph must know: its value, and its part of the chain rule.

/// An operation on tensors that knows its own slope.
///
/// That is all that automatic differentiation needs of it: every formula, however long, is made of such
/// steps, and the chain rule joins them. A new operation is a type with a forward and a backward rule:
///
///     struct Cube: GraphOperation {
///         let name = "cube"
///         func value(of x: [Matrix]) -> Matrix { pow(x[0], 3) }
///         func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
///             [gradient * 3 * square(x[0])]
///         }
///     }
///     let y = GraphNode(Cube(), of: x)
public protocol GraphOperation {
    /// What drawings and error messages call it.
    var name: String { get }

    /// The value for the values of the sources.
    func value(of sources: [Matrix]) -> Matrix

    /// The chain rule for one step: the gradient of the result by each source, from that by the value.
    ///
    /// - Parameters:
    ///   - gradient: of the graph's result by this operation's value; its shape.
    ///   - sources: the values that it was computed from.
    ///   - value: what came out.
    /// - Returns: for each source what passes through this operation, in the shape of the source.
    func gradients(_ gradient: Matrix, sources: [Matrix], value: Matrix) -> [Matrix]

    /// What is wrong with sources of these shapes, as the end of a sentence; nil when the operation takes
    /// them.
    func fault(of shapes: [Shape]) -> String?
}

extension GraphOperation {
    public func fault(of shapes: [Shape]) -> String? { nil }
}
