// Points, rectangles and paths, in units of which a letter takes about seven; y grows downwards.

/// A place in a drawing, or a point of a plot.
public struct Point: Equatable, Sendable {
    /// To the right.
    public var x: Double
    /// In a drawing down, in a plot up.
    public var y: Double

    /// The place at x and y.
    public init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }

    static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
    static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
    static func * (a: Point, factor: Double) -> Point { Point(a.x * factor, a.y * factor) }

    var length: Double { (x * x + y * y).squareRoot() }
    var isFinite: Bool { x.isFinite && y.isFinite }

    /// The point at a fraction of the way to another.
    func towards(_ other: Point, _ fraction: Double) -> Point { self + (other - self) * fraction }

    /// The same direction with length 1; the zero vector stays.
    var unit: Point { length > 0 ? self * (1 / length) : self }

    /// Turned by a quarter.
    var normal: Point { Point(-y, x) }
}

/// Width and height in the units of a drawing.
public struct Size: Equatable, Sendable {
    /// From left to right.
    public var width: Double
    /// From top to bottom.
    public var height: Double

    /// A size of this width and height.
    public init(_ width: Double, _ height: Double) { (self.width, self.height) = (width, height) }
}

/// A rectangle with level sides, in the units of a drawing.
public struct Rectangle: Equatable, Sendable {
    /// Its left side.
    public var x: Double
    /// Its upper side.
    public var y: Double
    /// From its left to its right side.
    public var width: Double
    /// From its upper to its lower side.
    public var height: Double

    /// The rectangle from its upper left corner.
    public init(x: Double, y: Double, width: Double, height: Double) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    init(centre: Point, width: Double, height: Double) {
        self.init(x: centre.x - width / 2, y: centre.y - height / 2, width: width, height: height)
    }

    var maxX: Double { x + width }
    var maxY: Double { y + height }
    var midX: Double { x + width / 2 }
    var midY: Double { y + height / 2 }
    var centre: Point { Point(midX, midY) }

    func contains(_ point: Point) -> Bool {
        point.x >= x && point.x <= maxX && point.y >= y && point.y <= maxY
    }

    func inset(by distance: Double) -> Rectangle {
        Rectangle(
            x: x + distance, y: y + distance, width: max(0, width - 2 * distance),
            height: max(0, height - 2 * distance))
    }

    /// The part of a straight line that lies inside, by Liang and Barsky (1984).
    func clip(_ a: Point, _ b: Point) -> (Point, Point)? {
        var (entry, exit) = (0.0, 1.0)
        let step = b - a
        for (direction, distance) in [
            (-step.x, a.x - x), (step.x, maxX - a.x), (-step.y, a.y - y), (step.y, maxY - a.y),
        ] {
            if direction == 0 {
                if distance < 0 { return nil }
            } else if direction < 0 {
                entry = max(entry, distance / direction)
            } else {
                exit = min(exit, distance / direction)
            }
        }
        return entry <= exit ? (a.towards(b, entry), a.towards(b, exit)) : nil
    }
}

/// Straight and curved lines, one after another.
public struct Path: Equatable, Sendable {
    /// What the pen does next.
    public enum Step: Equatable, Sendable {
        /// Goes to a point without drawing.
        case move(Point)
        /// Draws a straight line to a point.
        case line(Point)
        /// Draws to the last point, bending towards the two before it (a cubic Bézier curve).
        case curve(Point, Point, Point)
        /// Draws back to where it went last without drawing.
        case close
    }

    /// What the pen does, in order.
    public var steps: [Step] = []

    /// A path on which nothing is drawn yet.
    public init() {}

    init(_ points: [Point], closed: Bool = false) {
        add(points, closed: closed)
    }

    mutating func add(_ points: [Point], closed: Bool = false) {
        for (index, point) in points.enumerated() { steps.append(index == 0 ? .move(point) : .line(point)) }
        if closed, !points.isEmpty { steps.append(.close) }
    }

    mutating func move(_ point: Point) { steps.append(.move(point)) }
    mutating func line(_ point: Point) { steps.append(.line(point)) }
    mutating func curve(_ a: Point, _ b: Point, _ end: Point) { steps.append(.curve(a, b, end)) }

    var isEmpty: Bool { steps.isEmpty }

    /// The path as straight lines, a curve as sixteen.
    var polylines: [[Point]] {
        var lines: [[Point]] = []
        for step in steps {
            switch step {
            case .move(let point): lines.append([point])
            case .line(let point): lines[lines.count - 1].append(point)
            case .curve(let a, let b, let end):
                let start = lines[lines.count - 1].last!
                for index in 1...16 {
                    lines[lines.count - 1].append(cubic(start, a, b, end, at: Double(index) / 16))
                }
            case .close: lines[lines.count - 1].append(lines[lines.count - 1][0])
            }
        }
        return lines
    }
}

/// A point of Bézier's cubic curve.
func cubic(_ p0: Point, _ p1: Point, _ p2: Point, _ p3: Point, at t: Double) -> Point {
    let s = 1 - t
    return p0 * (s * s * s) + p1 * (3 * s * s * t) + p2 * (3 * s * t * t) + p3 * (t * t * t)
}
