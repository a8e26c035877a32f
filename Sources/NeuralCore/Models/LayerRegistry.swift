// Which layers and optimizers a configuration can name.

/// The types that a saved configuration is read into, by the names that Keras has for them.
enum LayerRegistry<Scalar: TensorScalar> {
    /// All layers with one input. A new kind of layer joins with a line.
    static var layers: [any Layer<Scalar>.Type] {
        [
            ActivationLayer<Scalar>.self, AveragePooling1D<Scalar>.self, AveragePooling2D<Scalar>.self,
            AveragePooling3D<Scalar>.self, BatchNormalization<Scalar>.self, Conv1D<Scalar>.self,
            Conv2D<Scalar>.self, Conv3D<Scalar>.self, Dense<Scalar>.self, DepthwiseConv2D<Scalar>.self,
            Dropout<Scalar>.self, Embedding<Scalar>.self, Flatten<Scalar>.self,
            GlobalAveragePooling1D<Scalar>.self, GlobalAveragePooling2D<Scalar>.self,
            GlobalMaxPooling1D<Scalar>.self, GlobalMaxPooling2D<Scalar>.self, GRU<Scalar>.self,
            LayerNormalization<Scalar>.self, LSTM<Scalar>.self, Masking<Scalar>.self,
            MaxPooling1D<Scalar>.self, MaxPooling2D<Scalar>.self, MaxPooling3D<Scalar>.self,
            Permute<Scalar>.self, RepeatVector<Scalar>.self, Reshape<Scalar>.self, SimpleRNN<Scalar>.self,
        ]
    }

    /// All layers around another layer.
    static var wrappers: [String] { ["Bidirectional", "TimeDistributed"] }

    /// The wrapper of this name, one of ``wrappers``, around layers of the type `wrapped`.
    static func wrapper(
        _ name: String, around wrapped: any Layer<Scalar>.Type
    ) throws -> any Layer<Scalar>.Type {
        func timeDistributed<L: Layer>(_ type: L.Type) -> any Layer<Scalar>.Type where L.Scalar == Scalar {
            TimeDistributed<L>.self
        }
        func bidirectional<L: RecurrentLayer>(_ type: L.Type) -> any Layer<Scalar>.Type
        where L.Scalar == Scalar { Bidirectional<L>.self }
        if name == "TimeDistributed" { return timeDistributed(wrapped) }
        guard let wrapped = wrapped as? any RecurrentLayer<Scalar>.Type else {
            throw ConfigurationError(
                "\(name) needs a recurrent layer inside, but \(className(wrapped)) is given")
        }
        return bidirectional(wrapped)
    }

    /// All layers with several inputs.
    static var merges: [any MergeLayer.Type] {
        [
            Add.self, Average.self, Concatenate.self, Dot.self, Maximum.self, Minimum.self,
            Multiply.self, Subtract.self,
        ]
    }

    /// The layer type of this name, among those of the library and `others`.
    static func layer(_ name: String, or others: [any Layer<Scalar>.Type]) -> (any Layer<Scalar>.Type)? {
        (others + layers).first { className($0) == name }
    }

    static func merge(_ name: String) -> (any MergeLayer.Type)? {
        merges.first { $0.className == name }
    }

    static func unknown(_ name: String, or others: [any Layer<Scalar>.Type]) -> ConfigurationError {
        let known =
            (others + layers).map { className($0) } + wrappers + merges.map { $0.className } + ["Input"]
        return ConfigurationError("unknown layer \"\(name)\"\(suggestion(for: name, from: known))")
    }
}

/// Why a configuration cannot be used, as one sentence.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    /// The sentence: what was wrong, where, and what may have been meant.
    public let description: String
    package init(_ description: String) { self.description = description }
}

extension CodingUserInfoKey {
    /// Layers of one's own that a decoder may meet: an array of `any Layer<Scalar>.Type` under this key.
    public static let layerTypes = CodingUserInfoKey(rawValue: "NeuralCore.layerTypes")!
}

/// The keys that Keras's configurations have.
enum ConfigurationKey: String, CodingKey {
    case className = "class_name"
    case name, config, layer, shape, sources, steps, outputs, optimizer, losses
    case lossWeights = "loss_weights"
}
