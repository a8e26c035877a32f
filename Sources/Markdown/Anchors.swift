// Heading anchors, as code hosts make them: lower case, blanks to hyphens, other punctuation dropped, letters of
// every alphabet kept, and a number after a name that is taken.

extension Node {
    /// The tree with an anchor on every heading.
    ///
    ///     Node(markdown: "## What's next?").withHeadingAnchors()  // the heading's anchor is `whats-next`
    public func withHeadingAnchors() -> Node {
        var taken: Set<String> = []
        return mapped { node in
            guard case .heading(let level, _) = node.kind else { return node }
            let name = headingAnchor(for: node.plainText)
            var anchor = name
            var number = 0
            while !taken.insert(anchor).inserted {
                number += 1
                anchor = "\(name)-\(number)"
            }
            return Node(.heading(level: level, anchor: anchor), node.children, range: node.range)
        }
    }
}

/// The anchor of a heading with this text, before it is made unique.
public func headingAnchor(for text: String) -> String {
    let kept = text.lowercased().compactMap { character -> Character? in
        if character == " " || character == "-" { return "-" }
        return character.isLetter || character.isNumber || character == "_" ? character : nil
    }
    return kept.isEmpty ? "section" : String(kept)
}
