// Tensor: numbers in rows and columns, and in as many further axes as are needed.

/// The numbers that a tensor can hold.
public protocol TensorScalar: BinaryFloatingPoint, CustomStringConvertible, Sendable {
    /// eˣ
    static func exponential(_ x: Self) -> Self
    /// ln x
    static func logarithm(_ x: Self) -> Self
    /// (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)
    static func hyperbolicTangent(_ x: Self) -> Self
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
    public internal(set) var elements: [Scalar]

    /// A tensor of `shape` with `elements` in row-major order.
    public init(shape: Shape, elements: [Scalar], file: StaticString = #file, line: UInt = #line) {
        guard elements.count == shape.elementCount else {
            fatalError(
                "a tensor of shape \(shape) has \(shape.elementCount) elements, but \(elements.count) were given",
                file: file, line: line)
        }
        (self.shape, self.elements) = (shape, elements)
    }

    @inline(__always) init(_ shape: Shape, unchecked elements: [Scalar]) {
        (self.shape, self.elements) = (shape, elements)
    }

    /// A vector: a tensor of one axis.
    public init(_ elements: [Scalar]) { self.init([elements.count], unchecked: elements) }

    /// A matrix from its rows, which must be equally long.
    public init(rows: [[Scalar]], file: StaticString = #file, line: UInt = #line) {
        let columns = rows.first?.count ?? 0
        if let odd = rows.firstIndex(where: { $0.count != columns }) {
            fatalError(
                "the rows of a matrix are equally long, but row 0 has \(columns) elements and row \(odd) has \(rows[odd].count)",
                file: file, line: line)
        }
        self.init(Shape(rows.count, columns), unchecked: Array(rows.joined()))
    }

    /// A tensor of `shape` filled with one number.
    public init(repeating value: Scalar, shape: Shape) {
        self.init(shape, unchecked: [Scalar](repeating: value, count: shape.elementCount))
    }

    public static func zeros(_ lengths: Int...) -> Tensor { Tensor(repeating: 0, shape: Shape(lengths)) }
    public static func ones(_ lengths: Int...) -> Tensor { Tensor(repeating: 1, shape: Shape(lengths)) }

    /// The number of axes: 1 for a vector, 2 for a matrix.
    public var rank: Int { shape.rank }
    /// The number of elements.
    public var count: Int { elements.count }

    /// The length of the first axis: the rows of a matrix, the samples of a batch.
    public var rowCount: Int { rank == 0 ? 1 : shape[0] }

    /// The one element of a tensor that has just one.
    public var item: Scalar {
        guard count == 1 else { fatalError("item needs a tensor of one element, but this one has the shape \(shape)") }
        return elements[0]
    }
}

/// A tensor of double-precision numbers: what most lessons compute with.
public typealias Matrix = Tensor<Double>

extension Tensor {
    /// The element of a matrix in `row` and `column`.
    public subscript(row: Int, column: Int) -> Scalar {
        get { elements[offset(row, column)] }
        set { elements[offset(row, column)] = newValue }
    }

    /// The element of a vector.
    public subscript(index: Int) -> Scalar {
        get {
            checkIndex([index])
            return elements[index]
        }
        set {
            checkIndex([index])
            elements[index] = newValue
        }
    }

    /// Row `index` along the first axis: of a matrix of shape `(rows, columns)` a vector of shape `(columns,)`.
    public func row(_ index: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        guard rank > 0, index >= 0, index < shape[0] else {
            fatalError("row \(index) is asked of a tensor of shape \(shape)", file: file, line: line)
        }
        let length = count / shape[0]
        return Tensor(Shape(shape.axes.dropFirst()), unchecked: Array(elements[(index * length)..<((index + 1) * length)]))
    }

    /// The rows along the first axis with these indices, in their order.
    public func rows(_ indices: [Int], file: StaticString = #file, line: UInt = #line) -> Tensor {
        var result: [Scalar] = []
        for index in indices { result += row(index, file: file, line: line).elements }
        var shape = shape
        shape[0] = indices.count
        return Tensor(shape, unchecked: result)
    }

    /// Column `index` of a matrix of shape `(rows, columns)`, as a vector of shape `(rows,)`.
    public func column(_ index: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        guard rank == 2, index >= 0, index < shape[1] else {
            fatalError("column \(index) is asked of a tensor of shape \(shape)", file: file, line: line)
        }
        return Tensor((0..<shape[0]).map { elements[$0 * shape[1] + index] })
    }

    /// The same elements in another shape. One length may be −1: it is what the others leave.
    public func reshaped(_ lengths: Int..., file: StaticString = #file, line: UInt = #line) -> Tensor {
        var shape = Shape(lengths)
        if let open = lengths.firstIndex(of: -1) {
            shape[open] = 1
            shape[open] = shape.elementCount == 0 ? 0 : count / shape.elementCount
        }
        guard shape.elementCount == count else {
            fatalError("\(count) elements of shape \(self.shape) do not fit the shape \(Shape(lengths))", file: file, line: line)
        }
        return Tensor(shape, unchecked: elements)
    }

    private func offset(_ row: Int, _ column: Int) -> Int {
        checkIndex([row, column])
        return row * shape[1] + column
    }

    private func checkIndex(_ index: Shape) {
        let fits = index.rank == rank && (0..<rank).allSatisfy { index[$0] >= 0 && index[$0] < shape[$0] }
        if !fits { fatalError("the index \(index) is not in a tensor of shape \(shape)") }
    }
}

// MARK: Literals

/// A number, or a row of such, in the literal that a tensor is written as.
public struct TensorLiteral<Scalar: TensorScalar>: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, Sendable
{
    var shape: Shape
    var elements: [Scalar]

    public init(floatLiteral value: Double) { (shape, elements) = (Shape(), [Scalar(value)]) }
    public init(integerLiteral value: Int) { (shape, elements) = (Shape(), [Scalar(value)]) }
    public init(arrayLiteral parts: TensorLiteral...) { (shape, elements) = Self.stack(parts) }

    static func stack(_ parts: [TensorLiteral]) -> (Shape, [Scalar]) {
        let inner = parts.first?.shape ?? Shape()
        if let odd = parts.first(where: { $0.shape != inner }) {
            fatalError("the rows of a tensor have one shape, but one is \(inner) and another is \(odd.shape)")
        }
        return (Shape([parts.count] + inner.axes), parts.flatMap(\.elements))
    }
}

extension Tensor: ExpressibleByArrayLiteral {
    public init(arrayLiteral parts: TensorLiteral<Scalar>...) {
        let (shape, elements) = TensorLiteral.stack(parts)
        self.init(shape, unchecked: elements)
    }
}
