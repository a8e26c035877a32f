// How the configuration of a layer around another layer names what is inside.

/// The layer inside, with its class name as in Keras: `{"class_name": "LSTM", "config": {"units": 4, …}}`.
///
/// A ``Bidirectional`` or ``TimeDistributed`` has it under `layer` in its own configuration.
struct WrappedConfiguration<Wrapped: Layer>: Codable {
    let config: Wrapped.Configuration

    init(_ config: Wrapped.Configuration) { self.config = config }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ConfigurationKey.self)
        let (name, wanted) = (try container.decode(String.self, forKey: .className), className(Wrapped.self))
        guard name == wanted else {
            throw ConfigurationError("a layer around \(wanted) has the configuration of one around \(name)")
        }
        config = try container.decode(Wrapped.Configuration.self, forKey: .config)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ConfigurationKey.self)
        try container.encode(className(Wrapped.self), forKey: .className)
        try container.encode(config, forKey: .config)
    }
}
