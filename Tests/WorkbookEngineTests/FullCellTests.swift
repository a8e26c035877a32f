// Promises about cells that compute with data that do not ship with the lessons.

import Foundation
import Testing

@testable import WorkbookEngine

private let text = """
    ---
    title: a
    ---

    ```swift
    let few = 3
    print(few)
    ```

    ```output
    3
    ```

    ```swift full=tiny timeout=600
    let many = 100
    print(many)
    ```

    ```output tolerance=0.1
    100
    ```

    """

private func lesson(_ text: String) throws -> Lesson {
    try Lesson(parsing: Array(text.utf8), path: "lessons/lesson07-a.md")
}

/// What a run without the full data leaves: the full cell has not run.
private var run: Run {
    var ordinary = CellOutcome()
    ordinary.hasRun = true
    ordinary.output = "3\n"
    return Run(cells: [ordinary, CellOutcome()])
}

@Suite struct FullCellTests {
    @Test func theFenceNamesTheSet() throws {
        let lesson = try lesson(text)
        #expect(lesson.cells.map(\.role) == [.run, .full(set: "tiny")])
        #expect(lesson.cells[1].timeout == 600)
        #expect(lesson.fullDataSets == ["tiny"])
        #expect(lesson.text == text)
    }

    @Test(arguments: [
        ("swift full", ":14:10: \"full\" takes a name: full=NAME"),
        ("swift full=tiny folded", ":14:20: a full cell is shown closed, with its output open"),
        ("swift hidden full=tiny", ":14:10: a full cell is shown closed, with its output open"),
        ("swift fails full=tiny", ":14:16: a cell cannot be both \"fails\" and \"full\""),
        ("swift ful=tiny", ":14:10: unknown word \"ful\" in a fence; did you mean \"full\"?"),
    ]) func aMisusedWordIsTold(opening: String, sentence: String) {
        let faulty = text.replacing("swift full=tiny timeout=600", with: opening)
        let faults = #expect(throws: Diagnostics.self) { try lesson(faulty) }
        #expect(faults?.all.first?.sentence.hasPrefix("lessons/lesson07-a.md" + sentence) == true)
    }

    @Test func aFullCellStandsBelowAnOrdinaryOne() {
        let faulty = text.replacing("```swift\n", with: "```swift full=tiny\n")
        let faults = #expect(throws: Diagnostics.self) { try lesson(faulty) }
        #expect(
            faults?.all.first?.message
                == "a full cell does with \"tiny\" what a cell before it does with less data; put it below that cell"
        )
    }

    @Test func proseCannotAskAFullCell() {
        let faults = #expect(throws: Diagnostics.self) { try lesson(text + "\n[100](value:many)\n") }
        #expect(faults?.all.first?.message.contains("only the full cell on line 14 declares") == true)
    }

    @Test func withoutTheDataItIsCompiledAndNotBegun() throws {
        let lesson = try lesson(text)
        let without = Program(lesson, .checking)
        #expect(without.steps.map(\.cell) == [0])
        #expect(without.source.contains("let many = 100"))
        let with = Program(lesson, .checking, runsFull: true)
        #expect(with.steps.map(\.cell) == [0, 1])
        #expect(with.steps[1].timeout == 600)
    }

    @Test func withoutTheDataWhatIsRecordedStays() throws {
        let lesson = try lesson(text)
        #expect(check(lesson, against: run).isEmpty)
        #expect(lesson.accepting(run).text == text)
    }

    @Test func withTheDataItIsComparedAndRecorded() throws {
        let lesson = try lesson(text)
        var run = run
        run.cells[1].hasRun = true
        run.cells[1].output = "90\n"
        #expect(check(lesson, against: run).isEmpty)
        run.cells[1].output = "80\n"
        #expect(check(lesson, against: run).count == 1)
        #expect(lesson.accepting(run).text == text.replacing("\n100\n", with: "\n80\n"))
    }

    @Test func aPageShowsWhatIsRecordedAndSaysSo() throws {
        let page = try #require(
            try SiteBuilder(lessons: [(lesson(text), run)]).pages().first { $0.path == "lesson07-a.html" })
        let html = String(decoding: page.data, as: UTF8.self)
        #expect(html.contains("<summary lang=\"en\">With the full data</summary>"))
        #expect(html.contains("<code>workbook data get tiny</code>, then <code>workbook run 7 --full</code>"))
        #expect(
            html.contains("Computed by its author with the full data, not by this build"))
        #expect(html.contains("<samp>100\n</samp>"))
        #expect(html.contains("but for those of runs with the full data, which are marked."))
    }
}
