// An optimizer by its name, to be written into files and read from them.

/// An optimizer as a value that can be encoded: `{"class_name": "SGD", "config": {"learningRate": 0.01, …}}`.
public struct OptimizerConfiguration: Codable, Sendable {
    /// The rule with its hyperparameters.
    public var optimizer: any Optimizer

    static let known: [any Optimizer.Type] = [
        Adadelta.self, Adagrad.self, Adam.self, AdamW.self, Adamax.self, Ftrl.self, Nadam.self, RMSprop.self,
        SGD.self,
    ]

    /// An optimizer to write down. Only those of this library can be read again.
    public init(_ optimizer: any Optimizer) { self.optimizer = optimizer }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ConfigurationKey.self)
        let name = try container.decode(String.self, forKey: .className)
        guard let type = Self.known.first(where: { $0.className == name }) else {
            let names = Self.known.map { $0.className }
            throw ConfigurationError("unknown optimizer \"\(name)\"\(suggestion(for: name, from: names))")
        }
        optimizer = try container.decode(type, forKey: .config)
        if let fault = optimizer.fault { throw ConfigurationError(fault) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ConfigurationKey.self)
        try container.encode(type(of: optimizer).className, forKey: .className)
        try container.encode(optimizer, forKey: .config)
    }
}
