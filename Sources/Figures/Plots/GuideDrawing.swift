// Split lines, levels and tinted stretches of a line plot, with their names where these cover no line.

struct GuideDrawing {
    private let guides: [LinePlot.Guide]
    private let frame: PlotFrame
    private var free: FreePlaces

    init(_ guides: [LinePlot.Guide], in frame: PlotFrame) {
        (self.guides, self.frame) = (guides, frame)
        free = FreePlaces(on: frame.surface)
    }

    /// Keeps the names away from a line.
    mutating func avoid(_ points: [Point]) {
        guard !guides.isEmpty else { return }
        for point in thinned(points, limit: 200) {
            free.reserve(Rectangle(centre: point, width: 6, height: 6))
        }
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

    func drawLines(on drawing: inout Drawing) {
        let area = frame.area
        for guide in guides {
            switch guide {
            case .split(let at, _) where frame.x.domain.contains(at):
                let x = frame.x(at)
                drawing.line(Point(x, area.y), Point(x, area.maxY), Stroke(.quiet, width: 1.5, dash: .dashed))
            case .level(let at, _) where frame.y.domain.contains(at):
                let y = frame.y(at)
                drawing.line(
                    Point(area.x, y), Point(area.maxX, y), Stroke(.quiet, width: 1.5, dash: .longDash))
            default: break
            }
        }
    }

    mutating func drawNames(on drawing: inout Drawing) {
        for guide in guides {
            switch guide {
            case .split(let at, let name) where frame.x.domain.contains(at): split(at, name, on: &drawing)
            case .level(let at, let name) where frame.y.domain.contains(at): level(at, name, on: &drawing)
            case .span(let range, let name): span(range, name, on: &drawing)
            default: break
            }
        }
    }

    private mutating func split(_ at: Double, _ name: String, on drawing: inout Drawing) {
        let (x, area) = (frame.x(at), frame.area)
        let room = max(x - area.x, area.maxX - x) - 10
        let text = frame.surface.fitted(name, room, .small)
        let width = frame.surface.width(text, .small)
        // On the side with more room first, from the top down.
        let sides = x > area.midX ? [-1.0, 1] : [1, -1]
        let places = rows.flatMap { row in sides.map { Point(x + $0 * (width / 2 + 8), row) } }
        write(text, at: places, on: &drawing)
    }

    private mutating func level(_ at: Double, _ name: String, on drawing: inout Drawing) {
        let (y, area) = (frame.y(at), frame.area)
        let text = frame.surface.fitted(name, area.width - 12, .small)
        let half = frame.surface.width(text, .small) / 2
        let step = frame.surface.isTerminal ? 16.0 : 9
        let places = [y - step, y + step].filter { $0 > area.y && $0 < area.maxY }.flatMap { y in
            [area.x + 8 + half, area.maxX - 4 - half, area.midX].map { Point($0, y) }
        }
        write(text, at: places, on: &drawing)
    }

    private mutating func span(_ range: ClosedRange<Double>, _ name: String, on drawing: inout Drawing) {
        let (left, right) = edges(range)
        let text = frame.surface.fitted(name, frame.area.width - 12, .small)
        write(text, at: rows.map { Point((left + right) / 2, $0) }, on: &drawing)
    }

    /// The heights at which names may stand, from the top.
    private var rows: [Double] {
        [0.5, 1.5, 2.5, 3.5].map { frame.area.y + $0 * frame.surface.lineHeight }.filter {
            $0 < frame.area.maxY
        }
    }

    private mutating func write(_ text: String, at places: [Point], on drawing: inout Drawing) {
        let inside = places.map { place in
            Point(frame.surface.middle(text, at: place.x, within: frame.size.width, .small), place.y)
        }
        free.write(text, at: inside, paint: .quiet, on: &drawing)
    }
}
