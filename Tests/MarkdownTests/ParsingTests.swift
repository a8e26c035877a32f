import Markdown
import Testing

@Suite("Parsing gives each node with its contents and its place")
struct ParsingTests {
    private func range(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> SourceRange {
        SourceRange(start: SourceLocation(line: a, column: b), end: SourceLocation(line: c, column: d))
    }

    @Test("Lines and columns count from 1, columns in bytes, both ends included")
    func places() {
        let document = Node(commonMark: "# Що *це*?\n\n```swift\nx\n```\n")
        #expect(document.children[0].range == range(1, 1, 1, 14))
        #expect(document.children[0].children[1].range == range(1, 8, 1, 13))
        #expect(document.children[1].range == range(3, 1, 5, 3))
    }

    @Test("A fence inside a list or a quote is placed where it stands")
    func placesInContainers() {
        let blocks = Node(commonMark: "- a\n\n  ```swift\n  x\n  ```\n\n> ~~~\n> y\n> ~~~\n").codeBlocks
        #expect(blocks.map(\.range) == [range(3, 3, 5, 5), range(7, 3, 9, 5)])
        #expect(
            blocks.map(\.kind) == [
                .codeBlock(info: "swift", literal: "x\n"), .codeBlock(info: "", literal: "y\n"),
            ])
    }

    @Test("A soft break has no place")
    func softBreak() {
        #expect(Node(commonMark: "a\nb").children[0].children[1] == Node(.softBreak))
    }

    @Test("Lists tell their first number, delimiter and tightness")
    func lists() {
        let lists = Node(commonMark: "- a\n- b\n\n7) c\n\n8) d\n").children.map(\.kind)
        #expect(
            lists == [
                .list(Node.ListStyle(isTight: true)),
                .list(Node.ListStyle(start: 7, hasParentheses: true, isTight: false)),
            ])
    }

    @Test("Links and images carry destination and title")
    func links() {
        let paragraph = Node(commonMark: "[a](/b \"c\")![d](e)").children[0]
        #expect(
            paragraph.children.map(\.kind) == [
                .link(destination: "/b", title: "c"), .image(destination: "e", title: ""),
            ])
    }

    @Test("NUL becomes the replacement character, as the specification asks")
    func nul() {
        #expect(Node(commonMark: "a\0b").plainText == "a\u{FFFD}b")
    }

    @Test("An empty document has no children")
    func empty() {
        #expect(Node(markdown: "").kind == .document)
        #expect(Node(markdown: "").children.isEmpty)
        #expect(Node(markdown: "").html() == "")
    }
}
