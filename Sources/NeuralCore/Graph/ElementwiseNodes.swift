// Functions of each element of a node: exp, log, square, and the activations.

/// eˣ, which is its own slope.
struct Exponential: GraphOperation {
    let name = "exp"
    func value(of x: [Matrix]) -> Matrix { exp(x[0]) }
    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] { [gradient * value] }
}

/// ln x, with the slope 1/x.
struct Logarithm: GraphOperation {
    let name = "log"
    func value(of x: [Matrix]) -> Matrix { log(x[0]) }
    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] { [gradient / x[0]] }
}

/// x², with the slope 2x.
struct Squaring: GraphOperation {
    let name = "square"
    func value(of x: [Matrix]) -> Matrix { square(x[0]) }
    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
        [gradient * 2 * x[0]]
    }
}

/// Any activation, with the slope that layers use.
struct ActivationStep: GraphOperation {
    let activation: Activation
    var name: String { String("\(activation)".prefix { $0 != "(" }) }
    func value(of x: [Matrix]) -> Matrix { activation(x[0]) }
    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
        [activation.gradient(gradient, input: x[0], output: value)]
    }
    func fault(of shapes: [Shape]) -> String? {
        activation == .softmax && shapes[0].rank == 0 ? "softmax needs at least one axis" : nil
    }
}

extension GraphNode {
    /// What a unit with this activation makes of the node.
    public func activated(by activation: Activation) -> GraphNode {
        GraphNode(ActivationStep(activation: activation), of: self)
    }
}

/// e to the power of each element.
public func exp(_ x: GraphNode) -> GraphNode { GraphNode(Exponential(), of: x) }
/// The natural logarithm of each element.
public func log(_ x: GraphNode) -> GraphNode { GraphNode(Logarithm(), of: x) }
/// Each element times itself.
public func square(_ x: GraphNode) -> GraphNode { GraphNode(Squaring(), of: x) }
/// 1 / (1 + e⁻ˣ) of each element.
public func sigmoid(_ x: GraphNode) -> GraphNode { x.activated(by: .sigmoid) }
/// The hyperbolic tangent of each element.
public func tanh(_ x: GraphNode) -> GraphNode { x.activated(by: .tanh) }
/// max(0, x) of each element.
public func relu(_ x: GraphNode) -> GraphNode { x.activated(by: .relu) }
/// The elements along the last axis as shares of one.
public func softmax(_ x: GraphNode) -> GraphNode { x.activated(by: .softmax) }
