// Text in ASCII alone, and code that is wider than its window.

import Markdown
import Testing

@testable import WorkbookEngine

@Suite struct PlainTerminalTests {
    @Test(arguments: [
        ("a — b, 5 − 3", "a -- b, 5 - 3"), ("x₁ and x₂₃", "x1 and x23"), ("wᵢⱼ", "w_ij"), ("10⁻⁷", "10^-7"),
        ("a² + b²", "a^2 + b^2"), ("Xᵀ", "X^T"), ("e⁻ˣ", "e^-x"), ("v ← μv − η g", "v <- mu v - eta g"),
        ("25η", "25 eta"), ("∑ᵢ₌₁ⁿ xᵢwᵢ", "sum_(i=1)^n x_i w_i"), ("2x²y", "2x^2 y"), ("ŷ = 𝐰", "hat(y) = w"),
        ("Δw", "delta w"), ("σ(net)", "sigma(net)"), ("β₁", "beta1"), ("∑ᵢ xᵢ", "sum_i x_i"), ("⅛", "1/8"),
        ("«курс»", "«курс»"),
    ]) func signsAreSpelledOut(text: String, expected: String) {
        #expect(asciiText(text) == expected)
    }

    @Test func aFormulaIsReadWhereASCIIHasItsSigns() throws {
        let style = TerminalStyle(width: 80, hasColour: false, isPlain: true)
        func lines(_ markdown: String) -> [String] {
            BlockText(style: style).lines(Node(markdown: markdown).children, width: 80).droppingLastBlank
        }
        #expect(lines(#"The rate $\eta$ is $2 / \text{curvature}$."#) == ["The rate eta is 2/curvature."])
        #expect(lines(#"so $\hat m$ is"#) == ["so hat(m) is"])
        #expect(lines(#"so $a \ggg b$ is"#) == [#"so a \ggg b is"#])
        #expect(lines("$$\nw \\leftarrow w - \\eta\\, g\n$$") == ["    w <- w - eta g"])
        #expect(lines("$$\n\\frac{a}{b + c}\n$$") == ["    a/(b+c)"])
        let rows = #"\begin{aligned} a &= b + c \\ &= \frac{d}{2} \end{aligned}"#
        #expect(lines("$$\n\(rows)\n$$") == ["    a = b + c", "        = d/2"])
    }

    @Test func aNumberStaysWithItsSignOfPerCent() {
        let style = TerminalStyle(width: 80, hasColour: false, isPlain: false)
        let paragraph = Paragraph([Node(.text("It falls to 0.2 % now"))], style: style)
        #expect(paragraph.lines(width: 14) == ["It falls to", "0.2 % now"])
    }

    @Test func columnsOfATableKeepTheirLongestWords() {
        let style = TerminalStyle(width: 40, hasColour: false, isPlain: true)
        let table = Node(
            markdown: "| a | b |\n|--|--|\n| `abcdefghijklmnop` | one two three four five six |\n")
        let lines = BlockText(style: style).lines(table.children, width: 34)
        #expect(
            lines.dropFirst(2).prefix(2) == [
                "`abcdefghijklmnop`  one two three", "                    four five six",
            ])
    }

    @Test(arguments: [
        ("short", ["short"]),
        ("let sum = first + second", ["let sum = first +", "    second"]),
        ("    return first + second", ["    return first", "        + second"]),
        ("call(argument: 12345678)", ["call(argument:", "    12345678)"]),
        ("abcdefghijklmnopqrstuvwxyz", ["abcdefghijklmnopqr", "    stuvwxyz"]),
    ]) func codeIsBrokenBehindABlank(line: String, expected: [String]) {
        #expect(brokenCode(line, width: 18) == expected)
    }

    @Test func anInkGoesOnInTheNextLine() {
        let ink = "\u{1B}[32m", end = "\u{1B}[0m"
        #expect(
            brokenCode("print(\(ink)\"one two\"\(end))", width: 12) == [
                "print(\(ink)\"one\(end)", "    \(ink)two\"\(end))",
            ])
    }
}
