import Foundation
import Markdown
import Testing

@testable import WorkbookEngine

@Suite struct LessonTests {
    private static let awkward = [
        "---\ntitle: a\n---\n",
        "---\ntitle: a\n---\n\nno line end",
        "---\r\ntitle: a\r\n---\r\n\r\n```swift\r\nprint(1)\r\n```\r\n\r\n```output\r\n1\r\n```\r\n",
        "\u{FEFF}---\ntitle: a\n---\n\n~~~~swift id=x\nprint(1)\n~~~\n~~~~\ntext",
        "---\ntitle: a\n---\n\n- item\n\n  ```swift\n  print(1)\n\n  print(2)\n  ```\n\n> ```output\n> 1\n>\n> 2\n> ```\n",
        "---\ntitle: \"Ліс\"\n---\n\n```swift caption=\"Ґанок — 1\"\nlet є = 1\n```\n\n```python\nprint(1)\n```\n\n    indented\n",
    ]

    @Test(arguments: awkward) func partsTogetherAreTheFile(text: String) throws {
        let lesson = try Lesson(parsing: Array(text.utf8), path: "lesson.md")
        #expect(Array(lesson.text.utf8) == Array(text.utf8))
    }

    @Test func acceptingWhatIsRecordedChangesNoByte() throws {
        let text = Self.awkward[2]
        let lesson = try Lesson(parsing: Array(text.utf8), path: "lesson.md")
        var outcome = CellOutcome()
        outcome.hasRun = true
        outcome.output = "1\n"
        #expect(lesson.accepting(Run(cells: [outcome])).text == text)
    }

    @Test func acceptingKeepsTheFilesLineEnds() throws {
        let text = "---\r\ntitle: a\r\n---\r\n\r\n```swift\r\nprint(1)\r\n```"
        let lesson = try Lesson(parsing: Array(text.utf8), path: "lesson.md")
        var outcome = CellOutcome()
        outcome.hasRun = true
        outcome.output = "1\n2\n"
        #expect(
            lesson.accepting(Run(cells: [outcome])).text == text + "\r\n\r\n```output\r\n1\r\n2\r\n```\r\n")
    }

    @Test func codeInContainersIsReadWithoutTheirMarks() throws {
        let text = "---\ntitle: a\n---\n\n> 1. ```swift\n>    let a = 1\n>      print(a)\n>    ```\n"
        let cell = try #require(try Lesson(parsing: Array(text.utf8), path: "lesson.md").cells.first)
        #expect(cell.code == "let a = 1\n  print(a)\n")
        #expect(cell.fence.contentColumns == [5, 5])
        #expect(cell.fence.position == SourceLocation(line: 5, column: 6))
    }

    @Test func hiddenLinesAreNotShown() throws {
        let text = "---\ntitle: a\n---\n```swift\n1\n// snippet.hide\n2\n  //snippet.show\n3\n```\n"
        let cell = try #require(try Lesson(parsing: Array(text.utf8), path: "lesson.md").cells.first)
        #expect(cell.shownCode == "1\n3\n")
        #expect(cell.code.contains("2"))
    }

    @Test func frontMatterIsAMappingAtTheVeryStart() {
        #expect(FrontMatterSplit(of: "---\ntitle: a\n---\ntext\n").body == "text\n")
        for text in [
            "---\ntext\n---\n", "---\n---\n", "---\n- a\n---\n", "\n---\ntitle: a\n---\n", "---\ntitle: a\n",
        ] {
            #expect(FrontMatterSplit(of: text).body == text)
        }
    }
}
