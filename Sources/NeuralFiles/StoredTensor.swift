// Tensors with names in a file, whichever of the two formats it has.

import NeuralCore

/// A tensor as a file has it: its numbers, and in which type they were written.
struct StoredTensor<Scalar: TensorScalar> {
    var value: Tensor<Scalar>
    var type: ElementType
}

/// The formats for tensors with names. The end of a file's name tells them apart.
enum TensorFormat {
    case npz
    case safetensors

    init(of path: String) throws {
        if path.hasSuffix(".npz") {
            self = .npz
        } else if path.hasSuffix(".safetensors") {
            self = .safetensors
        } else {
            throw FileError(path, "tensors are kept in files whose names end in .safetensors or .npz")
        }
    }

    func read<Scalar: TensorScalar>(_ path: String) throws -> [String: StoredTensor<Scalar>] {
        switch self {
        case .npz: try NPZ.stored(path)
        case .safetensors: try Safetensors.stored(path)
        }
    }

    func write<Scalar: TensorScalar>(_ tensors: [String: Tensor<Scalar>], to path: String) throws {
        switch self {
        case .npz: try NPZ.write(tensors, to: path)
        case .safetensors: try Safetensors.write(tensors, to: path)
        }
    }
}
