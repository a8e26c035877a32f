// One scale for panels that are compared: what looks equal in two of them is equal.

/// A figure that can take over a scale from others of its kind.
protocol ScaleSharing: Figure {
    /// The figures on one scale, as far as they show the same quantity and have no limits of their own.
    static func onOneScale(_ figures: [Self]) -> [Self]
}

/// Panels on one scale, if they are all of one kind that has such.
func onOneScale(_ panels: [any Figure]) -> [any Figure] {
    func shared<Kind: ScaleSharing>(_ first: Kind) -> [any Figure] {
        (panels as? [Kind]).map(Kind.onOneScale) ?? panels
    }
    guard let first = panels.first as? any ScaleSharing else { return panels }
    return shared(first)
}

extension Collection where Element: Equatable {
    /// The element that all are equal to.
    fileprivate var only: Element? { first.flatMap { first in allSatisfy { $0 == first } ? first : nil } }
}

extension LinePlot: ScaleSharing {
    static func onOneScale(_ plots: [LinePlot]) -> [LinePlot] {
        guard let axis = plots.map(\.yAxis).only else { return plots }
        return plots.map { plot in
            var plot = plot
            plot.yAxis.limits = axis.domain(of: plots.flatMap(\.yValues))
            return plot
        }
    }
}

extension Forecast: ScaleSharing {
    static func onOneScale(_ plots: [Forecast]) -> [Forecast] {
        guard let axis = plots.map(\.yAxis).only else { return plots }
        return plots.map { plot in
            var plot = plot
            plot.yAxis.limits = axis.domain(of: plots.flatMap { $0.plot.yValues })
            return plot
        }
    }
}

extension FunctionPlot: ScaleSharing {
    static func onOneScale(_ plots: [FunctionPlot]) -> [FunctionPlot] {
        plots.map { plot in
            var plot = plot
            plot.yAxis.limits = plot.yAxis.domain(of: plots.flatMap { $0.values + ($0.slopes ?? []) })
            return plot
        }
    }
}

extension ScatterPlot: ScaleSharing {
    static func onOneScale(_ plots: [ScatterPlot]) -> [ScatterPlot] {
        guard let xAxis = plots.map(\.xAxis).only, let yAxis = plots.map(\.yAxis).only else { return plots }
        let shown = plots.flatMap(\.shown)
        return plots.map { plot in
            var plot = plot
            plot.xAxis.limits = xAxis.domain(of: shown.map(\.x))
            plot.yAxis.limits = yAxis.domain(of: shown.map(\.y))
            return plot
        }
    }
}

extension Histogram: ScaleSharing {
    static func onOneScale(_ histograms: [Histogram]) -> [Histogram] {
        guard histograms.map(\.axis).only != nil else { return histograms }
        let mates = histograms.flatMap(\.bins)
        return histograms.map { histogram in
            var histogram = histogram
            histogram.mates = mates
            return histogram
        }
    }
}

extension BarChart: ScaleSharing {
    static func onOneScale(_ charts: [BarChart]) -> [BarChart] {
        guard charts.map(\.axis).only != nil else { return charts }
        return charts.map { chart in
            var chart = chart
            chart.mates = (charts.flatMap(\.names), charts.flatMap { $0.series.flatMap(\.values) })
            return chart
        }
    }
}

extension HeatMap: ScaleSharing {
    static func onOneScale(_ maps: [HeatMap]) -> [HeatMap] {
        let free = maps.filter { $0.limits == nil }
        guard let ramp = free.map(\.ramp).only else { return maps }
        let range = ValueRange(free.lazy.flatMap { $0.values.lazy.flatMap { $0 } }, ramp: ramp)
        return maps.map { map in
            var map = map
            map.limits = map.limits ?? range.limits
            return map
        }
    }
}

extension ImageGrid: ScaleSharing {
    static func onOneScale(_ grids: [ImageGrid]) -> [ImageGrid] {
        let free = grids.filter { $0.limits == nil }
        guard let ramp = free.map(\.ramp).only else { return grids }
        let range = ValueRange(free.lazy.flatMap { $0.images.lazy.flatMap(\.pixels) }, ramp: ramp)
        return grids.map { grid in
            var grid = grid
            grid.limits = grid.limits ?? range.limits
            return grid
        }
    }
}
