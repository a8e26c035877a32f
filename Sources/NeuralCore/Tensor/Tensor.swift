// Tensor: numbers in rows and columns, and in as many further axes as are needed.

/// The numbers that a tensor can hold.
public protocol TensorScalar: BinaryFloatingPoint, CustomStringConvertible, Sendable {
    /// eˣ
    static func exponential(_ x: Self) -> Self
    /// ln x
    static func logarithm(_ x: Self) -> Self
    /// ln (1 + x), also for an x so small that 1 + x is 1
    static func logarithmOfOnePlus(_ x: Self) -> Self
    /// sin x, of an angle in radians
    static func sine(_ x: Self) -> Self
    /// cos x, of an angle in radians
    static func cosine(_ x: Self) -> Self
    /// (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)
    static func hyperbolicTangent(_ x: Self) -> Self
    /// xʸ
    static func power(_ x: Self, _ y: Self) -> Self
    /// Replaces each of `count` numbers in memory by 1 / (1 + e⁻ˣ).
    static func applySigmoid(to values: UnsafeMutablePointer<Self>, count: Int)
    /// Replaces each of `count` numbers in memory by its hyperbolic tangent.
    static func applyHyperbolicTangent(to values: UnsafeMutablePointer<Self>, count: Int)
    /// Replaces each of `count` numbers in memory by 0 if it is below.
    static func applyRelu(to values: UnsafeMutablePointer<Self>, count: Int)
    /// `c` = `a` · `b`, or `c` += `a` · `b`, for large matrices stored row by row: `a` is `(rows, inner)`, `b`
    /// `(inner, columns)`, or the other way round where one is taken transposed. False when there is nobody to do it.
    static func largeProduct(
        _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>, transposing side: Side,
        into c: UnsafeMutablePointer<Self>, rows: Int, inner: Int, columns: Int, accumulates: Bool
    ) -> Bool
}

/// A block of numbers with a shape, stored row by row as NumPy does.
///
///     let inputs: Matrix = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
///     inputs.shape     // (4, 3)
///     inputs[2, 0]     // 1.0
///
/// A tensor is a value: a copy is independent of the original.
public struct Tensor<Scalar: TensorScalar>: Equatable, Sendable {
    /// The lengths of the axes.
    public let shape: Shape
    /// All elements, the last axis running fastest.
    public internal(set) var elements: Elements<Scalar>

    /// A tensor of `shape` with `elements` in row-major order.
    public init(shape: Shape, elements: Elements<Scalar>, file: StaticString = #file, line: UInt = #line) {
        guard elements.count == shape.elementCount else {
            fatalError(
                "a tensor of shape \(shape) has \(shape.elementCount) elements, but \(elements.count) were given",
                file: file, line: line)
        }
        (self.shape, self.elements) = (shape, elements)
    }

    /// A tensor of `shape` with the numbers of an array in row-major order.
    public init(shape: Shape, elements: [Scalar], file: StaticString = #file, line: UInt = #line) {
        self.init(shape: shape, elements: Elements(elements), file: file, line: line)
    }

    @inline(__always) init(_ shape: Shape, unchecked elements: [Scalar]) {
        (self.shape, self.elements) = (shape, Elements(elements))
    }

    @inline(__always) init(_ shape: Shape, unchecked elements: Elements<Scalar>) {
        (self.shape, self.elements) = (shape, elements)
    }

    /// A tensor of `count` elements, all of which `fill` writes.
    @inline(__always)
    init(_ shape: Shape, _ count: Int, filledBy fill: (UnsafeMutableBufferPointer<Scalar>) -> Void) {
        self.init(shape, unchecked: Elements(count: count, filledBy: fill))
    }

    /// A vector: a tensor of one axis.
    public init(_ elements: Elements<Scalar>) { self.init([elements.count], unchecked: elements) }

    /// A vector: a tensor of one axis.
    public init(_ elements: [Scalar]) { self.init([elements.count], unchecked: elements) }

    /// A matrix from its rows, which must be equally long.
    public init(rows: [[Scalar]], file: StaticString = #file, line: UInt = #line) {
        let columns = rows.first?.count ?? 0
        if let odd = rows.firstIndex(where: { $0.count != columns }) {
            fatalError(
                "rows of a matrix are equally long, but row 0 has \(columns) elements and row \(odd) has \(rows[odd].count)",
                file: file, line: line)
        }
        self.init(Shape(rows.count, columns), unchecked: rows.flatMap { $0 })
    }

    /// A tensor of `shape` filled with one number.
    public init(
        repeating value: Scalar, shape: Shape, file: StaticString = #file, line: UInt = #line
    ) {
        let count = shape.countedElements(file, line)
        self.init(shape, unchecked: Elements(repeating: value, count: count))
    }

    /// A tensor of zeros: `Matrix.zeros(4, 1)` has the shape `(4, 1)`.
    public static func zeros(_ lengths: Int..., file: StaticString = #file, line: UInt = #line) -> Tensor {
        let shape = Shape(lengths, file: file, line: line)
        return Tensor(repeating: 0, shape: shape, file: file, line: line)
    }

    /// A tensor of ones: `Matrix.ones(4, 1)` has the shape `(4, 1)`.
    public static func ones(_ lengths: Int..., file: StaticString = #file, line: UInt = #line) -> Tensor {
        let shape = Shape(lengths, file: file, line: line)
        return Tensor(repeating: 1, shape: shape, file: file, line: line)
    }

    /// Makes every element the same number.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public mutating func fill(with value: Scalar) {
        elements.withUnsafeMutableBufferPointer { $0.update(repeating: value) }
    }

    /// The number of axes: 1 for a vector, 2 for a matrix.
    public var rank: Int { shape.rank }

    /// The number of elements.
    public var count: Int { elements.count }

    /// The length of the first axis: the rows of a matrix, the samples of a batch.
    public var rowCount: Int { rank == 0 ? 1 : shape[0] }

    /// The one element of a tensor that has just one.
    public var item: Scalar {
        guard count == 1 else {
            fatalError("item needs a tensor of one element, but this one has the shape \(shape)")
        }
        return elements[0]
    }
}

/// A tensor of double-precision numbers: what most lessons compute with.
public typealias Matrix = Tensor<Double>
