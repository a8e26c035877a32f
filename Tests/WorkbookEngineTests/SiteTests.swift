// Promises about the pages of a site.

import Exhibits
import Foundation
import Testing
import WorkbookEngine

/// A lesson with front matter and this text, and a run in which each cell printed what is given.
private func made(
    _ text: String, name: String = "lesson01-neuron", title: String = "A neuron", extra: String = "",
    outputs: [String] = [], errors: [Int: String] = [:]
) throws -> (lesson: Lesson, run: Run) {
    let file = "---\ntitle: \(title)\n\(extra)---\n\(text)"
    let lesson = try Lesson(parsing: Array(file.utf8), path: "lessons/\(name).md")
    let cells = lesson.cells.indices.map { index in
        var outcome = CellOutcome()
        outcome.output = index < outputs.count ? outputs[index] : ""
        outcome.error = errors[index]
        outcome.hasRun = true
        return outcome
    }
    return (lesson, Run(cells: cells))
}

private func page(_ pages: [(lesson: Lesson, run: Run)], _ path: String = "lesson01-neuron.html") throws
    -> String
{
    let page = try #require(try SiteBuilder(lessons: pages).pages().first { $0.path == path })
    return String(decoding: page.data, as: UTF8.self)
}

private func page(_ text: String, outputs: [String] = [], errors: [Int: String] = [:]) throws -> String {
    try page([made(text, outputs: outputs, errors: errors)])
}

@Suite struct SiteTests {
    @Test func whatALessonHoldsIsNeverTakenForMarkup() throws {
        let evil = "<script>\"&'"
        let html = try page([
            made(
                "```swift caption=\"<b>c</b>\"\nlet a = 1 < 2 && \"<i>\" > \"\"\n```\n\n```text <x>\n<u>\n```\n",
                title: "'A <b> & B'", extra: "question: 'Is 1 < 2 && 2 > 1?'\ngoals:\n- 'see a < b'\n",
                outputs: ["\(evil)\u{0}\u{1B}[31m</samp>\n"])
        ])
        #expect(html.contains("<h1>A &lt;b&gt; &amp; B</h1>"))
        #expect(html.contains("Is 1 &lt; 2 &amp;&amp; 2 &gt; 1?"))
        #expect(html.contains("see a &lt; b"))
        #expect(html.contains("<figcaption>&lt;b&gt;c&lt;/b&gt;</figcaption>"))
        #expect(html.contains("let a = 1 &lt; 2 &amp;&amp; &quot;&lt;i&gt;&quot;"))
        #expect(html.contains("&lt;u&gt;"))
        #expect(html.contains("<samp>&lt;script&gt;&quot;&amp;'\u{FFFD}\u{FFFD}[31m&lt;/samp&gt;\n</samp>"))
        #expect(!html.contains("<script>\""))
    }

    @Test func twoBuildsAreTheSameBytes() throws {
        let lesson = try made("# A neuron\n\n```swift\nprint(1)\n```\n", outputs: ["1\n"])
        let folders = (0..<2).map { _ in
            FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString)")
        }
        defer { for folder in folders { try? FileManager.default.removeItem(at: folder) } }
        for folder in folders {
            let colourist = Colourist(toolchain: try Toolchain.find())
            try SiteBuilder(lessons: [lesson], colourist: colourist).write(to: folder)
        }
        for path in ["index.html", "lesson01-neuron.html", "assets/workbook.css"] {
            let data = try folders.map { try Data(contentsOf: $0.appending(path: path)) }
            #expect(data[0] == data[1] && !data[0].isEmpty)
        }
        let page = try String(contentsOf: folders[0].appending(path: "lesson01-neuron.html"), encoding: .utf8)
        #expect(page.contains("<span class=\"tok-number\">1</span>"))
        #expect(!page.contains(folders[0].path))
    }

    @Test func formulasAreMathMLInTheTextAndReadableInTheContents() throws {
        let html = try page([
            made(
                "## The slope $\\sigma'$\n\nIt is $w_1$ for \\$5.\n\n$$\nx\n$$\n\n## End\n",
                extra: "question: What is $\\eta$?\n")
        ])
        #expect(html.contains("It is <math><semantics><msub><mi>w</mi><mn>1</mn></msub>"))
        #expect(html.contains("for $5."))
        #expect(
            html.contains(
                "<p><span class=\"formula\" role=\"group\" aria-label=\"Formula\" tabindex=\"0\"><math"))
        #expect(html.contains("\">The slope σ′</a>"))
        #expect(html.contains("<p class=\"question\">What is <math>"))
        #expect(html.contains("<meta name=\"description\" content=\"What is η?\">"))
    }

    @Test func signsBesideAFormulaStayOnItsLine() throws {
        let html = try page("A value ($x$), a half-$y$-wave, $z$.\n")
        #expect(html.contains("A value <span class=\"glued\">(<math>"))
        #expect(html.contains("</math>),</span> a half-<span class=\"glued\"><math>"))
        #expect(html.contains("</math>-</span>wave, <span class=\"glued\"><math>"))
    }

    @Test func quotationMarksAreThoseOfBooks() throws {
        let html = try page(
            "It's the \"*delta*\" (\"why\"): \"—\", 'a' and `\"b\"`'s.\n\n"
                + "It is 87 % right.\n\n```swift caption=\"The neuron's\"\nlet c = \"d\"\n```\n")
        #expect(
            html.contains("It’s the “<em>delta</em>” (“why”): “—”, ‘a’ and <code>&quot;b&quot;</code>’s."))
        #expect(html.contains("It is 87\u{A0}% right."))
        #expect(html.contains("<figcaption>The neuron’s</figcaption>"))
        #expect(html.contains("let c = &quot;d&quot;"))
        #expect(try page([made("\"Так\".", extra: "language: uk\n")]).contains("<p>&quot;Так&quot;.</p>"))
    }

    @Test func longCodeInALineBreaksWhereAReaderWould() throws {
        let html = try page("See `a.dot(b.transposed(), by: 0.5)` and `a.b(c)`.\n")
        #expect(
            html.contains(
                "<code>a<wbr>.dot(<wbr>b<wbr>.transposed(), by: 0.5)</code> and <code>a.b(c)</code>"))
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

    @Test func theMathematicalFontTravelsWithItsLicence() throws {
        let files = Dictionary(
            uniqueKeysWithValues: try SiteBuilder(lessons: []).pages().map { ($0.path, $0.data) })
        let font = try #require(files["assets/math.woff2"])
        #expect(font.prefix(4) == Data("wOF2".utf8) && font.count < 120_000)
        let license = String(decoding: try #require(files["assets/math-font-license.txt"]), as: UTF8.self)
        #expect(license.contains("GUST Font License"))
        let css = String(decoding: try #require(files["assets/workbook.css"]), as: UTF8.self)
        #expect(css.contains("url(\"math.woff2\")"))
    }

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

    @Test func theTitleStandsOnce() throws {
        #expect(try page("# A neuron\n\nText.\n").components(separatedBy: "<h1").count == 2)
    }

    @Test func everyPageHasItsNeighboursAndTheFrontPageHasAll() throws {
        let book = try [
            made("One.", extra: "minutes: 20\n"),
            made("Two.", name: "lesson02-two", title: "Two layers", extra: "needs:\n- lesson01-neuron\n"),
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
            index.contains("<a href=\"lesson01-neuron.html\">A neuron</a>") && index.contains("20 minutes"))
        #expect(index.contains("<a href=\"lesson02-two.html\">Two layers</a>"))
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

    @Test func onlyWhatAnEarlierBuildMadeIsRemoved() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let one = try made("One.")
        let two = try made("Two.", name: "lesson02-two")
        #expect(try SiteBuilder(lessons: [one, two]).write(to: folder).written.contains("lesson02-two.html"))
        let foreign = ["notes.html", "photo.png", "assets/mine.css", "CNAME"]
        for path in foreign { try Data("mine".utf8).write(to: folder.appending(path: path)) }

        let changes = try SiteBuilder(lessons: [one]).write(to: folder)
        #expect(changes.removed == ["lesson02-two.html"])
        #expect(changes.written == ["index.html", "lesson01-neuron.html", "search-index.js"])
        for path in foreign {
            #expect(try Data(contentsOf: folder.appending(path: path)) == Data("mine".utf8))
        }
        #expect(try SiteBuilder(lessons: [one]).write(to: folder).isEmpty)
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

    @Test func aPageSaysWhatCompiledItAndWhyItIsPlain() throws {
        let lesson = try made("```swift\nlet a = 1\n```\n")
        func page(_ colourist: Colourist?) throws -> String {
            let site = SiteBuilder(lessons: [lesson], colourist: colourist, compiler: "Swift 6.3")
            let page = try #require(try site.pages().first { $0.path == "lesson01-neuron.html" })
            return String(decoding: page.data, as: UTF8.self)
        }
        let plain = "The code has no colours"
        #expect(try page(nil).contains(plain) && page(nil).contains("was built, with Swift 6.3."))
        #expect(try !page(Colourist(toolchain: .find())).contains(plain))
    }

    @Test func aRunOfAnotherTextIsRefused() throws {
        let lesson = try made("```swift\nlet a = 1\n```\n").lesson
        #expect(throws: Diagnostics.self) { try SiteBuilder(lessons: [(lesson, Run(cells: []))]).pages() }
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

    @Test func scriptsOnlyAdd() throws {
        let html = try page("Text.")
        let css = String(
            decoding: try #require(try SiteBuilder(lessons: []).pages().first { $0.path.hasSuffix(".css") })
                .data,
            as: UTF8.self)
        // What needs a script is not shown before one has run.
        #expect(html.contains("root.classList.add(\"scripted\")"))
        #expect(css.contains(".search, .theme { display: none; }\n.scripted .search"))
        // The chosen colours are there before anything is drawn.
        let style = try #require(html.range(of: "<link rel=\"stylesheet\""))
        let theme = try #require(html.range(of: "localStorage.getItem"))
        #expect(theme.upperBound < style.lowerBound)
    }

    @Test func pagesNeedNoNetwork() throws {
        let files = try SiteBuilder(lessons: [made("Text.")]).pages()
        for (path, data) in files where [".html", ".css", ".js"].contains(where: path.hasSuffix) {
            let text = String(decoding: data, as: UTF8.self)
            #expect(
                !text.contains("://") && !text.contains("src=\"/") && !text.contains("@import"), "\(path)")
        }
    }

    /// WCAG's contrast of text 7:1, of code tokens 4.5:1, in light and in dark.
    @Test func coloursAreReadable() throws {
        let file = try #require(try SiteBuilder(lessons: []).pages().first { $0.path.hasSuffix(".css") })
        let css = String(decoding: file.data, as: UTF8.self)
        let schemes = [":root", ":root:not([data-theme=\"light\"])", ":root[data-theme=\"dark\"]"].compactMap
        {
            css.firstRange(of: "\($0) {").map { colours(String(css[$0.upperBound...])) }
        }
        try #require(schemes.count == 3)
        #expect(schemes[1] == schemes[2] && schemes[0].keys == schemes[1].keys)
        for scheme in schemes {
            for text in ["ink", "quiet", "link", "wrong"] {
                for ground in ["paper", "panel", "output", "note"] {
                    #expect(
                        try contrast(text, ground, scheme) >= 7,
                        "\(text) on \(ground)")
                }
            }
            for token in scheme.keys where token.hasPrefix("tok-") {
                for ground in ["panel", "paper"] {
                    #expect(try contrast(token, ground, scheme) >= 4.5, "\(token) on \(ground)")
                }
            }
            #expect(try contrast("accent", "paper", scheme) >= 4.5)
        }
    }

    private func colours(_ block: String) -> [String: [Double]] {
        var result: [String: [Double]] = [:]
        for match in block.prefix(upTo: block.firstIndex(of: "}")!).matches(
            of: /--([a-z-]+): #([0-9a-f]{6});/)
        {
            let value = Int(match.output.2, radix: 16)!
            result[String(match.output.1)] = [value >> 16, value >> 8 & 255, value & 255].map {
                Double($0) / 255
            }
        }
        return result
    }

    private func contrast(_ text: String, _ ground: String, _ scheme: [String: [Double]]) throws -> Double {
        func luminance(_ name: String) throws -> Double {
            let parts = try #require(scheme[name], "\(name)").map {
                $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        let (a, b) = (try luminance(text), try luminance(ground))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}
