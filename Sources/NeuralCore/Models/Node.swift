// The functional way to write a network: layers applied to what other layers give.

/// A tensor that does not exist yet: what a layer will give once the model runs.
///
///     let x = Input<Double>(shape: [8])
///     let hidden = Dense(4, activation: .relu)(x)
///     let model = Model(input: x, output: Dense(1)(hidden))
///
/// A layer that is applied twice is shared: it has one set of parameters, and gets the gradients of both places.
public final class Node<Scalar: TensorScalar> {
    enum Step {
        case input
        case layer(any Layer<Scalar>)
        case merge(any MergeLayer)
    }

    /// What computes the tensor.
    let step: Step
    /// What it is computed from.
    let sources: [Node]
    /// The shape of one sample.
    public let shape: Shape
    /// The name of an input or a merge; layers have their own.
    var name: String

    init(_ step: Step, of sources: [Node], shape: Shape, name: String = "") {
        (self.step, self.sources, self.shape, self.name) = (step, sources, shape, name)
    }

    /// A place where data enter.
    ///
    /// - Parameter shape: of one sample, without the batch.
    public convenience init(shape: Shape, name: String = "") {
        self.init(.input, of: [], shape: shape, name: name)
    }
}

/// A place where data enter a model, as `Input<Float>(shape: [28, 28, 1])`.
public typealias Input<Scalar: TensorScalar> = Node<Scalar>

extension Layer {
    /// The layer applied to what another gives.
    public func callAsFunction(
        _ input: Node<Scalar>, file: StaticString = #file, line: UInt = #line
    ) -> Node<Scalar> {
        if let fault = shapeFault(input.shape) { fatalError(fault, file: file, line: line) }
        return Node(.layer(self), of: [input], shape: outputShape(for: input.shape))
    }
}
