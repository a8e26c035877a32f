// Labels beside points, each on the side where it covers least; one that would cover another is left out.

struct PointLabels {
    let surface: Surface
    let area: Rectangle
    private var marks: [Rectangle] = []
    private var labels: [Rectangle] = []

    init(on surface: Surface, within area: Rectangle) { (self.surface, self.area) = (surface, area) }

    mutating func reserve(_ at: Point, radius: Double) {
        marks.append(Rectangle(centre: at, width: 2 * radius, height: 2 * radius))
    }

    mutating func write(_ text: String, beside at: Point, on drawing: inout Drawing) {
        let (width, height) = (surface.width(text, .small), surface.isTerminal ? 15.0 : 13)
        let gap = surface.isTerminal ? 12.0 : 7
        let line = surface.isTerminal ? 16.0 : 12
        let boxes = [
            Rectangle(x: at.x + gap, y: at.y - height / 2, width: width, height: height),
            Rectangle(x: at.x - gap - width, y: at.y - height / 2, width: width, height: height),
            Rectangle(x: at.x - width / 2, y: at.y - line - height / 2, width: width, height: height),
            Rectangle(x: at.x - width / 2, y: at.y + line - height / 2, width: width, height: height),
            Rectangle(x: at.x + gap, y: at.y - line - height / 2, width: width, height: height),
            Rectangle(x: at.x + gap, y: at.y + line - height / 2, width: width, height: height),
        ]
        let free = boxes.filter { box in
            box.x >= 0 && box.maxX <= surface.width && box.y >= area.y - 16 && box.maxY <= area.maxY + 4
                && !labels.contains { overlap($0, box) > 0 }
        }
        guard let box = free.min(by: { covered($0) < covered($1) }), covered(box) < 60 else { return }
        labels.append(box)
        drawing.text(text, Point(box.x, box.midY), role: .small, halo: !surface.isTerminal)
    }

    /// Writes a text with its middle at a place if that is free.
    mutating func write(_ text: String, on at: Point, _ drawing: inout Drawing) {
        let box = Rectangle(
            centre: at, width: surface.width(text, .small) + 6, height: surface.isTerminal ? 15 : 13)
        guard !labels.contains(where: { overlap($0, box) > 0 }), covered(box) < 10 else { return }
        labels.append(box)
        drawing.text(text, at, .middle, role: .small, paint: .quiet, halo: true)
    }

    private func covered(_ box: Rectangle) -> Double { marks.reduce(0) { $0 + overlap($1, box) } }
}

/// The area that two rectangles share.
func overlap(_ a: Rectangle, _ b: Rectangle) -> Double {
    let width = min(a.maxX, b.maxX) - max(a.x, b.x)
    let height = min(a.maxY, b.maxY) - max(a.y, b.y)
    return width > 0 && height > 0 ? width * height : 0
}
