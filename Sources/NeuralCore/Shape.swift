// The shape of a tensor: how many elements it has along each axis.

/// The lengths of a tensor's axes, outermost first: a matrix of 4 rows and 3 columns has the shape `(4, 3)`.
///
/// A shape is a small value without storage of its own, so that making one costs nothing beside the arithmetic
/// on a 4×3 matrix. It has at most eight axes.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// The most axes that a shape can have.
    public static let mostAxes = 8

    private var lengths = SIMD8<Int32>(repeating: 0)
    private var count: Int32 = 0

    /// The shape of a single number: no axes, one element.
    public init() {}

    public init(_ lengths: some Sequence<Int>) {
        for length in lengths { append(length) }
    }

    public init(arrayLiteral lengths: Int...) { self.init(lengths) }

    @inline(__always) init(_ rows: Int, _ columns: Int) {
        lengths[0] = Int32(truncatingIfNeeded: rows)
        lengths[1] = Int32(truncatingIfNeeded: columns)
        count = 2
    }

    /// The number of axes.
    public var rank: Int { Int(count) }

    /// The number of elements of a tensor of this shape.
    public var elementCount: Int {
        var product = 1
        for axis in 0..<rank { product *= self[axis] }
        return product
    }

    public subscript(axis: Int) -> Int {
        get { Int(lengths[axis]) }
        set { lengths[axis] = Int32(newValue) }
    }

    public mutating func append(_ length: Int) {
        guard rank < Self.mostAxes else { fatalError("a tensor can have at most \(Self.mostAxes) axes") }
        lengths[rank] = Int32(length)
        count += 1
    }

    /// The lengths as an array.
    public var axes: [Int] { (0..<rank).map { self[$0] } }
}

extension Shape: CustomStringConvertible {
    /// As NumPy writes it: `(4, 3)`, `(3,)`, `()`.
    public var description: String {
        rank == 1 ? "(\(self[0]),)" : "(\(axes.map(String.init).joined(separator: ", ")))"
    }
}
