// Promises about the types of names: found for what the code leaves out, in the lesson's words, at the right place.

import Foundation
import Testing

@testable import WorkbookEngine

private func lesson(_ text: String) throws -> Lesson {
    try Lesson(parsing: Array("---\ntitle: Types\n---\n\(text)".utf8), path: "lessons/lesson01-types.md")
}

@Suite struct InferredTypeTests {
    @Test func everyLineOfACellIsFoundInTheProgram() throws {
        let lesson = try lesson(
            """
            > ```swift
            > let größe = 1
            > print(größe)
            > ```

            - ```swift exercise=e
              let answer = 0
              ```
              ```swift test=e
              import Foundation
              expect(answer == 1)
              ```
              ```swift solution=e
              let answer = 1
              ```

            """)
        let program = Program(lesson, .checking)
        let bytes = Array(program.source.utf8)
        let cells = lesson.cells
        #expect(Set(program.lines.map(\.cell)) == [0, 1, 2, 3])
        for line in program.lines {
            let code = Array(cells[line.cell].code.utf8)
            #expect(Array(bytes[line.place]) == Array(code[line.start..<line.start + line.place.count]))
        }
        // The starter is in the program for itself and the solution with the tests: each line once.
        #expect(Set(program.lines.map { "\($0.cell) \($0.start)" }).count == program.lines.count)
    }

    @Test func hiddenLinesHaveNoPlaceBeforeReaders() throws {
        let cell = try lesson(
            "```swift\nlet a = 1\n// snippet.hide\nlet b = 2\n// snippet.show\nlet ç = 3\nlet d = 4\n```\n"
        ).cells[0]
        func shown(_ name: String) throws -> String? {
            let place = try #require(cell.code.range(of: name))
            let start = cell.code.utf8.distance(from: cell.code.startIndex, to: place.lowerBound)
            let range = cell.placesInShownCode(of: [start..<start + name.utf8.count])[0]
            return range.map { String(decoding: Array(cell.shownCode.utf8)[$0], as: UTF8.self) }
        }
        #expect(cell.shownCode == "let a = 1\nlet ç = 3\nlet d = 4\n")
        #expect(try shown("a") == "a")
        #expect(try shown("b") == nil)
        #expect(try shown("ç") == "ç")
        #expect(try shown("d = 4") == "d = 4")
        #expect(cell.placesInShownCode(of: [500..<501, 4..<5]) == [nil, 4..<5])
    }

    @Test(arguments: [
        ("Int", "Int"), ("Tensor<Double>", "Matrix"), ("[Tensor<Double>]", "[Matrix]"),
        ("(x: Tensor<Float>, y: Double)", "(x: Tensor<Float>, y: Double)"),
        ("[String : Tensor<Double>]", "[String: Matrix]"), ("Range<Int>.Element", "Int"),
        ("[ClosedRange<Int>.Element]", "[Int]"), ("Range<Array<Array<String>.Index>.Index>.Element", "Int"),
        ("[Array<String>.Index]", "[Int]"), ("ArraySlice<Range<Int>.Element>", "ArraySlice<Int>"),
        ("[String.SubSequence]", "[Substring]"), ("[Slice<Elements<Double>>.Element]", nil),
        ("Set<FlattenSequence<[[String]]>.Iterator.Element>", nil), ("<<error type>>", nil), ("_", nil),
        ("Explanation.Step", "Explanation.Step"), ("(Double) -> any Optimizer", "(Double) -> any Optimizer"),
    ])
    func typesAreInTheLessonsWords(type: String, shown: String?) throws {
        #expect(TypeNames(as: try lesson("```swift\nlet m: Matrix = [[1]]\n```\n")).readable(type) == shown)
    }

    @Test func aLessonThatSaysTensorOfDoubleReadsTensorOfDouble() throws {
        for code in ["let m: Tensor<Double> = [[1]]; let n: Matrix = m", "let a = 1"] {
            let names = TypeNames(as: try lesson("```swift\n\(code)\n```\n"))
            #expect(names.readable("Tensor<Double>") == "Tensor<Double>")
        }
    }

    @Test func aNameWithATypeIsMarkedWithinOrBetweenTokens() {
        let code = "let a = \"<\"; let b = 2"
        let tokens = [CodeToken(kind: .keyword, range: 0..<3), CodeToken(kind: .string, range: 8..<11)]
        let types = [InferredType(range: 4..<5, type: "[A<B>]"), InferredType(range: 17..<18, type: "Int")]
        #expect(
            colouredHTML(code, tokens, types: types)
                == "<span class=\"tok-keyword\">let</span> <var data-type=\"[A&lt;B&gt;]\">a</var> = "
                + "<span class=\"tok-string\">&quot;&lt;&quot;</span>; let <var data-type=\"Int\">b</var> = 2"
        )
    }

    @Test func aMissingServiceLeavesNamesPlain() throws {
        let nowhere = URL(filePath: "/nowhere")
        let library = LessonLibrary(modules: nowhere, sharedObject: nowhere, host: nowhere)
        let reader = TypeReader(toolchain: Toolchain(root: nowhere), library: library)
        #expect(reader.types(in: try lesson("```swift\nlet a = 1\n```\n")).isEmpty)
    }
}
