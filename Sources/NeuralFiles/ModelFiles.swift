// Models in files: what a model is, as JSON; what it has learnt, as `.npz` or safetensors.

import FoundationEssentials
import NeuralCore

extension Model {
    /// Writes all weights to `path`, all of them or none: as NumPy's `.npz` or as `.safetensors`, by the ending.
    ///
    /// A tensor is named after its layer and its parameter: `dense/kernel`. What training does not change, such as
    /// moving averages, is written too.
    public func saveWeights(to path: String) throws {
        var tensors: [String: Tensor<Scalar>] = [:]
        for (name, parameter) in namedWeights { tensors[name] = parameter.value }
        switch try WeightFormat(path) {
        case .npz: try NPZ.write(tensors, to: path)
        case .safetensors: try Safetensors.write(tensors, to: path)
        }
    }

    /// Puts the weights of a file into the model: all of them, or, where anything does not fit, none.
    public func loadWeights(from path: String) throws {
        let tensors: [String: Tensor<Scalar>] =
            switch try WeightFormat(path) {
            case .npz: try NPZ.read(path)
            case .safetensors: try Safetensors.read(path)
            }
        let weights = namedWeights
        for (name, parameter) in weights {
            guard let tensor = tensors[name] else {
                throw FileError(
                    path, "there is no tensor \"\(name)\", which the model \"\(self.name)\" needs")
            }
            guard tensor.shape == parameter.value.shape else {
                throw FileError(
                    path,
                    "the tensor \"\(name)\" has the shape \(tensor.shape), but the model needs \(parameter.value.shape)"
                )
            }
        }
        let known = Set(weights.map(\.name))
        if let surplus = tensors.keys.sorted().first(where: { !known.contains($0) }) {
            throw FileError(path, "the model \"\(self.name)\" has no parameter for the tensor \"\(surplus)\"")
        }
        for (name, parameter) in weights { if let tensor = tensors[name] { parameter.value = tensor } }
    }

    /// What the model is, apart from its weights, as JSON: the same bytes for the same model.
    public func configurationJSON() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(configuration), as: UTF8.self) + "\n"
    }

    private var namedWeights: [(name: String, parameter: Parameter<Scalar>)] {
        var seen: Set<ObjectIdentifier> = []
        return layers.flatMap { layer in
            (layer.parameters + layer.nonTrainableParameters).filter {
                // A layer that stands in two places of the model is written once.
                seen.insert(ObjectIdentifier($0)).inserted
            }.map { ("\(layer.name)/\($0.name)", $0) }
        }
    }
}

extension ModelConfiguration {
    /// The configuration that ``NeuralCore/Model/configurationJSON()`` wrote.
    ///
    ///     let model = try ModelConfiguration<Float>(json: text).makeModel()
    ///
    /// - Parameter name: what error messages call the text; its file, where it comes from one.
    public init(json: String, name: String = "the configuration") throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
        } catch let error as ConfigurationError {
            throw FileError(name, error.description)
        } catch DecodingError.dataCorrupted(let context) {
            if let error = context.underlyingError as? ConfigurationError {
                throw FileError(name, error.description)
            }
            throw FileError(name, "this is not valid JSON, or a value in it is not possible")
        } catch DecodingError.keyNotFound(let key, let context) {
            throw FileError(name, "\(Self.place(context.codingPath)) lacks \"\(key.stringValue)\"")
        } catch DecodingError.typeMismatch(_, let context) {
            throw FileError(name, "\(Self.place(context.codingPath)) is of the wrong kind")
        } catch DecodingError.valueNotFound(_, let context) {
            throw FileError(name, "\(Self.place(context.codingPath)) has no value")
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "the whole" : "\"\(path.map(\.stringValue).joined(separator: "."))\""
    }
}

/// The formats of files of weights.
private enum WeightFormat {
    case npz, safetensors

    init(_ path: String) throws {
        if path.hasSuffix(".npz") {
            self = .npz
        } else if path.hasSuffix(".safetensors") {
            self = .safetensors
        } else {
            throw FileError(path, "weights are kept in files that end in .npz or .safetensors")
        }
    }
}
