// The same numbers along other axes.

/// The same numbers in row-major order, each sample in another shape.
///
///     let layer = Reshape<Double>([28, 28, 1])     // a vector of 784 becomes an image
///
/// - Input: `(batch, …)`
/// - Output: `(batch, target shape…)`
public final class Reshape<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        /// The lengths of the axes behind the batch. One may be −1: it is what the others leave.
        public var targetShape: [Int]

        public var fault: String? {
            let isPossible =
                targetShape.allSatisfy { $0 >= -1 } && targetShape.count < Shape.mostAxes
                && targetShape.filter { $0 == -1 }.count <= 1
            return isPossible
                ? nil
                : "Reshape takes lengths from 0 on, of which one may be -1, but "
                    + "\(Shape.text(targetShape)) is given"
        }
    }

    /// The shape of the input.
    public typealias Cache = Shape

    public let configuration: Configuration
    public var name = ""

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// - Parameter targetShape: of one sample; one length may be −1.
    public convenience init(
        _ targetShape: [Int], name: String = "", file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(targetShape: targetShape)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func shapeFault(_ inputShape: Shape) -> String? {
        lengths(for: inputShape) == nil
            ? "\(title) cannot give samples of shape \(inputShape), \(inputShape.elementCount) numbers, "
                + "the shape \(Shape.text(configuration.targetShape))"
            : nil
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        guard let lengths = lengths(for: inputShape) else { fatalError(shapeFault(inputShape)!) }
        return Shape(lengths)
    }

    /// The target shape with what is open filled in; nil when the numbers of a sample do not fill it.
    private func lengths(for inputShape: Shape) -> [Int]? {
        let (target, count) = (configuration.targetShape, inputShape.elementCount)
        var given = 1
        for length in target where length != -1 {
            let (product, overflow) = given.multipliedReportingOverflow(by: length)
            if overflow { return nil }
            given = product
        }
        if !target.contains(-1) { return given == count ? target : nil }
        if given == 0 { return count == 0 ? target.map { max(0, $0) } : nil }
        return count % given == 0 ? target.map { $0 == -1 ? count / given : $0 } : nil
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let target = outputShape(for: Shape(input.shape.axes.dropFirst()))
        return (input.reshaped(to: Shape([input.rowCount] + target.axes)), input.shape)
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        let sample = outputShape(for: Shape(cache.axes.dropFirst()))
        check(gradient: gradient.shape, ofOutput: Shape([cache[0]] + sample.axes))
        return gradient.reshaped(to: cache)
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }
}
