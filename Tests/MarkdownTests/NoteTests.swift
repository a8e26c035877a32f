import Markdown
import Testing

@Suite("Quotes with a marker on their first line are notes")
struct NoteTests {
    @Test("Each kind has its title and class", arguments: Node.NoteKind.allCases)
    func kinds(kind: Node.NoteKind) {
        let name = kind.rawValue
        #expect(
            Node(markdown: "> [!\(name.uppercased())]\n> a\n").html() == """
                <div class="note note-\(name)" role="note">
                <p class="note-title">\(name.capitalized)</p>
                <p>a</p>
                </div>

                """)
    }

    @Test(
        "Case and blanks around the marker do not matter, nor does an empty line after it",
        arguments: [
            "> [!Tip]\n> a", ">[!tip]  \n>a", "> [!TIP]\n>\n> a", "> [!tIP]\r\n> a\r\n", "> [!TIP]\na",
        ])
    func spelling(markdown: String) {
        let note = Node(markdown: markdown).children[0]
        #expect(note.kind == .note(.tip))
        #expect(note.children.map(\.kind) == [.paragraph])
        #expect(note.plainText == "a")
    }

    @Test(
        "Any other quote stays a quote",
        arguments: [
            "> [!HINT]\n> a", "> [!NOTE] a", "> a\n> [!NOTE]", "> [!NOTE]", "> \\[!NOTE]\n> a",
            "> &#91;!NOTE]\n> a", "> [!NOTE]\\\n> a",
            "> *[!NOTE]*\n> a", "> # [!NOTE]\n> a", "> [NOTE]\n> a", "> [!NOTE]\n\n[!NOTE]: /u",
            "> `[!NOTE]`\n> a",
        ])
    func quotes(markdown: String) {
        #expect(Node(markdown: markdown).children[0].kind == .blockQuote)
        #expect(Node(markdown: markdown) == Node(commonMark: markdown))
    }

    @Test("A note holds any block, and may stand in a list")
    func contents() {
        let note = Node(markdown: "- > [!WARNING]\n  > | a |\n  > |---|\n  >\n  > ```\n  > b\n  > ```\n")
            .children[0].children[0].children[0]
        #expect(note.kind == .note(.warning))
        #expect(note.children.map(\.kind) == [.table([.none]), .codeBlock(info: "", literal: "b\n")])
    }

    @Test("A note keeps the quote's place, its first paragraph begins below the marker")
    func places() {
        let note = Node(markdown: "a\n\n> [!NOTE]\n> b\n").children[1]
        #expect(note.range?.start == SourceLocation(line: 3, column: 1))
        #expect(note.children[0].range?.start.line == 4)
    }
}
