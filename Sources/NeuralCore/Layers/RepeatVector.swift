// A vector as every step of a sequence: what an encoder has read, laid before each step of a decoder.

/// The same vector at each of `count` time steps.
///
///     let layer = RepeatVector<Double>(3)     // [1, 2] becomes [[1, 2], [1, 2], [1, 2]]
///
/// - Input: `(batch, features)`
/// - Output: `(batch, count, features)`
public final class RepeatVector<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        /// How many steps the sequence has; at least 1.
        public var count: Int

        public var fault: String? {
            count >= 1 ? nil : "RepeatVector needs at least 1 step, but \(count) are asked"
        }
    }

    /// The shape of the output.
    public typealias Cache = Shape

    public let configuration: Configuration
    public var name = ""

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// - Parameter count: how many steps the sequence has.
    public convenience init(
        _ count: Int, name: String = "", file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(count: count)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func shapeFault(_ inputShape: Shape) -> String? {
        inputShape.rank == 1
            ? nil : "\(title) takes vectors of shape (features,), but the shape is \(inputShape)"
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        return Shape(configuration.count, inputShape[0])
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        check(inputShape: Shape(input.shape.axes.dropFirst()))
        let (batch, features) = (input.shape[0], input.shape[1])
        let shape: Shape = [batch, configuration.count, features]
        let output = input.gathered(as: shape, from: 0, steps: [features, 0, 1])
        return (output, shape)
    }

    /// Each step has its say in the vector's gradient.
    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        check(gradient: gradient.shape, ofOutput: cache)
        return gradient.sum(axis: 1)
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }
}
