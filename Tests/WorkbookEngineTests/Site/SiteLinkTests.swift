// A site has no dead links: each is told with its place in the lesson.

import Foundation
import Testing
import WorkbookEngine

/// What is wrong with the links of a book of two lessons, the first with this text.
private func faults(_ text: String, frontMatter: String = "") throws -> [String] {
    let files = [
        ("lesson01-one", "---\ntitle: One\n\(frontMatter)---\n\n\(text)\n"),
        ("lesson02-two", "---\ntitle: Two\n---\n\n## What it is\n\n```swift id=train\n```\n"),
    ]
    let lessons = try files.map { name, file in
        let lesson = try Lesson(parsing: Array(file.utf8), path: "lessons/\(name).md")
        return (lesson: lesson, run: Run(cells: lesson.cells.map { _ in CellOutcome() }))
    }
    do {
        _ = try SiteBuilder(lessons: lessons).pages()
        return []
    } catch let error as Diagnostics {
        return error.all.map(\.sentence)
    }
}

@Suite struct SiteLinkTests {
    @Test func linksThatLeadSomewhereAreLeftAlone() throws {
        #expect(
            try faults(
                """
                ## Here

                [a](#here) [b](lesson02-two.md) [c](./lesson02-two.md#what-it-is) [d](lesson02-two.md#cell.train)
                [e](https://example.org/x.md#y) [f](mailto:a@example.org) [g](index.html) [1](value:one)

                - [ref]

                [ref]: lesson02-two.md
                """, frontMatter: "needs:\n- lesson02-two\n- lessons in patience\n") == [])
    }

    @Test func aLessonThatIsNotThereIsToldWithItsPlace() throws {
        #expect(
            try faults("Text,\nand [one](lesson03-two.md) more.") == [
                "lessons/lesson01-one.md:6:11: there is no lesson \"lesson03-two.md\"; did you mean \"lesson02-two.md\"?"
            ])
        #expect(
            try faults("> - a *[deep](lesson99.md)* one") == [
                "lessons/lesson01-one.md:5:15: there is no lesson \"lesson99.md\"; mend or remove the link"
            ])
    }

    @Test func aPlaceThatIsNotThereIsToldWithItsPlace() throws {
        #expect(
            try faults("## What\n\nIn $x$: [a](#wat), [b](lesson02-two.md#what-it-si).") == [
                "lessons/lesson01-one.md:7:13: there is no place \"#wat\" in this lesson; did you mean \"#what\"?",
                "lessons/lesson01-one.md:7:24: there is no place \"#what-it-si\" in \"lesson02-two.md\"; did you mean \"#what-it-is\"?",
            ])
    }

    @Test func filesBesideTheLessonsAreNoPartOfTheSite() throws {
        #expect(
            try faults("[data](data/iris.csv)\n\n![a picture](one.png)") == [
                "lessons/lesson01-one.md:5:8: \"data/iris.csv\" leads to nothing in the site; link to a lesson, as lesson01-….md, or give a full address",
                "lessons/lesson01-one.md:7:14: the image \"one.png\" is not part of the site; draw it in a cell with `show`, or give a full address",
            ])
    }

    @Test func theFrontMatterIsReadToo() throws {
        #expect(
            try faults(
                "Text.", frontMatter: "question: Why [so](lesson07.md)?\nneeds:\n- lesson05-nothing-near-it\n"
            ) == [
                "lessons/lesson01-one.md:3:20: there is no lesson \"lesson07.md\"; mend or remove the link",
                "lessons/lesson01-one.md:5:3: there is no lesson \"lesson05-nothing-near-it.md\"; mend or remove the link",
            ])
    }
}
