// Words as numbers, given by a vocabulary: each word has a number of its own.

/// A vocabulary learned from texts, the most frequent word first, as Keras's `Tokenizer`.
///
/// Words are told apart as Swift tells texts apart: an é of one character and one of an e and an accent are the same,
/// which in Keras make two words.
///
///     let tokenizer = Tokenizer(fitting: ["good work", "poor work"])
///     tokenizer.wordIndex["work"]                 // 1
///     tokenizer.sequences(["good good work"])     // [[2, 2, 1]]
public struct Tokenizer: Sendable {
    /// The number of each word, from 1 up; 0 stays free for padding.
    public let wordIndex: [String: Int]
    /// How often each word was met.
    public let wordCounts: [String: Int]
    /// The words by their numbers: the first one has the number 1.
    public let words: [String]
    /// Numbers from here up are not given to words of a text; nil when all are.
    public let numWords: Int?
    /// What stands for words that are not in the vocabulary; nil when they are left out.
    public let outOfVocabularyToken: String?
    private let filters: String
    private let lower: Bool

    /// Learns the vocabulary of the texts. Words that are equally frequent keep the order in which they appear.
    ///
    /// - Parameters:
    ///   - texts: what to learn from.
    ///   - numWords: keeps only numbers below this one: the `numWords` − 1 most frequent words.
    ///   - outOfVocabularyToken: gets the number 1 and stands for words that are unknown or too rare.
    ///   - filters: the characters that, besides the space, part words.
    ///   - lower: whether to write all letters small.
    public init(
        fitting texts: [String], numWords: Int? = nil, outOfVocabularyToken: String? = nil,
        filters: String = wordFilters, lower: Bool = true
    ) {
        var counts: [String: Int] = [:]
        var order: [String] = []
        for text in texts {
            for word in wordSequence(text, filters: filters, lower: lower) {
                if counts[word] == nil { order.append(word) }
                counts[word, default: 0] += 1
            }
        }
        let frequencies = order.map { counts[$0] ?? 0 }
        // Where two are equally frequent the place decides, which keeps the order of appearance.
        let ranks = order.indices.sorted { (-frequencies[$0], $0) < (-frequencies[$1], $1) }
        let words = (outOfVocabularyToken.map { [$0] } ?? []) + ranks.map { order[$0] }
        wordIndex = Dictionary(zip(words, 1...)) { first, _ in first }
        (wordCounts, self.words, self.numWords) = (counts, words, numWords)
        (self.outOfVocabularyToken, self.filters, self.lower) = (outOfVocabularyToken, filters, lower)
    }

    /// The numbers of the words of each text.
    public func sequences(_ texts: [String]) -> [[Int]] {
        let unknown = outOfVocabularyToken.flatMap { wordIndex[$0] }
        return texts.map { text in
            wordSequence(text, filters: filters, lower: lower).compactMap { word in
                guard let number = wordIndex[word], number < numWords ?? .max else { return unknown }
                return number
            }
        }
    }

    /// The words with these numbers, as texts. Numbers that no word has, or from ``numWords`` up, are left out, or replaced
    /// by ``outOfVocabularyToken`` where there is one.
    public func texts(_ sequences: [[Int]]) -> [String] {
        sequences.map { sequence in
            sequence.compactMap { number in
                guard number > 0, number <= words.count, number < numWords ?? .max else {
                    return outOfVocabularyToken
                }
                return words[number - 1]
            }.joined(separator: " ")
        }
    }
}
