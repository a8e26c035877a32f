// An embedding worked out: the number of a word picks a row of the table.

import NeuralCore

/// Works out the look-up of one word: its vector is a row of the table, read number by number.
///
/// - Parameters:
///   - word: the number of the word, which is the row counted from 0.
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ layer: Embedding<Scalar>, word: Int, digits: Int = 3, file: StaticString = #file, line: UInt = #line
) -> Explanation {
    let words = layer.configuration.inputDimension
    if let fault = digitsFault(digits) { fatalError(fault, file: file, line: line) }
    guard (0..<words).contains(word) else {
        fatalError(
            "the table has the words 0 up to \(words - 1), but \(word) is given", file: file, line: line)
    }
    // Looked up by the layer, which stops with a sentence when it has no table yet.
    let vector = layer(Tensor(rows: [[Scalar(word)]])).elements.map { Double($0) }
    let table = Matrix(layer.embeddings.value)
    let steps = vector.indices.map { place in
        Explanation.Step(
            .init("e", "\(place + 1)"), formula: .symbol(.init("E", "\(word)", "\(place + 1)")),
            .number(table[word, place]), result: vector[place], digits: digits)
    }
    return Explanation(
        title: "The vector of word \(word)", sections: [.init("Row \(word) of the table", steps)],
        summary: "Word \(word) of \(words) is looked up as the vector "
            + "\(shownList(vector, digits: digits)).")
}
