// The configuration of a model as JSON text, and back.

internal import FoundationEssentials
import NeuralCore

extension ModelConfiguration {
    /// The configuration as a text that people can read and change.
    ///
    ///     let text = try model.configuration.json()
    ///     let twin = try ModelConfiguration<Float>(json: text).makeModel()
    ///
    /// The keys are sorted, so equal models make equal texts.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Reads a text of ``json()``.
    ///
    /// - Parameters:
    ///   - json: the text.
    ///   - layerTypes: layers of one's own that the text may name.
    /// - Throws: a ``ConfigurationError`` with one sentence that says what is wrong and where.
    public init(json: String, layerTypes: [any Layer<Scalar>.Type] = []) throws {
        let decoder = JSONDecoder()
        decoder.userInfo[.layerTypes] = layerTypes
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            self = try decoder.decode(ModelConfiguration.self, from: Data(json.utf8))
        } catch let error as DecodingError {
            throw ConfigurationError(
                "the configuration cannot be understood: \(explanation(error, in: Data(json.utf8)))")
        }
    }
}
