// A picture as a list of marks, which the writers of SVG and of characters both understand.

/// A word or number in a drawing.
public struct Label: Equatable, Sendable {
    /// Which part of a text stands at its place.
    public enum Anchor: Equatable, Sendable {
        /// Its left end.
        case start
        /// Its middle.
        case middle
        /// Its right end.
        case end
    }

    /// How large a text is, and how heavy.
    public enum Role: Equatable, Sendable {
        /// The heading of a figure or panel: 14 units high and heavy.
        case title
        /// Names and words: 13 units high.
        case text
        /// Notes and units of measure: 11.5 units high.
        case small
        /// A number among numbers: as large as a text.
        case number

        var size: Double {
            switch self {
            case .title: 14
            case .text, .number: 13
            case .small: 11.5
            }
        }
    }

    /// What is written.
    public var string: String
    /// Where it starts, ends or has its middle; half its height above and below.
    public var at: Point
    /// Which part of the text stands at ``at``.
    public var anchor: Anchor
    /// How large it is, and how heavy.
    public var role: Role
    /// The colour of the letters.
    public var paint: Paint
    /// Behind the letters a rim of the background's colour, where the text lies on other marks.
    public var hasHalo: Bool
}

/// A grid of equal cells, each with a value from 0 to 1 on a ramp; NaN marks what is no number.
public struct Raster: Equatable, Sendable {
    /// Where the grid lies in the drawing.
    public var frame: Rectangle
    /// How many cells stand below one another.
    public var rows: Int
    /// How many cells stand side by side.
    public var columns: Int
    /// Row by row from the top.
    public var values: [Double]
    /// The colours of 0, of 1, and of what lies between.
    public var ramp: Ramp
}

extension Raster {
    /// The grid with no more cells than a page can show: where they are narrower or lower than a unit, several are drawn
    /// as their mean.
    var visible: Raster {
        var result = self
        result.rows = min(rows, max(1, Int(frame.height)))
        result.columns = min(columns, max(1, Int(frame.width)))
        guard result.rows < rows || result.columns < columns else { return self }
        func part(_ index: Int, of parts: Int, _ count: Int) -> Range<Int> {
            (index * count / parts)..<((index + 1) * count / parts)
        }
        result.values = (0..<result.rows).flatMap { row in
            (0..<result.columns).map { column in
                let across = part(column, of: result.columns, columns)
                let cells = part(row, of: result.rows, rows).flatMap { row in
                    across.map { values[row * columns + $0] }
                }
                return cells.reduce(0, +) / Double(cells.count)
            }
        }
        return result
    }
}

/// One thing that is drawn.
public indirect enum Mark: Equatable, Sendable {
    /// A straight line from point to point.
    case line(Point, Point, Stroke)
    /// Lines and curves, filled or drawn or both.
    case path(Path, fill: Fill?, stroke: Stroke?)
    /// A rectangle, its corners rounded by a radius.
    case rectangle(Rectangle, corner: Double, fill: Fill?, stroke: Stroke?)
    /// A circle around a point.
    case circle(Point, radius: Double, fill: Fill?, stroke: Stroke?)
    /// A sign at a point, about twice the radius wide.
    case marker(Marker, Point, radius: Double, Paint)
    /// A word or number.
    case label(Label)
    /// A grid of coloured cells.
    case raster(Raster)
    /// Marks that belong together, under the name of a class in SVG.
    case group(String, [Mark])
}

/// What fills an area.
public struct Fill: Equatable, Sendable {
    /// The colour.
    public var paint: Paint
    /// From 0, which is not seen, to 1, the default.
    public var opacity: Double

    /// A colour that covers what lies below it, unless it is made to shine through.
    public init(_ paint: Paint, opacity: Double = 1) { (self.paint, self.opacity) = (paint, opacity) }
}

/// Marks in the order they are painted, and the room they take.
public struct Drawing: Equatable, Sendable {
    /// Width and height, in units of which a letter of text is 13 high.
    public var size: Size
    /// What is painted; later marks cover earlier ones.
    public var marks: [Mark] = []

    /// An empty drawing.
    public init(_ size: Size) { self.size = size }

    mutating func line(_ from: Point, _ to: Point, _ stroke: Stroke) { marks.append(.line(from, to, stroke)) }

    mutating func path(_ path: Path, fill: Fill? = nil, stroke: Stroke? = nil) {
        if !path.isEmpty { marks.append(.path(path, fill: fill, stroke: stroke)) }
    }

    mutating func rectangle(
        _ rectangle: Rectangle, corner: Double = 0, fill: Fill? = nil, stroke: Stroke? = nil
    ) {
        marks.append(.rectangle(rectangle, corner: corner, fill: fill, stroke: stroke))
    }

    mutating func circle(_ centre: Point, radius: Double, fill: Fill? = nil, stroke: Stroke? = nil) {
        marks.append(.circle(centre, radius: radius, fill: fill, stroke: stroke))
    }

    mutating func marker(_ marker: Marker, _ at: Point, radius: Double = 4, _ paint: Paint) {
        marks.append(.marker(marker, at, radius: radius, paint))
    }

    mutating func text(
        _ string: String, _ at: Point, _ anchor: Label.Anchor = .start, role: Label.Role = .text,
        paint: Paint = .ink, halo: Bool = false
    ) {
        guard !string.isEmpty else { return }
        marks.append(
            .label(Label(string: string, at: at, anchor: anchor, role: role, paint: paint, hasHalo: halo)))
    }

    /// Puts another drawing into this one.
    mutating func add(_ other: Drawing, at origin: Point, class name: String = "panel") {
        marks.append(.group(name, other.marks.map { $0.moved(by: origin) }))
    }
}

extension Mark {
    func moved(by offset: Point) -> Mark {
        func moved(_ r: Rectangle) -> Rectangle {
            Rectangle(x: r.x + offset.x, y: r.y + offset.y, width: r.width, height: r.height)
        }
        switch self {
        case .line(let a, let b, let stroke): return .line(a + offset, b + offset, stroke)
        case .path(var path, let fill, let stroke):
            path.steps = path.steps.map { step in
                switch step {
                case .move(let p): .move(p + offset)
                case .line(let p): .line(p + offset)
                case .curve(let a, let b, let p): .curve(a + offset, b + offset, p + offset)
                case .close: .close
                }
            }
            return .path(path, fill: fill, stroke: stroke)
        case .rectangle(let r, let corner, let fill, let stroke):
            return .rectangle(moved(r), corner: corner, fill: fill, stroke: stroke)
        case .circle(let p, let radius, let fill, let stroke):
            return .circle(p + offset, radius: radius, fill: fill, stroke: stroke)
        case .marker(let marker, let p, let radius, let paint):
            return .marker(marker, p + offset, radius: radius, paint)
        case .label(var label):
            label.at = label.at + offset
            return .label(label)
        case .raster(var raster):
            raster.frame = moved(raster.frame)
            return .raster(raster)
        case .group(let name, let marks): return .group(name, marks.map { $0.moved(by: offset) })
        }
    }
}
