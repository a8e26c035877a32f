// Labels beside points, each on the side where it covers least. Where a crowd leaves no side free, a neighbour moves to
// another one, or the label goes farther away and a line leads to it.

struct PointLabels {
    let surface: Surface
    let area: Rectangle
    private var marks: [Rectangle] = []

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

    // MARK: Places

    /// Where a label may stand.
    private struct Place {
        var box: Rectangle
        /// The line to it from its point, if it stands away from that.
        var leader: (from: Point, to: Point)?
    }

    /// Writes the labels.
    ///
    /// - Returns: those for which there is no place.
    func write(_ labels: [(text: String, at: Point)], on drawing: inout Drawing) -> [String] {
        let sides = labels.map(sides)
        var chosen = [Place?](repeating: nil, count: labels.count)
        for index in labels.indices { choose(for: index, among: sides[index], sides, &chosen) }
        for (index, label) in labels.enumerated() where chosen[index] == nil {
            choose(for: index, among: farther(label), sides, &chosen)
        }
        for case (let from, let to)? in chosen.map({ $0?.leader }) {
            drawing.path(Path([from, to]), stroke: Stroke(.quiet, width: 0.75))
        }
        for (label, place) in zip(labels, chosen) {
            guard let box = place?.box else { continue }
            drawing.text(label.text, Point(box.x, box.midY), role: .small, halo: !surface.isTerminal)
        }
        return zip(labels, chosen).filter { $1 == nil }.map(\.0.text)
    }

    /// Chooses the first free place of a label, or the first from which others can go to another side of their points.
    private func choose(
        for index: Int, among places: [Place], _ sides: [[Place]], _ chosen: inout [Place?]
    ) {
        chosen[index] = places.first { isFree($0, chosen) }
        // In a great crowd to try it all would take long, and help few.
        guard chosen[index] == nil, places.count * sides.count <= 20_000 else { return }
        for place in places {
            var tried = chosen
            tried[index] = place
            let rivals = tried.indices.filter { rival in
                rival != index && tried[rival].map { areInConflict($0, place) } ?? false
            }
            let haveMoved = rivals.allSatisfy { rival in
                tried[rival] = nil
                tried[rival] = sides[rival].first { isFree($0, tried) }
                return tried[rival] != nil
            }
            if haveMoved {
                chosen = tried
                return
            }
        }
    }

    private func isFree(_ place: Place, _ chosen: [Place?]) -> Bool {
        !chosen.contains { $0.map { areInConflict($0, place) } ?? false }
    }

    /// Whether labels cover each other or each other's lines, or the lines cross.
    private func areInConflict(_ a: Place, _ b: Place) -> Bool {
        if overlap(a.box, roomy(b.box)) > 0 { return true }
        if let line = a.leader, b.box.clip(line.from, line.to) != nil { return true }
        if let line = b.leader, a.box.clip(line.from, line.to) != nil { return true }
        if let one = a.leader, let other = b.leader { return cross(one, other) }
        return false
    }

    /// The place of a label, in a terminal with a space before and behind: no letters of two labels mix, and none stands
    /// nearer to another point than to its own.
    private func roomy(_ box: Rectangle) -> Rectangle {
        let space = surface.isTerminal ? Surface.cell.width : 0
        return Rectangle(x: box.x - space, y: box.y, width: box.width + 2 * space, height: box.height)
    }

    /// The places beside a point that cover next to no mark, those that cover least first.
    private func sides(_ label: (text: String, at: Point)) -> [Place] {
        let boxes = surface.isTerminal ? cellBoxes(label) : boxes(label)
        let least = surface.isTerminal ? 0.0 : 40
        return boxes.filter(isInside).map { (box: $0, covered: covered($0)) }.enumerated()
            .filter { $1.covered <= 0 || $1.covered < least }
            .sorted { ($0.element.covered, $0.offset) < ($1.element.covered, $1.offset) }.map {
                Place(box: $0.element.box)
            }
    }

    private func boxes(_ label: (text: String, at: Point)) -> [Rectangle] {
        let (width, height, gap, line) = (surface.width(label.text, .small), 13.0, 7.0, 12.0)
        let (left, right, middle) = (label.at.x - gap - width, label.at.x + gap, label.at.x - width / 2)
        return [
            (right, 0), (left, 0), (middle, -1), (middle, 1), (right, -1), (right, 1), (left, -1), (left, 1),
        ]
        .map { x, row in
            Rectangle(x: x, y: label.at.y + row * line - height / 2, width: width, height: height)
        }
    }

    /// The same in whole characters.
    private func cellBoxes(_ label: (text: String, at: Point)) -> [Rectangle] {
        let (cell, size, width) = (cell(label.at), Surface.cell, surface.width(label.text, .small))
        let columns = [
            cell.x + 2 * size.width, cell.x - size.width - width,
            cell.x - (width / size.width / 2).rounded(.down) * size.width,
        ]
        return [0, -size.height, size.height].flatMap { row in
            columns.map { Rectangle(x: $0, y: cell.y + row, width: width, height: size.height) }
        }
    }

    private func isInside(_ box: Rectangle) -> Bool {
        surface.isTerminal
            ? box.x >= area.x && box.maxX <= surface.width && box.y >= area.y && box.maxY <= area.maxY
            : box.x >= area.x - 4 && box.maxX <= surface.width && box.y >= area.y - 16
                && box.maxY <= area.maxY + 4
    }

    private func covered(_ box: Rectangle) -> Double {
        let roomy = roomy(box)
        return marks.reduce(0) { $0 + overlap($1, roomy) }
    }

    // MARK: Lines to labels

    /// Places away from the point, the near ones first, to which a line leads past all other points.
    private func farther(_ label: (text: String, at: Point)) -> [Place] {
        let size = Size(surface.width(label.text, .small), surface.isTerminal ? 16 : 13)
        let (first, step) = surface.isTerminal ? (32.0, 16.0) : (18, 8)
        let others = marks.filter { ($0.centre - label.at).length > 10 }.map { $0.inset(by: -1) }
        return stride(from: first, through: 96, by: step).flatMap { distance in
            (0..<24).compactMap { turn in
                let angle = Double(turn) / 12 * Double.pi
                let direction = Point(cosine(angle), sine(angle))
                let end = label.at + direction * distance
                let side = abs(direction.x) < 0.3 ? 0 : direction.x > 0 ? 0.5 : -0.5
                let centre = end + Point(side * (size.width + 4), direction.y * size.height / 2)
                let box = snapped(Rectangle(centre: centre, width: size.width, height: size.height))
                guard isInside(box), covered(box) == 0,
                    !others.contains(where: { $0.clip(label.at, end) != nil })
                else { return nil }
                return Place(box: box, leader: (label.at, end))
            }
        }
    }

    private func snapped(_ box: Rectangle) -> Rectangle {
        guard surface.isTerminal else { return box }
        let corner = cell(Point(box.x + 4, box.midY))
        return Rectangle(x: corner.x, y: corner.y, width: box.width, height: box.height)
    }

    private func cross(_ a: (from: Point, to: Point), _ b: (from: Point, to: Point)) -> Bool {
        func side(_ p: Point, of line: (from: Point, to: Point)) -> Double {
            let (along, to) = (line.to - line.from, p - line.from)
            return along.x * to.y - along.y * to.x
        }
        return side(a.from, of: b) * side(a.to, of: b) < 0 && side(b.from, of: a) * side(b.to, of: a) < 0
    }
}

extension Drawing {
    /// Says below the drawing which labels have found no place.
    mutating func note(leftOut texts: [String], on surface: Surface) {
        guard !texts.isEmpty else { return }
        // Points in one place share a text.
        let names = texts.flatMap { $0.split(separator: ", ").map(String.init) }
        let named = names.count <= 10 ? names : Array(names.prefix(9)) + ["\(names.count - 9) more"]
        for line in surface.wrapped("no room for: " + listed(named), size.width, .small) {
            text(line, Point(0, size.height + surface.lineHeight / 2), role: .small, paint: .quiet)
            size.height += surface.lineHeight
        }
    }
}

/// The area that two rectangles share.
func overlap(_ a: Rectangle, _ b: Rectangle) -> Double {
    let width = min(a.maxX, b.maxX) - max(a.x, b.x)
    let height = min(a.maxY, b.maxY) - max(a.y, b.y)
    return width > 0 && height > 0 ? width * height : 0
}
