// Promises about what connects the pages of a site: links, lists, glossary and search.

import Exhibits
import Foundation
import Testing
import WorkbookEngine

@Suite struct SiteListTests {
    @Test func linksBetweenLessonsLeadToPages() throws {
        let html = try page([
            made(
                "[a](lesson02-two.md) [b](./lesson02-two.md#what) [c](https://x.org/lesson02-two.md)\n\n"
                    + "| t |\n| - |\n| [d](lesson02-two.md#cell:1) |\n"),
            made("## What\n\n```swift\nlet a = 1\n```\n", name: "lesson02-two"),
        ])
        for link in [
            "lesson02-two.html\"", "lesson02-two.html#what\"", "https://x.org/lesson02-two.md\"",
            "lesson02-two.html#cell:1\"",
        ] {
            #expect(html.contains("href=\"\(link)"), "\(link)")
        }
    }

    @Test func namesAndAddressesBecomeLinks() throws {
        let html = try page([
            made(
                "Text.",
                extra: "sources:\n- 'Trask (https://x.org/a?b=1&c=2), part 2'\n- '[Loy](https://y.org)'\n"),
            made("Two.", name: "lesson02 50% done"),
        ])
        #expect(
            html.contains("(<a href=\"https://x.org/a?b=1&amp;c=2\">https://x.org/a?b=1&amp;c=2</a>), part 2")
        )
        #expect(html.contains("<a href=\"https://y.org\">Loy</a>"))
        #expect(html.contains("href=\"lesson02%2050%25%20done.html\""))
    }

    @Test func everyPageHasItsNeighboursAndTheFrontPageHasAll() throws {
        let book = try [
            made("One.", extra: "minutes: 20\n"),
            made(
                "Two.", name: "lesson02-two", title: "Two layers",
                extra: "minutes: 1\nneeds:\n- lesson01-neuron\n"),
        ]
        let first = try page(book)
        let second = try page(book, "lesson02-two.html")
        let index = try page(book, "index.html")
        #expect(
            first.contains("<a rel=\"next\" href=\"lesson02-two.html\">") && !first.contains("rel=\"prev\""))
        #expect(
            second.contains("<a rel=\"prev\" href=\"lesson01-neuron.html\">")
                && !second.contains("rel=\"next\""))
        #expect(second.contains("<li><a href=\"lesson01-neuron.html\">A neuron</a></li>"))
        #expect(
            index.contains("<a href=\"lesson01-neuron.html\">A neuron</a>") && index.contains(">20 minutes<"))
        #expect(index.contains(">1 minute<") && second.contains(">about 1 minute<"))
        #expect(index.contains("<a href=\"lesson02-two.html\">Two layers</a>"))
    }

    @Test func figuresAndSourcesAreListedByLesson() throws {
        func figure(_ summary: String, caption: String = "") -> CellOutcome.Shown {
            CellOutcome.Shown(
                offset: 0,
                exhibit: Exhibit(
                    .figure, summary: summary, caption: caption,
                    html: caption.isEmpty ? "" : "<svg><title id=\"a\">A &lt; B</title></svg>", drawings: []))
        }
        var book = try [
            made("```swift\na()\n```\n\n```swift\nb()\n```\n", extra: "sources:\n- 'Rosenblatt, 1958'\n"),
            made("None.", name: "lesson02-two"),
        ]
        for (cell, shown) in [[figure("A line"), figure("Two", caption: "It <falls>.")], [figure("Last")]]
            .enumerated()
        {
            for figure in shown {
                book[0].run.cells[cell].output += figure.exhibit.recorded
                book[0].run.cells[cell].exhibits.append(figure)
            }
        }
        book[0].run.cells[0].exhibits[1].offset = "[figure] A line\n".utf8.count
        let lesson = try page(book)
        for number in 1...3 {
            #expect(lesson.contains("<figure class=\"exhibit figure\" id=\"figure.\(number)\">"))
        }
        let figures = try page(book, "figures.html")
        #expect(
            figures.contains(
                """
                <ul class="listed">
                <li><a href="lesson01-neuron.html#figure.1">A line</a></li>
                <li><a href="lesson01-neuron.html#figure.2">A &lt; B</a> <span>It &lt;falls&gt;.</span></li>
                <li><a href="lesson01-neuron.html#figure.3">Last</a></li>
                </ul>
                """))
        #expect(!figures.contains("lesson02-two"))
        #expect(try page(book, "sources.html").contains("<li>Rosenblatt, 1958</li>"))
        #expect(lesson.contains("<a href=\"figures.html\">Figures</a>"))
        #expect(lesson.contains("<a href=\"sources.html\">Sources</a>"))
        #expect(try page(book, "search-index.js").contains("It <falls>."))
        #expect(try !page("Text.").contains("figures.html"))
    }

    @Test func wordsAndTheGlossaryLeadToEachOther() throws {
        let book = try [
            made(
                "## New words\n\n- **neuron** — a unit\n- **AND**, **OR** — both; $x$ and its **Sum**\n- **a**, **b** — one, two\n- none\n"
            ),
            made(
                "## New words\n\n- **Neuron** — a cell\n\n## Next\n\n- **not** — one\n", name: "lesson02-two"),
        ]
        let glossary = try page(book, "glossary.html")
        #expect(
            glossary.contains(
                """
                <dt id="neuron">neuron</dt>
                <dd>a unit <a href="lesson01-neuron.html#word.neuron">Lesson 1</a></dd>
                <dd>a cell <a href="lesson02-two.html#word.neuron">Lesson 2</a></dd>
                """))
        #expect(glossary.contains("<dt id=\"or\">OR</dt>\n<dd><math>"))
        #expect(
            glossary.contains("<dt id=\"and\">AND</dt>\n<dd>both <a href=\"lesson01-neuron.html#word.and\">"))
        #expect(glossary.contains("<dt id=\"b\">b</dt>\n<dd><em>a, b:</em> one, two <a"))
        #expect(glossary.contains("<dt id=\"sum\">Sum</dt>\n<dd>see <a href=\"#and\">AND</a></dd>"))
        #expect(!glossary.contains("id=\"not\""))
        let first = try page(book)
        #expect(
            first.contains(
                "<li><a class=\"word\" id=\"word.neuron\" href=\"glossary.html#neuron\"><strong>neuron</strong></a> — a unit</li>"
            ))
        #expect(first.contains("<a href=\"glossary.html\">Glossary</a>"))
        #expect(try !page("No words.").contains("glossary"))
    }

    @Test func theSearchIndexHasEverySectionWithItsWordsAndNames() throws {
        let script = try page(
            [
                made(
                    "Before.\n\n## The *slope*\n\nIt is $\\sigma'$.\n\n| a |\n|---|\n| cell |\n\n```swift\nlet steepness = slope(x)\n```\n\n"
                        + "```output\nprinted\n```\n\n```swift hidden\nlet unseen = 1\n```\n\n## New words\n\n- **slope** — how steep\n",
                    extra: "question: Why?\n")
            ], "search-index.js")
        let array = try #require(script.firstIndex(of: "["))
        let json = script[array...].dropLast(";\n".count)
        let entries = try JSONDecoder().decode([[String: String]].self, from: Data(json.utf8))
        #expect(
            entries.prefix(2) == [
                [
                    "address": "lesson01-neuron.html", "page": "1. A neuron", "heading": "",
                    "text": "Why? Before.", "code": "",
                ],
                [
                    "address": "lesson01-neuron.html#the-slope", "page": "1. A neuron",
                    "heading": "The slope",
                    "text": "It is σ′. a cell", "code": "steepness slope",
                ],
            ])
        #expect(
            entries.last == [
                "address": "glossary.html#slope", "page": "Glossary", "heading": "slope", "text": "how steep",
                "code": "",
            ])
    }
}
