// How often values of each size occur.

/// Counts of values in bins of equal width.
public struct Histogram: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// The values that are counted; what is no finite number is left out, and the sentence says so.
    public var values: [Double]
    /// What the values are, with their unit.
    public var axis: Axis
    /// From where to where each bin goes, and how many values lie in it.
    public let bins: [Bin]
    /// The bins of all panels that share a scale.
    var mates: [Bin]?

    /// A stretch of the axis.
    public struct Bin: Equatable, Sendable {
        /// From its first value to that of the next bin, which is counted there; the last bin has its end too.
        public var range: ClosedRange<Double>
        /// How many values lie in it.
        public var count: Int
    }

    /// - Parameter bins: how many about; the bounds are round numbers. By default by the rule of Freedman and Diaconis
    ///   (1981): a width of 2·IQR/∛n.
    public init(_ title: String, _ values: [Double], bins: Int? = nil, axis: Axis = "") {
        (self.title, self.values, self.axis) = (title, values, axis)
        self.bins = Histogram.bins(values.filter { $0.isFinite && abs($0) < 1e300 }, count: bins)
    }

    private static func bins(_ values: [Double], count: Int?) -> [Bin] {
        let sorted = values.sorted()
        guard let low = sorted.first, let high = sorted.last else { return [] }
        guard high / 2 - low / 2 > 1e-12 * max(abs(low), abs(high)), high - low > 1e-290 else {
            let half = low == 0 ? 0.5 : abs(low) * 0.05
            return [Bin(range: (low - half)...(high + half), count: values.count)]
        }
        let quartiles = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
        let width = 2 * quartiles / power(Double(sorted.count), 1.0 / 3)
        let wanted = count ?? (width > 0 ? Int(min(60, max(5, (high - low) / width))) : 10)
        let ticks = Ticks.linear(Ticks.nice(low...high, count: wanted), count: wanted).map(\.value)
        var bins = zip(ticks, ticks.dropFirst()).map { Bin(range: $0...$1, count: 0) }
        var bin = 0
        for value in sorted {
            while bin < bins.count - 1, value >= bins[bin].range.upperBound { bin += 1 }
            bins[bin].count += 1
        }
        return bins
    }

    public var summary: String {
        let shown = values.filter(\.isFinite)
        guard let low = shown.min(), let high = shown.max(), let most = bins.max(by: { $0.count < $1.count })
        else {
            return "\(title): no data"
        }
        let mean = shown.reduce(0) { $0 + $1 / Double(shown.count) }
        return
            "\(title), \(counted(values.count, "value")): from \(shortNumber(low)) to \(shortNumber(high)), mean "
            + "\(shortNumber(mean)), most (\(most.count)) between \(shortNumber(most.range.lowerBound)) and "
            + shortNumber(most.range.upperBound) + leftOut(values, Axis())
    }

    public var data: DataTable {
        DataTable(columns: ["from", "to", "count"], count: bins.count) {
            [
                shortNumber(bins[$0].range.lowerBound, digits: 6),
                shortNumber(bins[$0].range.upperBound, digits: 6),
                String(bins[$0].count),
            ]
        }
    }

    public func layout(on surface: Surface) -> Drawing {
        let bounds = (mates ?? bins).map(\.range)
        let xDomain = (bounds.map(\.lowerBound).min() ?? 0)...(bounds.map(\.upperBound).max() ?? 1)
        let frame = PlotFrame(
            on: surface, title: title, xAxis: axis, yAxis: "count", xDomain: xDomain,
            yDomain: Axis().domain(of: (mates ?? bins).map { Double($0.count) }, zero: true), wholeY: true)
        var drawing = frame.drawing()
        if bins.isEmpty { frame.sayEmpty(hasValues: !values.isEmpty, on: &drawing) }
        for bin in bins where bin.count > 0 {
            let left = surface.nearestColumn(frame.x(bin.range.lowerBound))
            let right = surface.nearestColumn(frame.x(bin.range.upperBound))
            let top = frame.y(Double(bin.count))
            let gap = surface.isTerminal ? 0.0 : min(1, (right - left) / 8)
            let box = Rectangle(
                x: left + gap, y: top, width: right - left - 2 * gap, height: frame.area.maxY - top)
            drawing.rectangle(box, fill: Fill(.series(0)))
        }
        return drawing
    }
}
