// Wrong use must stop the program with a sentence that helps.

import Testing

/// Checks what a process wrote before it stopped.
func expectSentence(
    _ sentence: String, _ result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
) {
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(sentence), "\(text)", sourceLocation: sourceLocation)
}
