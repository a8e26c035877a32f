// Texts as lists of words.

/// The characters that part words, in Keras's `text_to_word_sequence`: all punctuation but the apostrophe.
public let wordFilters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n"

/// The words of a text in small letters, without punctuation, as Keras's `text_to_word_sequence`.
///
///     wordSequence("Well done! It's good.")       // ["well", "done", "it's", "good"]
///
/// Letters become small one by one; Python also minds where they stand, and ends a word in ς where this has σ.
///
/// - Parameters:
///   - text: the text.
///   - filters: the characters that, besides the space, part words.
///   - lower: whether to write all letters small.
public func wordSequence(_ text: String, filters: String = wordFilters, lower: Bool = true) -> [String] {
    let separators = Set(filters.unicodeScalars).union([" "])
    let text = lower ? text.lowercased() : text
    return text.unicodeScalars.split { separators.contains($0) }.map { String($0) }
}
