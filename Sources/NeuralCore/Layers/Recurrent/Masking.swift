// Tells the layers behind it which time steps are padding.

/// A step in which every feature equals `maskValue` is padding: it is made zero, and masked for the layers that follow.
///
///     Masking<Double>(maskValue: -1)
///
/// - Input: `(batch, time, features)`
/// - Output: the same shape
public final class Masking<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        /// What every feature of a padded step is; 0 unless told otherwise.
        public var maskValue: Double
        public var fault: String? { nil }
    }

    /// Which steps of the input count.
    public typealias Cache = Mask

    public let configuration: Configuration
    public var name = ""

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// A layer that takes steps full of `maskValue` for padding.
    public convenience init(maskValue: Double = 0, name: String = "") {
        self.init(Configuration(maskValue: maskValue))
        self.name = name
    }

    public func shapeFault(_ inputShape: Shape) -> String? {
        inputShape.rank == 2
            ? nil : "\(title) takes sequences of shape (time, features), but the shape is \(inputShape)"
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        return inputShape
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let mask = mask(of: input)
        return (input.zeroing(paddingOf: mask), mask)
    }

    public func backward(_ gradient: Tensor<Scalar>, _ mask: Cache) -> Tensor<Scalar> {
        gradient.zeroing(paddingOf: mask)
    }

    /// The steps that have other features than the mask value. A mask that came with the input is replaced, as in
    /// Keras.
    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { self.mask(of: input) }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    private func mask(of input: Tensor<Scalar>) -> Mask {
        guard input.rank == 3 else {
            fatalError(
                "\(title) takes inputs of shape (batch, time, features), but the shape is \(input.shape)")
        }
        let (rows, features) = (input.shape[0] * input.shape[1], input.shape[2])
        let value = Scalar(configuration.maskValue)
        let isValid = input.elements.withUnsafeBufferPointer { elements in
            (0..<rows).map { row in
                for index in (row * features)..<((row + 1) * features) where elements[index] != value {
                    return true
                }
                return false
            }
        }
        return Mask(shape: Shape(input.shape[0], input.shape[1]), isValid: isValid)
    }
}

extension Tensor {
    /// `(batch, time, features)` with zeros at the steps that are padding.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func zeroing(paddingOf mask: Mask) -> Tensor {
        let features = shape[2]
        var result = elements
        result.withUnsafeMutableBufferPointer { elements in
            for (row, isValid) in mask.isValid.enumerated() where !isValid {
                for index in (row * features)..<((row + 1) * features) { elements[index] = 0 }
            }
        }
        return Tensor(shape, unchecked: result)
    }
}
