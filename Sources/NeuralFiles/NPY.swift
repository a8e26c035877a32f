// `.npy`, NumPy's format for one array (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).

import NeuralCore

/// Reads and writes tensors as NumPy's `load` and `save`.
public enum NPY {
    private static let magic: [UInt8] = [0x93] + "NUMPY".utf8

    /// The tensor in the file at `path`. Whole numbers and truth values become numbers of the kind `scalar`.
    public static func read<Scalar: TensorScalar>(
        _ path: String, as scalar: Scalar.Type = Scalar.self
    ) throws -> Tensor<Scalar> {
        try decode(try readBytes(path)[...], name: path)
    }

    /// Writes a tensor to `path`, as it is or not at all.
    public static func write<Scalar: TensorScalar>(_ tensor: Tensor<Scalar>, to path: String) throws {
        try writeBytes(encode(tensor), path)
    }

    static func encode<Scalar: TensorScalar>(_ tensor: Tensor<Scalar>) -> [UInt8] {
        let header = NPYHeader(type: .exact(Scalar.self), shape: tensor.shape.axes)
        var text = Array(header.text.utf8)
        // Magic, version and length take 10 bytes; with the text and its newline they fill whole blocks of 64, so that
        // the numbers can be mapped into memory.
        text += [UInt8](repeating: UInt8(ascii: " "), count: (64 - (10 + text.count + 1) % 64) % 64)
        text.append(UInt8(ascii: "\n"))
        return magic + [1, 0] + littleEndian(UInt16(text.count)) + text + ElementType.encode(tensor.elements)
    }

    static func decode<Scalar: TensorScalar>(
        _ bytes: ArraySlice<UInt8>, name: String
    ) throws -> Tensor<Scalar> {
        var reader = ByteReader(bytes, name: name)
        guard try reader.take(6, "the beginning of a .npy file").elementsEqual(magic) else {
            throw FileError(name, "this is not a .npy file: it does not begin as one")
        }
        let version = Array(try reader.take(2, "the version"))
        guard (1...3).contains(version[0]) else {
            throw FileError(name, "version \(version[0]).\(version[1]) of the .npy format is unknown")
        }
        let length =
            version[0] == 1
            ? Int(try reader.integer(UInt16.self, "the length of the header"))
            : Int(try reader.integer(UInt32.self, "the length of the header"))
        let text = String(decoding: try reader.take(length, "the header"), as: UTF8.self)
        let header = try NPYHeader(text, name)
        let (shape, byteCount) = try storedShape(header.shape, of: header.type, name, "the array")
        let numbers = try reader.take(byteCount, "the array of shape \(shape)")
        guard reader.remaining == 0 else {
            throw FileError(name, "\(reader.remaining) bytes follow the array of shape \(shape)")
        }
        let elements: [Scalar] = header.type.decode(numbers, bigEndian: header.bigEndian)
        guard header.fortranOrder, shape.rank > 1 else { return Tensor(shape: shape, elements: elements) }
        // With the first axis running fastest, the numbers are those of the tensor with its axes reversed.
        let reversed = Tensor(shape: Shape(shape.axes.reversed()), elements: elements)
        return reversed.transposed(axes: Array((0..<shape.rank).reversed()))
    }
}
