// The kinds of numbers that files hold, and how their bytes become a tensor's.

import NeuralCore

/// How the elements of a stored tensor are written.
enum ElementType: CaseIterable {
    case float64, float32, float16, brainFloat16
    case int64, int32, int16, int8, uint64, uint32, uint16, uint8
    /// One byte: 0 for false.
    case bool

    /// The bytes of one element.
    var size: Int {
        switch self {
        case .float64, .int64, .uint64: 8
        case .float32, .int32, .uint32: 4
        case .float16, .brainFloat16, .int16, .uint16: 2
        case .int8, .uint8, .bool: 1
        }
    }

    var isFloatingPoint: Bool {
        switch self {
        case .float64, .float32, .float16, .brainFloat16: true
        default: false
        }
    }

    /// The elements that the bytes hold, rounded where `Scalar` is narrower.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func decode<Scalar: TensorScalar>(_ bytes: ArraySlice<UInt8>, bigEndian: Bool = false) -> [Scalar] {
        bytes.withUnsafeBytes { bytes in
            switch self {
            case .float64: numbers(bytes, bigEndian) { (bits: UInt64) in Scalar(Double(bitPattern: bits)) }
            case .float32: numbers(bytes, bigEndian) { (bits: UInt32) in Scalar(Float(bitPattern: bits)) }
            case .float16: numbers(bytes, bigEndian) { (bits: UInt16) in Scalar(Float16(bitPattern: bits)) }
            // The upper half of a single-precision number.
            case .brainFloat16:
                numbers(bytes, bigEndian) { (bits: UInt16) in Scalar(Float(bitPattern: UInt32(bits) << 16)) }
            case .int64: numbers(bytes, bigEndian) { (number: Int64) in Scalar(number) }
            case .int32: numbers(bytes, bigEndian) { (number: Int32) in Scalar(number) }
            case .int16: numbers(bytes, bigEndian) { (number: Int16) in Scalar(number) }
            case .int8: numbers(bytes, bigEndian) { (number: Int8) in Scalar(number) }
            case .uint64: numbers(bytes, bigEndian) { (number: UInt64) in Scalar(number) }
            case .uint32: numbers(bytes, bigEndian) { (number: UInt32) in Scalar(number) }
            case .uint16: numbers(bytes, bigEndian) { (number: UInt16) in Scalar(number) }
            case .uint8: numbers(bytes, bigEndian) { (number: UInt8) in Scalar(number) }
            case .bool: numbers(bytes, bigEndian) { (number: UInt8) in number == 0 ? 0 : 1 }
            }
        }
    }

    @inline(__always)
    private func numbers<Word: FixedWidthInteger, Scalar>(
        _ bytes: UnsafeRawBufferPointer, _ bigEndian: Bool, _ number: (Word) -> Scalar
    ) -> [Scalar] {
        let count = bytes.count / MemoryLayout<Word>.size
        return [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
            for index in 0..<count {
                let word = bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Word>.size, as: Word.self)
                (buffer.baseAddress! + index).initialize(
                    to: number(bigEndian ? Word(bigEndian: word) : Word(littleEndian: word)))
            }
            initialized = count
        }
    }

    /// The type in which a tensor's elements are written without rounding.
    static func exact<Scalar: TensorScalar>(_ scalar: Scalar.Type) -> ElementType {
        MemoryLayout<Scalar>.size == 8 ? .float64 : .float32
    }

    /// The bytes of the elements, the lowest first, in the type that holds them exactly.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    static func encode<Scalar: TensorScalar>(_ elements: Elements<Scalar>) -> [UInt8] {
        switch exact(Scalar.self) {
        case .float64: bytes(elements) { Double($0).bitPattern.littleEndian }
        default: bytes(elements) { Float($0).bitPattern.littleEndian }
        }
    }

    @inline(__always)
    private static func bytes<Scalar, Word: FixedWidthInteger>(
        _ elements: Elements<Scalar>, _ word: (Scalar) -> Word
    ) -> [UInt8] {
        let size = MemoryLayout<Word>.size
        return [UInt8](unsafeUninitializedCapacity: elements.count * size) { buffer, initialized in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            elements.withUnsafeBufferPointer { elements in
                for index in 0..<elements.count {
                    bytes.storeBytes(of: word(elements[index]), toByteOffset: index * size, as: Word.self)
                }
            }
            initialized = elements.count * size
        }
    }
}

/// The shape with these lengths, and the number of bytes that its elements take; `name` and `what` say whose.
func storedShape(
    _ lengths: [Int], of type: ElementType, _ name: String, _ what: String
) throws -> (shape: Shape, byteCount: Int) {
    guard lengths.count <= Shape.mostAxes else {
        throw FileError(
            name, "\(what) has \(lengths.count) axes, but a tensor has at most \(Shape.mostAxes)")
    }
    // A length of 0 excuses no others: a shape must be countable without it, as a tensor's must.
    var largest = MemoryLayout<Double>.size
    for length in lengths {
        let (product, overflow) = largest.multipliedReportingOverflow(by: max(1, length))
        guard length >= 0, length <= Int32.max, !overflow else {
            throw FileError(name, "\(what) has the impossible shape \(lengths)")
        }
        largest = product
    }
    let shape = Shape(lengths)
    return (shape, shape.elementCount * type.size)
}
