import Testing

@testable import Math

@Suite("A formula as MathML")
struct MathMLTests {
    @Test("The source travels along, and HTML's own characters are escaped")
    func annotation() throws {
        let mathML = try Formula("a<b").mathML
        #expect(
            mathML
                == #"<math><semantics><mrow><mi>a</mi><mo lspace="0.2778em" rspace="0.2778em">&lt;</mo>"#
                + #"<mi>b</mi></mrow>"#
                + #"<annotation encoding="application/x-tex">a&lt;b</annotation></semantics></math>"#
        )
        #expect(try Formula("x", .display).mathML.hasPrefix(#"<math display="block"><semantics><mi>x</mi>"#))
    }

    @Test("Blanks and comments mean nothing, and a character means what its command means")
    func sameFormula() throws {
        let terms = try Formula(#"\sigma \le \sum x \cdot \infty"#).terms
        #expect(try Formula("σ≤∑x⋅∞ % a comment").terms == terms)
        #expect(try Formula(#"\sqrt  [ 3 ] { x }"#).terms == Formula(#"\sqrt[3]x"#).terms)
        #expect(try Formula("x_i^2").terms == Formula("x^2_i").terms)
    }

    @Test(
        "The letters of each alphabet, those among them that Unicode had before",
        arguments: [
            (#"\mathbb{ABCNRZk1}"#, "𝔸𝔹ℂℕℝℤ𝕜𝟙"), (#"\mathcal{LNE}"#, "ℒ𝒩ℰ"), (#"\mathfrak{gH}"#, "𝔤ℌ"),
            (#"\mathbf{xΣσ}"#, "𝐱𝚺𝛔"), (#"\mathsf{Ax}"#, "𝖠𝗑"), (#"\mathtt{x}"#, "𝚡"),
            (#"\mathit{hot}"#, "ℎ𝑜𝑡"),
            (#"\mathrm{ReLU}"#, "ReLU"), (#"\boldsymbol{θ}"#, "𝜽"), (#"\boldsymbol{\nabla}"#, "𝛁"),
        ])
    func alphabets(source: String, letters: String) throws {
        let tree = try MarkupElement(try Formula(source).mathML)
        #expect(tree.children[0].children[0].wholeText == letters)
    }

    @Test(
        "What math-core does not know",
        arguments: [
            (
                #"\sum_{\substack{i \ge 0 \\ j \ge 0}} x"#,
                #"<mtable displaystyle="false"><mtr><mtd style="padding:0 0">"#
            ),
            (
                #"\begin{array}{lr}a&b\end{array}"#,
                #"<mtd style="text-align:left;justify-items:start"><mi>a</mi></mtd>"#
            ),
            (#"\begin{smallmatrix}a\end{smallmatrix}"#, #"<mtable displaystyle="false" scriptlevel="1">"#),
            (
                #"x = 1 \tag{$*$}"#,
                #"<mtext>(</mtext><mrow><mo lspace="0" rspace="0">∗</mo></mrow><mtext>)</mtext>"#
            ),
            (
                #"\text{a $x^2$ b}"#,
                "<mtext>a\u{A0}</mtext><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow><mtext>\u{A0}b</mtext>"
            ),
            (
                #"\xrightarrow{f}"#,
                #"<mover><mo stretchy="true" lspace="0" rspace="0">→</mo><mi>f</mi></mover>"#
            ),
            // A prime as large as beside its letter, and no higher.
            ("h'", #"<msup><mi>h</mi><mpadded scriptlevel="0" height="0.4em" voffset="-0.4em">"#),
            (#"\displaystyle\sum_i"#, #"<mrow displaystyle="true" scriptlevel="0"><munder>"#),
            (#"\widetilde{ab}"#, "<mo stretchy=\"true\" lspace=\"0\" rspace=\"0\">\u{303}</mo>"),
            (#"\Bigl(x\Bigr)^2"#, #"<msup><mrow><mo stretchy="true" symmetric="true" minsize="1.623em""#),
            (#"a \not\approx b"#, ">≉</mo>"), (#"a \not\propto b"#, ">∝\u{338}</mo>"),
        ])
    func beyond(source: String, part: String) throws {
        let mathML = try Formula(source, .display).mathML
        #expect(mathML.unicodeScalars.contains(part.unicodeScalars), "\(mathML)")
        #expect(throws: Never.self) { try MarkupElement(mathML) }
    }

    @Test(
        "Every command is written, by name and as well-formed markup",
        arguments: SymbolNames.terms.keys.sorted())
    func commands(name: String) throws {
        let formula = try Formula("a \\\(name) b")
        _ = try MarkupElement(formula.mathML)
        #expect(!formula.line.isEmpty)
    }

    @Test(
        "A width in ems",
        arguments: [(0, "0"), (18, "1em"), (3, "0.1667em"), (36, "2em"), (9, "0.5em"), (4, "0.2222em")])
    func width(units: Int, text: String) { #expect(ems(units) == text) }
}

extension Collection where Element: Equatable {
    fileprivate func contains(_ part: some Collection<Element>) -> Bool {
        indices.contains { self[$0...].starts(with: part) }
    }
}
