// Layers in a row: what most networks are.

/// A network whose layers follow one another.
///
///     let model = Sequential<Float>(inputShape: [784], seed: 1) {
///         Dense(784, activation: .relu)
///         Dense(10, activation: .softmax)
///     }
///     model.compile(optimizer: Adam(), loss: .categoricalCrossentropy(), metrics: [.accuracy])
///     model.fit(images, digits, batchSize: 200, epochs: 10)
///
/// Without an input shape, the layers are built when the first batch comes.
public final class Sequential<Scalar: TensorScalar>: Model<Scalar> {
    private var row: [any Layer<Scalar>]
    private var names = LayerNames()

    /// - Parameters:
    ///   - inputShape: of one sample; nil to take it from the first batch.
    ///   - seed: of the random numbers; the same seed gives the same initial parameters.
    public init(
        inputShape: Shape? = nil, seed: UInt32 = 0, name: String = "sequential",
        file: StaticString = #file, line: UInt = #line,
        @LayerBuilder<Scalar> layers: () -> [any Layer<Scalar>] = { [] }
    ) {
        row = layers()
        super.init(name: name, seed: seed)
        for layer in row { names.keep(layer.name) }
        for layer in row { names.give(to: layer, file, line) }
        wantedShape = inputShape
        if let inputShape, !row.isEmpty { build(inputShape: inputShape, file: file, line: line) }
    }

    private var wantedShape: Shape?

    public override var layers: [any Layer<Scalar>] { row }

    /// Appends a layer. A network that was built is built again: the layers keep their parameters.
    public func add(
        _ layer: any Layer<Scalar>, file: StaticString = #file, line: UInt = #line
    ) {
        names.give(to: layer, file, line)
        row.append(layer)
        updates = nil
        if let shape = graph?.places[0].shape ?? wantedShape {
            build(inputShape: shape, file: file, line: line)
        }
    }

    /// Makes the parameters for samples of this shape.
    public func build(inputShape: Shape, file: StaticString = #file, line: UInt = #line) {
        if row.isEmpty { fatalError("the model \"\(name)\" has no layers", file: file, line: line) }
        let input = Node<Scalar>(shape: inputShape)
        var output = input
        for layer in row { output = layer(output, file: file, line: line) }
        var names = names
        graph = Graph(
            inputs: [input], outputs: [output], random: &random, names: &names, file: file, line: line)
    }

    override func prepared(
        for batch: [Shape], _ file: StaticString, _ line: UInt
    ) -> Graph<Scalar> {
        if graph == nil, !row.isEmpty, let shape = batch.first {
            if shape.rank == 0 {
                fatalError(
                    "the model \"\(name)\" takes inputs with the batch along the first axis, but x is a single number",
                    file: file, line: line)
            }
            build(inputShape: Shape(shape.axes.dropFirst()), file: file, line: line)
        }
        return super.prepared(for: batch, file, line)
    }
}

/// Collects the layers that are written one below another.
@resultBuilder public enum LayerBuilder<Scalar: TensorScalar> {
    public static func buildExpression<L: Layer>(_ layer: L) -> [any Layer<Scalar>]
    where L.Scalar == Scalar { [layer] }
    public static func buildExpression(_ layers: [any Layer<Scalar>]) -> [any Layer<Scalar>] { layers }
    public static func buildBlock(_ parts: [any Layer<Scalar>]...) -> [any Layer<Scalar>] {
        parts.flatMap { $0 }
    }
    public static func buildOptional(_ part: [any Layer<Scalar>]?) -> [any Layer<Scalar>] { part ?? [] }
    public static func buildEither(first: [any Layer<Scalar>]) -> [any Layer<Scalar>] { first }
    public static func buildEither(second: [any Layer<Scalar>]) -> [any Layer<Scalar>] { second }
    public static func buildArray(_ parts: [[any Layer<Scalar>]]) -> [any Layer<Scalar>] {
        parts.flatMap { $0 }
    }
}
