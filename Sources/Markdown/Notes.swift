// Quoted notes, as code hosts show them: a quote whose first line is `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`,
// `[!WARNING]` or `[!CAUTION]` and nothing else.

extension Node {
    /// The tree with quotes that begin with a known marker turned into notes. `source` is what it was read from.
    func withNotes(source: String) -> Node {
        let bytes = Array(source.utf8)
        let lines = bytes.lines
        return mapped { node in
            guard let place = node.children.first?.range?.start, lines.indices.contains(place.line - 1) else {
                return node
            }
            let line = lines[place.line - 1]
            let text = min(line.lowerBound + place.column - 1, line.upperBound)..<line.upperBound
            return node.asNote(firstLine: String(decoding: bytes[text.trimmed(in: bytes)], as: UTF8.self))
                ?? node
        }
    }

    private func asNote(firstLine: String) -> Node? {
        guard kind == .blockQuote, let first = children.first, first.kind == .paragraph,
            let noteKind = NoteKind.allCases.first(where: { firstLine.lowercased() == "[!\($0.rawValue)]" })
        else { return nil }
        let lineEnd = first.children.firstIndex { $0.kind == .softBreak || $0.kind == .lineBreak }
        // With a definition of that name the marker is a link.
        let marker = first.children[..<(lineEnd ?? first.children.endIndex)]
        guard marker.allSatisfy({ if case .text = $0.kind { true } else { false } }) else { return nil }
        var content = children
        if let lineEnd {
            content[0].children.removeSubrange(...lineEnd)
            if let start = content[0].children.first?.range?.start { content[0].range?.start = start }
        } else {
            content.removeFirst()
        }
        // A marker with nothing to say stays the quote that it is.
        return content.isEmpty ? nil : Node(.note(noteKind), content, range: range)
    }
}
