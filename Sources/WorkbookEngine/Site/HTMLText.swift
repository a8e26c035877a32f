// Text as HTML: escaped, read as a line of Markdown, or coloured as code.

import Markdown

extension String {
    /// The text for use between tags and inside quoted attributes.
    ///
    /// Control characters, which HTML does not allow, are shown as what they are: unreadable.
    var escapedForHTML: String {
        var result = ""
        result.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// How many lines the text has, which does not end with a line end.
    var lineCount: Int { utf8.count { $0 == UInt8(ascii: "\n") } + 1 }

    /// Without the line ends after the last line.
    var withoutFinalLineEnds: String {
        var bytes = Substring(self).utf8
        while bytes.last == UInt8(ascii: "\n") || bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return String(Substring(bytes))
    }
}

extension Node {
    /// The tree with places in its inline code where a line may break: at blanks, behind parentheses, commas and colons,
    /// and before dots. Short code does not break.
    func withBreaksInCode() -> Node {
        mapped { node in
            guard case .code(let code) = node.kind else { return node }
            let html: String
            if code.count > 12 {
                html = "<code>\(code.withBreaks)</code>"
            } else if code.contains(where: { $0 == " " || $0 == "-" }) {
                html = "<code class=\"glued\">\(code.escapedForHTML)</code>"
            } else {
                return node
            }
            return Node(.custom(before: html, after: "", isBlock: false), range: node.range)
        }
    }
}

extension String {
    /// Code as HTML with places where a line may break.
    fileprivate var withBreaks: String {
        var html = ""
        var rest = self[...]
        while let character = rest.popFirst() {
            let next = rest.first
            if character == ".", !html.isEmpty, next?.isLetter == true { html += "<wbr>" }
            if character == "-", let next, next.isLetter || next.isNumber || next == "(" {
                // Browsers break behind any hyphen, and so behind the sign of `exp(-x)`.
                html += "<span class=\"glued\">-\(rest.removeFirst())</span>"
            } else {
                html += String(character).escapedForHTML
            }
            if "(,:".contains(character), let next, !next.isWhitespace, !"),:".contains(next) {
                html += "<wbr>"
            }
        }
        return html
    }
}

/// Swift code with a `span` around each token that is not plain, and a `var` around each name that has a type which
/// the code does not say. The style sheet shows the type on demand.
func colouredHTML(_ code: String, _ tokens: [CodeToken], types: [InferredType] = []) -> String {
    let bytes = Array(code.utf8)
    func plain(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self).escapedForHTML }
    func text(_ range: Range<Int>) -> String {
        var html = ""
        var end = range.lowerBound
        for name in types where end <= name.range.lowerBound && name.range.upperBound <= range.upperBound {
            html += plain(end..<name.range.lowerBound)
            html += "<var data-type=\"\(name.type.escapedForHTML)\">\(plain(name.range))</var>"
            end = name.range.upperBound
        }
        return html + plain(end..<range.upperBound)
    }
    var html = ""
    var end = 0
    for token in tokens where token.kind.isColoured && token.range.lowerBound >= end {
        guard token.range.upperBound <= bytes.count else { break }
        html += text(end..<token.range.lowerBound)
        html += "<span class=\"tok-\(token.kind.rawValue)\">\(text(token.range))</span>"
        end = token.range.upperBound
    }
    return html + text(end..<bytes.count)
}

extension CodeToken.Kind {
    /// Names and operators are the plain text of a program.
    fileprivate var isColoured: Bool { self != .identifier && self != .operator }
}
