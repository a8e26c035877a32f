// The shape of a tensor: how many elements it has along each axis.

/// The lengths of a tensor's axes, outermost first: a matrix of 4 rows and 3 columns has the shape `(4, 3)`.
///
/// A shape is a small value without storage of its own, so that making one costs nothing beside the arithmetic
/// on a 4×3 matrix. It has at most eight axes.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// The most axes that a shape can have.
    public static let mostAxes = 8
    /// The most elements that a tensor can have: as many as have places in memory.
    static var mostElements: Int { Int.max / MemoryLayout<Double>.size }

    // Twice four lengths and not once eight: Swift 6.3 keeps no alignment above 16 bytes for the variables of an
    // asynchronous function, and a program that has a vector of eight there crashes.
    private var outer = SIMD4<Int32>(repeating: 0)
    private var inner = SIMD4<Int32>(repeating: 0)
    private var count: Int32 = 0

    @inline(__always)
    public static func == (a: Shape, b: Shape) -> Bool {
        a.outer == b.outer && a.count == b.count && (a.count <= 4 || a.inner == b.inner)
    }

    /// The shape of a single number: no axes, one element.
    public init() {}

    /// The shape with these lengths, outermost first.
    public init(_ lengths: some Sequence<Int>, file: StaticString = #file, line: UInt = #line) {
        for length in lengths { append(length, file: file, line: line) }
    }

    /// A shape written as a list: `[4, 3]`.
    public init(arrayLiteral lengths: Int...) { self.init(lengths) }

    @inline(__always)
    init(_ rows: Int, _ columns: Int, _ file: StaticString = #file, _ line: UInt = #line) {
        // Both at once: small matrices have little time for their shapes.
        if UInt(bitPattern: rows | columns) > UInt(Int32.max) {
            _ = (Self.checked(rows, file, line), Self.checked(columns, file, line))
        }
        outer[0] = Int32(truncatingIfNeeded: rows)
        outer[1] = Int32(truncatingIfNeeded: columns)
        count = 2
    }

    /// The lengths of the two axes of a matrix, for those who know that it is one.
    @inline(__always) var sides: (rows: Int, columns: Int) { (Int(outer[0]), Int(outer[1])) }

    /// The number of axes.
    public var rank: Int { Int(count) }

    /// The number of elements of a tensor of this shape.
    public var elementCount: Int { countedElements() }

    /// The same for a caller who says where a shape with too many elements was asked for. Lengths of 0 excuse no
    /// others, as in NumPy: what is counted without the 0 must be countable too, or steps along the axes were not.
    func countedElements(_ file: StaticString = #file, _ line: UInt = #line) -> Int {
        if rank == 2 {
            let count = sides.rows * sides.columns
            if count <= Self.mostElements { return count }
        }
        var (count, isEmpty) = (1, false)
        for axis in 0..<rank {
            let length = Int(self[unchecked: axis])
            if length == 0 {
                isEmpty = true
                continue
            }
            let (product, isTooLarge) = count.multipliedReportingOverflow(by: length)
            if isTooLarge || product > Self.mostElements { stopCounting(file, line) }
            count = product
        }
        return isEmpty ? 0 : count
    }

    /// The length along `axis`, counted from 0.
    public subscript(axis: Int, file: StaticString = #file, line: UInt = #line) -> Int {
        get {
            if axis < 0 || axis >= rank { stop(axis, file, line) }
            return Int(self[unchecked: axis])
        }
        set {
            if axis < 0 || axis >= rank { stop(axis, file, line) }
            self[unchecked: axis] = Self.checked(newValue, file, line)
        }
    }

    @inline(__always)
    private subscript(unchecked axis: Int) -> Int32 {
        get { axis < 4 ? outer[axis] : inner[axis - 4] }
        set { if axis < 4 { outer[axis] = newValue } else { inner[axis - 4] = newValue } }
    }

    /// Adds an axis behind the last one.
    public mutating func append(_ length: Int, file: StaticString = #file, line: UInt = #line) {
        guard rank < Self.mostAxes else {
            fatalError("a tensor can have at most \(Self.mostAxes) axes", file: file, line: line)
        }
        self[unchecked: rank] = Self.checked(length, file, line)
        count += 1
    }

    @inline(__always)
    private static func checked(_ length: Int, _ file: StaticString, _ line: UInt) -> Int32 {
        guard length >= 0, length <= Int(Int32.max) else { stop(length: length, file, line) }
        return Int32(truncatingIfNeeded: length)
    }

    @inline(never)
    private static func stop(length: Int, _ file: StaticString, _ line: UInt) -> Never {
        fatalError(
            "the length of an axis is from 0 to \(Int32.max), but \(length) was given", file: file,
            line: line)
    }

    @inline(never)
    private func stopCounting(_ file: StaticString, _ line: UInt) -> Never {
        fatalError("a tensor of shape \(self) would have too many elements", file: file, line: line)
    }

    @inline(never)
    private func stop(_ axis: Int, _ file: StaticString, _ line: UInt) -> Never {
        fatalError(
            "axis \(axis) is asked of the shape \(self), whose axes are counted from 0", file: file,
            line: line)
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

extension Shape {
    /// The axis counted from 0, of one that may be counted from the end: −1 is the last.
    @inline(__always)
    func place(of axis: Int, _ file: StaticString, _ line: UInt) -> Int {
        let place = axis < 0 ? axis + rank : axis
        guard place >= 0, place < rank else { stopAxis(axis, file, line) }
        return place
    }

    @inline(never)
    private func stopAxis(_ axis: Int, _ file: StaticString, _ line: UInt) -> Never {
        fatalError("axis \(axis) is asked of a tensor of shape \(self)", file: file, line: line)
    }
}
