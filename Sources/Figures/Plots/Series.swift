// Numbers that belong together in a plot, under one name.

/// Points (x, y) in order.
public struct Series: Equatable, Sendable {
    /// How the points are drawn.
    public enum Style: Equatable, Sendable {
        /// Joined by a line.
        case line
        /// As markers.
        case points
        /// As markers on a line.
        case both
    }

    /// What stands at the end of the line; empty for nothing.
    public var name: String
    /// The places to the right, one for each y.
    public var x: [Double]
    /// The heights; NaN leaves a gap.
    public var y: [Double]
    /// Whether the points are joined, marked or both; joined unless said otherwise.
    public var style: Style
    /// The bounds of a band around the line, for example the spread over several runs.
    public var band: Band?

    /// An area around the line.
    public struct Band: Equatable, Sendable {
        /// Its lower bound, one for each point.
        public var lower: [Double]
        /// Its upper bound, one for each point.
        public var upper: [Double]
    }

    /// - Parameters:
    ///   - x: one for each y; without them, 0, 1, 2, …
    ///   - band: as many lower and upper bounds as there are points.
    public init(
        _ name: String = "", x: [Double]? = nil, y: [Double], style: Style = .line,
        band: (lower: [Double], upper: [Double])? = nil, file: StaticString = #file, line: UInt = #line
    ) {
        self.name = name
        self.x = x ?? y.indices.map(Double.init)
        (self.y, self.style) = (y, style)
        self.band = band.map { Band(lower: $0.lower, upper: $0.upper) }
        if self.x.count != y.count {
            fatalError(
                "Series \"\(name)\" has \(self.x.count) values of x and \(y.count) of y; give one x for each y",
                file: file, line: line)
        }
        if let band, band.lower.count != y.count || band.upper.count != y.count {
            fatalError(
                "The band of series \"\(name)\" has \(band.lower.count) lower and \(band.upper.count) upper bounds "
                    + "for \(y.count) points; give one of each for each point", file: file, line: line)
        }
    }

    /// The points, those that are no numbers too.
    var points: [Point] { zip(x, y).map { Point($0, $1) } }

    /// The points in runs without a gap; a gap is what the axes cannot show.
    func runs(_ xAxis: Axis, _ yAxis: Axis) -> [[Int]] {
        var runs: [[Int]] = []
        var isOpen = false
        for index in y.indices {
            if xAxis.canShow(x[index]), yAxis.canShow(y[index]) {
                if isOpen { runs[runs.count - 1].append(index) } else { runs.append([index]) }
                isOpen = true
            } else {
                isOpen = false
            }
        }
        return runs
    }
}
