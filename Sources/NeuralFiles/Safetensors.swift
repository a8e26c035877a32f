// safetensors, the format in which most trained models are passed on (https://github.com/huggingface/safetensors):
// eight bytes with the length of a header, the header as JSON, the numbers.
//
// A header can claim anything, so every claim is checked before a number is read: lengths within the file, ranges that
// follow one another without gap or overlap, shapes that need just the bytes of their range.

internal import FoundationEssentials
import NeuralCore

/// Reads and writes named tensors in the safetensors format.
public enum Safetensors {
    /// No header is longer, says the format.
    private static let longestHeader = 100_000_000

    private static let types: [String: ElementType] = [
        "F64": .float64, "F32": .float32, "F16": .float16, "BF16": .brainFloat16, "I64": .int64,
        "I32": .int32,
        "I16": .int16, "I8": .int8, "U64": .uint64, "U32": .uint32, "U16": .uint16, "U8": .uint8,
        "BOOL": .bool,
    ]

    /// The tensors in the file at `path`, by their names: all of them, or an error.
    public static func read<Scalar: TensorScalar>(
        _ path: String, as scalar: Scalar.Type = Scalar.self
    ) throws -> [String: Tensor<Scalar>] {
        try stored(path).mapValues(\.value)
    }

    /// The tensors with the types in which they are written.
    static func stored<Scalar: TensorScalar>(_ path: String) throws -> [String: StoredTensor<Scalar>] {
        var reader = ByteReader(try readBytes(path)[...], name: path)
        let header = try header(&reader)
        let data = try reader.take(reader.remaining, "the data")
        let placed = try header.tensors.map { try $0.value.place(name: $0.key, path) }
            .sorted {
                ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
            }
        var end = 0
        for tensor in placed {
            guard tensor.range.lowerBound == end else {
                throw FileError(
                    path,
                    "the data of \"\(tensor.name)\" begin at byte \(tensor.range.lowerBound), but those before end at \(end)"
                )
            }
            end = tensor.range.upperBound
        }
        guard end == data.count else {
            throw FileError(path, "the header describes \(end) bytes of data, but there are \(data.count)")
        }
        var tensors: [String: StoredTensor<Scalar>] = [:]
        for tensor in placed {
            let bytes = data[
                (data.startIndex + tensor.range.lowerBound)..<(data.startIndex + tensor.range.upperBound)]
            let value = Tensor<Scalar>(shape: tensor.shape, elements: tensor.type.decode(bytes))
            tensors[tensor.name] = StoredTensor(value: value, type: tensor.type)
        }
        return tensors
    }

    /// Writes the tensors to `path`, in the order of their names, all of them or none.
    ///
    /// - Parameters:
    ///   - tensors: by their names; none may be called `__metadata__`.
    ///   - path: the file.
    ///   - metadata: texts to put beside them.
    public static func write<Scalar: TensorScalar>(
        _ tensors: [String: Tensor<Scalar>], to path: String, metadata: [String: String] = [:]
    ) throws {
        if tensors[Header.metadataName] != nil {
            throw FileError(path, "no tensor may be named \(Header.metadataName)")
        }
        let type = ElementType.exact(Scalar.self)
        let code = types.first { $0.value == type }!.key
        var header = Header(tensors: [:], metadata: metadata)
        var data: [UInt8] = []
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            let start = data.count
            data += ElementType.encode(tensor.elements)
            header.tensors[name] = Description(
                dtype: code, shape: tensor.shape.axes, data_offsets: [start, data.count])
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var text = [UInt8](try encoder.encode(header))
        // The numbers begin at a multiple of eight bytes.
        text += [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
        try writeBytes(littleEndian(UInt64(text.count)) + text + data, path)
    }

    /// The texts that stand beside the tensors.
    public static func metadata(_ path: String) throws -> [String: String] {
        var reader = ByteReader(try readBytes(path)[...], name: path)
        return try header(&reader).metadata
    }

    private static func header(_ reader: inout ByteReader) throws -> Header {
        let length = try reader.integer(UInt64.self, "the length of the header")
        guard length <= longestHeader, Int(length) <= reader.remaining else {
            throw FileError(
                reader.name,
                "this is not a safetensors file, or it is cut off: a header of \(length) bytes is announced, and \(reader.remaining) follow"
            )
        }
        let text = try reader.take(Int(length), "the header")
        guard text.first == UInt8(ascii: "{") else {
            throw FileError(reader.name, "the header is not a JSON object")
        }
        do {
            return try JSONDecoder().decode(Header.self, from: Data(text))
        } catch {
            throw FileError(
                reader.name, "the header cannot be understood: \(explanation(error, in: Data(text)))")
        }
    }

    /// What the header says of one tensor; the names are the format's.
    private struct Description: Codable {
        var dtype: String
        var shape: [Int]
        var data_offsets: [Int]

        /// Where the tensor's bytes are, after all that can be checked without its neighbours was.
        func place(
            name: String, _ path: String
        ) throws -> (name: String, type: ElementType, shape: Shape, range: Range<Int>) {
            guard let type = Safetensors.types[dtype] else {
                throw FileError(path, "\"\(name)\" has the type \(dtype), which cannot be read")
            }
            let (shape, byteCount) = try storedShape(shape, of: type, path, "\"\(name)\"")
            guard data_offsets.count == 2, data_offsets[0] >= 0, data_offsets[0] <= data_offsets[1] else {
                throw FileError(path, "\"\(name)\" has the impossible range \(data_offsets)")
            }
            guard data_offsets[1] - data_offsets[0] == byteCount else {
                throw FileError(
                    path,
                    "\"\(name)\" of shape \(shape) needs \(byteCount) bytes, but its range has \(data_offsets[1] - data_offsets[0])"
                )
            }
            return (name, type, shape, data_offsets[0]..<data_offsets[1])
        }
    }

    /// The header: descriptions by the tensors' names, and texts under one name more.
    private struct Header: Codable {
        static let metadataName = "__metadata__"

        var tensors: [String: Description]
        var metadata: [String: String]

        struct Name: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(tensors: [String: Description], metadata: [String: String]) {
            (self.tensors, self.metadata) = (tensors, metadata)
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Name.self)
            (tensors, metadata) = ([:], [:])
            for name in members.allKeys {
                if name.stringValue == Self.metadataName {
                    metadata = try members.decode([String: String].self, forKey: name)
                } else {
                    tensors[name.stringValue] = try members.decode(Description.self, forKey: name)
                }
            }
        }

        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: Name.self)
            if !metadata.isEmpty {
                try members.encode(metadata, forKey: Name(stringValue: Self.metadataName))
            }
            for (name, tensor) in tensors { try members.encode(tensor, forKey: Name(stringValue: name)) }
        }
    }
}
