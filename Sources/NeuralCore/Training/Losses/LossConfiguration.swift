// A loss by its name, to be written into files and read from them.

/// `{"class_name": "Huber", "config": {"delta": 1}}`, with the names that Keras has for its losses.
extension Loss: Codable {
    private enum Option: String, CodingKey { case delta, fromLogits, labelSmoothing }

    /// One of each kind.
    private static let kinds: [Loss] = [
        .meanSquaredError, .sumSquaredError, .meanAbsoluteError, .meanAbsolutePercentageError,
        .meanSquaredLogarithmicError, .huber(), .logCosh, .hinge, .squaredHinge, .categoricalHinge, .poisson,
        .kullbackLeiblerDivergence, .cosineSimilarity, .binaryCrossentropy(), .categoricalCrossentropy(),
        .sparseCategoricalCrossentropy(),
    ]

    /// The name by which Keras knows the loss, such as `MeanSquaredError`.
    public var className: String {
        self == .kullbackLeiblerDivergence ? "KLDivergence" : name.prefix(1).uppercased() + name.dropFirst()
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ConfigurationKey.self)
        let name = try container.decode(String.self, forKey: .className)
        guard let kind = Self.kinds.first(where: { $0.className == name }) else {
            let names = Self.kinds.map(\.className)
            throw ConfigurationError("unknown loss \"\(name)\"\(suggestion(for: name, from: names))")
        }
        let options = try container.nestedContainer(keyedBy: Option.self, forKey: .config)
        switch kind {
        case .huber: self = .huber(delta: try options.decode(Double.self, forKey: .delta))
        case .binaryCrossentropy:
            self = .binaryCrossentropy(
                fromLogits: try options.decode(Bool.self, forKey: .fromLogits),
                labelSmoothing: try options.decode(Double.self, forKey: .labelSmoothing))
        case .categoricalCrossentropy:
            self = .categoricalCrossentropy(
                fromLogits: try options.decode(Bool.self, forKey: .fromLogits),
                labelSmoothing: try options.decode(Double.self, forKey: .labelSmoothing))
        case .sparseCategoricalCrossentropy:
            self = .sparseCategoricalCrossentropy(
                fromLogits: try options.decode(Bool.self, forKey: .fromLogits))
        default: self = kind
        }
        if let fault = optionFault { throw ConfigurationError(fault) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ConfigurationKey.self)
        try container.encode(className, forKey: .className)
        var options = container.nestedContainer(keyedBy: Option.self, forKey: .config)
        switch self {
        case .huber(let delta): try options.encode(delta, forKey: .delta)
        case .binaryCrossentropy(let fromLogits, let smoothing),
            .categoricalCrossentropy(let fromLogits, let smoothing):
            try options.encode(fromLogits, forKey: .fromLogits)
            try options.encode(smoothing, forKey: .labelSmoothing)
        case .sparseCategoricalCrossentropy(let fromLogits):
            try options.encode(fromLogits, forKey: .fromLogits)
        default: break
        }
    }

    /// What is wrong with the numbers that belong to the loss, as a sentence; nil when they are possible.
    var optionFault: String? {
        switch self {
        case .huber(let delta) where !(delta > 0):
            "\(name) needs a delta above 0, but it is \(delta)"
        case .binaryCrossentropy(_, let smoothing) where !(smoothing >= 0 && smoothing <= 1),
            .categoricalCrossentropy(_, let smoothing) where !(smoothing >= 0 && smoothing <= 1):
            "\(name) needs a labelSmoothing from 0 to 1, but it is \(smoothing)"
        default: nil
        }
    }
}
