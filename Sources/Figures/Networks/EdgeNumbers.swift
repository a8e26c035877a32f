// Numbers on edges, each where it covers neither another number nor a unit.

struct EdgeNumbers {
    let surface: Surface
    private(set) var taken: [Rectangle] = []

    init(on surface: Surface) { self.surface = surface }

    /// Keeps a place free.
    mutating func reserve(_ rectangle: Rectangle) { taken.append(rectangle) }

    /// Writes a number on the line, as near to a third of the way as there is room.
    mutating func write(_ text: String, from a: Point, to b: Point, on drawing: inout Drawing) {
        let shares: [Double] = [
            0.3, 0.34, 0.26, 0.38, 0.22, 0.42, 0.18, 0.46, 0.14, 0.5, 0.54, 0.58, 0.62, 0.66, 0.7, 0.74, 0.78,
            0.82, 0.86,
        ]
        let size = Size(surface.width(text, .small) + 2, surface.isTerminal ? 15 : 13)
        let boxes = shares.map {
            Rectangle(centre: snapped(a.towards(b, $0)), width: size.width, height: size.height)
        }
        let box = boxes.min { covered($0) < covered($1) }!
        taken.append(box)
        drawing.text(text, box.centre, .middle, role: .small, halo: true)
    }

    private func snapped(_ point: Point) -> Point {
        surface.isTerminal ? Point(point.x, (point.y / 16).rounded(.down) * 16 + 8) : point
    }

    private func covered(_ box: Rectangle) -> Double { taken.reduce(0) { $0 + overlap($1, box) } }
}
