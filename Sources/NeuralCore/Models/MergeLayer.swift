// Layers with several inputs and no parameters, which bring the branches of a network together.

/// A step of a network that makes one tensor of several.
public protocol MergeLayer: LayerConfiguration {
    /// Why inputs of these shapes, each of one sample, cannot be merged; nil when they can.
    func shapeFault(_ shapes: [Shape]) -> String?

    /// The shape of one sample of the output.
    func outputShape(for shapes: [Shape]) -> Shape

    /// The output for the inputs; all have the batch in front.
    func forward<Scalar: TensorScalar>(_ inputs: [Tensor<Scalar>]) -> Tensor<Scalar>

    /// The gradients of the loss by the inputs, in their order.
    func backward<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, _ inputs: [Tensor<Scalar>]
    ) -> [Tensor<Scalar>]

    /// Which time steps of the output count. Unless a merge says otherwise, those that count in every input that has
    /// a mask, as in Keras 2; in Keras 3 a sum counts where any of its inputs does.
    ///
    /// - Parameter masks: those of the inputs, in their order.
    func outputMask<Scalar: TensorScalar>(for inputs: [Tensor<Scalar>], _ masks: [Mask?]) -> Mask?
}

extension MergeLayer {
    public var fault: String? { nil }

    public func outputMask<Scalar: TensorScalar>(for inputs: [Tensor<Scalar>], _ masks: [Mask?]) -> Mask? {
        Mask.all(masks)
    }

    /// The name by which Keras knows the layer.
    static var className: String { "\(Self.self)" }

    /// The merge applied to what other layers give.
    ///
    ///     let sum = Add()(left, right)
    public func callAsFunction<Scalar: TensorScalar>(
        _ inputs: Node<Scalar>..., name: String = "", file: StaticString = #file, line: UInt = #line
    ) -> Node<Scalar> {
        let shapes = inputs.map(\.shape)
        if let fault = fault ?? (inputs.count < 2 ? "\(Self.className) needs at least 2 inputs" : nil)
            ?? shapeFault(shapes)
        {
            fatalError(fault, file: file, line: line)
        }
        return Node(.merge(self), of: inputs, shape: outputShape(for: shapes), name: name)
    }
}
