// Promises about the cells of a page: what is shown of their code and of what they print.

import Exhibits
import Foundation
import Testing
import WorkbookEngine

@Suite struct PageCellTests {
    @Test func hiddenCellsShowOnlyWhatTheyPrint() throws {
        let html = try page(
            """
            ```swift hidden
            let secret = 1
            ```
            ```swift
            // snippet.hide
            let concealed = 2
            // snippet.show
            let visible = 3
            ```
            ```swift exercise=add
            let starter = 0
            ```
            ```swift solution=add
            let answer = 4
            ```
            ```swift test=add
            let tested = 5
            ```
            ```swift wrong=add
            let mistaken = 6
            ```
            """, outputs: ["from the hidden cell\n"])
        for absent in ["secret", "concealed", "snippet", "mistaken"] {
            #expect(!html.contains(absent), "\(absent)")
        }
        #expect(html.contains("from the hidden cell"))
        #expect(html.contains("let visible = 3"))
        let closed = html.components(separatedBy: "<details>").dropFirst()
        #expect(
            closed.contains {
                $0.contains("<summary lang=\"en\">Solution</summary>") && $0.contains("let answer")
            })
        #expect(
            closed.contains {
                $0.contains("<summary lang=\"en\">Tests</summary>") && $0.contains("let tested")
            })
        #expect(!html.contains("<details open"))
        #expect(html.components(separatedBy: "<details>")[0].contains("let starter"))
    }

    @Test func outputsComeFromTheRunUnlessTheRecordingLeavesLinesOut() throws {
        let html = try page(
            """
            ```swift
            a()
            ```
            ```output
            stale
            ```
            ```swift
            b()
            ```
            Words between.
            ```output
            first
            ...
            last
            ```
            """, outputs: ["fresh\n", "first\nsecond\nthird\nlast\n"])
        #expect(html.contains("<samp>fresh\n</samp>") && !html.contains("stale"))
        #expect(html.contains("<samp>first\n...\nlast\n</samp>") && !html.contains("second"))
        let words = try #require(html.range(of: "Words between."))
        let output = try #require(html.range(of: "<samp>first"))
        #expect(words.upperBound < output.lowerBound)
    }

    @Test func aFigureStandsInThePlaceOfItsLineThoughTheOutputDiffersFromRunToRun() throws {
        let (lesson, first) = try made(
            """
            ```swift
            run()
            ```

            ```output unchecked
            before 3
            [figure] Dots, 5 points
            after
            ```
            """, outputs: ["before 4\n[figure] Dots, 6 points\nafter\n"])
        var run = first
        run.cells[0].exhibits = [
            .init(
                offset: 9,
                exhibit: Exhibit(
                    .figure, summary: "Dots, 6 points", caption: "", html: "<svg></svg>", drawings: []))
        ]
        let html = try page([(lesson, run)])
        #expect(!html.contains("[figure]") && !html.contains("5 points"))
        let parts = try ["before 3", "<svg></svg>", "after"].map {
            try #require(html.firstRange(of: $0)).lowerBound
        }
        #expect(parts == parts.sorted())
    }

    @Test func theWordsOfAFigureAreSetAsTheTextAroundIt() throws {
        let (lesson, first) = try made("```swift\nrun()\n```\n", outputs: ["[figure] The net's \"F\"\n"])
        var run = first
        run.cells[0].exhibits = [
            .init(
                offset: 0,
                exhibit: Exhibit(
                    .figure, summary: "The net's \"F\"", caption: "",
                    html:
                        "<svg class=\"a'b\"><title>The net's &quot;F&quot;</title><text>'x' &lt; 1</text></svg>",
                    dataHTML: "<td>n't</td>", drawings: []))
        ]
        let html = try page([(lesson, run)])
        #expect(html.contains("<svg class=\"a'b\"><title>The net’s “F”</title><text>‘x’ &lt; 1</text></svg>"))
        // Numbers are looked up, not read.
        #expect(html.contains("<td>n't</td>"))
    }

    @Test func intendedFailuresAreMarkedAsSuch() throws {
        let html = try page(
            "```swift traps\nfatalError()\n```\n\n```swift fails\nlet x: Int = \"\"\n```\n\n```swift sketch\nmaybe()\n```\n",
            errors: [0: "Fatal error\n", 1: "cannot convert"])
        #expect(html.contains("Stops the program, on purpose"))
        #expect(html.contains("<samp>Fatal error\n</samp>"))
        #expect(html.contains("Does not compile, on purpose"))
        #expect(html.contains("<samp>cannot convert\n</samp>"))
        #expect(html.contains("A sketch: shown, not run"))
    }

    @Test func cellsInsideListsAndQuotesAreFound() throws {
        let html = try page(
            "1. Do this:\n\n   ```swift\n   let a = 1\n   ```\n\n> ```swift\n> let b = 2\n> ```\n")
        #expect(html.contains("id=\"cell:1\"") && html.contains("let a = 1\n</code>"))
        #expect(html.contains("id=\"cell:2\"") && html.contains("let b = 2\n</code>"))
    }

    @Test func longOutputsStandInABoxThatOpensWithoutAScript() throws {
        func lines(_ count: Int) -> String { (1...count).map { "line \($0)\n" }.joined() }
        let html = try page(
            "```swift\na()\n```\n\n```swift id=b\nb()\n```\n", outputs: [lines(24), lines(25)])
        let boxes = html.components(separatedBy: "<div class=\"result").dropFirst()
        try #require(boxes.count == 2)
        #expect(boxes[1].hasPrefix("\">") && !boxes[1].contains("checkbox"))
        #expect(boxes[2].hasPrefix(" long\">"))
        #expect(
            boxes[2].contains(
                "role=\"region\" aria-label=\"Output of cell &quot;b&quot;\" tabindex=\"0\""))
        #expect(boxes[2].contains("<input type=\"checkbox\"> Show all 25 lines</label>"))
    }
}
