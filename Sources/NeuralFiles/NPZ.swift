// `.npz`, NumPy's format for several arrays with names: a zip archive of `.npy` files.

import NeuralCore

/// Reads and writes named tensors as NumPy's `load` and `savez`.
public enum NPZ {
    /// The tensors in the file at `path`, by their names.
    ///
    ///     let weights = try NPZ.read("weights.npz", as: Double.self)
    ///     weights["dense.kernel"]?.shape
    public static func read<Scalar: TensorScalar>(
        _ path: String, as scalar: Scalar.Type = Scalar.self
    ) throws -> [String: Tensor<Scalar>] {
        try stored(path).mapValues(\.value)
    }

    /// The tensors with the types in which they are written.
    static func stored<Scalar: TensorScalar>(_ path: String) throws -> [String: StoredTensor<Scalar>] {
        let archive = try ZipArchive(try readBytes(path), name: path)
        var tensors: [String: StoredTensor<Scalar>] = [:]
        for entry in archive.entries {
            guard entry.name.hasSuffix(".npy") else {
                throw FileError(path, "\"\(entry.name)\" in the archive is not a .npy file")
            }
            tensors[String(entry.name.dropLast(4))] = try NPY.decode(
                entry.bytes[...], name: "\(path): \"\(entry.name)\"")
        }
        return tensors
    }

    /// Writes the tensors to `path`, in the order of their names, all of them or none.
    ///
    /// In Python, `numpy.load("weights.npz")["dense.kernel"]` is the tensor again.
    public static func write<Scalar: TensorScalar>(
        _ tensors: [String: Tensor<Scalar>], to path: String
    ) throws {
        let entries = tensors.sorted { $0.key < $1.key }.map { name, tensor in
            ZipArchive.Entry(name: "\(name).npy", bytes: NPY.encode(tensor))
        }
        try writeBytes(try ZipArchive(entries: entries).encoded(path), path)
    }
}
