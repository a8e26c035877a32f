// Words as numbers without a vocabulary: a word's number is computed from its letters.

/// The numbers of a text's words, from 1 up to but not including `vocabularySize`, by their digests: Keras's
/// `hashing_trick(text, n, hash_function="md5")`.
///
///     hashingTrick("well done", vocabularySize: 50)       // [15, 31]
///
/// Nothing needs to be stored, and words never met before have numbers too; but different words can get the same one:
/// of a vocabulary size of 50, "great" and "work" both get 40.
///
/// Keras's `one_hot` takes Python's `hash` instead. That mixes a text with a secret drawn anew for each process, so that
/// no attacker can choose texts that collide (Python 3.3, 2012); what it printed once can therefore not be computed
/// again. An MD5 digest can.
///
/// - Parameters:
///   - text: the text.
///   - vocabularySize: how many numbers there are, 0 included, which stays free for padding; at least 2.
///   - filters: the characters that, besides the space, part words.
///   - lower: whether to write all letters small.
public func hashingTrick(
    _ text: String, vocabularySize: Int, filters: String = wordFilters, lower: Bool = true,
    file: StaticString = #file, line: UInt = #line
) -> [Int] {
    guard (2...Int(UInt32.max)).contains(vocabularySize) else {
        fatalError(
            "hashingTrick needs a vocabulary size from 2 to \(UInt32.max), but \(vocabularySize) is given",
            file: file, line: line)
    }
    let numbers = UInt64(vocabularySize - 1)
    return wordSequence(text, filters: filters, lower: lower).map { word in
        // The rest of the whole digest, taken byte by byte as in a long division.
        let rest = md5(Array(word.utf8)).reduce(UInt64(0)) { rest, byte in
            (rest * 256 + UInt64(byte)) % numbers
        }
        return Int(rest) + 1
    }
}
