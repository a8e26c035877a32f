// Quoted notes, as code hosts show them: a quote whose first line is `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`,
// `[!WARNING]` or `[!CAUTION]` and nothing else.

extension Node {
    /// The tree with quotes that begin with a known marker turned into notes.
    public func withNotes() -> Node { mapped { $0.asNote ?? $0 } }

    private var asNote: Node? {
        guard case .blockQuote = kind, let first = children.first, case .paragraph = first.kind else {
            return nil
        }
        // libcmark may cut `[!NOTE]` into several texts.
        let lineEnd = first.children.firstIndex { $0.kind == .softBreak || $0.kind == .lineBreak }
        let line = first.children[..<(lineEnd ?? first.children.endIndex)]
        guard line.allSatisfy(\.isPlainlyWritten) else { return nil }
        let marker = line.map(\.plainText).joined()
        guard let noteKind = NoteKind.allCases.first(where: { marker.lowercased() == "[!\($0.rawValue)]" })
        else {
            return nil
        }
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

    /// Whether a text stands in the source as it is, so that `\[!NOTE]` is no marker.
    private var isPlainlyWritten: Bool {
        guard case .text(let text) = kind else { return false }
        guard let range else { return true }
        return text.utf8.count == range.end.column - range.start.column + 1
    }
}
