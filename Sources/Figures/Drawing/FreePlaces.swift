// Texts that may stand in several places, each where it covers neither another text nor what is reserved.

struct FreePlaces {
    let surface: Surface
    private(set) var taken: [Rectangle] = []

    init(on surface: Surface) { self.surface = surface }

    /// Keeps a place free.
    mutating func reserve(_ rectangle: Rectangle) { taken.append(rectangle) }

    /// Writes a number on a line, as near to a third of the way as there is room.
    mutating func write(_ text: String, from a: Point, to b: Point, on drawing: inout Drawing) {
        let hundredths = stride(from: 12, through: 88, by: 2).sorted { abs($0 - 30) < abs($1 - 30) }
        let shares = hundredths.map { Double($0) / 100 }
        write(text, at: shares.map { a.towards(b, $0) }, on: &drawing)
    }

    /// Writes a text with its middle at the first of several places that is free, or where it covers least.
    mutating func write(
        _ text: String, at places: [Point], paint: Paint = .ink, on drawing: inout Drawing
    ) {
        let size = Size(surface.width(text, .small) + (surface.isTerminal ? 4 : 6), 15)
        let boxes = places.map { Rectangle(centre: snapped($0), width: size.width, height: size.height) }
        guard let box = boxes.min(by: { covered($0) < covered($1) }) else { return }
        taken.append(box)
        drawing.text(text, box.centre, .middle, role: .small, paint: paint, halo: true)
    }

    private func snapped(_ point: Point) -> Point {
        surface.isTerminal ? Point(point.x, (point.y / 16).rounded(.down) * 16 + 8) : point
    }

    private func covered(_ box: Rectangle) -> Double { taken.reduce(0) { $0 + overlap($1, box) } }
}
