// A function beside its slope: an activation and its derivative over one x.

/// Functions sampled over a range; the slope, where given, is dashed.
public struct FunctionPlot: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// What the function is of; `x` unless said otherwise.
    public var xAxis: Axis
    /// The places at which the function was asked for, at equal distances.
    public var x: [Double]
    /// The function at these places; what is no number leaves a gap.
    public var values: [Double]
    /// The derivative at these places; nil where it is not drawn.
    public var slopes: [Double]?
    /// The function's name, at the end of its line; `f(x)` unless said otherwise.
    public var valueName: String
    /// The derivative's name, at the end of its line; `f′(x)` unless said otherwise.
    public var slopeName: String
    /// From where to where the drawing goes; around what is plotted unless panels share it.
    var yAxis = Axis()
    /// Places whose value and slope are marked and written.
    private let marks: [Marked]

    private struct Marked: Sendable {
        var x: Double
        var value: Double
        var slope: Double?
    }

    /// - Parameters:
    ///   - function: what is plotted.
    ///   - slope: its derivative.
    ///   - samples: at how many places it is asked for.
    public init(
        _ title: String, over range: ClosedRange<Double> = -5...5, function: (Double) -> Double,
        slope: ((Double) -> Double)? = nil, names: (value: String, slope: String) = ("f(x)", "f′(x)"),
        xAxis: Axis = "x", marking marked: [Double] = [], samples: Int = 401, file: StaticString = #file,
        line: UInt = #line
    ) {
        if !(range.lowerBound.isFinite && range.upperBound.isFinite && range.lowerBound < range.upperBound) {
            fatalError(
                "Function plot \"\(title)\" cannot go from \(range.lowerBound) to \(range.upperBound); give a range "
                    + "of finite numbers that is not empty", file: file, line: line)
        }
        if samples < 2 {
            fatalError(
                "Function plot \"\(title)\" has \(counted(samples, "sample")); give at least 2", file: file,
                line: line)
        }
        (self.title, self.xAxis) = (title, xAxis)
        (valueName, slopeName) = names
        let width = range.upperBound - range.lowerBound
        let x = (0..<samples).map { range.lowerBound + width * Double($0) / Double(samples - 1) }
        self.x = x
        values = x.map(function)
        slopes = slope.map { x.map($0) }
        marks = marked.map { Marked(x: $0, value: function($0), slope: slope?($0)) }
    }

    private var lines: LinePlot {
        var series = [Series(valueName, x: x, y: values)]
        if let slopes { series.append(Series(slopeName, x: x, y: slopes)) }
        return LinePlot(title, series, xAxis: xAxis, yAxis: yAxis)
    }

    public var summary: String {
        let range = "from x = \(shortNumber(x[0])) to \(shortNumber(x[x.count - 1]))"
        var words = "\(title), \(range): \(valueName) \(course(x: x, y: values))"
        if let slopes { words += "; \(slopeName) \(course(x: x, y: slopes))" }
        for mark in marks {
            words += "; at \(shortNumber(mark.x)) \(valueName) = \(shortNumber(mark.value, digits: 4))"
            if let slope = mark.slope { words += ", \(slopeName) = \(shortNumber(slope, digits: 4))" }
        }
        return words
    }

    public var data: DataTable { lines.data }

    public func layout(on surface: Surface) -> Drawing {
        var drawing = lines.layout(on: surface)
        let frame = lines.parts(on: surface).frame
        var labels = PointLabels(on: surface, within: frame.area)
        for one in lines.series {
            for run in one.runs(xAxis, yAxis) {
                for index in run { labels.reserve(frame.point(one.x[index], one.y[index]), radius: 1) }
            }
        }
        var wanted: [(text: String, at: Point)] = []
        for mark in marks {
            for (index, y) in [mark.value, mark.slope ?? .nan].enumerated() where y.isFinite {
                let at = frame.point(mark.x, y)
                guard frame.area.contains(at) else { continue }
                drawing.marker(.series(index), at, .series(index))
                labels.reserve(at, radius: 4)
                let text = label(y, digits: 4)
                // Where function and slope meet, the number stands once.
                if !wanted.contains(where: { $0.text == text && ($0.at - at).length < 4 }) {
                    wanted.append((text, at))
                }
            }
        }
        drawing.note(leftOut: labels.write(wanted, on: &drawing), on: surface)
        return drawing
    }
}
