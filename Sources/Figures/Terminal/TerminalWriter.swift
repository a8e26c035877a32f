// A drawing in characters: curves as braille, axes as joined lines, areas as blocks and shades, text as itself.

struct TerminalWriter {
    var style: TextStyle

    // In the order of ``Marker``.
    private static let markers: [Character] = ["●", "■", "▲", "◆", "×", "+"]
    private static let plainMarkers: [Character] = ["o", "#", "^", "%", "x", "+"]

    func text(of drawing: Drawing) -> String {
        var canvas = TextCanvas(
            columns: Int((drawing.size.width / 8).rounded(.up)),
            rows: Int((drawing.size.height / 16).rounded(.up)),
            style: style)
        for mark in drawing.marks { draw(mark, on: &canvas) }
        return canvas.text
    }

    private func draw(_ mark: Mark, on canvas: inout TextCanvas) {
        switch mark {
        case .line(let a, let b, let stroke):
            // Grid lines would only hide what they help to read.
            guard stroke.paint != .faint else { return }
            if isRule(stroke), a.x == b.x || a.y == b.y {
                rule(a, b, on: &canvas)
            } else {
                trace([a, b], stroke, on: &canvas)
            }
        case .path(let path, let fill, let stroke):
            if let fill { shade(path, fill, on: &canvas) }
            if let stroke, stroke.paint != .faint {
                // One period of dashes runs along all the parts of a path.
                for line in path.polylines { trace(line, stroke, on: &canvas) }
            }
        case .rectangle(let rectangle, let corner, let fill, let stroke):
            if let fill { self.fill(rectangle, fill, on: &canvas) }
            if let stroke { frame(rectangle, isRound: corner >= 8, stroke, on: &canvas) }
        case .circle(let centre, let radius, let fill, let stroke):
            circle(centre, radius, fill, stroke, on: &canvas)
        case .marker(let marker, let at, _, let paint):
            let signs = style.isPlain ? TerminalWriter.plainMarkers : TerminalWriter.markers
            canvas.write(
                String(signs[marker.rawValue]), row: row(at.y), column: Int((at.x / 8).rounded(.down)),
                colour: colour(paint))
        case .label(let label): write(label, on: &canvas)
        case .raster(let raster): shade(raster, on: &canvas)
        case .group(_, let marks): for mark in marks { draw(mark, on: &canvas) }
        }
    }

    private func row(_ y: Double) -> Int { TerminalWriter.whole(y / 16) }
    private func column(_ x: Double) -> Int { TerminalWriter.whole(x / 8) }

    /// The number of a cell or dot. A place on its border, which arithmetic may miss by a hair, belongs to it.
    private static func whole(_ place: Double) -> Int {
        Int((min(max(place, -1e6), 1e6) + 1e-9).rounded(.down))
    }

    private func colour(_ paint: Paint) -> Int {
        if case .ramp = paint { return -1 }
        return Palette.entry(paint)!.terminal
    }

    private func isRule(_ stroke: Stroke) -> Bool {
        stroke.dash == .solid && (stroke.paint == .quiet || stroke.paint == .ink)
    }

    // MARK: Lines

    private func rule(_ a: Point, _ b: Point, on canvas: inout TextCanvas) {
        let (top, bottom) = (row(min(a.y, b.y)), row(max(a.y, b.y)))
        let (left, right) = (column(min(a.x, b.x)), column(max(a.x, b.x)))
        if a.y == b.y {
            for column in left...right where canvas.contains(top, column) {
                canvas[top, column].arms |= (column > left ? 8 : 0) | (column < right ? 2 : 0)
                if left == right { canvas[top, column].arms |= half(a.x, b.x, 8) == 0 ? 8 : 2 }
            }
        } else {
            for row in top...bottom where canvas.contains(row, left) {
                canvas[row, left].arms |= (row > top ? 1 : 0) | (row < bottom ? 4 : 0)
                if top == bottom { canvas[row, left].arms |= half(a.y, b.y, 16) == 0 ? 1 : 4 }
            }
        }
    }

    /// In which half of its cell a short line lies, such as the tick of an axis.
    private func half(_ a: Double, _ b: Double, _ cell: Double) -> Int {
        let middle = (a + b) / 2 / cell
        return middle - middle.rounded(.down) < 0.5 ? 0 : 1
    }

    private func frame(_ r: Rectangle, isRound: Bool, _ stroke: Stroke, on canvas: inout TextCanvas) {
        let (top, bottom) = (row(r.y), row(r.maxY - 1))
        guard bottom > top, stroke.paint != .faint else { return }
        // Inside the rectangle's own cells, so that what stands next to it keeps its room.
        let (x, y) = (Double(column(r.x)) * 8 + 4, Double(top) * 16 + 8)
        let (right, low) = (Double(column(r.maxX - 1)) * 8 + 4, Double(bottom) * 16 + 8)
        rule(Point(x, y), Point(right, y), on: &canvas)
        rule(Point(x, low), Point(right, low), on: &canvas)
        rule(Point(x, y), Point(x, low), on: &canvas)
        rule(Point(right, y), Point(right, low), on: &canvas)
        for (row, x) in [(top, x), (top, right), (bottom, x), (bottom, right)] where isRound {
            if canvas.contains(row, column(x)) { canvas[row, column(x)].isBend = true }
        }
    }

    private func trace(_ points: [Point], _ stroke: Stroke, on canvas: inout TextCanvas) {
        if style.isPlain { return tracePlain(points, stroke, on: &canvas) }
        let colour = colour(stroke.paint)
        var pen = DashPen(stroke.dash.lengths.map { $0 * 2 })
        for (a, b) in zip(points, points.dropFirst()) where a.isFinite && b.isFinite {
            let steps = max(1, Int((max(abs(b.x - a.x), abs(b.y - a.y)) / 4).rounded(.up)))
            guard steps < 100_000 else { continue }
            let length = (b - a).length / Double(steps)
            for step in 0...steps {
                let point = a.towards(b, Double(step) / Double(steps))
                if pen.isDown {
                    canvas.raise(
                        x: TerminalWriter.whole(point.x / 4), y: TerminalWriter.whole(point.y / 4),
                        colour: colour)
                }
                if step < steps { pen.move(length) }
            }
        }
    }

    private func tracePlain(_ points: [Point], _ stroke: Stroke, on canvas: inout TextCanvas) {
        for (a, b) in zip(points, points.dropFirst()) where a.isFinite && b.isFinite {
            let steps = max(1, Int(max(abs(b.x - a.x) / 8, abs(b.y - a.y) / 16).rounded(.up)))
            guard steps < 100_000 else { continue }
            let sign = plainSign(from: a, to: b, stroke)
            for step in 0...steps {
                let point = a.towards(b, Double(step) / Double(steps))
                let (row, column) = (row(point.y), column(point.x))
                if canvas.contains(row, column) { canvas[row, column].block = sign }
            }
        }
    }

    private func plainSign(from a: Point, to b: Point, _ stroke: Stroke) -> Character {
        if case .series(let index) = stroke.paint { return TerminalWriter.plainMarkers[index % 6] }
        if stroke.dash != .solid { return "." }
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        if abs(dy) < abs(dx) * 0.5 { return "-" }
        if abs(dx) < abs(dy) * 0.25 { return "|" }
        return (dx > 0) == (dy > 0) ? "\\" : "/"
    }

    // MARK: Areas

    private func fill(_ r: Rectangle, _ fill: Fill, on canvas: inout TextCanvas) {
        let (top, left) = (max(0, row(r.y)), max(0, column(r.x)))
        let (bottom, right) = (
            min(canvas.rows - 1, row(r.maxY - 0.5)), min(canvas.columns - 1, column(r.maxX - 0.5))
        )
        guard top <= bottom, left <= right, r.width > 0, r.height > 0 else { return }
        for row in top...bottom {
            for column in left...right {
                let cell = Rectangle(x: Double(column) * 8, y: Double(row) * 16, width: 8, height: 16)
                switch fill.paint {
                case .paper, .panel: canvas.erase(row, column)
                case .ramp(let ramp, let value):
                    let shade = TextCanvas.Shade(ramp: ramp, value: value)
                    if r.contains(Point(cell.midX, cell.y + 4)) { canvas[row, column].upper = shade }
                    if r.contains(Point(cell.midX, cell.y + 12)) { canvas[row, column].lower = shade }
                case .faint: break
                default:
                    guard let block = block(r, in: cell, fill) else { continue }
                    canvas[row, column].block = block
                    canvas[row, column].colour = colour(fill.paint)
                }
            }
        }
    }

    /// The block that covers what the rectangle covers of a cell, in eighths from below or from the left.
    private func block(_ r: Rectangle, in cell: Rectangle, _ fill: Fill) -> Character? {
        let width = (min(r.maxX, cell.maxX) - max(r.x, cell.x)) / cell.width
        let height = (min(r.maxY, cell.maxY) - max(r.y, cell.y)) / cell.height
        guard width > 0, height > 0 else { return nil }
        let isCovered = width * height > 0.4
        if fill.opacity < 0.6 { return isCovered ? (style.isPlain ? "." : "░") : nil }
        // Series after the first are told apart by shade.
        if case .series(let index) = fill.paint, index > 0 {
            return isCovered ? Array(style.isPlain ? "#=:%+" : "█▒░▓▞")[index % 5] : nil
        }
        if style.isPlain { return isCovered ? "#" : nil }
        let isFromBelow = r.maxY >= cell.maxY - 1
        let isFromLeft = r.x <= cell.x + 1
        if width > 0.9, isFromBelow { return Array(" ▁▂▃▄▅▆▇█")[Int((height * 8).rounded())] }
        if height > 0.9, isFromLeft { return Array(" ▏▎▍▌▋▊▉█")[Int((width * 8).rounded())] }
        if width > 0.9, height >= 0.4 { return "▀" }
        return width * height > 0.3 ? "▐" : nil
    }

    private func shade(_ path: Path, _ fill: Fill, on canvas: inout TextCanvas) {
        let lines = path.polylines
        let points = lines.flatMap { $0 }
        guard let top = points.map(\.y).min(), let bottom = points.map(\.y).max() else { return }
        for row in max(0, row(top))...max(0, min(canvas.rows - 1, row(bottom))) {
            for column in 0..<canvas.columns {
                let centre = Point(Double(column) * 8 + 4, Double(row) * 16 + 8)
                guard canvas.contains(row, column), lines.contains(where: { contains($0, centre) }) else {
                    continue
                }
                if fill.paint == .paper {
                    canvas.erase(row, column)
                } else if fill.paint != .faint {
                    canvas[row, column].block = style.isPlain ? "." : fill.opacity < 0.6 ? "░" : "▒"
                    canvas[row, column].colour = colour(fill.paint)
                }
            }
        }
    }

    /// Whether a ray to the right of the point crosses the polygon's edge an odd number of times.
    private func contains(_ polygon: [Point], _ p: Point) -> Bool {
        var isInside = false
        for (index, a) in polygon.enumerated() {
            let b = polygon[(index + 1) % polygon.count]
            if (a.y > p.y) != (b.y > p.y), p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x {
                isInside.toggle()
            }
        }
        return isInside
    }

    private func circle(
        _ centre: Point, _ radius: Double, _ fill: Fill?, _ stroke: Stroke?, on canvas: inout TextCanvas
    ) {
        if let fill, fill.paint == .paper || fill.paint == .panel {
            for x in Int((centre.x - radius) / 4)...Int((centre.x + radius) / 4) {
                for y in Int((centre.y - radius) / 4)...Int((centre.y + radius) / 4) {
                    let distance = (Point(Double(x) * 4 + 2, Double(y) * 4 + 2) - centre).length
                    if distance < radius { canvas.lower(x: x, y: y) }
                }
            }
        } else if let fill {
            self.fill(Rectangle(centre: centre, width: 2 * radius, height: 2 * radius), fill, on: &canvas)
        }
        if let stroke, radius >= 4 {
            let points = (0...24).map { step in
                let angle = Double(step) / 12 * Double.pi
                return centre + Point(cosine(angle), sine(angle)) * radius
            }
            trace(points, stroke, on: &canvas)
        }
    }

    private func shade(_ raster: Raster, on canvas: inout TextCanvas) {
        let frame = raster.frame
        guard frame.width > 0, frame.height > 0, raster.rows > 0, raster.columns > 0 else { return }
        for half in max(0, Int(frame.y / 8))..<max(0, min(canvas.rows * 2, Int((frame.maxY / 8).rounded()))) {
            for column in max(
                0, column(frame.x))..<max(0, min(canvas.columns, Int((frame.maxX / 8).rounded())))
            {
                let (x, y) = (Double(column) * 8, Double(half) * 8)
                let (left, right) = (mean(raster, x, y), mean(raster, x + 4, y))
                let shade = TextCanvas.Shade(ramp: raster.ramp, value: left / 2 + right / 2)
                let first = half % 2 * 2
                // Where the picture ends in the middle of a character, the other half is empty.
                if canvas[half / 2, column].quarters == nil { canvas[half / 2, column].quarters = .zero }
                canvas[half / 2, column].quarters![first] = left
                canvas[half / 2, column].quarters![first + 1] = right
                if half % 2 == 0 {
                    canvas[half / 2, column].upper = shade
                } else {
                    canvas[half / 2, column].lower = shade
                }
            }
        }
    }

    /// The mean of the raster's cells that lie under a quarter of a character.
    private func mean(_ raster: Raster, _ x: Double, _ y: Double) -> Double {
        let (width, height) = (
            raster.frame.width / Double(raster.columns), raster.frame.height / Double(raster.rows)
        )
        func range(_ start: Double, _ length: Double, _ size: Double, _ count: Int) -> ClosedRange<Int> {
            let first = min(max(Int((start / size + 0.001).rounded(.down)), 0), count - 1)
            let last = min(max(Int(((start + length) / size - 0.001).rounded(.down)), first), count - 1)
            return first...last
        }
        var (sum, count) = (0.0, 0.0)
        for row in range(y - raster.frame.y, 8, height, raster.rows) {
            for column in range(x - raster.frame.x, 4, width, raster.columns) {
                sum += raster.values[row * raster.columns + column]
                count += 1
            }
        }
        return sum / count
    }

    // MARK: Letters

    private func write(_ label: Label, on canvas: inout TextCanvas) {
        var text = style.isPlain ? plain(label.string) : label.string
        text = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }.filter { !isControl($0) })
        if label.hasHalo { text = " " + text + " " }
        let width = terminalWidth(of: text)
        let x = label.at.x / 8
        var column =
            switch label.anchor {
            case .start: Int(x.rounded(.down))
            case .middle: Int((x - Double(width) / 2).rounded())
            case .end: Int(x.rounded(.up)) - width
            }
        column = max(0, min(column, canvas.columns - width))
        canvas.write(text, row: row(label.at.y), column: column, colour: colour(label.paint))
    }

    /// A label must not steer the terminal.
    private func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }
}

/// A pen that lifts and falls as it moves, for dashes that run on over corners.
private struct DashPen {
    private let lengths: [Double]
    private var part = 0
    private var left: Double

    init(_ lengths: [Double]) {
        self.lengths = lengths
        left = lengths.first ?? 0
    }

    var isDown: Bool { part % 2 == 0 }

    mutating func move(_ distance: Double) {
        guard !lengths.isEmpty else { return }
        left -= distance
        while left <= 0 {
            part = (part + 1) % lengths.count
            left += lengths[part]
        }
    }
}
