// The numbers of a tensor in memory.

import Glibc

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
    private var storage: ManagedBuffer<Int, Scalar>

    /// As many numbers as `count` says, all of which `fill` writes.
    @inline(__always)
    init(count: Int, filledBy fill: (UnsafeMutableBufferPointer<Scalar>) throws -> Void) rethrows {
        if count > 1 << 16 { _ = keepsFreedMemory }
        storage = Storage<Scalar>.create(minimumCapacity: count) { _ in count }
        try storage.withUnsafeMutablePointerToElements {
            try fill(UnsafeMutableBufferPointer(start: $0, count: count))
        }
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
        try storage.withUnsafeMutablePointers { count, first throws(Failure) in
            try body(UnsafeBufferPointer(start: first, count: count.pointee))
        }
    }

    /// Calls `body` with memory that holds the numbers and belongs to this value alone, for reading and writing.
    @inline(__always)
    public mutating func withUnsafeMutableBufferPointer<Result, Failure: Error>(
        _ body: (UnsafeMutableBufferPointer<Scalar>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if !isKnownUniquelyReferenced(&storage) { storage = copy().storage }
        return try storage.withUnsafeMutablePointers { count, first throws(Failure) in
            try body(UnsafeMutableBufferPointer(start: first, count: count.pointee))
        }
    }

    /// Where the numbers begin, for those who must not be slowed by a closure. Good only while something else keeps the
    /// numbers alive and unchanged: the parameter of a layer, or the argument of a function.
    @inline(__always)
    var start: UnsafePointer<Scalar> {
        UnsafePointer(storage.withUnsafeMutablePointerToElements { $0 })
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

/// Has the C library keep the memory of large tensors for the next ones. By itself it gives every block of some size back
/// to the system, which then fills the next one with zeros page by page: a third of the time of training a
/// convolutional net.
private let keepsFreedMemory: Void = {
    // Looked up by name, since Swift's module of the C library leaves it out.
    guard let address = dlsym(nil, "mallopt") else { return }
    let mallopt = unsafeBitCast(address, to: (@convention(c) (Int32, Int32) -> Int32).self)
    let (trimThreshold, mmapThreshold): (Int32, Int32) = (-1, -3)
    _ = mallopt(mmapThreshold, 32 << 20)
    _ = mallopt(trimThreshold, 512 << 20)
}()

/// A class of our own, so that its type is known when the library is compiled.
private final class Storage<Scalar>: ManagedBuffer<Int, Scalar> {}

extension Elements: RandomAccessCollection, MutableCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { count }
    // Through the pointer, since Swift watches over every access to a property of an object.
    @inline(__always) public var count: Int { storage.withUnsafeMutablePointerToHeader { $0.pointee } }

    public subscript(index: Int) -> Scalar {
        @inline(__always) get {
            check(index)
            return storage.withUnsafeMutablePointerToElements { $0[index] }
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
