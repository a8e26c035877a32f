// A function of two variables, asked at the points of a grid.

struct SampledPlane: Sendable {
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
    /// `values[row][column]`; row 0 is at the smallest y.
    let values: [[Double]]

    init(_ function: (Double, Double) -> Double, x: ClosedRange<Double>, y: ClosedRange<Double>, steps: Int) {
        (self.x, self.y) = (x, y)
        func at(_ row: Int, _ column: Int) -> Double {
            let point = SampledPlane.point(Double(column), Double(row), of: steps, x, y)
            return function(point.x, point.y)
        }
        values = (0...steps).map { row in (0...steps).map { column in at(row, column) } }
    }

    private var steps: Int { values.count - 1 }

    /// The point of the plane at a place of the grid.
    private static func point(
        _ column: Double, _ row: Double, of steps: Int, _ x: ClosedRange<Double>, _ y: ClosedRange<Double>
    ) -> Point {
        Point(
            x.lowerBound + (x.upperBound - x.lowerBound) * column / Double(steps),
            y.lowerBound + (y.upperBound - y.lowerBound) * row / Double(steps))
    }

    var finite: [Double] { values.flatMap { $0 }.filter(\.isFinite) }

    /// The value that the function has everywhere; nil where it has several, or none.
    var onlyValue: Double? {
        let finite = finite
        return finite.allSatisfy { $0 == finite[0] } ? finite.first : nil
    }

    /// The value of the function at the middle of each square, row by row from the largest y, as pictures are.
    ///
    /// A mean of the corners would show values between the two that a threshold unit gives out.
    func cells(_ function: (Double, Double) -> Double) -> [Double] {
        (0..<steps).reversed().flatMap { row in
            (0..<steps).map { column in
                let middle = SampledPlane.point(Double(column) + 0.5, Double(row) + 0.5, of: steps, x, y)
                return function(middle.x, middle.y)
            }
        }
    }

    /// The lines of one value in the plane's own numbers.
    func lines(at level: Double) -> [[Point]] { isolines(values, level: level).map { $0.map(point) } }

    /// The same lines found by halving each side of a square that they cross, so that the border of a step is as
    /// straight as it is.
    ///
    /// - Parameter function: what was sampled.
    func lines(at level: Double, of function: (Double, Double) -> Double) -> [[Point]] {
        isolines(values, level: level) { start, end, isFirstAbove in
            var (low, high) = (0.0, 1.0)
            for _ in 0..<16 {
                let middle = point(start.towards(end, (low + high) / 2))
                if (function(middle.x, middle.y) > level) == isFirstAbove {
                    low = (low + high) / 2
                } else {
                    high = (low + high) / 2
                }
            }
            return (low + high) / 2
        }
        .map { $0.map(point) }
    }

    private func point(_ place: Point) -> Point { SampledPlane.point(place.x, place.y, of: steps, x, y) }
}

/// Stops the program if a range of a figure cannot be divided.
func checkRanges(
    _ title: String, _ x: ClosedRange<Double>, _ y: ClosedRange<Double>, file: StaticString, line: UInt
) {
    for (name, range) in [("x", x), ("y", y)] {
        let width = range.upperBound - range.lowerBound
        if !(width.isFinite && width > 0) {
            fatalError(
                "The \(name) of \"\(title)\" cannot go from \(range.lowerBound) to \(range.upperBound); give a range of "
                    + "finite numbers that is not empty", file: file, line: line)
        }
    }
}
