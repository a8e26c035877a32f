// The sentence with which a program that was used wrongly stops.

import Testing

/// Expects that the program stopped, and that its last words held `sentence`.
func expect(
    _ sentence: String, from result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
) {
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(words.contains(sentence), sourceLocation: sourceLocation)
}
