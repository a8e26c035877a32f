// Bytes read one field after another, none of them beyond the end.

/// A place in the bytes of a file, which moves on with everything that is read.
package struct ByteReader {
    package let bytes: ArraySlice<UInt8>
    /// The file, and the part of it, as error messages call them.
    package let name: String
    package private(set) var position: Int

    package init(_ bytes: ArraySlice<UInt8>, name: String) {
        (self.bytes, self.name, position) = (bytes, name, bytes.startIndex)
    }

    /// How many bytes are left.
    package var remaining: Int { bytes.endIndex - position }

    /// The next `count` bytes; `what` says what they are.
    package mutating func take(_ count: Int, _ what: String) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else {
            throw FileError(name, "\(what) should have \(count) bytes, but only \(remaining) are left")
        }
        defer { position += count }
        return bytes[position..<(position + count)]
    }

    /// The next whole number, its lowest byte first unless `bigEndian`.
    package mutating func integer<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type, _ what: String, bigEndian: Bool = false
    ) throws -> Number {
        let field = try take(MemoryLayout<Number>.size, what)
        return (bigEndian ? Array(field) : field.reversed()).reduce(0) { $0 << 8 | Number($1) }
    }

    /// Goes to `offset`, counted from the beginning.
    package mutating func move(to offset: Int, _ what: String) throws {
        guard offset >= 0, offset <= bytes.count else {
            throw FileError(
                name, "\(what) should be at byte \(offset), but there are only \(bytes.count) bytes")
        }
        position = bytes.startIndex + offset
    }
}

/// The bytes of a whole number, the lowest first.
package func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}
