import Markdown
import Testing

@Suite("HTML of what presenters put into a tree")
struct HTMLTests {
    @Test("Custom HTML stands around its children as it is")
    func custom() {
        let inline = Node(.custom(before: "<mark>", after: "</mark>", isBlock: false), [Node(.text("a < b"))])
        let block = Node(
            .custom(before: "<section>", after: "</section>", isBlock: true), [Node(.paragraph, [inline])])
        #expect(
            Node(.document, [block]).html() == "<section>\n<p><mark>a &lt; b</mark></p>\n</section>\n")
    }

    @Test("A block put in place of an inline node is not lost")
    func blockAmongInlines() {
        let figure = Node(.custom(before: "<svg/>", after: "", isBlock: true))
        let html = Node(.document, [Node(.paragraph, [Node(.text("a ")), figure, Node(.text("b"))])]).html()
        #expect(html == "<p>a <svg/>\nb</p>\n")
    }

    @Test("Text put where blocks stand is not lost")
    func inlineAmongBlocks() {
        #expect(Node(.document, [Node(.text("a & b"))]).html() == "a &amp; b\n")
    }

    @Test("Any node renders alone")
    func parts() {
        let document = Node(commonMark: "- *a*\n")
        #expect(document.children[0].children[0].html() == "<li>\n<p><em>a</em></p>\n</li>\n")
        #expect(Node(.emphasis, [Node(.text("a"))]).html() == "<em>a</em>")
    }

    @Test("A heading has an id only when it has an anchor")
    func headings() {
        let heading = Node(commonMark: "## a *b*\n")
        #expect(heading.html() == "<h2>a <em>b</em></h2>\n")
        #expect(heading.withHeadingAnchors().html() == "<h2 id=\"a-b\">a <em>b</em></h2>\n")
        #expect(Node(.heading(level: 1, anchor: "\"<&>")).html() == "<h1 id=\"&quot;&lt;&amp;&gt;\"></h1>\n")
    }
}
