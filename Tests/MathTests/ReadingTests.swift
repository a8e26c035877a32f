import Testing

@testable import Math

@Suite("What cannot be read says what is wrong, where, and what to write")
struct ErrorTests {
    @Test(arguments: [
        (#"x + \aplha"#, 4, #"unknown command \aplha; did you mean \alpha?"#),
        (#"σ\fraq{1}{2}"#, 2, #"unknown command \fraq; did you mean \frac?"#),
        (
            #"\softmax(x)"#, 0,
            #"unknown command \softmax; the name of a function is written \operatorname{softmax}"#
        ),
        (#"\frac{1}{2"#, 8, "this { is never closed; add a }"),
        ("a}b", 1, #"this } closes no brace; remove it, or write \} for a brace to be seen"#),
        ("x^a^b", 3, "a second superscript; put braces around the first term: {x^a}^b"),
        ("x_a_b", 3, "a second subscript; put braces around the first term: {x_a}_b"),
        (#"\frac12 \frac1"#, 14, #"\frac needs something in braces after it"#),
        ("x^", 2, "^ needs something in braces after it"),
        (#"\left( a"#, 0, #"this \left has no \right; add \right) or \right. for none to be seen"#),
        (#"a \right)"#, 2, #"this \right closes no \left"#),
        (
            #"\left a \right)"#, 6,
            #"\left needs a delimiter after it: ( ) [ ] \{ \} | \| \langle \rangle or ."#
        ),
        ("a & b", 2, "& parts columns only inside an environment such as aligned"),
        (#"a \\ b"#, 2, #"\\ parts rows only inside an environment such as aligned"#),
        (#"\begin{pmatrx}a\end{pmatrx}"#, 0, "unknown environment pmatrx; did you mean pmatrix?"),
        (#"\begin{cases}a\end{matrix}"#, 14, #"\begin{cases} is closed by \end{matrix}; write \end{cases}"#),
        (#"\begin{cases}a&b&c\end{cases}"#, 16, "cases has at most 2 columns"),
        (#"\begin{cases}a"#, 0, #"this \begin{cases} has no \end{cases}"#),
        (#"x \tag{1}"#, 2, #"\tag belongs to a displayed formula or to a row of align*"#),
        (#"\text{if $x}"#, 9, "this $ is never closed; add a $"),
        (#"\text{a \alpha}"#, 8, #"a command in \text stands between dollar signs: \text{if $\alpha$}"#),
        ("a $ b", 2, #"a $ within a formula; write \$ for the sign, or end the formula before it"#),
        (#"\not x"#, 5, #"\not strikes out one relation, such as = or \in"#),
        (#"x\limits_a"#, 1, #"\limits and \nolimits belong after an operator such as \sum"#),
        ("a \u{22}", 2, #"the character " has no place in a formula; put words in \text{…}"#),
        ("a\\", 1, #"a \ at the end of a formula names no command"#),
        ("x^a'", 3, "a prime after a superscript; write the prime first: x'^2"),
        (#"\sqrt[3 x"#, 5, "this [ is never closed; add a ]"),
    ])
    func message(source: String, offset: Int, message: String) {
        #expect(throws: MathError(offset: offset, message: message)) { try Formula(source) }
    }

    @Test("Depth is bounded, so that no source overflows the stack")
    func depth() {
        let source = String(repeating: "{", count: 100_000)
        #expect(throws: MathError.self) { try Formula(source) }
    }

    @Test("Any part of a formula is read or refused, and never stops the program")
    func prefixes() throws {
        let source =
            #"\left(\frac{a'_i}{\sqrt[3]{x}}\middle|\text{b $c$}\right)^{\hat y}"#
            + #"\begin{cases}a&b\\c\end{cases}\not="#
        for length in 0...source.count {
            do {
                let formula = try Formula(String(source.prefix(length)), .display)
                #expect(formula.mathML.hasSuffix("</math>"))
            } catch {
                #expect(error.offset <= length)
            }
        }
    }
}

@Suite("Names close to a mistyped one")
struct NearestNameTests {
    @Test(arguments: [("abc", "abc", 0), ("abc", "acb", 1), ("", "ab", 2), ("kitten", "sitting", 3)])
    func distance(first: String, second: String, distance: Int) {
        #expect(editDistance(Array(first), Array(second)) == distance)
    }

    @Test("A short name allows one edit, and what is too far is not suggested")
    func limits() {
        #expect(nearestName(to: "pii", among: ["alpha", "pi"]) == "pi")
        #expect(nearestName(to: "pii", among: ["alpha", "p"]) == nil)
        #expect(nearestName(to: "softmax", among: ["max", "alpha"]) == nil)
    }
}
