// Where pages may break a formula.

import Math
import Testing

@Suite("A long formula is several elements, with breaks where TeX has them")
struct LineBreakTests {
    /// The text of each element, stretch by stretch.
    private func lines(_ source: String) throws -> [[String]] {
        let html = try Formula(source).mathMLInLines
        guard html.hasPrefix(#"<span class="lines">"#) else { return [[try text(html)]] }
        return try html.dropFirst(#"<span class="lines">"#.count).dropLast("</span>".count)
            .split(separator: "</span>").map { stretch in
                try stretch.dropFirst("<span>".count).split(separator: "<wbr>").map { try text(String($0)) }
            }
    }

    private func text(_ element: String) throws -> String {
        _ = try MarkupElement(element)
        return element.replacing(/<annotation.*<\/annotation>/, with: "").replacing(/<[^>]+>/, with: "")
    }

    @Test("A line of its own breaks before relations, the first of them stays with what is left of it")
    func relations() throws {
        #expect(
            try lines(#"E = 0.5 \cdot (t - y)^2 = 0.5 \cdot 0.25 = 0.125"#)
                == [["E=0.5⋅(t−y)2"], ["=0.5⋅0.25"], ["=0.125"]])
    }

    @Test("A long stretch breaks at its sum, else at its product, else in its parentheses")
    func operators() throws {
        #expect(
            try lines(#"s = x_1 \cdot w_{14} + x_2 \cdot w_{24} + x_3 \cdot w_{34} = 1"#)
                == [["s=x1⋅w14", "+x2⋅w24", "+x3⋅w34"], ["=1"]])
        #expect(
            try lines(#"d = 0.1277 \cdot 0.7562 \cdot 0.3235 \cdot (1 - 0.3235)"#)
                == [["d=0.1277", "⋅0.7562", "⋅0.3235", "⋅(1−0.3235)"]])
        #expect(
            try lines(#"m = \max(a_{100}, b_{200}, c_{300}, d_{400}, e_{500})"#)
                == [["m=max\u{2061}(a100,", "b200,", "c300,", "d400,", "e500)"]])
    }

    @Test("Two formulas side by side go below each other")
    func spaces() throws {
        #expect(
            try lines(#"\sigma = \sqrt{a_{100} + b_{200}} \qquad y = x - c_{300}"#).map { $0.joined() }
                == ["σ=a100+b200", "y=x−c300"])
    }

    @Test(
        "What is short, tagged or a table stays whole",
        arguments: [
            "a = b = c",
            #"\begin{aligned} a_{100} &= b_{100} + c_{100} \\ &= d_{100} + e_{100} \end{aligned}"#,
        ])
    func whole(source: String) throws {
        let formula = try Formula(source, .display)
        #expect(formula.mathMLInLines == formula.mathML)
    }

    @Test("Running text breaks behind relations and keeps the space around them")
    func text() throws {
        let parts = try Formula("w = 0.25 + 0.125 = 0.375").mathMLInText
        #expect(try parts.map(text) == ["w=", "0.25+0.125=", "0.375"])
        #expect(parts[0].contains(#"<mo lspace="0.2778em" rspace="0.2778em">=</mo></math>"#))
        #expect(try Formula("w = 0.25").mathMLInText.count == 1)
    }

    @Test("A minus that begins an element joins two terms all the same")
    func sign() throws {
        let html = try Formula(#"y = a_{100} + b_{200} - c_{300} + d_{400}"#).mathMLInLines
        #expect(html.contains(#"<wbr><math><mo lspace="0.2222em" rspace="0.2222em">−</mo>"#))
    }
}
