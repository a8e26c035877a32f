// Several figures beside each other, so that they can be compared.

/// Panels in rows, as many beside each other as can still be read.
///
/// Panels of one kind share their scale, so that what looks equal is equal: line plots, functions and forecasts go from
/// the same to the same y, scatter plots and histograms also from the same to the same x, bars of one length and cells
/// of one colour mean the same number. A panel that has limits of its own keeps them.
public struct SmallMultiples: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// The figures, from left to right and from top to bottom.
    public var panels: [any Figure]

    /// - Parameter sharesScales: whether panels of one kind share their scale. Say false where they show different
    ///   quantities, such as a picture and the kernel that goes over it.
    public init(
        _ title: String, _ panels: [any Figure], sharesScales: Bool = true, file: StaticString = #file,
        line: UInt = #line
    ) {
        checkReadable(
            "Small multiples \"\(title)\"", panels.count, "panels", atMost: 100, "choose some", file: file,
            line: line)
        (self.title, self.panels) = (title, sharesScales ? onOneScale(panels) : panels)
    }

    public var summary: String {
        panels.isEmpty
            ? "\(title): no panels"
            : "\(title), \(counted(panels.count, "panel")); " + panels.map(\.summary).joined(separator: "; ")
    }

    public var data: DataTable {
        DataTable(columns: ["panel", "content"], count: panels.count) {
            [panels[$0].title, panels[$0].summary]
        }
    }

    public func layout(on surface: Surface) -> Drawing {
        let line = surface.lineHeight
        let gap = surface.isTerminal ? 16.0 : 20
        let least = surface.isTerminal ? 36 * 8.0 : surface.isNarrow ? 150 : 200
        let fitting = max(1, min(3, Int((surface.width + gap) / (least + gap))))
        // Four panels look better as two rows of two than as three and one.
        let columns = panels.count == 4 ? min(2, fitting) : max(1, min(fitting, panels.count))
        let width = ((surface.width - gap * Double(columns - 1)) / Double(columns)).rounded(.down)
        let panel = surface.panel(width: surface.isTerminal ? (width / 8).rounded(.down) * 8 : width)
        let drawings = panels.map { $0.drawing(on: panel) }
        var drawing = Drawing(Size(surface.width, 0))
        drawing.title(title, on: surface)
        var y = surface.rows(line + 10)
        for start in stride(from: 0, to: drawings.count, by: columns) {
            let row = drawings[start..<min(start + columns, drawings.count)]
            for (column, one) in row.enumerated() {
                drawing.add(one, at: Point(Double(column) * (panel.width + gap), y))
            }
            y += (row.map(\.size.height).max() ?? 0) + gap
        }
        if panels.isEmpty {
            drawing.text("no panels", Point(0, y + line / 2), paint: .quiet)
            y += line
        }
        drawing.size.height = max(y - gap, y - gap + (panels.isEmpty ? gap : 0))
        return drawing
    }
}
