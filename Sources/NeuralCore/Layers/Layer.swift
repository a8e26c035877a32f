// What a layer is: forwards from input to output, backwards from gradient to gradient.

/// One step of a network, with its parameters.
///
/// A layer is made with its hyperparameters, built once the shape of its input is known, and then run any number of
/// times. The backward pass is written by hand in each layer: nothing is recorded behind the reader's back. What a
/// layer needs to remember from `forward` until `backward` it returns as its ``Cache``, so one layer can stand in
/// several places of a network, or run several times before the first backward pass.
///
/// Shapes in this protocol are those of one sample; the tensors of `forward` and `backward` have the batch as one
/// more axis in front.
public protocol Layer<Scalar>: AnyObject, SendableMetatype {
    /// The type of all numbers: `Double` or `Float`.
    associatedtype Scalar: TensorScalar
    /// What `backward` must know about the forward pass.
    associatedtype Cache
    /// The hyperparameters, which are what a saved configuration of the layer holds.
    associatedtype Configuration: LayerConfiguration

    /// The hyperparameters the layer was made with.
    var configuration: Configuration { get }

    /// A layer that is not yet built.
    init(_ configuration: Configuration)

    /// The name by which a model finds the layer; empty until the user or the model gives one.
    var name: String { get set }

    /// The trainable parameters, in Keras's order: kernel, bias, … Empty until the layer is built.
    var parameters: [Parameter<Scalar>] { get }

    /// Numbers that the layer keeps although no gradient changes them, such as moving averages: they belong to its
    /// saved weights, behind the parameters.
    var nonTrainableParameters: [Parameter<Scalar>] { get }

    /// Makes the parameters for inputs of `inputShape`, drawing their initial values from `random`. A layer that is
    /// built already checks that it can take them.
    func build(inputShape: Shape, random: inout RandomState)

    /// Why the layer cannot take inputs of `inputShape`, as a sentence that names it; nil when it can. A layer that is
    /// built takes only what it was built for.
    func shapeFault(_ inputShape: Shape) -> String?

    /// The shape of the output for inputs of `inputShape`. Stops with the ``shapeFault(_:)`` when there is one.
    func outputShape(for inputShape: Shape) -> Shape

    /// Computes the output.
    ///
    /// - Parameters:
    ///   - input: `(batch, …)` with the input shape behind the batch.
    ///   - context: whether this is training, and which time steps are padding.
    /// - Returns: the output, `(batch, …)`, and what `backward` needs.
    func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (output: Tensor<Scalar>, cache: Cache)

    /// Adds the gradients of the parameters to ``Parameter/gradient`` and returns that of the input.
    ///
    /// - Parameters:
    ///   - gradient: of the loss by the output; the shape of the output.
    ///   - cache: what `forward` returned.
    /// - Returns: the gradient of the loss by the input; the shape of the input.
    func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar>

    /// Adds the gradients of the parameters, as `backward` does, where nobody asks for that of the input: in the
    /// first layer of a net, for which it would be a third of the work. Unless a layer says otherwise, the same.
    func accumulateGradients(_ gradient: Tensor<Scalar>, _ cache: Cache)

    /// Which time steps of the *output* are padding. Unless a layer says otherwise, those of its input.
    func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask?
}

/// The hyperparameters of a layer: what it is, apart from the values of its parameters.
public protocol LayerConfiguration: Codable, Equatable, Sendable {
    /// What is wrong with the values, as a sentence that names the layer; nil when they are possible.
    var fault: String? { get }
}

extension Layer {
    public var parameters: [Parameter<Scalar>] { [] }
    public var nonTrainableParameters: [Parameter<Scalar>] { [] }
    public func build(inputShape: Shape, random: inout RandomState) {}
    public func shapeFault(_ inputShape: Shape) -> String? { nil }
    public func outputShape(for inputShape: Shape) -> Shape { inputShape }
    public func accumulateGradients(_ gradient: Tensor<Scalar>, _ cache: Cache) {
        _ = backward(gradient, cache)
    }
    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { mask }

    /// The number of trainable numbers.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.count } }

    /// The output for `input`, as when a model predicts.
    public func callAsFunction(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
        forward(input, PassContext()).output
    }

    /// A forward pass together with its way back, for those who do not know the type of the layer.
    func pass(_ input: Tensor<Scalar>, _ context: PassContext) -> Pass<Scalar> {
        let (output, cache) = forward(input, context)
        return Pass(output: output, mask: outputMask(for: input, context.mask)) { gradient, wantsInput in
            if wantsInput { return self.backward(gradient, cache) }
            self.accumulateGradients(gradient, cache)
            return nil
        }
    }
}

/// What a layer is told about a pass besides its input.
public struct PassContext: Sendable {
    /// True when the pass belongs to training: dropout drops, batch statistics are used.
    public var isTraining: Bool
    /// Which time steps of the input count; nil when all do.
    public var mask: Mask?

    /// A pass for predicting, all of whose steps count, unless told otherwise.
    public init(isTraining: Bool = false, mask: Mask? = nil) {
        (self.isTraining, self.mask) = (isTraining, mask)
    }
}

/// Which time steps of a batch of sequences count, and which are padding.
public struct Mask: Equatable, Sendable {
    /// `(batch, time)`
    public let shape: Shape
    /// Row by row, true for a step that counts.
    public let isValid: [Bool]

    /// A mask of `shape`, `(batch, time)`, with an element of `isValid` for each step, row by row.
    public init(shape: Shape, isValid: [Bool]) { (self.shape, self.isValid) = (shape, isValid) }

    /// Whether step `time` of sample `sample` counts.
    public subscript(sample: Int, time: Int) -> Bool { isValid[sample * shape[1] + time] }
}

/// One layer's part of a forward pass: the output, and the way back for the gradient of the loss by it.
struct Pass<Scalar: TensorScalar> {
    let output: Tensor<Scalar>
    let mask: Mask?
    typealias Backward = (_ gradient: Tensor<Scalar>, _ wantsInput: Bool) -> Tensor<Scalar>?
    /// Adds the gradients of the parameters, and returns that of the input if it is wanted.
    let backward: Backward
}
