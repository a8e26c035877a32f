// A function of two variables, asked at the points of a grid.

struct SampledPlane: Sendable {
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
    /// `values[row][column]`; row 0 is at the smallest y.
    let values: [[Double]]

    init(_ function: (Double, Double) -> Double, x: ClosedRange<Double>, y: ClosedRange<Double>, steps: Int) {
        (self.x, self.y) = (x, y)
        func place(_ range: ClosedRange<Double>, _ index: Int) -> Double {
            range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(steps)
        }
        values = (0...steps).map { row in
            (0...steps).map { column in function(place(x, column), place(y, row)) }
        }
    }

    var finite: [Double] { values.flatMap { $0 }.filter(\.isFinite) }

    /// The value that the function has everywhere; nil where it has several, or none.
    var onlyValue: Double? {
        let finite = finite
        return finite.allSatisfy { $0 == finite[0] } ? finite.first : nil
    }

    /// The value at the middle of each square, row by row from the largest y, as pictures are.
    var cells: [Double] {
        var cells: [Double] = []
        for row in stride(from: values.count - 2, through: 0, by: -1) {
            for column in 0..<(values[row].count - 1) {
                let (a, b) = (values[row][column], values[row][column + 1])
                let (c, d) = (values[row + 1][column], values[row + 1][column + 1])
                cells.append(a / 4 + b / 4 + c / 4 + d / 4)
            }
        }
        return cells
    }

    /// The lines of one value in the plane's own numbers.
    func lines(at level: Double) -> [[Point]] {
        let steps = Double(values.count - 1)
        return isolines(values, level: level).map { line in
            line.map { point in
                Point(
                    x.lowerBound + (x.upperBound - x.lowerBound) * point.x / steps,
                    y.lowerBound + (y.upperBound - y.lowerBound) * point.y / steps)
            }
        }
    }
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
