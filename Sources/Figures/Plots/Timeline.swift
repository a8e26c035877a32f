// What happened when, from top to bottom.

/// Events by year: dots at distances that show how much time lies between them, and a line from each to its year and text.
public struct Timeline: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// What happened in which year, in the order of time.
    public var events: [(year: Int, text: String)]

    /// Events in any order.
    public init(
        _ title: String, _ events: [(year: Int, text: String)], file: StaticString = #file, line: UInt = #line
    ) {
        checkReadable(
            "Timeline \"\(title)\"", events.count, "events", atMost: 500, "choose some", file: file,
            line: line)
        self.title = title
        // In order of time; events of one year stay in theirs.
        self.events = events.enumerated().sorted {
            ($0.element.year, $0.offset) < ($1.element.year, $1.offset)
        }
        .map(\.element)
    }

    public var summary: String {
        guard let first = events.first, let last = events.last else { return "\(title): no events" }
        if events.count == 1 { return "\(title), 1 event: \(first.year) \(first.text)" }
        return
            "\(title), \(events.count) events from \(first.year) (\(first.text)) to \(last.year) (\(last.text))"
    }

    public var data: DataTable {
        DataTable(columns: ["year", "event"], rows: events.map { [String($0.year), $0.text] })
    }

    public func layout(on surface: Surface) -> Drawing {
        let line = surface.lineHeight
        let top = surface.rows(line + 8)
        // A year stands with its event: beside the axis it might stand next to another one's dot.
        let (axis, leader) = (
            surface.isTerminal ? 4.0 : 5, surface.isTerminal ? 12.0 : surface.isNarrow ? 26 : 36
        )
        let start = axis + leader
        let yearRoom = surface.columns(events.map { surface.width(String($0.year), .number) }.max() ?? 32)
        let left = start + yearRoom + (surface.isTerminal ? 16 : 10)
        let texts = events.map { surface.wrapped($0.text, surface.width - left) }
        let gap = Double(texts.map(\.count).max() ?? 1) * line + (surface.isTerminal ? 0 : 6)
        let span = Double(events.count - 1) * gap * (surface.isTerminal ? 1 : 1.25)
        let years = max(1, (events.last?.year ?? 0) - (events.first?.year ?? 0))
        let wanted = events.map {
            top + line / 2 + Double($0.year - events[0].year) / Double(years) * max(0, span)
        }
        let bottom = top + line / 2 + max(0, span)
        let places = spread(wanted, gap: gap, within: (top + line / 2)...max(bottom, top + line / 2))
        var drawing = Drawing(Size(surface.width, bottom + gap))
        drawing.title(title, on: surface)
        if events.isEmpty { drawing.text("no events", Point(0, top + line / 2), paint: .quiet) }
        if events.count > 1 {
            drawing.line(Point(axis, top + line / 2), Point(axis, bottom), Stroke(.quiet, width: 1.5))
        }
        for (index, event) in events.enumerated() {
            let place = surface.isTerminal ? (places[index] / 16).rounded(.down) * 16 + 8 : places[index]
            if !surface.isTerminal {
                drawing.path(
                    Path([Point(axis, wanted[index]), Point(start - 5, place)]), stroke: Stroke(.quiet))
            }
            drawing.marker(.circle, Point(axis, surface.isTerminal ? place : wanted[index]), .series(0))
            drawing.text(String(event.year), Point(start, place), role: .number, paint: .quiet)
            for (row, text) in texts[index].enumerated() {
                drawing.text(text, Point(left, place + Double(row) * line))
            }
        }
        return drawing
    }
}
