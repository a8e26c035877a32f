// What is wrong with a JSON text, said in one sentence.

internal import FoundationEssentials
import NeuralCore

/// Says why a decoder gave up on a text: the place, as the keys that lead to it, and what is wrong there.
func explanation(_ error: any Error, in json: Data) -> String {
    func place(_ path: [any CodingKey]) -> String {
        let keys = path.map { key in key.intValue.map(String.init) ?? key.stringValue }
        return keys.isEmpty ? "it" : "\"\(keys.joined(separator: "."))\""
    }
    return switch error {
    case DecodingError.keyNotFound(let key, let context):
        "\(place(context.codingPath)) lacks \(key.stringValue)"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
        "\(place(context.codingPath)) is of the wrong kind"
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
        "\(place(context.codingPath)) has an impossible value"
    case _ where String(validating: json, as: UTF8.self) == nil: "it is not text in UTF-8"
    // Foundation calls a text invalid, too, when just a number of it cannot be what the reader needs, and does not say
    // which.
    case _ where isValid(json): "a number in it is impossible, such as a fraction where a count belongs"
    default: "it is not valid JSON"
    }
}

/// Whether the text is JSON, whatever it says.
private func isValid(_ json: Data) -> Bool {
    struct Anything: Decodable { init(from decoder: any Decoder) {} }
    return (try? JSONDecoder().decode(Anything.self, from: json)) != nil
}
