// From images to vectors: all numbers of a sample in one row.

/// The same numbers, each sample as one vector in row-major order.
///
/// - Input: `(batch, …)`
/// - Output: `(batch, numbers of a sample)`
public final class Flatten<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        public var fault: String? { nil }

        /// There is nothing to choose.
        public init() {}
    }

    /// The shape of the input.
    public typealias Cache = Shape

    public let configuration: Configuration
    public var name = ""

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// A layer for samples of any size, each of which becomes one vector.
    public convenience init(name: String = "") {
        self.init(Configuration())
        self.name = name
    }

    public func outputShape(for inputShape: Shape) -> Shape { [inputShape.elementCount] }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let sample = Shape(input.shape.axes.dropFirst())
        return (input.reshaped(to: [input.rowCount, sample.elementCount]), input.shape)
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        let sample = outputShape(for: Shape(cache.axes.dropFirst()))
        check(gradient: gradient.shape, ofOutput: Shape([cache[0]] + sample.axes))
        return gradient.reshaped(to: cache)
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }
}
