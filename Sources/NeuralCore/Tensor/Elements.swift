// The numbers of a tensor in memory.

/// Numbers side by side in memory: a collection with the value semantics of an array.
///
/// Why not an array? A training step of a small net makes a dozen tensors of a dozen numbers, and making an array
/// costs more than the arithmetic: about 55 ns, half of them for finding the array's type at run time. These cost 25.
///
///     let numbers: Elements<Double> = [1, 2, 3]
///     numbers.map { $0 * $0 }     // [1.0, 4.0, 9.0]
///     Array(numbers)              // an array of the same numbers
public struct Elements<Scalar: TensorScalar>: @unchecked Sendable {
    // Changed only while nobody else refers to it, which is what makes sending a copy safe.
    private var storage: Storage

    /// As many numbers as `count` says, all of which `fill` writes.
    @inline(__always)
    init(count: Int, filledBy fill: (UnsafeMutableBufferPointer<Scalar>) throws -> Void) rethrows {
        self.init(unwritten: count)
        try storage.withMemory { count, start in
            try fill(
                UnsafeMutableBufferPointer(start: start.assumingMemoryBound(to: Scalar.self), count: count))
        }
    }

    /// As many numbers, each of which must be written before it is read.
    @inline(__always)
    init(unwritten count: Int) {
        let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: MemoryLayout<Scalar>.stride)
        if isTooLarge { stop(beyondMemory: count) }
        storage = Storage(count: count, bytes: bytes)
    }

    /// One number, `count` times.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(repeating value: Scalar, count: Int) {
        self.init(count: count) { $0.initialize(repeating: value) }
    }

    /// The numbers of an array.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(_ numbers: [Scalar]) {
        self.init(count: numbers.count) { buffer in
            numbers.withUnsafeBufferPointer { _ = buffer.initialize(fromContentsOf: $0) }
        }
    }

    /// Calls `body` with the memory that holds the numbers, for reading.
    @inline(__always)
    public func withUnsafeBufferPointer<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Scalar>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try storage.withMemory { count, start throws(Failure) in
            try body(UnsafeBufferPointer(start: start.assumingMemoryBound(to: Scalar.self), count: count))
        }
    }

    /// Calls `body` with memory that holds the numbers and belongs to this value alone, for reading and writing.
    @inline(__always)
    public mutating func withUnsafeMutableBufferPointer<Result, Failure: Error>(
        _ body: (UnsafeMutableBufferPointer<Scalar>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if !isKnownUniquelyReferenced(&storage) { storage = copy().storage }
        return try storage.withMemory { count, start throws(Failure) in
            try body(
                UnsafeMutableBufferPointer(start: start.assumingMemoryBound(to: Scalar.self), count: count))
        }
    }

    /// Where the numbers begin, for those who must not be slowed by a closure. Good only while something else keeps the
    /// numbers alive and unchanged: the parameter of a layer, or the argument of a function.
    @inline(__always)
    var start: UnsafePointer<Scalar> {
        UnsafePointer(storage.start.assumingMemoryBound(to: Scalar.self))
    }

    /// The same for writing, after the numbers have been made this value's own.
    @inline(__always)
    mutating func mutableStart() -> UnsafeMutablePointer<Scalar> {
        withUnsafeMutableBufferPointer { $0.baseAddress! }
    }

    /// Whether a change would happen in place, because no copy shares the memory.
    @inline(__always)
    mutating func isUnique() -> Bool { isKnownUniquelyReferenced(&storage) }

    @inline(__always)
    private func copy() -> Elements {
        Elements(count: count) { buffer in
            withUnsafeBufferPointer { _ = buffer.initialize(fromContentsOf: $0) }
        }
    }
}

extension Elements: RandomAccessCollection, MutableCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { count }
    @inline(__always) public var count: Int { storage.count }

    public subscript(index: Int) -> Scalar {
        @inline(__always) get {
            check(index)
            return withUnsafeBufferPointer { $0[index] }
        }
        @inline(__always) set {
            check(index)
            withUnsafeMutableBufferPointer { $0[index] = newValue }
        }
    }

    public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
    ) rethrows -> Result? {
        try withUnsafeBufferPointer(body)
    }

    @inline(__always)
    private func check(_ index: Int) {
        guard index >= 0, index < count else {
            fatalError("element \(index) is asked of \(count) elements")
        }
    }
}

extension Elements: Equatable {
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func == (a: Elements, b: Elements) -> Bool { a.elementsEqual(b) }

    /// Whether the numbers are those of an array.
    public static func == (a: Elements, b: [Scalar]) -> Bool { a.elementsEqual(b) }
}

extension Elements: ExpressibleByArrayLiteral, CustomStringConvertible {
    public init(arrayLiteral numbers: Scalar...) { self.init(numbers) }

    /// As an array prints.
    public var description: String { Array(self).description }
}

@inline(never)
private func stop(beyondMemory count: Int) -> Never {
    fatalError("\(count) elements are more than memory has places for")
}
