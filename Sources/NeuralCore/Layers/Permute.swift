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

    public func outputShape(for inputShape: Shape) -> Shape {
        guard inputShape.rank == configuration.order.count else {
            fatalError(
                "\(title) orders \(configuration.order.count) axes, but its samples have the shape "
                    + "\(inputShape)")
        }
        return Shape(configuration.order.map { inputShape[$0 - 1] })
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        _ = outputShape(for: Shape(input.shape.axes.dropFirst()))
        let output = input.withAxes([0] + configuration.order)
        return (output, output.shape)
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        check(gradient: gradient.shape, ofOutput: cache)
        var back = [0] + configuration.order
        for (place, axis) in configuration.order.enumerated() { back[axis] = place + 1 }
        return gradient.withAxes(back)
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }
}

extension Tensor {
    /// The tensor whose axis k is axis `order[k]` of this one.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func withAxes(_ order: [Int]) -> Tensor {
        let target = Shape(order.map { shape[$0] })
        if count == 0 { return Tensor(target, unchecked: []) }
        // How far to step in `elements` for one step along each axis of the result.
        var steps = [Int](repeating: 1, count: rank)
        for axis in stride(from: rank - 2, through: 0, by: -1) {
            steps[axis] = steps[axis + 1] * shape[axis + 1]
        }
        steps = order.map { steps[$0] }
        let (rowLength, step) = (target[rank - 1], steps[rank - 1])
        return Tensor(target, count) { buffer in
            elements.withUnsafeBufferPointer { source in
                var index = [Int](repeating: 0, count: rank)
                var start = 0
                for row in stride(from: 0, to: source.count, by: rowLength) {
                    for column in 0..<rowLength { buffer[row + column] = source[start + column * step] }
                    // On to the next row: count up as an odometer does.
                    var axis = rank - 2
                    while axis >= 0 {
                        index[axis] += 1
                        start += steps[axis]
                        if index[axis] < target[axis] { break }
                        start -= target[axis] * steps[axis]
                        index[axis] = 0
                        axis -= 1
                    }
                }
            }
        }
    }
}
