// What is wrong with a JSON text, said in one sentence.

import FoundationEssentials
import NeuralCore

/// Says why a decoder gave up: the place, as the keys that lead to it, and what is wrong there.
func explanation(_ error: any Error) -> String {
    func place(_ path: [any CodingKey]) -> String {
        let keys = path.map { key in key.intValue.map(String.init) ?? key.stringValue }
        return keys.isEmpty ? "it" : "\"\(keys.joined(separator: "."))\""
    }
    return switch error {
    case DecodingError.keyNotFound(let key, let context):
        "\(place(context.codingPath)) lacks \(key.stringValue)"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
        "\(place(context.codingPath)) is of the wrong kind"
    // A text that is no JSON at all has an error of the parser underneath.
    case DecodingError.dataCorrupted(let context) where context.underlyingError == nil:
        "\(place(context.codingPath)) has an impossible value (\(context.debugDescription))"
    default: "it is not valid JSON"
    }
}
