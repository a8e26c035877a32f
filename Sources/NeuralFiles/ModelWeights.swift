// The weights of a model, out to a file and in again.

import NeuralCore

extension Model {
    /// Writes all ``weights`` to a file, `.safetensors` or `.npz`, as the end of its name says.
    ///
    ///     try model.saveWeights(to: "digits.npz")
    ///
    /// Each tensor is named after its layer and parameter, as in Keras; moving statistics are there as well. In
    /// Python, `numpy.load("digits.npz")["dense_1/kernel"]` is the kernel of the first layer. The file is replaced as a
    /// whole or not at all, and equal weights make equal files.
    public func saveWeights(to path: String) throws {
        try TensorFormat(of: path).write(try tensors(for: path), to: path)
    }

    /// Puts the weights of a file into the model: all of them, or none if the file does not fit.
    ///
    /// The file must have just the tensors of the model, each in its shape. Their type may be any of floating point; it
    /// is rounded where the model's own is narrower.
    ///
    /// - Throws: a ``FileError`` that names the file and the tensor.
    public func loadWeights(from path: String) throws {
        let stored: [String: StoredTensor<Scalar>] = try TensorFormat(of: path).read(path)
        setWeights(try values(in: stored, of: path))
    }

    /// The weights by their names in the file at `path`.
    func tensors(for path: String) throws -> [String: Tensor<Scalar>] {
        try Dictionary(uniqueKeysWithValues: namedWeights(for: path).map { ($0.name, $0.parameter.value) })
    }

    /// What the stored tensors put in the place of each weight, after all were checked.
    private func values(
        in stored: [String: StoredTensor<Scalar>], of path: String
    ) throws -> [Tensor<Scalar>] {
        let weights = try namedWeights(for: path)
        let values = try weights.map { name, parameter in
            guard let tensor = stored[name] else {
                throw FileError(path, "the tensor \"\(name)\" of the model \"\(self.name)\" is missing")
            }
            guard tensor.value.shape == parameter.value.shape else {
                throw FileError(
                    path,
                    "the tensor \"\(name)\" has the shape \(tensor.value.shape), but the model \"\(self.name)\" "
                        + "needs \(parameter.value.shape)")
            }
            guard tensor.type.isFloatingPoint else {
                throw FileError(
                    path, "the tensor \"\(name)\" holds \(tensor.type), but weights are of floating point")
            }
            return tensor.value
        }
        let surplus = Set(stored.keys).subtracting(weights.map(\.name))
        if let name = surplus.min() {
            let known = suggestion(for: name, from: weights.map(\.name))
            throw FileError(
                path, "the tensor \"\(name)\" belongs to nothing in the model \"\(self.name)\"\(known)")
        }
        return values
    }

    /// All weights in the order of ``weights``, each with the names of its layer and of itself: `dense_1/kernel`.
    private func namedWeights(
        for path: String
    ) throws -> [(name: String, parameter: Parameter<Scalar>)] {
        guard isBuilt else {
            throw FileError(
                path, "the model \"\(name)\" has no weights yet: give it an inputShape, or fit it first")
        }
        var seen: Set<ObjectIdentifier> = []
        var names: Set<String> = []
        return try layers.flatMap { layer in
            try (layer.parameters + layer.nonTrainableParameters).compactMap { parameter in
                guard seen.insert(ObjectIdentifier(parameter)).inserted else { return nil }
                let name = "\(layer.name)/\(parameter.name)"
                guard names.insert(name).inserted else {
                    throw FileError(path, "two weights of the model \"\(self.name)\" are called \"\(name)\"")
                }
                return (name, parameter)
            }
        }
    }
}
