// The axes of a sample in another order.

/// The same numbers with the axes of each sample in another order.
///
///     let layer = Permute<Double>([2, 1])      // time steps of features become features of time steps
///
/// - Input: `(batch, …)`
/// - Output: `(batch, …)`; axis k of a sample is axis `order[k - 1]` of the input's, both counted from 1, as
///   the batch is axis 0.
public final class Permute<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        /// Which axis of the input stands in each place, counted from 1.
        public var order: [Int]

        public var fault: String? {
            order.sorted() == Array(1..<(order.count + 1))
                ? nil : "Permute takes every axis from 1 on just once, but \(Shape.text(order)) is given"
        }
    }

    /// The shape of the output.
    public typealias Cache = Shape

    public let configuration: Configuration
    public var name = ""

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// - Parameter order: which axis of the input stands in each place, counted from 1.
    public convenience init(
        _ order: [Int], name: String = "", file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(order: order)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func shapeFault(_ inputShape: Shape) -> String? {
        inputShape.rank == configuration.order.count
            ? nil
            : "\(title) orders \(configuration.order.count) axes, but its samples have the shape \(inputShape)"
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        return Shape(configuration.order.map { inputShape[$0 - 1] })
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        check(inputShape: Shape(input.shape.axes.dropFirst()))
        let output = input.transposed(axes: [0] + configuration.order)
        return (output, output.shape)
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        check(gradient: gradient.shape, ofOutput: cache)
        var back = [0] + configuration.order
        for (place, axis) in configuration.order.enumerated() { back[axis] = place + 1 }
        return gradient.transposed(axes: back)
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }
}
