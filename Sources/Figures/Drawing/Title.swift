// The title above a drawing. A long one takes as many lines as it needs, and moves the rest down.

extension Drawing {
    /// Writes the title in the top line, however long it is.
    mutating func title(_ text: String, on surface: Surface) {
        self.text(text, Point(0, surface.lineHeight / 2), role: .title)
    }

    /// The drawing with a title that is too wide broken into lines.
    func wrappingTitle(on surface: Surface) -> Drawing {
        let index = marks.firstIndex { mark in
            if case .label(let label) = mark { return label.role == .title && label.at.x == 0 }
            return false
        }
        guard let index, case .label(let title) = marks[index] else { return self }
        let lines = surface.wrapped(title.string, surface.width, .title)
        let offset = Point(0, Double(max(0, lines.count - 1)) * surface.lineHeight)
        var result = Drawing(Size(size.width, size.height + offset.y))
        for mark in marks[..<index] + marks[(index + 1)...] { result.marks.append(mark.moved(by: offset)) }
        for (row, line) in lines.enumerated() {
            result.text(line, title.at + Point(0, Double(row) * surface.lineHeight), role: .title)
            result.size.width = max(result.size.width, min(surface.width, surface.width(line, .title)))
        }
        return result
    }
}
