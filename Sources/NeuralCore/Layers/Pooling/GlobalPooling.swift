// Global pooling: one number for each channel of the whole sample, wherever its pattern was and however large
// the sample is.

/// What global pooling layers are told: nothing.
public struct GlobalPoolingConfiguration: LayerConfiguration {
    public var fault: String? { nil }

    /// There is nothing to choose.
    public init() {}
}

/// y = the largest number of each channel.
///
/// Equal largest numbers share the gradient, as they do in Keras; in ``MaxPooling`` the first takes it all.
///
/// - Input: `(batch, space…, channels)`
/// - Output: `(batch, channels)`
public class GlobalMaxPooling<Scalar: TensorScalar, let spaceAxes: Int>: Layer {
    /// The input and the output.
    public typealias Cache = (input: Tensor<Scalar>, output: Tensor<Scalar>)

    public let configuration: GlobalPoolingConfiguration
    public var name = ""

    public required init(_ configuration: GlobalPoolingConfiguration) { self.configuration = configuration }

    /// A layer for samples of any size.
    public convenience init(name: String = "") {
        self.init(GlobalPoolingConfiguration())
        self.name = name
    }

    public func shapeFault(_ inputShape: Shape) -> String? { spaceFault(inputShape, spaceAxes) }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        return [inputShape[spaceAxes]]
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let output = steps(of: input).max(axis: 1)
        return (output, (input, output))
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        check(gradient: gradient.shape, ofOutput: cache.output.shape)
        let steps = steps(of: cache.input)
        let isLargest = steps .== cache.output.expandedDimensions(axis: 1)
        let shares = gradient / isLargest.sum(axis: 1)
        return (isLargest * shares.expandedDimensions(axis: 1)).reshaped(to: cache.input.shape)
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }
}

/// y = the mean of each channel. Of a sequence with a mask, only the steps that count are averaged; where
/// none does, the mean is 0.
///
/// - Input: `(batch, space…, channels)`
/// - Output: `(batch, channels)`
public class GlobalAveragePooling<Scalar: TensorScalar, let spaceAxes: Int>: Layer {
    /// The shape of the input, and the part that each step had in the mean, `(batch, steps, 1)`.
    public typealias Cache = (inputShape: Shape, shares: Tensor<Scalar>)

    public let configuration: GlobalPoolingConfiguration
    public var name = ""

    public required init(_ configuration: GlobalPoolingConfiguration) { self.configuration = configuration }

    /// A layer for samples of any size.
    public convenience init(name: String = "") {
        self.init(GlobalPoolingConfiguration())
        self.name = name
    }

    public func shapeFault(_ inputShape: Shape) -> String? { spaceFault(inputShape, spaceAxes) }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        return [inputShape[spaceAxes]]
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let steps = steps(of: input)
        let shares = shares(batch: steps.shape[0], steps: steps.shape[1], context.mask)
        return ((steps * shares).sum(axis: 1), (input.shape, shares))
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        let shape = cache.inputShape
        check(gradient: gradient.shape, ofOutput: [shape[0], shape[spaceAxes + 1]])
        return (gradient.expandedDimensions(axis: 1) * cache.shares).reshaped(to: cache.inputShape)
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }

    private func shares(batch: Int, steps: Int, _ mask: Mask?) -> Tensor<Scalar> {
        guard let mask, spaceAxes == 1 else {
            return Tensor(repeating: 1 / Scalar(steps), shape: [batch, steps, 1])
        }
        guard mask.shape == [batch, steps] else {
            fatalError(
                "\(title) is given a mask of shape \(mask.shape) for \(batch) samples of \(steps) steps")
        }
        let counts = Tensor<Scalar>([batch, steps, 1], unchecked: mask.isValid.map { $0 ? 1 : 0 })
        let totals = counts.sum(axis: 1).mapped { max(1, $0) }
        return counts / totals.expandedDimensions(axis: 1)
    }
}

/// The largest number of each channel of a sequence, `(batch, steps, channels)`.
public final class GlobalMaxPooling1D<Scalar: TensorScalar>: GlobalMaxPooling<Scalar, 1> {}
/// The largest number of each channel of an image, `(batch, height, width, channels)`.
public final class GlobalMaxPooling2D<Scalar: TensorScalar>: GlobalMaxPooling<Scalar, 2> {}
/// The mean of each channel of a sequence, `(batch, steps, channels)`.
public final class GlobalAveragePooling1D<Scalar: TensorScalar>: GlobalAveragePooling<Scalar, 1> {}
/// The mean of each channel of an image, `(batch, height, width, channels)`.
public final class GlobalAveragePooling2D<Scalar: TensorScalar>: GlobalAveragePooling<Scalar, 2> {}

extension Layer {
    /// The fault of a sample whose shape is not `(space…, channels)`, or that has an empty axis of space.
    fileprivate func spaceFault(_ inputShape: Shape, _ spaceAxes: Int) -> String? {
        if inputShape.rank == spaceAxes + 1, !inputShape.axes.dropLast().contains(0) { return nil }
        let space = ["steps", "height, width", "depth, height, width"][spaceAxes - 1]
        return "\(title) takes samples of shape (\(space), channels), but their shape is \(inputShape)"
    }

    /// The input as `(batch, steps, channels)`.
    fileprivate func steps(of input: Tensor<Scalar>) -> Tensor<Scalar> {
        let sample = Shape(input.shape.axes.dropFirst())
        let channels = outputShape(for: sample)[0]
        let steps = sample.axes.dropLast().reduce(1, *)
        return input.reshaped(to: [input.shape[0], steps, channels])
    }
}
