// The numbers of an epoch: the loss and the metrics, in their order.

/// Losses and metrics by name.
///
///     let measures = model.evaluate(images, digits)
///     measures.loss            // 0.0713
///     measures["accuracy"]     // 0.9812
public struct Measures: Equatable, Sendable, CustomStringConvertible {
    /// The names in their order: `loss`, the metrics, and both once more with `val_` for validation data.
    public private(set) var names: [String] = []
    private var values: [String: Double] = [:]

    /// Nothing is measured yet.
    public init() {}

    /// What training makes small: the loss with the penalties of regularizers.
    public var loss: Double { self["loss"] }

    /// The number of this name.
    public subscript(name: String, file: StaticString = #file, line: UInt = #line) -> Double {
        if let value = values[name] { return value }
        fatalError("there is no \"\(name)\"\(suggestion(for: name, from: names))", file: file, line: line)
    }

    /// The number of this name; nil when there is none.
    public func value(_ name: String) -> Double? { values[name] }

    mutating func append(_ name: String, _ value: Double) {
        if values.updateValue(value, forKey: name) == nil { names.append(name) }
    }

    /// As Keras shows them: `loss: 0.0713 - accuracy: 0.9812`.
    public var description: String {
        names.map { name in
            let value = values[name, default: 0]
            let isSmall = value != 0 && abs(value) < 1e-3
            return "\(name): " + (isSmall ? cText("%.*e", precision: 4, value) : value.formatted(decimals: 4))
        }
        .joined(separator: " - ")
    }
}

/// What `fit` tells after each epoch.
public struct EpochReport: Sendable, CustomStringConvertible {
    /// The number of the epoch, counted from 1.
    public let epoch: Int
    /// How many were asked.
    public let epochs: Int
    /// The loss and the metrics of the epoch; with validation data also theirs.
    public let measures: Measures

    /// `Epoch 3/10 - loss: 0.0713 - accuracy: 0.9812`
    public var description: String { "Epoch \(epoch)/\(epochs) - \(measures)" }
}

/// What a training measured, epoch by epoch.
///
///     let history = model.fit(x, y, epochs: 100)
///     history["loss"].last
public struct History: Sendable {
    /// One for each epoch that ran.
    public internal(set) var epochs: [Measures] = []

    /// The names of what was measured.
    public var names: [String] { epochs.first?.names ?? [] }

    /// What training made small, one number an epoch.
    public var loss: [Double] { self["loss"] }

    /// One number an epoch.
    public subscript(name: String, file: StaticString = #file, line: UInt = #line) -> [Double] {
        epochs.map { $0[name, file, line] }
    }
}
