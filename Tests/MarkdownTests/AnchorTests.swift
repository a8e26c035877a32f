import Markdown
import Testing

@Suite("Headings get the anchors that code hosts give them")
struct AnchorTests {
    @Test(
        "Lower case, spaces to hyphens, punctuation dropped, letters of all alphabets kept",
        arguments: [
            ("Training a network", "training-a-network"),
            ("What's next?", "whats-next"),
            ("`exp(x)` and `tanh`", "expx-and-tanh"),
            ("1.2 -- Dashes - and_underscores", "12----dashes---and_underscores"),
            ("Що таке «вага»?", "що-таке-вага"),
            ("П'ять її прикладів", "пять-її-прикладів"),
            ("Ёлка и Подъезд", "ёлка-и-подъезд"),
            ("Й decomposed", "й-decomposed"),
            ("C++ & C#", "c--c"),
            ("日本語 한국어", "日本語-한국어"),
            ("x² ½ №5 😀", "x--5-"),
            ("?!", "section"),
        ])
    func names(heading: String, anchor: String) {
        #expect(anchors(of: "# \(heading)\n") == [anchor])
    }

    @Test("A repeated heading gets a number; no two anchors are equal")
    func duplicates() {
        #expect(anchors(of: "# a\n# A\n# a-1\n# a\n# a!\n") == ["a", "a-1", "a-1-1", "a-2", "a-3"])
    }

    @Test("Headings with underlines, in quotes and in lists have anchors too")
    func places() {
        #expect(anchors(of: "a\nb\n===\n\n> # c\n\n- # d\n") == ["a-b", "c", "d"])
    }

    @Test("A thousand equal headings cost no more than other headings")
    func manyDuplicates() {
        let found = anchors(of: String(repeating: "# a\n", count: 1_000))
        #expect(Set(found).count == 1_000)
        #expect(found.last == "a-999")
    }

    private func anchors(of markdown: String) -> [String] {
        var anchors: [String] = []
        Node(markdown: markdown).withHeadingAnchors().walk {
            if case .heading(_, let anchor?) = $0.kind { anchors.append(anchor) }
        }
        return anchors
    }
}
