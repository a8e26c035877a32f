// A picture as a list of marks, which the writers of SVG and of characters both understand.

/// A word or number in a drawing.
public struct Label: Equatable, Sendable {
    public enum Anchor: Equatable, Sendable { case start, middle, end }
    public enum Role: Equatable, Sendable {
        case title, text, small, number

        var size: Double {
            switch self {
            case .title: 14
            case .text, .number: 13
            case .small: 11.5
            }
        }
    }

    public var string: String
    /// Where it starts, ends or has its middle; half its height above and below.
    public var at: Point
    public var anchor: Anchor
    public var role: Role
    public var paint: Paint
    /// Behind the letters a rim of the background's colour, where the text lies on other marks.
    public var hasHalo: Bool
}

/// A grid of equal cells, each with a value from 0 to 1 on a ramp; NaN marks what is no number.
public struct Raster: Equatable, Sendable {
    public var frame: Rectangle
    public var rows: Int
    public var columns: Int
    /// Row by row from the top.
    public var values: [Double]
    public var ramp: Ramp
}

/// One thing that is drawn.
public indirect enum Mark: Equatable, Sendable {
    case line(Point, Point, Stroke)
    case path(Path, fill: Fill?, stroke: Stroke?)
    case rectangle(Rectangle, corner: Double, fill: Fill?, stroke: Stroke?)
    case circle(Point, radius: Double, fill: Fill?, stroke: Stroke?)
    case marker(Marker, Point, radius: Double, Paint)
    case label(Label)
    case raster(Raster)
    case group(String, [Mark])
}

/// What fills an area.
public struct Fill: Equatable, Sendable {
    public var paint: Paint
    public var opacity: Double

    public init(_ paint: Paint, opacity: Double = 1) { (self.paint, self.opacity) = (paint, opacity) }
}

/// Marks in the order they are painted, and the room they take.
public struct Drawing: Equatable, Sendable {
    public var size: Size
    public var marks: [Mark] = []

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
