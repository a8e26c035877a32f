// Heading anchors, as code hosts make them: lower case, blanks to hyphens, other punctuation dropped, letters of
// every alphabet kept, and a number after a name that is taken.

extension Node {
    /// The tree with an anchor on every heading.
    ///
    ///     Node(markdown: "## What's next?").withHeadingAnchors()  // the heading's anchor is `whats-next`
    public func withHeadingAnchors() -> Node {
        var taken: Set<String> = []
        var lastNumbers: [String: Int] = [:]
        return mapped { node in
            guard case .heading(let level, _) = node.kind else { return node }
            let name = headingAnchor(for: node.plainText)
            var anchor = name
            while !taken.insert(anchor).inserted {
                lastNumbers[name, default: 0] += 1
                anchor = "\(name)-\(lastNumbers[name]!)"
            }
            return Node(.heading(level: level, anchor: anchor), node.children, range: node.range)
        }
    }
}

/// The anchor of a heading with this text, before it is made unique.
///
///     headingAnchor(for: "Що таке \"вага\"?")  // "що-таке-вага"
public func headingAnchor(for text: String) -> String {
    var anchor = ""
    for scalar in text.lowercased().unicodeScalars {
        if scalar == " " || scalar == "-" {
            anchor += "-"
        } else if scalar.isPartOfWord {
            anchor.unicodeScalars.append(scalar)
        }
    }
    return anchor.isEmpty ? "section" : anchor
}

extension Unicode.Scalar {
    /// Letters with their marks, decimal digits, and connectors like `_`.
    fileprivate var isPartOfWord: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        case .decimalNumber, .connectorPunctuation: true
        default: false
        }
    }
}
