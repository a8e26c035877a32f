// Words of a configuration that stand for one of a few things, such as a padding.

extension Decoder {
    /// The word that stands here; one that is not known is answered with those that are.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ what: String) throws -> Word {
        let name = try singleValueContainer().decode(String.self)
        if let word = Word(rawValue: name) { return word }
        let known = Word.allCases.map(\.rawValue)
        throw ConfigurationError("unknown \(what) \"\(name)\"\(suggestion(for: name, from: known))")
    }
}
