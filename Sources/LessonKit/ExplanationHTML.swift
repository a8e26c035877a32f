// Worked arithmetic as a page shows it: parts that open one after another, each a numbered list of formulas.

import Explanations
import Math

extension Explanation {
    /// The first part is open, the others wait until the reader opens them.
    var html: String {
        let outline = outline
        var html = "<p class=\"title\">\(outline.title.escapedForHTML)</p>"
        for (place, section) in outline.sections.enumerated() {
            html += """

                <details\(place == 0 ? " open" : "")>
                <summary>\(section.title.escapedForHTML)</summary>
                <div class="scroll" role="group" aria-label="Steps" tabindex="0">
                <ol start="\(section.items.first?.number ?? 1)">
                \(section.items.map { "<li>\($0.html)</li>" }.joined(separator: "\n"))
                </ol>
                </div>
                </details>
                """
        }
        return html
    }
}

extension Explanation.Outline.Item {
    /// The formula as MathML; as text, should the formula be none.
    fileprivate var html: String { (try? Formula(tex).mathMLInLines) ?? text.escapedForHTML }
}

extension String {
    fileprivate var escapedForHTML: String {
        reduce(into: "") { html, character in
            switch character {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            default: html.append(character)
            }
        }
    }
}
