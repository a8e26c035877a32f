import Markdown
import Testing

/// The formulas of a document: their TeX, displayed ones with two dollars.
private func formulas(_ markdown: String) -> [String] {
    var found: [String] = []
    Node(markdown: markdown).walk {
        if case .formula(let source, let isDisplay) = $0.kind {
            found.append(isDisplay ? "$$\(source)$$" : source)
        }
    }
    return found
}

/// The text of a document with the formulas in brackets.
private func words(_ markdown: String) -> String {
    let tree = Node(markdown: markdown).mapped { node in
        if case .formula(let source, _) = node.kind { Node(.text("[\(source)]")) } else { node }
    }
    return tree.plainText
}

@Suite("Formulas stand between dollars, by Pandoc's rule")
struct FormulaTests {
    @Test("TeX reaches us as it was written, whatever Markdown would make of it")
    func untouched() {
        #expect(formulas(#"a $x_i * y_i$ and $\{a\} \| \\ *b*$."#) == ["x_i * y_i", #"\{a\} \| \\ *b*"#])
        #expect(formulas("$a<b$ or $c>d$, $&amp;$, $[a](b)$") == ["a<b", "c>d", "&amp;", "[a](b)"])
        #expect(formulas("$a\n= b$") == ["a\n= b"])
    }

    @Test(
        "What is no formula stays as it is",
        arguments: [
            "It costs $5 and $6.", "From $5-$6.", "$ a$", "$a $", "a $", "$", "$$", "$$$$", "$$ $$", "$x",
            #"\$a$"#, #"$a\$"#, "`$a$`", "``$a`$``", "    $a$", "```\n$a$\n```", "~~~ $a$\n~~~",
            "<b title=\"$a$\">",
            "<!-- $a$ -->", "<div>\n$a$\n</div>", "<https://a.org/$b$>", "[a](/$b$ \"$c$\")", "$a\n\nb$",
            "$$a\n\nb$$", "# a $b\n\nc$", "- $a\n- b$", "$a\n+ b$", "![$a$](b)", "[a]: /$b$\n\n[a]",
            "\u{F0000}$5",
        ])
    func literals(markdown: String) {
        #expect(formulas(markdown) == [])
        #expect(Node(markdown: markdown) == Node(commonMark: markdown))
    }

    @Test("A dollar with a backslash is a dollar, also right beside a formula and in one")
    func backslashes() {
        #expect(words(#"\$$a$\$ \\$b$"#) == #"$[a]$ \[b]"#)
        #expect(formulas(#"$a\$b$"#) == [#"a\$b"#])
    }

    @Test(
        "A displayed formula may take several lines, also such as Markdown would read as a list or a heading")
    func display() {
        let block = "a\n\n$$\nx\n=\n- y\n+ z\n# w\n> v\n$$\n\nb\n"
        #expect(formulas(block) == ["$$\nx\n=\n- y\n+ z\n# w\n> v\n$$"])
        let tree = Node(markdown: block)
        #expect(tree.children.map(\.kind) == [.paragraph, .paragraph, .paragraph])
        #expect(tree.children[1].children.count == 1)
        #expect(tree.children[2].range?.start == SourceLocation(line: 12, column: 1))
        #expect(words("a $$x$$ b\n$$\ny\n$$ c\nd") == "a [x] b [\ny\n] c d")
        #expect(formulas("$$\r\nx\r\n$$\r\n") == ["$$\nx\n$$"])
    }

    @Test("Formulas stand in quotes, lists, headings, tables, emphasis and links")
    func containers() {
        #expect(formulas("> $$\n> > x\n> $$\n") == ["$$\n> x\n$$"])
        #expect(formulas("1. $$\n   - x\n   $$\n2. $y$\n") == ["$$\n- x\n$$", "y"])
        #expect(formulas("# $x$\n\n$y$\n===\n") == ["x", "y"])
        let table = Node(markdown: "| $a$ | b $c\n|:-:|---|\n| $\\|x\\|$ | d$ |\n").children[0]
        #expect(table.kind == .table([.center, .none]))
        #expect(table.children[1].children[0].children[0].kind == .formula("|x|", isDisplay: false))
        #expect(words("| $a$ | b $c\n|---|---|\n| $x$ | d$ |\n") == "[a]b $c[x]d$")
        let emphasis = Node(markdown: "**slope:**$x$ *$y$* [$z$](u)").children[0].children
        #expect(emphasis.map(\.kind).first == .strong)
        #expect(emphasis.last?.children.first?.kind == .formula("z", isDisplay: false))
    }

    @Test("Places are those of the document, with the dollars, and right of a formula too")
    func places() {
        let tree = Node(markdown: "ab $x^2$ *c*\n\n$$\ny\n$$ **d**\n")
        let first = tree.children[0].children
        #expect(first[1].range == .init(start: .init(line: 1, column: 4), end: .init(line: 1, column: 8)))
        #expect(first[3].range == .init(start: .init(line: 1, column: 10), end: .init(line: 1, column: 12)))
        let second = tree.children[1].children
        #expect(second[0].range == .init(start: .init(line: 3, column: 1), end: .init(line: 5, column: 2)))
        #expect(second[2].kind == .strong)
    }

    @Test("Private-use characters of the text are never taken for the signs that stand for formulas")
    func privateUse() {
        let text = String(String.UnicodeScalarView((0xF0000..<0xF0100).compactMap(Unicode.Scalar.init)))
        #expect(words("$\u{F0000}$ $x$ \(text)") == "[\u{F0000}] [x] \(text)")
    }

    @Test("What knows no TeX shows it as it stands")
    func html() {
        #expect(
            Node(markdown: "$a<b$\n\n$$c$$\n").html() == """
                <p><code class="formula">a&lt;b</code></p>
                <p><code class="display formula">c</code></p>

                """)
    }

    @Test("Many dollars are read in good time")
    func many() {
        #expect(formulas(String(repeating: "$x$ ", count: 3_000)).count == 3_000)
        #expect(formulas(String(repeating: "$x ", count: 20_000)).isEmpty)
        #expect(formulas(String(repeating: "$$", count: 20_000)).isEmpty)
    }
}
