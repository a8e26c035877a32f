// Text files: every line, as it stands.

import Foundation
import NeuralFiles
import Testing

@Suite struct TextFileTests {
    private func lines(_ bytes: [UInt8]) throws -> [String] {
        try withFolder { folder in
            try Data(bytes).write(to: URL(filePath: "\(folder)/words.txt"))
            return try TextFile.lines("\(folder)/words.txt")
        }
    }

    @Test(arguments: [
        ("the\nof\n", ["the", "of"]), ("the\nof", ["the", "of"]), ("the\r\nof\r\n", ["the", "of"]),
        ("\u{FEFF}the\n", ["the"]), ("", []), ("\n\n", ["", ""]), ("a\n\nb", ["a", "", "b"]),
        // Marks that a table would take for its own, and a break that is no end of a line.
        ("\"\n,\n two words \na\u{2028}b\n", ["\"", ",", " two words ", "a\u{2028}b"]),
    ]) func linesAreWhatStandsThere(text: String, expected: [String]) throws {
        #expect(try lines(Array(text.utf8)) == expected)
    }

    @Test func otherBytesAreNamedWithTheirLine() throws {
        expectFailure("words.txt:2: the line is not text in UTF-8") { try lines([0x61, 0x0A, 0xFF, 0x0A]) }
        expectFailure("nowhere.txt: there is no such file") { try TextFile.lines("nowhere.txt") }
    }
}
