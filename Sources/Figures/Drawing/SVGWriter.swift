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
            \(drawing.marks.map(text(of:)).joined(separator: "\n"))
            </svg>
            """
    }

    private func text(of mark: Mark) -> String {
        switch mark {
        case .line(let a, let b, let stroke):
            return "<path d=\"M\(pair(a))L\(pair(b))\"\(attributes(stroke))/>"
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
            return markerText(marker, p, radius, paint)
        case .label(let label): return text(of: label)
        case .raster(let raster): return text(of: raster)
        case .group(let name, let marks):
            return "<g class=\"\(escaped(name))\">\n" + marks.map(text(of:)).joined(separator: "\n")
                + "\n</g>"
        }
    }

    private func pair(_ p: Point) -> String { coordinate(p.x) + " " + coordinate(p.y) }

    private func steps(_ path: Path) -> String {
        var result = ""
        var isDrawing = false
        for step in path.steps {
            switch step {
            case .move(let p): result += "M" + pair(p)
            // Points after a line need no letter of their own.
            case .line(let p): result += (isDrawing ? " " : "L") + pair(p)
            case .curve(let a, let b, let p): result += "C\(pair(a)) \(pair(b)) \(pair(p))"
            case .close: result += "Z"
            }
            if case .line = step { isDrawing = true } else { isDrawing = false }
        }
        return result
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

    private func markerText(_ marker: Marker, _ p: Point, _ r: Double, _ paint: Paint) -> String {
        func shape(_ points: [Point]) -> String {
            "<path d=\"\(steps(Path(points.map { p + $0 * r }, closed: true)))\" fill=\"\(Palette.css(paint))\"/>"
        }
        func strokes(_ lines: [[Point]]) -> String {
            var path = Path()
            for line in lines { path.add(line.map { p + $0 * r }) }
            return "<path d=\"\(steps(path))\"\(attributes(Stroke(paint, width: 2)))/>"
        }
        switch marker {
        case .circle:
            return "<circle cx=\"\(coordinate(p.x))\" cy=\"\(coordinate(p.y))\" r=\"\(coordinate(r))\" "
                + "fill=\"\(Palette.css(paint))\"/>"
        case .square: return shape([Point(-0.9, -0.9), Point(0.9, -0.9), Point(0.9, 0.9), Point(-0.9, 0.9)])
        case .triangle: return shape([Point(0, -1.2), Point(1.1, 0.8), Point(-1.1, 0.8)])
        case .diamond: return shape([Point(0, -1.3), Point(1.3, 0), Point(0, 1.3), Point(-1.3, 0)])
        case .cross:
            return strokes([[Point(-0.9, -0.9), Point(0.9, 0.9)], [Point(-0.9, 0.9), Point(0.9, -0.9)]])
        case .plus: return strokes([[Point(-1.2, 0), Point(1.2, 0)], [Point(0, -1.2), Point(0, 1.2)]])
        }
    }

    private func text(of label: Label) -> String {
        // Digits and small letters have their middle about a third of the size above the line they stand on.
        let y = label.at.y + 0.35 * label.role.size
        var attributes =
            " x=\"\(coordinate(label.at.x))\" y=\"\(coordinate(y))\" fill=\"\(Palette.css(label.paint))\""
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
        if label.hasHalo {
            attributes +=
                " paint-order=\"stroke\" stroke=\"\(Palette.css(.paper))\" stroke-width=\"6\" stroke-linejoin=\"round\""
        }
        return "<text\(attributes)>\(escaped(label.string))</text>"
    }

    /// Cells of one colour are one path, and neighbours in a row one step of it, so that an image stays small. The path
    /// counts in cells; the group makes them as large as they are.
    private func text(of raster: Raster) -> String {
        var paths: [String: String] = [:]
        var order: [String] = []
        for row in 0..<raster.rows {
            var column = 0
            while column < raster.columns {
                let start = column
                let hex = colour(row, start, of: raster)
                while column < raster.columns, colour(row, column, of: raster) == hex { column += 1 }
                if paths[hex] == nil { order.append(hex) }
                paths[hex, default: ""] += "M\(start) \(row)h\(column - start)v1h-\(column - start)z"
            }
        }
        let body = order.map { "<path fill=\"\($0)\" d=\"\(paths[$0]!)\"/>" }.joined(separator: "\n")
        let frame = raster.frame
        func scale(_ length: Double, _ count: Int) -> String {
            withoutTrailingZeros(fixedNumber(length / Double(count), decimals: 4))
        }
        let place = "translate(\(coordinate(frame.x)) \(coordinate(frame.y)))"
        let size = "scale(\(scale(frame.width, raster.columns)) \(scale(frame.height, raster.rows)))"
        return "<g shape-rendering=\"crispEdges\" transform=\"\(place) \(size)\">\n\(body)\n</g>"
    }

    /// A cell's colour; of many cells the values are rounded to levels, which the eye hardly tells apart.
    private func colour(_ row: Int, _ column: Int, of raster: Raster) -> String {
        let value = raster.values[row * raster.columns + column]
        let levels = raster.values.count > 1000 ? 32.0 : raster.values.count > 400 ? 64 : .infinity
        return raster.ramp.colour(levels.isFinite ? (value * levels).rounded() / levels : value).hex
    }
}
