// Promises about the text of a page: Markdown, formulas and quotation marks as books set them.

import Testing
import WorkbookEngine

@Suite struct PageTextTests {
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
        #expect(html.contains("<p class=\"question\">What is <span class=\"glued\"><math>"))
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
        // No line ends behind a sign, nor within what is short.
        let signs = try page("See `1 / (1 + exp(-x))`, `[1, 0]`, [0, 1] and (1, −0.5).\n")
        #expect(signs.contains("exp(<wbr><span class=\"glued\">-x</span>))</code>"))
        #expect(signs.contains("<code class=\"glued\">[1, 0]</code>, [0,\u{A0}1] and (1,\u{A0}−0.5)."))
    }

    @Test func theTitleStandsOnce() throws {
        #expect(try page("# A neuron\n\nText.\n").components(separatedBy: "<h1").count == 2)
    }
}
