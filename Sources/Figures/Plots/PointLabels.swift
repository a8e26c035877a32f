// Labels beside points, each on the side where it covers least; one that would cover another is left out.

struct PointLabels {
    let surface: Surface
    let area: Rectangle
    private var marks: [Rectangle] = []
    private var labels: [Rectangle] = []

    init(on surface: Surface, within area: Rectangle) { (self.surface, self.area) = (surface, area) }

    mutating func reserve(_ at: Point, radius: Double) {
        if surface.isTerminal {
            let cell = cell(at)
            marks.append(
                Rectangle(x: cell.x, y: cell.y, width: Surface.cell.width, height: Surface.cell.height))
        } else {
            marks.append(Rectangle(centre: at, width: 2 * radius, height: 2 * radius))
        }
    }

    /// The corner of the character in which a point lies.
    private func cell(_ at: Point) -> Point {
        let size = Surface.cell
        return Point(
            (at.x / size.width).rounded(.down) * size.width, (at.y / size.height).rounded(.down) * size.height
        )
    }

    mutating func write(_ text: String, beside at: Point, on drawing: inout Drawing) {
        if surface.isTerminal { return writeInCells(text, beside: cell(at), on: &drawing) }
        let (width, height, gap, line) = (surface.width(text, .small), 13.0, 7.0, 12.0)
        let boxes = [
            Rectangle(x: at.x + gap, y: at.y - height / 2, width: width, height: height),
            Rectangle(x: at.x - gap - width, y: at.y - height / 2, width: width, height: height),
            Rectangle(x: at.x - width / 2, y: at.y - line - height / 2, width: width, height: height),
            Rectangle(x: at.x - width / 2, y: at.y + line - height / 2, width: width, height: height),
            Rectangle(x: at.x + gap, y: at.y - line - height / 2, width: width, height: height),
            Rectangle(x: at.x + gap, y: at.y + line - height / 2, width: width, height: height),
            Rectangle(x: at.x - gap - width, y: at.y - line - height / 2, width: width, height: height),
            Rectangle(x: at.x - gap - width, y: at.y + line - height / 2, width: width, height: height),
        ]
        let free = boxes.filter { box in
            box.x >= 0 && box.maxX <= surface.width && box.y >= area.y - 16 && box.maxY <= area.maxY + 4
                && !labels.contains { overlap($0, box) > 0 }
        }
        guard let box = free.min(by: { covered($0) < covered($1) }), covered(box) < 40 else { return }
        labels.append(box)
        drawing.text(text, Point(box.x, box.midY), role: .small, halo: true)
    }

    /// The same in whole characters, with a space before and behind: no letters of two labels mix, and
    /// none stands nearer to another point than to its own.
    private mutating func writeInCells(_ text: String, beside cell: Point, on drawing: inout Drawing) {
        let (size, width) = (Surface.cell, surface.width(text, .small))
        let columns = [
            cell.x + 2 * size.width, cell.x - size.width - width,
            cell.x - (width / size.width / 2).rounded(.down) * size.width,
        ]
        let rows = [cell.y, cell.y - size.height, cell.y + size.height]
        let boxes = rows.flatMap { y in
            columns.map { Rectangle(x: $0, y: y, width: width, height: size.height) }
        }
        let free = boxes.first { box in
            let roomy = Rectangle(
                x: box.x - size.width, y: box.y, width: width + 2 * size.width, height: box.height)
            return box.x >= area.x && box.maxX <= surface.width && box.y >= area.y && box.maxY <= area.maxY
                && covered(roomy) == 0 && !labels.contains { overlap($0, roomy) > 0 }
        }
        guard let free else { return }
        labels.append(free)
        drawing.text(text, Point(free.x, free.midY), role: .small)
    }

    private func covered(_ box: Rectangle) -> Double { marks.reduce(0) { $0 + overlap($1, box) } }
}

/// The area that two rectangles share.
func overlap(_ a: Rectangle, _ b: Rectangle) -> Double {
    let width = min(a.maxX, b.maxX) - max(a.x, b.x)
    let height = min(a.maxY, b.maxY) - max(a.y, b.y)
    return width > 0 && height > 0 ? width * height : 0
}
