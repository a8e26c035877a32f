// A whole model in one file: a safetensors file of its weights that carries the configuration with it.

import NeuralCore

extension Model {
    /// Where Keras's own files have the configuration, too.
    private static var configurationKey: String { "model_config" }

    /// Writes the model to a `.safetensors` file: layers, weights, and how it is compiled.
    ///
    ///     try model.save(to: "digits.safetensors")
    ///     let twin = try Model<Float>.load(from: "digits.safetensors")
    ///
    /// Every reader of the format finds the weights in it, and ``loadWeights(from:)`` as well. Metrics are not kept, nor
    /// is what the optimizer remembers of its steps. The file is replaced as a whole or not at all.
    public func save(to path: String) throws {
        try Self.checkFormat(of: path)
        let tensors = try tensors(for: path)
        let text: String
        do {
            text = try configuration.json()
        } catch {
            throw FileError(path, "the configuration of the model \"\(name)\" cannot be written (\(error))")
        }
        try Safetensors.write(tensors, to: path, metadata: [Self.configurationKey: text])
    }

    /// The model in a file that ``save(to:)`` wrote, a ``Sequential`` if it was one.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - layerTypes: layers of one's own that the model may have.
    /// - Throws: a ``FileError`` with one sentence that names the file and what in it is wrong.
    public static func load(
        from path: String, layerTypes: [any Layer<Scalar>.Type] = []
    ) throws -> Model<Scalar> {
        try checkFormat(of: path)
        guard let text = try Safetensors.metadata(path)[configurationKey] else {
            throw FileError(path, "there are tensors in the file, but no model: read them with loadWeights")
        }
        let model: Model<Scalar>
        do {
            model = try ModelConfiguration(json: text, layerTypes: layerTypes).makeModel()
        } catch let error as ConfigurationError {
            throw FileError(path, error.description)
        }
        try model.loadWeights(from: path)
        return model
    }

    private static func checkFormat(of path: String) throws {
        guard try TensorFormat(of: path) == .safetensors else {
            throw FileError(path, "a whole model is kept in a file whose name ends in .safetensors")
        }
    }
}
