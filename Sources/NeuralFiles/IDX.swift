// IDX, the format in which the MNIST digits are published: a block of numbers with its shape, plain or gzipped.
//
// Two zero bytes, the kind of the numbers, the number of axes, a 32-bit length for each axis, the numbers row by row;
// everything with the highest byte first (http://yann.lecun.com/exdb/mnist).

import NeuralCore

/// Reads files in the IDX format.
public enum IDX {
    /// The tensor in the file at `path`; a gzipped file is decompressed.
    ///
    ///     let images = try IDX.read("digits/train-images.gz", as: Float.self, dividedBy: 255)   // (60000, 28, 28)
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - scalar: the kind of numbers to make of those in the file.
    ///   - divisor: what to divide each number by.
    public static func read<Scalar: TensorScalar>(
        _ path: String, as scalar: Scalar.Type = Scalar.self, dividedBy divisor: Scalar = 1
    ) throws -> Tensor<Scalar> {
        let content = try content(path)
        if content.type == .uint8 {
            return Tensor(bytes: Array(content.numbers), shape: content.shape, dividedBy: divisor)
        }
        let elements: [Scalar] = content.type.decode(content.numbers, bigEndian: true)
        let tensor = Tensor(shape: content.shape, elements: elements)
        return divisor == 1 ? tensor : tensor / divisor
    }

    /// The class numbers in the file at `path`, which has one axis of whole numbers.
    public static func labels(_ path: String) throws -> [Int] {
        let content = try content(path)
        if content.type.isFloatingPoint {
            throw FileError(path, "labels are whole numbers, but the file holds \(content.type) numbers")
        }
        if content.shape.rank != 1 {
            throw FileError(
                path, "labels are whole numbers along one axis, but the shape is \(content.shape)")
        }
        let numbers: [Double] = content.type.decode(content.numbers, bigEndian: true)
        return numbers.map { Int($0) }
    }

    /// The most bytes that a compressed file may hold.
    private static let largestContent = 1 << 31

    private static func content(
        _ path: String
    ) throws -> (type: ElementType, shape: Shape, numbers: ArraySlice<UInt8>) {
        var bytes = try readBytes(path)
        if bytes.starts(with: [0x1f, 0x8b]) {
            bytes = try inflated(bytes[...], .gzip, limit: largestContent, path)
        }
        var reader = ByteReader(bytes[...], name: path)
        let start = Array(try reader.take(4, "the beginning of an IDX file"))
        let types: [UInt8: ElementType] = [
            0x08: .uint8, 0x09: .int8, 0x0b: .int16, 0x0c: .int32, 0x0d: .float32, 0x0e: .float64,
        ]
        guard start[0] == 0, start[1] == 0, let type = types[start[2]] else {
            throw FileError(path, "this is not an IDX file: it begins with the bytes \(start)")
        }
        let lengths = try (0..<Int(start[3])).map {
            Int(try reader.integer(UInt32.self, "the length of axis \($0)", bigEndian: true))
        }
        let (shape, byteCount) = try storedShape(lengths, of: type, path, "the block")
        let numbers = try reader.take(byteCount, "the block of shape \(shape)")
        guard reader.remaining == 0 else {
            throw FileError(path, "\(reader.remaining) bytes follow the block of shape \(shape)")
        }
        return (type, shape, numbers)
    }
}
