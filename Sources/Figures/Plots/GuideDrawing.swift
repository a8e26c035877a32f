// Split lines, levels and tinted stretches of a line plot, with their names where these cover no line.

struct GuideDrawing {
    private let guides: [LinePlot.Guide]
    private let frame: PlotFrame
    private var free: FreePlaces

    init(_ guides: [LinePlot.Guide], in frame: PlotFrame) {
        (self.guides, self.frame) = (guides, frame)
        free = FreePlaces(on: frame.surface, within: frame.area.inset(by: -2))
        for guide in guides {
            switch guide {
            case .split(let at, _):
                free.reserve(line: [Point(frame.x(at), frame.area.y), Point(frame.x(at), frame.area.maxY)])
            case .level(let at, _):
                free.reserve(line: [Point(frame.area.x, frame.y(at)), Point(frame.area.maxX, frame.y(at))])
            case .span: break
            }
        }
    }

    /// Keeps the names away from a line.
    mutating func avoid(_ points: [Point]) {
        guard !guides.isEmpty else { return }
        let line = simplified(thinned(points))
        free.reserve(line: line.count == 1 ? [line[0], line[0] + Point(1, 0)] : line, weight: 4)
    }

    func drawSpans(on drawing: inout Drawing) {
        for guide in guides {
            guard case .span(let range, _) = guide else { continue }
            let (left, right) = edges(range)
            drawing.rectangle(
                Rectangle(x: left, y: frame.area.y, width: right - left, height: frame.area.height),
                fill: Fill(.quiet, opacity: 0.12))
        }
    }

    private func edges(_ range: ClosedRange<Double>) -> (Double, Double) {
        let left = min(max(frame.x(range.lowerBound), frame.area.x), frame.area.maxX)
        return (left, min(max(frame.x(range.upperBound), left), frame.area.maxX))
    }

    /// Draws what the data are drawn over, and stand out from.
    func drawLines(on drawing: inout Drawing) {
        let area = frame.area
        func stroke(_ dash: Stroke.Dash) -> Stroke { Stroke(.quiet, width: 1.5, dash: dash, opacity: 0.6) }
        for guide in guides {
            switch guide {
            case .split(let at, _) where frame.x.domain.contains(at):
                let x = frame.x(at)
                drawing.line(Point(x, area.y), Point(x, area.maxY), stroke(.dashed))
            case .level(let at, _) where frame.y.domain.contains(at):
                let y = frame.y(at)
                drawing.line(Point(area.x, y), Point(area.maxX, y), stroke(.longDash))
            default: break
            }
        }
    }

    mutating func drawNames(on drawing: inout Drawing) {
        // Names of stretches can move least.
        let spans = guides.filter { if case .span = $0 { true } else { false } }
        let lines = guides.filter { if case .span = $0 { false } else { true } }
        let names = (spans + lines).compactMap { guide -> PlacedText? in
            switch guide {
            case .split(let at, let name) where frame.x.domain.contains(at): split(at, name)
            case .level(let at, let name) where frame.y.domain.contains(at): level(at, name)
            case .span(let range, let name): span(range, name)
            default: nil
            }
        }
        free.write(names.filter { !$0.text.isEmpty }, on: &drawing)
    }

    /// Beside the line: on the side with more room first, from the top down.
    private func split(_ at: Double, _ name: String) -> PlacedText {
        let (x, area) = (frame.x(at), frame.area)
        let (text, half) = fitted(name, max(x - area.x, area.maxX - x) - 10)
        let sides = x > area.midX ? [-1.0, 1] : [1, -1]
        return PlacedText(
            text: text, places: rows.flatMap { row in sides.map { Point(x + $0 * (half + 8), row) } },
            paint: .quiet)
    }

    /// Above or below the line: at its ends first.
    private func level(_ at: Double, _ name: String) -> PlacedText {
        let (y, area) = (frame.y(at), frame.area)
        let (text, half) = fitted(name, area.width - 12)
        let step = frame.surface.isTerminal ? 16.0 : 11
        let (first, last) = (area.x + 8 + half, area.maxX - 4 - half)
        let columns = [first, last] + stride(from: first + 12, to: max(last, first), by: 12)
        let heights = [y - step, y + step].filter { $0 - 8 > area.y - 3 && $0 + 8 < area.maxY + 3 }
        return PlacedText(
            text: text, places: columns.flatMap { x in heights.map { Point(x, $0) } }, paint: .quiet)
    }

    /// In the stretch, or across one of its borders where it is too narrow.
    private func span(_ range: ClosedRange<Double>, _ name: String) -> PlacedText {
        let (left, right) = edges(range)
        let (text, half) = fitted(name, frame.area.width - 12)
        let reach = max(0, half + 8 - (right - left) / 2)
        let columns = [0, 0.5, -0.5, 1, -1].map { share in
            min(max((left + right) / 2 + share * reach, frame.area.x + half), frame.area.maxX - half)
        }
        return PlacedText(
            text: text, places: columns.flatMap { x in rows.map { Point(x, $0) } }, paint: .quiet)
    }

    /// A name as far as there is room, and half its width.
    private func fitted(_ name: String, _ room: Double) -> (text: String, half: Double) {
        let text = frame.surface.fitted(name, room, .small)
        return (text, frame.surface.width(text, .small) / 2)
    }

    /// The heights at which names may stand, from the top.
    private var rows: [Double] {
        let line = frame.surface.lineHeight
        return stride(from: frame.area.y + line / 2, to: frame.area.maxY - line / 2, by: line).map { $0 }
    }
}
