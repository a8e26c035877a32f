// A drawing as SVG: text stays text, colours are the page's, coordinates are rounded so that equal data give equal bytes.

struct SVGWriter {
    func svg(of drawing: Drawing, title: String, description: String, id: String?, class name: String)
        -> String
    {
        let (width, height) = (coordinate(drawing.size.width), coordinate(drawing.size.height))
        let names = id.map { " aria-labelledby=\"\(escaped($0))-title \(escaped($0))-desc\"" } ?? ""
        func idAttribute(_ suffix: String) -> String { id.map { " id=\"\(escaped($0))-\(suffix)\"" } ?? "" }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="\(name)" role="img"\(names) viewBox="0 0 \(width) \(height)" \
            width="\(width)" height="\(height)" font-family="var(--sans, system-ui, sans-serif)" font-size="13" \
            fill="none">
            <title\(idAttribute("title"))>\(escaped(title))</title>
            <desc\(idAttribute("desc"))>\(escaped(description))</desc>
            \(text(of: drawing.marks))
            </svg>
            """
    }

    /// The marks one after another. Neighbours that look alike become one element.
    private func text(of marks: [Mark]) -> String {
        var texts: [String] = []
        var rest = marks[...]
        while let mark = rest.first {
            let run = Array(rest.prefix { isAlike($0, mark) })
            texts.append(run.count < 2 ? text(of: mark) : text(ofAlike: run))
            rest = rest.dropFirst(max(1, run.count))
        }
        return texts.joined(separator: "\n")
    }

    /// Whether two marks differ in their places, and labels in their words, at most.
    private func isAlike(_ mark: Mark, _ other: Mark) -> Bool {
        switch (mark, other) {
        // Where lines shine through, one path would show where they cross only once.
        case (.line(_, _, let a), .line(_, _, let b)): a == b && a.opacity == 1
        case (.marker(let a, _, let r, let paint), .marker(let b, _, let s, let colour)):
            a == b && r == s && paint == colour
        case (.label(let a), .label(let b)): attributes(a) == attributes(b)
        default: false
        }
    }

    private func text(ofAlike marks: [Mark]) -> String {
        switch marks[0] {
        case .line(_, _, let stroke):
            let path = marks.map { if case .line(let a, let b, _) = $0 { line(a, b) } else { "" } }.joined()
            return "<path d=\"\(path)\"\(attributes(stroke))/>"
        case .marker(let marker, _, let radius, let paint):
            let places = marks.map { if case .marker(_, let place, _, _) = $0 { place } else { Point(0, 0) } }
            return text(of: marker, at: places, radius, paint)
        case .label(let label):
            let texts = marks.map { if case .label(let label) = $0 { element(label, "") } else { "" } }
            return "<g\(attributes(label))>\n\(texts.joined(separator: "\n"))\n</g>"
        default: return marks.map { text(of: $0) }.joined(separator: "\n")
        }
    }

    private func text(of mark: Mark) -> String {
        switch mark {
        case .line(let a, let b, let stroke):
            return "<path d=\"\(line(a, b))\"\(attributes(stroke))/>"
        case .path(let path, let fill, let stroke):
            return "<path d=\"\(steps(path))\"\(attributes(fill))\(attributes(stroke))/>"
        case .rectangle(let r, let corner, let fill, let stroke):
            let rounding = corner > 0 ? " rx=\"\(coordinate(corner))\"" : ""
            return "<rect x=\"\(coordinate(r.x))\" y=\"\(coordinate(r.y))\" width=\"\(coordinate(r.width))\" "
                + "height=\"\(coordinate(r.height))\"\(rounding)\(attributes(fill))\(attributes(stroke))/>"
        case .circle(let p, let radius, let fill, let stroke):
            return "<circle cx=\"\(coordinate(p.x))\" cy=\"\(coordinate(p.y))\" r=\"\(coordinate(radius))\""
                + "\(attributes(fill))\(attributes(stroke))/>"
        case .marker(let marker, let p, let radius, let paint):
            return text(of: marker, at: [p], radius, paint)
        case .label(let label): return text(of: label)
        case .raster(let raster): return text(of: raster)
        case .group(let name, let marks):
            return "<g class=\"\(escaped(name))\">\n\(text(of: marks))\n</g>"
        }
    }

    private func line(_ a: Point, _ b: Point) -> String {
        if coordinate(a.y) == coordinate(b.y) { return "M\(pair(a))H\(coordinate(b.x))" }
        if coordinate(a.x) == coordinate(b.x) { return "M\(pair(a))V\(coordinate(b.y))" }
        return "M\(pair(a))L\(pair(b))"
    }

    private func pair(_ p: Point) -> String { coordinate(p.x) + " " + coordinate(p.y) }

    /// Lines go from point to point by differences, which are shorter to write than places. They are those of the
    /// rounded places, so that no error adds up.
    private func steps(_ path: Path) -> String {
        var result = ""
        var isDrawing = false
        var (here, start) = (Tenths(Point(0, 0)), Tenths(Point(0, 0)))
        for step in path.steps {
            switch step {
            case .move(let p):
                result += "M" + pair(p)
                here = Tenths(p)
                start = here
            case .line(let p):
                let next = Tenths(p)
                let (dx, dy) = (tenths(next.x - here.x), tenths(next.y - here.y))
                defer { here = next }
                if next.x == here.x || next.y == here.y {
                    result += next.y == here.y ? "h" + dx : "v" + dy
                    isDrawing = false
                    continue
                }
                // Points after a line need no letter of their own, and a minus sign no blank before it.
                result += (isDrawing ? dx.hasPrefix("-") ? "" : " " : "l") + dx
                result += (dy.hasPrefix("-") ? "" : " ") + dy
            case .curve(let a, let b, let p):
                result += "C\(pair(a)) \(pair(b)) \(pair(p))"
                here = Tenths(p)
            case .close:
                result += "Z"
                here = start
            }
            if case .line = step { isDrawing = true } else { isDrawing = false }
        }
        return result
    }

    /// A place in tenths of a pixel.
    private struct Tenths {
        let x: Int
        let y: Int

        init(_ p: Point) { (x, y) = (Self.rounded(p.x), Self.rounded(p.y)) }

        private static func rounded(_ x: Double) -> Int { Int(exactly: (x * 10).rounded()) ?? 0 }
    }

    private func tenths(_ count: Int) -> String {
        let (whole, rest) = (abs(count) / 10, abs(count) % 10)
        return (count < 0 ? "-" : "") + (whole == 0 && rest > 0 ? "" : "\(whole)")
            + (rest == 0 ? "" : ".\(rest)")
    }

    private func attributes(_ fill: Fill?) -> String {
        guard let fill else { return "" }
        let opacity = fill.opacity < 1 ? " fill-opacity=\"\(fixed(fill.opacity))\"" : ""
        return " fill=\"\(Palette.css(fill.paint))\"\(opacity)"
    }

    private func attributes(_ stroke: Stroke?) -> String {
        guard let stroke else { return "" }
        var result = " stroke=\"\(Palette.css(stroke.paint))\""
        if stroke.width != 1 { result += " stroke-width=\"\(fixed(stroke.width))\"" }
        if stroke.dash != .solid {
            result += " stroke-dasharray=\"\(stroke.dash.lengths.map(coordinate).joined(separator: " "))\""
        }
        if stroke.opacity < 1 { result += " stroke-opacity=\"\(fixed(stroke.opacity))\"" }
        if case .series = stroke.paint { result += " stroke-linejoin=\"round\"" }
        return result
    }

    private func fixed(_ x: Double) -> String { withoutTrailingZeros(fixedNumber(x, decimals: 2)) }

    private func text(of marker: Marker, at places: [Point], _ r: Double, _ paint: Paint) -> String {
        func shape(_ points: [Point]) -> String {
            let path = places.map { p in steps(Path(points.map { p + $0 * r }, closed: true)) }.joined()
            return "<path d=\"\(path)\" fill=\"\(Palette.css(paint))\"/>"
        }
        func strokes(_ lines: [[Point]]) -> String {
            var path = Path()
            for p in places { for line in lines { path.add(line.map { p + $0 * r }) } }
            return "<path d=\"\(steps(path))\"\(attributes(Stroke(paint, width: 2)))/>"
        }
        // Lines of next to no length, of which the ends are seen. Those of none at all have no square ends on paper.
        func ends(_ form: String, _ width: Double) -> String {
            let path = places.map { "M\(pair($0))h\(form == "square" ? ".01" : "0")" }.joined()
            return "<path d=\"\(path)\" stroke=\"\(Palette.css(paint))\" stroke-width=\"\(fixed(width))\" "
                + "stroke-linecap=\"\(form)\"/>"
        }
        switch marker {
        case .circle: return ends("round", 2 * r)
        case .square: return ends("square", 1.8 * r)
        case .triangle: return shape([Point(0, -1.2), Point(1.1, 0.8), Point(-1.1, 0.8)])
        case .diamond: return shape([Point(0, -1.3), Point(1.3, 0), Point(0, 1.3), Point(-1.3, 0)])
        case .cross:
            return strokes([[Point(-0.9, -0.9), Point(0.9, 0.9)], [Point(-0.9, 0.9), Point(0.9, -0.9)]])
        case .plus: return strokes([[Point(-1.2, 0), Point(1.2, 0)], [Point(0, -1.2), Point(0, 1.2)]])
        }
    }

    private func text(of label: Label) -> String { element(label, attributes(label)) }

    private func element(_ label: Label, _ attributes: String) -> String {
        // Digits and small letters have their middle about a third of the size above the line they stand on.
        let y = label.at.y + 0.35 * label.role.size
        return
            "<text x=\"\(coordinate(label.at.x))\" y=\"\(coordinate(y))\"\(attributes)>\(escaped(label.string))</text>"
    }

    /// How a label looks, whatever it says and wherever.
    private func attributes(_ label: Label) -> String {
        var attributes = " fill=\"\(Palette.css(label.paint))\""
        switch label.anchor {
        case .start: break
        case .middle: attributes += " text-anchor=\"middle\""
        case .end: attributes += " text-anchor=\"end\""
        }
        switch label.role {
        case .title: attributes += " font-size=\"14\" font-weight=\"600\""
        case .small: attributes += " font-size=\"11.5\""
        case .text, .number: break
        }
        // Wide enough to close the gap above a decimal point, where a line would make it a colon.
        if label.hasHalo {
            attributes +=
                " paint-order=\"stroke\" stroke=\"\(Palette.css(.paper))\" stroke-width=\"8\" stroke-linejoin=\"round\""
        }
        return attributes
    }

    /// The cells as the pixels of a picture, which the browser makes as large as they are.
    private func text(of raster: Raster) -> String {
        let raster = raster.visible
        var places: [String: UInt8] = [:]
        var palette: [RGB] = []
        var pixels: [UInt8] = []
        for row in 0..<raster.rows {
            for column in 0..<raster.columns {
                let colour = colour(row, column, of: raster)
                if places[colour.hex] == nil {
                    places[colour.hex] = UInt8(palette.count)
                    palette.append(colour)
                }
                pixels.append(places[colour.hex]!)
            }
        }
        let picture = PNG(width: raster.columns, height: raster.rows, pixels: pixels, palette: palette)
        let frame = raster.frame
        return "<image x=\"\(coordinate(frame.x))\" y=\"\(coordinate(frame.y))\" "
            + "width=\"\(coordinate(frame.width))\" height=\"\(coordinate(frame.height))\" "
            + "preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"\(picture.dataAddress)\"/>"
    }

    /// A cell's colour. A picture has few enough for half a byte each, and a surface, on which steps would show as
    /// lines, few enough for a byte.
    private func colour(_ row: Int, _ column: Int, of raster: Raster) -> RGB {
        let value = raster.values[row * raster.columns + column]
        let levels = raster.values.count > 1000 ? 200.0 : raster.values.count > 200 ? 14 : .infinity
        return raster.ramp.colour(levels.isFinite ? (value * levels).rounded() / levels : value)
    }
}
