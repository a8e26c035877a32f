// A parameter: numbers that training changes, beside the gradient of the loss by them.

/// A named tensor that training adjusts, such as a kernel or a bias.
///
/// It is an object, so that layers can share it and an optimizer can find it again. Swift does not watch for two accesses to
/// its numbers at the same time, which took a tenth of the time of training a small net.
public final class Parameter<Scalar: TensorScalar> {
    /// What the layer calls it: `kernel`, `bias`, `recurrent_kernel`, as in Keras.
    public internal(set) var name: String
    /// The numbers themselves. They keep the shape that they begin with.
    @exclusivity(unchecked) public var value: Tensor<Scalar> {
        didSet { if value.shape != shape { stop(value.shape, "value") } }
    }
    /// The gradient of the loss, summed over the backward passes since the last ``zeroGradient()``; the shape of
    /// the value.
    @exclusivity(unchecked) public var gradient: Tensor<Scalar> {
        didSet { if gradient.shape != shape { stop(gradient.shape, "gradient") } }
    }
    private let shape: Shape
    /// A penalty on large values that training adds to the loss.
    public let regularizer: Regularizer?
    /// False for a parameter that training must leave alone.
    @exclusivity(unchecked) public var isTrainable = true

    /// A parameter that begins with `value`, and with a gradient of 0.
    public init(_ name: String, _ value: Tensor<Scalar>, regularizer: Regularizer? = nil) {
        (self.name, self.value, self.regularizer) = (name, value, regularizer)
        shape = value.shape
        gradient = Tensor(repeating: 0, shape: shape)
    }

    /// Layers and optimizers go through the numbers without looking again at how many there are.
    @inline(never)
    private func stop(_ given: Shape, _ what: String) -> Never {
        fatalError("a \(name) of shape \(shape) cannot be given a \(what) of shape \(given)")
    }

    /// Makes the gradient zero, ready for the next batch.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func zeroGradient() { gradient.fill(with: 0) }
}
