// From words to vectors: a table in which each index has a row, and training moves the rows.

/// y = the row of the table that the index names: a dense layer on one-hot vectors, without their zeros.
///
///     let layer = Embedding<Double>(inputDimension: 50, outputDimension: 8)
///
/// - Input: `(batch, …)` of whole numbers from 0 up to but not including `inputDimension`, mostly `(batch,
///   time)`
/// - Output: `(batch, …, outputDimension)`
/// - Parameters: `embeddings` `(inputDimension, outputDimension)`
public final class Embedding<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        /// How many indices there are: the size of the vocabulary, with the 0 that pads.
        public var inputDimension: Int
        /// How many numbers stand for each index.
        public var outputDimension: Int
        /// How the rows begin: spread evenly within ±0.05 unless told otherwise.
        public var embeddingsInitializer: Initializer
        /// The penalty on large numbers in the table; nil for none.
        public var embeddingsRegularizer: Regularizer?
        /// Whether index 0 marks a step that does not count.
        public var maskZero: Bool

        public var fault: String? {
            inputDimension > 0 && outputDimension > 0
                ? nil
                : "Embedding needs at least 1 index and 1 number for each, but \(inputDimension) and "
                    + "\(outputDimension) are asked"
        }
    }

    /// The indices, and the shape of the input.
    public typealias Cache = (indices: [Int], inputShape: Shape)

    public let configuration: Configuration
    public var name = ""
    /// `(inputDimension, outputDimension)`
    public private(set) var embeddings: Parameter<Scalar>!
    public var parameters: [Parameter<Scalar>] { embeddings.map { [$0] } ?? [] }

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// A table of `inputDimension` rows of `outputDimension` numbers.
    public convenience init(
        inputDimension: Int, outputDimension: Int, embeddingsInitializer: Initializer = .uniform(),
        embeddingsRegularizer: Regularizer? = nil, maskZero: Bool = false, name: String = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(
            inputDimension: inputDimension, outputDimension: outputDimension,
            embeddingsInitializer: embeddingsInitializer, embeddingsRegularizer: embeddingsRegularizer,
            maskZero: maskZero)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func build(inputShape: Shape, random: inout RandomState) {
        check(inputShape: inputShape)
        if embeddings != nil { return }
        let shape = Shape([configuration.inputDimension, configuration.outputDimension])
        embeddings = Parameter(
            "embeddings", configuration.embeddingsInitializer(shape, &random),
            regularizer: configuration.embeddingsRegularizer)
    }

    public func shapeFault(_ inputShape: Shape) -> String? {
        configuration.maskZero && inputShape.rank != 1
            ? "\(title) masks sequences of shape (time,), but the shape is \(inputShape)" : nil
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        return outputShape(of: inputShape)
    }

    private func outputShape(of inputShape: Shape) -> Shape {
        Shape(inputShape.axes + [configuration.outputDimension])
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let indices = indices(in: input)
        let output = built(embeddings).value.rows(indices).reshaped(to: outputShape(of: input.shape))
        return (output, (indices, input.shape))
    }

    /// The gradient of each vector is added to the row that it came from. An index has no slope: its gradient
    /// is 0.
    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        check(gradient: gradient.shape, ofOutput: outputShape(of: cache.inputShape))
        built(embeddings).gradient.add(rows: gradient.asMatrix, at: cache.indices)
        return Tensor(repeating: 0, shape: cache.inputShape)
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? {
        guard configuration.maskZero else { return mask }
        guard input.rank == 2 else {
            fatalError("\(title) masks inputs of shape (batch, time), but the shape is \(input.shape)")
        }
        return Mask(shape: input.shape, isValid: input.elements.map { $0 != 0 })
    }

    private func indices(in input: Tensor<Scalar>) -> [Int] {
        let size = configuration.inputDimension
        let indices = input.elements.map { Int(exactly: $0) ?? -1 }
        if let wrong = indices.firstIndex(where: { $0 < 0 || $0 >= size }) {
            fatalError(
                "\(title) takes whole numbers from 0 to \(size - 1), but element \(wrong) of its input, "
                    + "of shape \(input.shape), is \(input.elements[wrong])")
        }
        return indices
    }
}

extension Tensor {
    /// Adds row k of `rows` to row `indices[k]` of this matrix, in their order.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    mutating func add(rows: Tensor, at indices: [Int]) {
        let length = shape[1]
        elements.withUnsafeMutableBufferPointer { table in
            rows.elements.withUnsafeBufferPointer { rows in
                var from = 0
                for index in indices {
                    let row = index * length
                    for column in 0..<length { table[row + column] += rows[from + column] }
                    from += length
                }
            }
        }
    }
}
