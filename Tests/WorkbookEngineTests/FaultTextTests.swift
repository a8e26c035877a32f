// Faults in a window of few columns, and where there is no window.

import Testing

@testable import WorkbookEngine

@Suite struct FaultTextTests {
    private func layout(columns: Int?) -> FaultText {
        var style = TerminalStyle(width: columns ?? 80, hasColour: false, isPlain: false)
        style.isTerminal = columns != nil
        return FaultText(style: style)
    }

    private func fault(_ message: String, source: String? = nil, column: Int = 9) -> Diagnostic {
        Diagnostic(
            .error, "lessons/lesson03.md", .init(line: 42, column: column), message, sourceLine: source)
    }

    @Test func aPipeGetsWholeLines() {
        let text = layout(columns: nil).text(
            of: fault("much that is wrong, and then some more", source: "a b", column: 3))
        #expect(
            text == """
                lessons/lesson03.md:42:3: much that is wrong, and then some more
                a b
                  ^
                """)
    }

    @Test func aWindowGetsAHangingIndent() {
        let text = layout(columns: 40).text(
            of: fault("much that is wrong, and then some more", source: "let  b", column: 5))
        #expect(
            text == """
                lessons/lesson03.md:42:5: much that is
                    wrong, and then some more
                let  b
                    ^
                """)
    }

    @Test func thePlaceIsNeverBroken() {
        let text = layout(columns: 20).text(of: fault("no, by no means", column: 100))
        #expect(text == "lessons/lesson03.md:42:100:\n    no, by no means")
    }

    @Test func aCommandIsBrokenOnlyWhereNoLineHasRoomForIt() {
        let message = "not here; `workbook data get tiny` gets it"
        #expect(
            layout(columns: 36).text(of: fault(message)) == """
                lessons/lesson03.md:42:9: not here;
                    `workbook data get tiny` gets it
                """)
        #expect(
            layout(columns: 26).text(of: fault(message)) == """
                lessons/lesson03.md:42:9:
                    not here; `workbook
                    data get tiny` gets it
                """)
    }

    @Test func aMessageOfSeveralLinesKeepsThem() {
        #expect(
            layout(columns: 39).text(of: fault("stopped: first\nsecond")) == """
                lessons/lesson03.md:42:9: stopped:
                    first
                    second
                """)
    }

    @Test func aLongSourceLineIsCutAroundTheCaret() {
        let source = String(repeating: "abcdefghi ", count: 10)
        let lines = layout(columns: 40).text(of: fault("no", source: source, column: 51)).split(
            separator: "\n")
        #expect(lines.dropFirst().allSatisfy { $0.count <= 40 })
        #expect(lines[1].first == "…" && lines[1].last == "…")
        // The caret stands below the letter that begins a group.
        #expect(lines[1].dropFirst(lines[2].count - 1).first == "a")
        let beginning = layout(columns: 40).text(of: fault("no", source: source, column: 1)).split(
            separator: "\n")
        #expect(beginning[1].hasPrefix("abc") && beginning[2] == "^")
    }

    @Test func aMessageWithoutPlaceIsWrappedToo() {
        #expect(
            layout(columns: 20).text(of: "unknown command here, sorry") == "unknown command\n    here, sorry")
        #expect(layout(columns: 20).text(of: "short\n  Usage: x") == "short\n  Usage: x")
    }
}
