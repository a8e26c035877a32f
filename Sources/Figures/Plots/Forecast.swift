// A forecast beside what came, and beside what a fool would have said.

/// A series in time, its predictions before and after the split, and a baseline.
public struct Forecast: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// What came, place by place in time.
    public var observed: [Double]
    /// Predictions for the same places; NaN where there is none.
    public var predicted: [Double]
    /// A simple rule's predictions, for example the value before.
    public var baseline: [Double]?
    /// What that rule is called: `baseline`, unless it has a name of its own, such as `persistence`.
    public var baselineName: String
    /// The first place that training did not see.
    public var split: Int
    /// What the places are: `month`; counted from 0.
    public var xAxis: Axis
    /// What is foretold, with its unit.
    public var yAxis: Axis

    /// A forecast with one prediction for each place.
    public init(
        _ title: String, observed: [Double], predicted: [Double], baseline: [Double]? = nil,
        baselineName: String = "baseline", split: Int, xAxis: Axis = "", yAxis: Axis = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        (self.title, self.observed, self.predicted) = (title, observed, predicted)
        (self.baseline, self.baselineName, self.split) = (baseline, baselineName, split)
        (self.xAxis, self.yAxis) = (xAxis, yAxis)
        if predicted.count != observed.count || (baseline ?? observed).count != observed.count {
            fatalError(
                "Forecast \"\(title)\" has \(observed.count) observed and \(predicted.count) predicted values"
                    + (baseline.map { " and \($0.count) of the baseline" } ?? "")
                    + "; give one of each for each place, NaN where there is none", file: file, line: line)
        }
        if !(0...observed.count).contains(split) {
            fatalError(
                "Forecast \"\(title)\" of \(counted(observed.count, "value")) cannot be split at \(split); give a place "
                    + "from 0 to \(observed.count)", file: file, line: line)
        }
    }

    /// The root of the mean squared error over places that both series have.
    private func error(_ values: [Double], _ places: Range<Int>) -> Double? {
        let squares = places.map { (values[$0] - observed[$0]) * (values[$0] - observed[$0]) }.filter(
            \.isFinite)
        return squares.isEmpty ? nil : (squares.reduce(0, +) / Double(squares.count)).squareRoot()
    }

    public var summary: String {
        guard !observed.isEmpty else { return "\(title): no data" }
        func errors(_ values: [Double]) -> String {
            [("before the split", 0..<split), ("after", split..<observed.count)].compactMap { name, places in
                error(values, places).map { "\(shortNumber($0, digits: 4)) \(name)" }
            }.joined(separator: ", ")
        }
        var words =
            "\(title), \(counted(observed.count, "point")), split at \(split): RMSE \(errors(predicted))"
        if let baseline { words += "; \(baselineName) \(errors(baseline))" }
        return words
    }

    var plot: LinePlot {
        var series = [Series("observed", y: observed), Series("predicted", y: predicted)]
        if let baseline { series.append(Series(baselineName, y: baseline)) }
        let guides: [LinePlot.Guide] =
            split > 0 && split < observed.count ? [.split(at: Double(split), "test from here")] : []
        var plot = LinePlot(title, series, xAxis: xAxis, yAxis: yAxis, guides: guides)
        // The prediction is what the figure is about: nothing may cover it.
        plot.top = 1
        return plot
    }

    public var data: DataTable { plot.data }

    public func layout(on surface: Surface) -> Drawing { plot.layout(on: surface) }
}
