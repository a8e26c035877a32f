// Texts as numbers: words, vocabularies, digests, and sequences of one length.

import NeuralCore
import Testing

@Suite struct WordTests {
    private struct Embedding: Decodable {
        let words: [[String]]
        let printed_codes, md5_codes_vocab_50: [[Int]]
        let printed_code_of_word: [String: Int]
    }

    @Test(arguments: [
        // The test suite of RFC 1321.
        ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
        ("abc", "900150983cd24fb0d6963f7d28e17f72"),
        ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
        (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            "d174ab98d277d9f5a5611c2c9f419d9f"
        ),
        (
            "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
            "57edf4a22be3c955ac49da2e2107b67a"
        ),
    ])
    func digests(text: String, digest: String) {
        let hexadecimal = md5(Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(hexadecimal == digest)
    }

    @Test(arguments: [
        (55, "ef1772b6dff9a122358552954ad0df65"), (56, "3b0c8ac703f828b04c6c197006d17218"),
        (64, "014842d480b571495a4a0363793f7367"),
    ])
    func digestsAtTheEdgeOfABlock(count: Int, digest: String) {
        // `printf` of as many a, through md5sum.
        let bytes = md5([UInt8](repeating: 97, count: count))
        #expect(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == digest)
    }

    @Test func digestsNumberTheWordsOfTheTextbook() throws {
        let golden = try OperationGoldens.named("embedding_example", as: Embedding.self)
        let codes = golden.words.map { hashingTrick($0.joined(separator: " "), vocabularySize: 50) }
        #expect(codes == golden.md5_codes_vocab_50)
        // What the document printed came from another hash, but words had one number each there too.
        #expect(
            golden.words.map { $0.compactMap { golden.printed_code_of_word[$0] } } == golden.printed_codes)
        #expect(hashingTrick("Well done!", vocabularySize: 50) == codes[0])
        #expect(Set(hashingTrick("a b c d e f g", vocabularySize: 2)) == [1])
    }

    @Test func wordsLoseTheirPunctuation() {
        // Keras 3.15.1's text_to_word_sequence.
        #expect(wordSequence("Well done! It's good.") == ["well", "done", "it's", "good"])
        #expect(wordSequence("  a--b\tc\nd_e  ") == ["a", "b", "c", "d", "e"])
        #expect(wordSequence("A B", lower: false) == ["A", "B"])
        #expect(wordSequence("a.b c", filters: "") == ["a.b", "c"])
        #expect(wordSequence("") == [])
    }

    @Test func frequentWordsComeFirst() {
        let texts = ["The cat sat on the mat.", "The dog ate the cat"]
        let tokenizer = Tokenizer(fitting: texts)
        // Keras's Tokenizer: {'the': 1, 'cat': 2, 'sat': 3, 'on': 4, 'mat': 5, 'dog': 6, 'ate': 7}
        #expect(tokenizer.words == ["the", "cat", "sat", "on", "mat", "dog", "ate"])
        #expect(tokenizer.wordIndex["the"] == 1)
        #expect(tokenizer.wordCounts["the"] == 4)
        #expect(tokenizer.sequences(["The mat ate a cat"]) == [[1, 5, 7, 2]])
        #expect(tokenizer.texts([[1, 5, 0, 7, 99]]) == ["the mat ate"])
        #expect(Tokenizer(fitting: texts, numWords: 3).sequences(texts) == [[1, 2, 1], [1, 1, 2]])
        let open = Tokenizer(fitting: texts, numWords: 4, outOfVocabularyToken: "?")
        #expect(open.words.first == "?")
        #expect(open.sequences(["the bird sat", "cat"]) == [[2, 1, 1], [3]])
    }

    @Test func numbersWithoutAWordBecomeTheTokenForSuch() {
        // Keras's sequences_to_texts, of a Tokenizer fitted to the same with the same settings.
        let texts = ["the z the"]
        let open = Tokenizer(fitting: texts, outOfVocabularyToken: "<OOV>")
        #expect(open.texts([[1, 2, 3, 99, 0]]) == ["<OOV> the z <OOV> <OOV>"])
        let few = Tokenizer(fitting: texts, numWords: 3, outOfVocabularyToken: "<OOV>")
        #expect(few.texts([[1, 2, 3]]) == ["<OOV> the <OOV>"])
        #expect(Tokenizer(fitting: texts, numWords: 2).texts([[1, 2, 99]]) == ["the"])
    }

    @Test func sequencesAreFilledAndCutAsInKeras() throws {
        let golden = try Fixture.load("keras.json", as: Members.self).value("pad_sequences", as: Members.self)
        let sequences: [[Int]] = try golden.value("sequences")
        let maxLength: Int = try golden.value("maxlen")
        for padding in [SequenceEnd.pre, .post] {
            for truncating in [SequenceEnd.pre, .post] {
                let expected: NestedNumbers = try golden.value(
                    "padding_\(padding.rawValue)_truncating_\(truncating.rawValue)")
                let mine = Matrix.padSequences(
                    sequences, maxLength: maxLength, padding: padding, truncating: truncating)
                #expect(mine == expected.tensor)
            }
        }
        #expect(
            Matrix.padSequences(sequences) == (try golden.value("no_maxlen", as: NestedNumbers.self)).tensor)
        #expect(Matrix.padSequences([[], [7]], maxLength: 2, value: -1) == [[-1, -1], [-1, 7]])
        #expect(Tensor<Float>.padSequences([]).shape == [0, 0])
    }

    @Test func labelsBecomeRows() throws {
        struct Golden: Decodable {
            let labels: [Int]
            let matrix: NestedNumbers
        }
        let golden = try Fixture.load("keras.json", as: Members.self).value("to_categorical", as: Golden.self)
        #expect(Matrix.toCategorical(golden.labels) == golden.matrix.tensor)
        #expect(Matrix.toCategorical([1], numClasses: 3) == [[0, 1, 0]])
    }

    @Test func bytesBecomeBrightness() async {
        let pixels = Tensor<Float>(bytes: [0, 51, 255, 1], shape: [1, 2, 2, 1], dividedBy: 255)
        #expect(pixels.elements == [0, 0.2, 1, 0.003921569])
        #expect(Matrix(bytes: [7, 200], shape: [2]) == [7, 200])
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix(bytes: [1, 2, 3], shape: [2, 2])
        }
        expectStop("a tensor of shape (2, 2) has 4 elements, but 3 were given", result)
    }
}
