// Sequences of different lengths as the rows of one matrix.

/// The beginning or the end of a sequence.
public enum SequenceEnd: String, Codable, Sendable { case pre, post }

extension Tensor {
    /// The sequences, filled up and cut to one length, as Keras's `pad_sequences`.
    ///
    ///     Matrix.padSequences([[5], [6, 7]])      // [[0. 5.]
    ///                                             //  [6. 7.]]
    ///
    /// - Parameters:
    ///   - sequences: of any lengths.
    ///   - maxLength: the length to bring them to; without it that of the longest.
    ///   - padding: at which end of a short one `value` is put.
    ///   - truncating: at which end a long one is cut.
    ///   - value: what to fill up with.
    /// - Returns: `(sequences, maxLength)`
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func padSequences(
        _ sequences: [[Int]], maxLength: Int? = nil, padding: SequenceEnd = .pre,
        truncating: SequenceEnd = .pre, value: Scalar = 0, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        let length = maxLength ?? sequences.map(\.count).max() ?? 0
        if length < 0 {
            fatalError("padSequences cannot make sequences of length \(length)", file: file, line: line)
        }
        let shape = Shape(sequences.count, length, file, line)
        var elements: [Scalar] = []
        elements.reserveCapacity(shape.countedElements(file, line))
        for sequence in sequences {
            let kept = truncating == .pre ? sequence.suffix(length) : sequence.prefix(length)
            let fill = repeatElement(value, count: length - kept.count)
            if padding == .pre { elements += fill }
            for number in kept { elements.append(Scalar(number)) }
            if padding == .post { elements += fill }
        }
        return Tensor(shape, unchecked: elements)
    }
}
