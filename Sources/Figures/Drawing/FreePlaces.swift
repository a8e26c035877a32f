// Texts that may stand in several places, each where it covers neither another text nor a line that is not its own.

/// A text and where its middle may stand.
struct PlacedText {
    var text: String
    /// The best place first.
    var places: [Point]
    /// The line that it belongs to and may interrupt.
    var owner: Int?
    var paint: Paint = .ink
    /// Whether it is better left out than written where it covers something.
    var isOptional = false
}

struct FreePlaces {
    let surface: Surface
    /// Where texts must stay; anywhere unless it is given.
    let area: Rectangle?
    /// How far lines should stay away from a text that is not theirs.
    let clearance: Double
    private var taken: [Rectangle] = []
    private var lines: [Segment] = []

    private struct Segment {
        var owner: Int?
        var from: Point
        var to: Point
        /// How much it matters that nobody covers it.
        var weight: Double
    }

    init(on surface: Surface, within area: Rectangle? = nil, clearance: Double = 4) {
        (self.surface, self.area, self.clearance) = (surface, area, clearance)
    }

    /// Keeps a place free.
    mutating func reserve(_ rectangle: Rectangle) { taken.append(rectangle) }

    /// Keeps a line free from all texts but its own.
    mutating func reserve(line points: [Point], of owner: Int? = nil, weight: Double = 1) {
        for (from, to) in zip(points, points.dropFirst()) where from.isFinite && to.isFinite {
            lines.append(Segment(owner: owner, from: from, to: to, weight: weight))
        }
    }

    /// Writes texts, each where it covers least: first come, first served, and then each moves while that helps.
    mutating func write(_ texts: [PlacedText], on drawing: inout Drawing) {
        let texts = texts.filter { !$0.places.isEmpty }
        let boxes = texts.map(boxes)
        let costs = zip(texts, boxes).map { text, boxes in boxes.map { cost(of: $0, text) } }
        var chosen = [Int?](repeating: nil, count: texts.count)
        for _ in 0..<4 {
            let before = chosen
            for index in texts.indices {
                let others = chosen.indices.compactMap { other in
                    other == index ? nil : chosen[other].map { boxes[other][$0] }
                }
                let totals = boxes[index].indices.map { place in
                    // Of two good places the earlier.
                    costs[index][place] + FreePlaces.textCost * shared(boxes[index][place], others)
                        + 0.15 * Double(place)
                }
                chosen[index] = totals.indices.min { totals[$0] < totals[$1] }
            }
            if chosen == before { break }
        }
        for (index, text) in texts.enumerated() {
            let box = boxes[index][chosen[index]!]
            if text.isOptional, costs[index][chosen[index]!] + shared(box, taken) > 4 { continue }
            taken.append(box)
            drawing.text(text.text, box.centre, .middle, role: .small, paint: text.paint, halo: true)
        }
    }

    /// A number on a line, as near to a share of the way as there is room.
    static func number(_ text: String, on line: [Point], near share: Double, owner: Int) -> PlacedText {
        let hundredths = stride(from: 12, through: 88, by: 2).sorted {
            abs(Double($0) / 100 - share) < abs(Double($1) / 100 - share)
        }
        return PlacedText(text: text, places: hundredths.map { along(line, Double($0) / 100) }, owner: owner)
    }

    /// Where a text may stand around a point: beside it, above and below, and in the corners between.
    func places(of text: String, around point: Point) -> [Point] {
        let (across, down) = (
            surface.width(text, .small) / 2 + (surface.isTerminal ? 10 : 9), surface.lineHeight - 4
        )
        let step = surface.isTerminal ? surface.lineHeight : down
        return [(1.0, 0.0), (-1, 0), (0, -1), (0, 1), (0.8, -1), (0.8, 1), (-0.8, -1), (-0.8, 1)].map {
            point + Point($0.0 * across, $0.1 * step)
        }
    }

    // MARK: Costs

    /// A square unit of another text costs as much as so many units of a line.
    private static let textCost = 4.0

    private func boxes(of text: PlacedText) -> [Rectangle] {
        let size = Size(surface.width(text.text, .small) + (surface.isTerminal ? 12 : 6), 15)
        return text.places.map { Rectangle(centre: snapped($0), width: size.width, height: size.height) }
    }

    private func snapped(_ point: Point) -> Point {
        surface.isTerminal ? Point(point.x, (point.y / 16).rounded(.down) * 16 + 8) : point
    }

    private func cost(of box: Rectangle, _ text: PlacedText) -> Double {
        var cost = FreePlaces.textCost * shared(box, taken)
        // A line that only grazes a number may be taken for its own.
        let roomy = box.inset(by: -clearance)
        for line in lines where text.owner == nil || line.owner != text.owner {
            if let (from, to) = roomy.clip(line.from, line.to) { cost += line.weight * (to - from).length }
        }
        guard let area else { return cost }
        let outside = box.width * box.height - overlap(box, area)
        return outside > 1 ? cost + 100 * outside : cost
    }

    private func shared(_ box: Rectangle, _ others: [Rectangle]) -> Double {
        others.reduce(0) { $0 + overlap($1, box) }
    }
}
