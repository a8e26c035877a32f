// An activation by its name, to be written into files and read from them.

/// `"relu"`, and with a number of its own `{"class_name": "leaky_relu", "config": {"alpha": 0.3}}`. The names are
/// Keras's; `hard_sigmoid_keras2` is what Keras 2 calls `hard_sigmoid`.
extension Activation: Codable {
    private enum Option: String, CodingKey { case alpha }

    /// One of each kind, by name.
    private static let kinds: [(name: String, activation: Activation)] = [
        ("linear", .linear), ("step", .step), ("linear_threshold", .linearThreshold), ("sigmoid", .sigmoid),
        ("hard_sigmoid_keras2", .hardSigmoidKeras2), ("tanh", .tanh), ("relu", .relu),
        ("leaky_relu", .leakyRelu()), ("elu", .elu()), ("selu", .selu), ("softplus", .softplus),
        ("softsign", .softsign), ("hard_sigmoid", .hardSigmoid), ("exponential", .exponential),
        ("silu", .silu), ("gelu", .gelu), ("softmax", .softmax),
    ]

    public init(from decoder: any Decoder) throws {
        guard let container = try? decoder.container(keyedBy: ConfigurationKey.self) else {
            self = try Self.kind(named: decoder.singleValueContainer().decode(String.self))
            return
        }
        self = try Self.kind(named: container.decode(String.self, forKey: .className))
        let options = try container.nestedContainer(keyedBy: Option.self, forKey: .config)
        switch self {
        case .leakyRelu: self = .leakyRelu(alpha: try options.decode(Double.self, forKey: .alpha))
        case .elu: self = .elu(alpha: try options.decode(Double.self, forKey: .alpha))
        default: break
        }
    }

    private static func kind(named name: String) throws -> Activation {
        if let kind = kinds.first(where: { $0.name == name }) { return kind.activation }
        throw ConfigurationError(
            "unknown activation \"\(name)\"\(suggestion(for: name, from: kinds.map(\.name)))")
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .leakyRelu(let alpha): try encode("leaky_relu", alpha: alpha, to: encoder)
        case .elu(let alpha): try encode("elu", alpha: alpha, to: encoder)
        default:
            guard let kind = Self.kinds.first(where: { $0.activation == self }) else {
                fatalError("the activation \(self) has no name in configurations")
            }
            var container = encoder.singleValueContainer()
            try container.encode(kind.name)
        }
    }

    private func encode(_ name: String, alpha: Double, to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ConfigurationKey.self)
        try container.encode(name, forKey: .className)
        var options = container.nestedContainer(keyedBy: Option.self, forKey: .config)
        try options.encode(alpha, forKey: .alpha)
    }
}
