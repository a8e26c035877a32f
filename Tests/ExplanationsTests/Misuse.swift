// Wrong use must stop the program with a sentence that helps.

import Foundation
import Testing

/// Checks that a process stopped with `sentence`:
///
///     expectStop("Dense needs at least 1 unit", await #expect(processExitsWith: .failure, …) { … })
func expectStop(
    _ sentence: String, _ result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
) {
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(sentence), sourceLocation: sourceLocation)
}
