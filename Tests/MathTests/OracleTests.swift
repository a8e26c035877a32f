// What we write against what the PyPI package math-core 0.9.0 writes for formulas of the lessons' subjects.

import Foundation
import Testing

@testable import Math

private struct Oracle: Decodable {
    struct Formula: Decodable, CustomTestStringConvertible {
        let tex: String
        let display: Bool
        let mathml: String
        var testDescription: String { tex }
    }
    let origin: String
    let formulas: [Formula]

    static let formulas: [Formula] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/math-core.json")
        return try! JSONDecoder().decode(Oracle.self, from: Data(contentsOf: file)).formulas
    }()
}

@Suite("The MathML is that of math-core, but for what may differ")
struct OracleTests {
    @Test(arguments: Oracle.formulas)
    private func agrees(formula: Oracle.Formula) throws {
        let ours = try Formula(formula.tex, formula.display ? .display : .inline).mathML
        let theirs = try MarkupElement(formula.mathml).comparable
        #expect(try MarkupElement(ours).comparable.description == theirs.description)
    }

    @Test("The fixture holds what the lessons need")
    func size() { #expect(Oracle.formulas.count >= 150) }
}

extension MarkupElement {
    /// The element without what two writers may do differently to the same effect. In turn:
    ///
    /// 1. `semantics` and its annotation, which only we write.
    /// 2. Rows within rows, rows of one, empty rows, and `mpadded`, with which math-core widens a bar and we
    ///    lower a prime: all show as their children do. math-core puts a function and its argument in a row.
    /// 3. Space: math-core leaves out what a browser's operator dictionary has, we write it always. Spaces
    ///    are compared with the TeXbook's table in `SpacingTests`.
    /// 4. Invisible operators: U+2061 after a function's name stands in ours before a bar or a fraction too,
    ///    and U+2063 stands in math-core's for the delimiter that `\left.` leaves out.
    /// 5. `stretchy`, `symmetric` and `form` where they say what the dictionary says, and `scriptlevel`.
    /// 6. Dots: math-core writes `…` as three points.
    /// 7. The marks of accents, which have several characters each; and U+FE00, which asks for one of two
    ///    styles of script letters.
    /// 8. Styles: only the alignment of a cell is compared.
    /// 9. The `mod` of `\bmod`, which we write as the operator that it is, math-core as a name.
    fileprivate var comparable: MarkupElement {
        var element = self
        if name == "math", children.first?.name == "semantics" {
            element.children = [children[0].children[0]]
        }
        element.children = element.children.flatMap { child -> [MarkupElement] in
            let child = child.comparable
            if child.name == "mspace"
                || child.name == "mo" && ["\u{2061}", "\u{2063}"].contains(child.wholeText)
            {
                return []
            }
            return child.name == "mrow" && child.attributes.isEmpty && isRow ? child.children : [child]
        }
        if isAccent, element.children.count == 2 {
            element.children[1].attributes = [:]
            element.children[1].children[0].text = Self.marks[element.children[1].wholeText] ?? "?"
        }
        if element.name.isEmpty { element.text = Self.plain(text) }
        if element.name == "mo", wholeText == "mod" { element.name = "mi" }
        if element.name == "mpadded" { element.name = "mrow" }
        element.attributes = attributes.compactMapValues { $0 == "" ? nil : $0 }.filter { isCompared($0) }
        element.attributes["style"] = attributes["style"].flatMap(Self.alignment)
        if element.name == "mrow", element.children.count == 1, element.attributes.isEmpty {
            return element.children[0]
        }
        if element.isRow { element.children = Self.joiningPoints(element.children) }
        return element
    }

    private var isRow: Bool { ["math", "mrow", "mtd", "msqrt", "mpadded"].contains(name) }

    private var isAccent: Bool { attributes["accent"] == "true" || attributes["accentunder"] == "true" }

    private func isCompared(_ attribute: (key: String, value: String)) -> Bool {
        switch attribute.key {
        case "lspace", "rspace", "form", "symmetric", "scriptlevel", "style", "voffset", "height": false
        case "stretchy": attribute.value == "false"
        default: true
        }
    }

    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{FE00}" }))
            .split(separator: "\u{A0}", omittingEmptySubsequences: false).joined(separator: " ")
    }

    private static func alignment(_ style: String) -> String? {
        style.contains("text-align: right") || style.contains("text-align:right")
            ? "right" : style.contains("text-align: left") || style.contains("text-align:left") ? "left" : nil
    }

    private static func joiningPoints(_ elements: [MarkupElement]) -> [MarkupElement] {
        var result: [MarkupElement] = []
        for element in elements {
            result.append(element)
            if result.count >= 3, result.suffix(3).allSatisfy({ $0.name == "mo" && $0.wholeText == "." }) {
                result.removeLast(2)
                result[result.count - 1].children[0].text = "…"
            }
        }
        return result
    }

    private static let marks = [
        "ˆ": "hat", "^": "hat", "\u{302}": "hat", "¯": "bar", "‾": "bar", "\u{332}": "bar", "_": "bar",
        "→": "vec",
        "\u{20D7}": "vec", "˜": "tilde", "~": "tilde", "˙": "dot", "¨": "ddot", "⏞": "brace", "⏟": "brace",
    ]
}
