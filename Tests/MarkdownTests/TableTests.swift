import Markdown
import Testing

@Suite("Pipe tables are read as GitHub reads them")
struct TableTests {
    @Test(
        "The HTML is what cmark-gfm 0.29.0.gfm.6 writes, alignment as style",
        arguments: ["alignments", "cells", "containers", "counts", "ends", "notables", "references"])
    func reference(name: String) throws {
        let html = Node(markdown: try Fixture.text("tables/\(name).md")).html()
        #expect(html == (try Fixture.text("tables/\(name).html")))
    }

    @Test("All line ends give the same table", arguments: ["\r\n", "\r"])
    func lineEnds(end: String) throws {
        let text = "a\n\n| b | c |\n|---|--:|\n| 1 | 2 |\n\nd"
        let other = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
        #expect(Node(markdown: other) == Node(markdown: text))
    }

    @Test("A table is a tree: rows, cells, inline nodes, each with its place")
    func tree() throws {
        let table = Node(markdown: "> text\n>\n> | a | *ї* \\| b |\n> | - | :-: |\n> | | [c](d) |\n")
            .children[0].children[1]
        #expect(table.kind == .table([.none, .center]))
        #expect(table.children.map(\.kind) == [.tableRow(isHeader: true), .tableRow(isHeader: false)])
        #expect(
            table.children[1].children.map(\.kind) == [
                .tableCell(.none, isHeader: false), .tableCell(.center, isHeader: false),
            ])
        #expect(place(table) == "3:3-5:14")
        #expect(place(table.children[0].children[1]) == "3:9-3:17")
        #expect(table.children[0].children[1].children.map(\.kind) == [.emphasis, .text(" | b")])
        #expect(table.children[0].children[1].children.map(place) == ["3:9-3:12", "3:13-3:17"])
        #expect(table.children[1].children.map(place) == ["nowhere", "5:7-5:12"])
        #expect(place(table.children[1].children[1].children[0]) == "5:7-5:12")
    }

    @Test("What stands around a table keeps its place")
    func surroundings() {
        let markdown = "[x]: /y\ntext\n| a |\n|---|\n| [x] |\n\n```swift\nb\n```\n"
        let document = Node(markdown: markdown)
        #expect(
            document.children.map(\.kind) == [
                .paragraph, .table([.none]), .codeBlock(info: "swift", literal: "b\n"),
            ])
        #expect(document.children.map(place) == ["1:1-2:4", "3:1-5:7", "7:1-9:3"])
        #expect(place(document) == place(Node(commonMark: markdown)))
    }

    @Test("A cell's links see definitions above, below and right before the table, and none in code")
    func definitions() {
        let markdown = "[a]: /a\n| [a] | [b] | [c] |\n|-|-|-|\n\n    [c]: /c\n\n[b]:\n/b\n"
        let cells = Node(markdown: markdown).children[0].children[0].children
        #expect(
            cells.map { $0.children[0].kind } == [
                .link(destination: "/a", title: ""), .link(destination: "/b", title: ""), .text("[c]"),
            ])
    }

    @Test("A link definition is no header, whatever follows it", arguments: ["---", "| - |", ":-"])
    func definitionBeforeDelimiters(line: String) {
        let markdown = "[a]: /b\n\(line)\n\n[a]\n"
        #expect(Node(markdown: markdown) == Node(commonMark: markdown))
    }

    @Test("Two tables may follow each other, a rule between them")
    func neighbours() {
        let kinds = Node(markdown: "| a |\n|---|\n| 1 |\n---\n| b |\n|---|\n").children.map(\.kind)
        #expect(kinds == [.table([.none]), .thematicBreak, .table([.none])])
    }

    @Test("A byte order mark does not hide a table on the first line")
    func byteOrderMark() {
        #expect(Node(markdown: "\u{FEFF}| a |\n|---|\n").children.map(\.kind) == [.table([.none])])
    }

    @Test("NUL bytes in a cell become the replacement character")
    func nul() {
        #expect(Node(markdown: "| a\0 |\n|---|\n").plainText == "a\u{FFFD}")
    }

    @Test("A table of a thousand rows has a thousand rows")
    func longTable() {
        let rows = (1...1_000).map { "| \($0) | `\($0)` |\n" }.joined()
        #expect(Node(markdown: "| a | b |\n|---|---|\n" + rows).children[0].children.count == 1_001)
    }

    private func place(_ node: Node) -> String {
        guard let range = node.range else { return "nowhere" }
        return "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
    }
}
