import Foundation
import Markdown
import Testing

@Suite("A document that uses none of our additions renders as CommonMark says")
struct CommonMarkTests {
    @Test("All 652 examples of the specification give its HTML, with tables and notes looked for")
    func specification() throws {
        let examples = try SpecificationExample.all()
        #expect(examples.count == 652)
        for example in examples {
            #expect(
                Node(markdown: example.markdown).html() == example.html,
                "example \(example.example), \(example.section)")
        }
    }

    @Test("Without a table or a note in it, our tree is the plain CommonMark tree")
    func sameTree() throws {
        for example in try SpecificationExample.all() {
            #expect(Node(markdown: example.markdown) == Node(commonMark: example.markdown))
        }
    }

    @Test(
        "Awkward documents come out byte for byte as from cmark --unsafe",
        .enabled(if: CmarkProgram.isInstalled), arguments: AwkwardDocument.all)
    func cmarkProgram(document: AwkwardDocument) throws {
        #expect(Node(markdown: document.markdown).html() == (try CmarkProgram.html(document.markdown)))
    }

    @Test(
        "All examples in one document come out as from cmark --unsafe", .enabled(if: CmarkProgram.isInstalled)
    )
    func oneDocument() throws {
        let examples = try SpecificationExample.all().map(\.markdown)
        for separator in ["", "\n", "\n\n", "\n\n\n"] {
            let document = examples.joined(separator: separator)
            #expect(Node(markdown: document).html() == (try CmarkProgram.html(document)))
        }
    }
}

/// A document that is easily read wrong.
struct AwkwardDocument: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let markdown: String

    init(_ description: String, _ markdown: String) {
        testDescription = description
        self.markdown = markdown
    }

    static let all = [
        AwkwardDocument("empty", ""),
        AwkwardDocument("only a newline", "\n"),
        AwkwardDocument("only blanks", "  \t \n \n"),
        AwkwardDocument("no final newline", "# a\n\nb"),
        AwkwardDocument("NUL bytes", "a\0b\n\n```\0\n\0\n```\n\n[a\0](/u\0 \"\0\")\n"),
        AwkwardDocument(
            "CRLF", "# a\r\n\r\n- b\r\n  c\r\n\r\n```swift\r\nlet a = 1\r\n```\r\n\r\nd  \r\ne\\\r\nf\r\n"),
        AwkwardDocument("CR alone", "# a\r\rb\rc\r\r    code\r"),
        AwkwardDocument("all line ends", "a\r\nb\rc\nd\n\r\ne"),
        AwkwardDocument("byte order mark", "\u{FEFF}# a\n"),
        AwkwardDocument("front matter", "---\ntitle: a | b\n---\n\n# c\n"),
        AwkwardDocument("tight and loose lists", "- a\n- b\n\n1) c\n\n2) d\n\n   e\n- f\n  - g\n\n    h\n"),
        AwkwardDocument("numbers of lists", "0. a\n\ntext\n\n999999999. b\n\ntext\n\n1234567890. c\n"),
        AwkwardDocument("fences", "````md info <b> &amp; \\*\n```\n````\n\n~~~ ` \n~~~\n\n```\nunclosed"),
        AwkwardDocument(
            "HTML",
            "<details open>\n<summary>*a*</summary>\n\n*b*\n\n</details>\n\n<script>x < y && z</script>\n"),
        AwkwardDocument(
            "links", "[a](javascript:b) <c:d> ![e *f* `g`](h 'i\"') [j][] [ї]\n\n[J]: /k\n[Ї]: <ї \"x> (y)\n"),
        AwkwardDocument("nested emphasis", "***a** b* **c *d*** _e__f_ *g`*`h* _(_a_)_\n"),
        AwkwardDocument("entities", "&amp; &copy; &#0; &#x1F600; &nosuch; \\& \"q\" <\n"),
        AwkwardDocument(
            "scripts of the world", "# Привіт, світе — це «тест»\n\n한국어 *日本語* עברית 👩‍👩‍👧 e\u{301}\n"),
        AwkwardDocument("pipes without a table", "a | b\n\n| c |\n--\n\n`d | e`\n\n| f | g |\n|---|\n"),
        AwkwardDocument("definition before a rule", "[a]: /b\n---\n\n[a]\n"),
        AwkwardDocument(
            "marks without a note", "> [!UNKNOWN]\n> a\n\n> [!NOTE] a\n\n[!NOTE]\n\n> \\[!NOTE]\n> a\n"),
        AwkwardDocument("images in descriptions", "![a ![b *c* `d` <e>\nf](g) h](i)\n"),
        AwkwardDocument("quotes nested 10,000 deep", String(repeating: ">", count: 10_000) + " a\n"),
        AwkwardDocument("list items nested 1,000 deep", String(repeating: "- ", count: 1_000) + "a\n"),
        AwkwardDocument(
            "lists nested 500 deep", (0..<500).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()),
        AwkwardDocument(
            "emphasis nested 5,000 deep",
            String(repeating: "*a **b ", count: 5_000) + "c" + String(repeating: "** d*", count: 5_000)),
        AwkwardDocument(
            "images nested 2,000 deep",
            String(repeating: "![", count: 2_000) + "*a* `b`\n<c>" + String(repeating: "](u)", count: 2_000)),
        AwkwardDocument(
            "brackets never closed",
            String(repeating: "[", count: 20_000) + String(repeating: "![*_`", count: 2_000)),
    ]
}
