import Foundation
import Testing

@testable import Math

@Suite("A formula as text")
struct TextTests {
    @Test(
        "On one line",
        arguments: [
            ("x^2", "x²"), ("a_i", "aᵢ"), (#"\sqrt x"#, "√x"), (#"\sqrt{x+1}"#, "√(x + 1)"),
            (#"\frac{a+b}{c}"#, "(a+b)/c"),
            (#"\sum_{i=1}^n"#, "∑ᵢ₌₁ⁿ"), ("x^{ab}", "xᵃᵇ"), ("x_q", "x_q"), ("x_qy", "x_q y"),
            ("x_{q+r}y", "x_(q+r)y"),
            ("W^{m/n}", "W^(m/n)"), ("x^{2^k}", "x^(2ᵏ)"), ("g_\\tau^2", "g²_τ"), ("f'_i", "fᵢ′"),
            (#"X^\top X"#, "XᵀX"),
            (#"A^{-1}"#, "A⁻¹"), (#"z^{(l-1)}"#, "z⁽ˡ⁻¹⁾"), (#"\frac12 x"#, "½ x"),
            (#"\frac1n\sum_i x_i"#, "1/n ∑ᵢ xᵢ"),
            (#"\frac{\partial E}{\partial w}"#, "∂E/∂w"), (#"\frac{x}{2\sigma^2}"#, "x/(2σ²)"),
            (#"\frac{p(x)}{q(x)}"#, "p(x)/q(x)"),
            (#"\frac{2n}{3}"#, "2n/3"), (#"\frac{1}{ab}"#, "1/(ab)"), (#"\left(\frac ab\right)^2"#, "(a/b)²"),
            (#"{\frac ab}^2"#, "(a/b)²"), (#"\log\frac pq"#, "log(p/q)"),
            (#"-\sum_i y_i \log \hat y_i"#, "−∑ᵢ yᵢ log ŷᵢ"),
            (#"\sum_k (y_k - d_k)^2"#, "∑ₖ (yₖ − dₖ)²"), (#"\max(0, x)"#, "max(0, x)"),
            (#"\tanh' x"#, "tanh′ x"),
            (#"\operatorname*{argmax}_k p_k"#, "argmaxₖ pₖ"), (#"\lim_{h\to0} f(h)"#, "lim_(h→0) f(h)"),
            (#"\|\mathbf x\|_2"#, "‖𝐱‖₂"), (#"x \in \mathbb R^n"#, "x ∈ ℝⁿ"), (#"a=-b"#, "a = −b"),
            (#"x_1,\ldots,x_n"#, "x₁, …, xₙ"),
            (#"\begin{bmatrix}1&2\\3&4\end{bmatrix}"#, "[1 2; 3 4]"),
            (#"\begin{cases}x&\text{if }x>0\\0&\text{otherwise}\end{cases}"#, "{ x if x > 0; 0 otherwise }"),
            (#"\begin{cases}1,&x>0\\0,&x\le0\end{cases}"#, "{ 1, x > 0; 0, x ≤ 0 }"),
            (#"\begin{aligned}a&=b\\c&=d\end{aligned}"#, "a = b; c = d"),
            (#"\hat x\bar x\tilde x\vec x\dot x\ddot x"#, "x̂x̄x̃x⃗ẋẍ"),
            (#"\hat{x_i}"#, "x̂ᵢ"), (#"\overline{ab}"#, "a̅b̅"), (#"\widehat{ab}"#, "hat(ab)"),
            (#"\binom nk"#, "(n over k)"),
            (#"\underbrace{wx}_{\text{weighted}}+b"#, "wx [weighted] + b"),
            (#"a \overset{\text{def}}{=} b"#, "a ≝ b"),
            (#"17 \bmod 5"#, "17 mod 5"), (#"x\sqrt[n]y"#, "x ⁿ√y"), (#"\mathrm{MSE}\,x"#, "MSE x"),
            (#"\mathrm{loss}x"#, "loss x"), (#"\text{if $x>0$, yes}"#, "if x > 0, yes"),
            (#"3\times10^{-4}"#, "3 × 10⁻⁴"), ("", ""),
        ])
    func line(source: String, line: String) throws {
        #expect(try Formula(source).line == line)
        #expect(try Formula(source, .display).line == line, "The placement makes no difference on one line")
    }

    @Test("A modulus stands further off in a displayed formula, as in TeX")
    func modulus() throws {
        #expect(try Formula(#"a \equiv b \pmod n"#).line == "a ≡ b (mod n)")
        #expect(try Formula(#"a \equiv b \pmod n"#, .display).line == "a ≡ b  (mod n)")
    }

    @Test("In two dimensions, as looked at and found readable", arguments: Layout.all)
    fileprivate func layout(layout: Layout) throws {
        #expect(try Formula(layout.source, .display).lines == layout.lines)
    }

    @Test("All rows of a block are equally wide, and it stands on one of them", arguments: Layout.all)
    fileprivate func blocks(layout: Layout) throws {
        let block = TextWriter(isFlat: false).row(
            try Formula(layout.source, .display).terms, .init(style: .display, isTight: false))
        #expect(block.rows.allSatisfy { $0.columns == block.width })
        #expect(block.rows.indices.contains(block.baseline))
    }

    @Test("A name keeps off letters beside it, and not off bars and signs")
    func names() throws {
        #expect(
            try Formula(#"x\mathrm{net} + |\mathrm{net}| + \partial\mathrm{net}"#).line
                == "x net + |net| + ∂net")
    }

    @Test("Flat lines hold a row each, and break like others")
    func flatLines() throws {
        let formula = try Formula(
            #"\begin{aligned} \delta_b &= \frac{a}{b + c} \\ &= \sum_{i=1}^n x_i \end{aligned}"#, .display)
        #expect(formula.flatLines(fitting: 40) == ["δ_b = a/(b+c)", "    = ∑ᵢ₌₁ⁿ xᵢ"])
        #expect(try Formula("a + b = c", .display).flatLines(fitting: 6) == ["a + b", "   = c"])
    }

    @Test("A wide formula breaks before relations and operators, outside of parentheses")
    func breaking() throws {
        let formula = try Formula(#"y = aaaa + (bbbb + cccc) - dddd = eeee"#, .display)
        #expect(formula.lines(fitting: 40) == ["y = aaaa + (bbbb + cccc) − dddd = eeee"])
        #expect(formula.lines(fitting: 30) == ["y = aaaa + (bbbb + cccc)", "  − dddd = eeee"])
        #expect(formula.lines(fitting: 12) == ["y = aaaa", "  + (bbbb + cccc)", "  − dddd", "  = eeee"])
        #expect(
            try Formula(#"\begin{matrix}aaaa&bbbb\end{matrix}"#, .display).lines(fitting: 3) == ["aaaa  bbbb"]
        )
    }

    @Test(
        "Marks take no column and wide letters two",
        arguments: [("x̂", 1), ("ab", 2), ("語", 2), ("𝐱", 1), ("\u{2061}", 0)])
    func columns(text: String, columns: Int) { #expect(text.columns == columns) }
}

/// A formula of `Fixtures/layouts.txt` and how it is laid out.
private struct Layout: CustomTestStringConvertible {
    let source: String
    let lines: [String]
    var testDescription: String { source }

    /// In the file a formula stands after `$$ `, and its layout, indented by four, up to the next one.
    static let all: [Layout] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/layouts.txt")
        let text = try! String(contentsOf: file, encoding: .utf8)
        return text.split(separator: "$$ ").map { entry in
            let rows = entry.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return Layout(source: rows[0], lines: rows.dropFirst().dropLast().map { String($0.dropFirst(4)) })
        }
    }()
}
