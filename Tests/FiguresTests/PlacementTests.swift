// Where texts stand: clear of lines that are not their own, and inside what they belong to.

import Testing

@testable import Figures

@Suite struct PlacementTests {
    /// The letters of a text, without the room kept for wider faces than Helvetica.
    private func letters(_ label: Label, on surface: Surface) -> Rectangle {
        let width = surface.width(label.string, label.role) / 1.16
        let x =
            switch label.anchor {
            case .start: label.at.x
            case .middle: label.at.x - width / 2
            case .end: label.at.x - width
            }
        let height = label.role.size * 0.7
        return Rectangle(x: x, y: label.at.y - height / 2, width: width, height: height)
    }

    /// How much of the lines of a kind the letters of texts with a rim cover.
    private func covered(_ figure: some Figure, width: Double, by isMeant: (Stroke) -> Bool) -> [String] {
        let surface = Surface.page(width: width)
        let marks = figure.drawing(on: surface).marks
        var lines: [[Point]] = []
        for mark in marks {
            if case .path(let path, _, let stroke?) = mark, isMeant(stroke) { lines += path.polylines }
            if case .line(let a, let b, let stroke) = mark, isMeant(stroke) { lines.append([a, b]) }
        }
        return labels(marks).filter(\.hasHalo).filter { label in
            let box = letters(label, on: surface)
            return lines.contains { line in zip(line, line.dropFirst()).contains { box.clip($0, $1) != nil } }
        }
        .map(\.string)
    }

    private func isSeries(_ stroke: Stroke) -> Bool { if case .series = stroke.paint { true } else { false } }

    @Test(arguments: [640.0, 340])
    func `the numbers of contours and the start lie beside the paths`(_ width: Double) {
        #expect(covered(Samples.ravine, width: width, by: isSeries) == [])
        let texts = labels(Samples.ravine.drawing(on: .page(width: width)).marks).filter(\.hasHalo)
        #expect(texts.contains { $0.string == "start" } && texts.count >= 4)
    }

    @Test func `texts are painted over the lines, not under them`() throws {
        let marks = Samples.ravine.drawing(on: .page(width: 640)).marks
        let text = try #require(
            marks.firstIndex { if case .label(let label) = $0 { label.hasHalo } else { false } })
        // The key's pieces of lines are straight, the paths are not.
        let path = marks.lastIndex { mark in
            guard case .path(let path, _, let stroke?) = mark, isSeries(stroke) else { return false }
            return path.polylines.joined().count > 2
        }
        #expect(try text > #require(path))
    }

    @Test(arguments: [640.0, 340], [0.05, 0.2, 1.0])
    func `the name of a level lies beside the curve and other guides`(_ width: Double, _ rate: Double) {
        let y = (0..<100).map { 1 / (1 + rate * Double($0)) }
        let plot = LinePlot(
            "Error", y: y, guides: [.level(at: 0.5, "always one half"), .split(at: 60, "halved")])
        #expect(covered(plot, width: width) { isSeries($0) || $0.paint == .quiet && $0.width == 1.5 } == [])
    }

    @Test(arguments: [-0.99, -1, 0.004, 12.345, -123.4, 98_765, 1.2e-7, -3.4e-12, 5e300])
    func `a number fits its unit`(_ value: Double) {
        let surface = Surface.page(width: 640)
        let unit = UnitGlyph(name: "", activation: value, surface: surface)
        // The circle's chord at the height of the digits, or the box's straight part.
        let half = surface.width(unit.text, .small) / 1.16 / 2
        if unit.reach == UnitGlyph.radius {
            #expect(half < (UnitGlyph.radius * UnitGlyph.radius - 25).squareRoot() - 2)
        } else {
            #expect(half < unit.reach - 2)
        }
    }

    @Test(arguments: [(3, 4), (4, 3), (5, 5)], [640.0, 340])
    func `each weight stands once, on its own edge`(_ size: (Int, Int), _ width: Double) {
        let weights = (0..<size.0).map { from in (0..<size.1).map { Double(from * 10 + $0 + 1) / 7 } }
        let net = NetworkDiagram(
            "Net", layers: [.init(units: size.0), .init(units: size.1)], weights: [weights],
            showsNumbers: true)
        let surface = Surface.page(width: width)
        let marks = net.drawing(on: surface).marks
        let texts = labels(marks).filter(\.hasHalo)
        #expect(texts.count == size.0 * size.1)
        for (index, text) in texts.enumerated() {
            let isOnEdge = marks.contains { mark in
                guard case .path(let path, _, _?) = mark, let line = path.polylines.first, line.count == 2
                else {
                    return false
                }
                return Rectangle(centre: text.at, width: 1, height: 1).clip(line[0], line[1]) != nil
            }
            #expect(isOnEdge, "\(text.string)")
            for other in texts[(index + 1)...] {
                #expect(overlap(letters(text, on: surface), letters(other, on: surface)) == 0)
            }
        }
    }

    @Test func `a label's rim covers no point`() throws {
        let plot = ScatterPlot("Words", x: [1, 1.02, 2], y: [1, 1.01, 2], labels: ["cat", "dog", "far"])
        let marks = plot.drawing(on: .page(width: 640)).marks
        let text = try #require(
            marks.lastIndex { if case .label(let label) = $0 { label.hasHalo } else { false } })
        let marker = try #require(marks.firstIndex { if case .marker = $0 { true } else { false } })
        #expect(text < marker)
    }

    @Test func `points in one place have their labels in one`() {
        let plot = ScatterPlot("Words", x: [1, 1, 2], y: [1, 1, 2], labels: ["one", "two", "far"])
        let texts = labels(plot.drawing(on: .page(width: 640)).marks).map(\.string)
        #expect(texts.contains("one, two") && texts.contains("far"))
    }

    @Test func `the numbers of a colour bar stand below it`() {
        let map = HeatMap("W", [[-1, 2], [0.5, 0]], ramp: .diverging, limits: -3...3)
        let marks = map.drawing(on: .page(width: 640)).marks
        let bars = marks.compactMap { mark -> Rectangle? in
            if case .raster(let raster) = mark, raster.rows == 1 { raster.frame } else { nil }
        }
        #expect(bars.count == 1)
        let numbers = labels(marks).filter { ["−3", "0", "3"].contains($0.string) && $0.at.y > bars[0].maxY }
        #expect(numbers.map(\.string) == ["−3", "0", "3"])
    }
}

@Suite struct SharedScaleTests {
    @Test func `one colour means one number in all panels`() throws {
        let maps = [[[0.0, 1]], [[0, 100]]].map { HeatMap("m", $0) }
        let panels = SmallMultiples("M", maps).panels.compactMap { $0 as? HeatMap }
        #expect(panels.map(\.limits) == [0...100, 0...100])
        let own = SmallMultiples("M", maps, sharesScales: false).panels.compactMap { $0 as? HeatMap }
        #expect(own.map(\.limits) == [nil, nil])
        let fixed = SmallMultiples("M", [maps[0], HeatMap("m", [[0, 100]], limits: 0...7)]).panels
        #expect(fixed.compactMap { ($0 as? HeatMap)?.limits } == [0...1, 0...7])
        let images = [-1.0, 5].map {
            ImageGrid("i", [GreyImage(rows: 1, columns: 1, pixels: [$0])], ramp: .diverging)
        }
        #expect(
            SmallMultiples("M", images).panels.compactMap { ($0 as? ImageGrid)?.limits } == [-5...5, -5...5])
    }

    @Test func `bars of one length mean one number in all panels`() {
        let charts = [
            BarChart("a", names: ["x"], values: [10]), BarChart("b", names: ["a longer name"], values: [-40]),
        ]
        let widths = SmallMultiples("M", charts).panels.map { panel -> Double in
            for case .rectangle(let box, _, _?, _) in panel.drawing(on: .page(width: 300)).marks {
                return box.width
            }
            return 0
        }
        #expect(abs(widths[1] - 4 * widths[0]) < 1e-9)
    }

    @Test func `functions, histograms and clouds of points share their axes`() throws {
        let functions = [1.0, 4].map { factor in FunctionPlot("f", function: { factor * $0 }) }
        #expect(
            SmallMultiples("M", functions).panels.compactMap { ($0 as? FunctionPlot)?.yAxis.limits } == [
                -20...20, -20...20,
            ])
        let clouds = [[1.0, 2], [10, 20]].map { ScatterPlot("s", x: $0, y: $0) }
        let shared = SmallMultiples("M", clouds).panels.compactMap { $0 as? ScatterPlot }
        #expect(shared[0].xAxis == shared[1].xAxis && shared[0].yAxis.limits == 0...20)
        let histograms = [[1.0, 1.1, 1.2], [7, 8, 9, 9, 9]].map { Histogram("h", $0) }
        let counts = SmallMultiples("M", histograms).panels.compactMap { $0 as? Histogram }
        #expect(
            counts[0].mates == counts[1].mates && counts[0].mates?.count == histograms.flatMap(\.bins).count)
    }
}

@Suite struct TableRowTests {
    @Test func `rows of a logarithmic axis are as far apart as on it`() throws {
        let steps = (1...10_000).map(Double.init)
        let table = LinePlot("Error", x: steps, y: steps, xAxis: .log("step")).data
        #expect(table.rows.count <= 50 && table.rows.count >= 45)
        #expect(table.note.hasSuffix("of 10000 rows, by equal factors of step"))
        let shown = try table.rows.map { try #require(Double($0[0])) }
        #expect(shown.first == 1 && shown.last == 10_000)
        for (low, high) in [(1.0, 10.0), (10, 100), (100, 1000), (1000, 10_000)] {
            #expect(shown.count { $0 >= low && $0 <= high } >= 9, "\(low) to \(high)")
        }
    }

    @Test func `a table of a large grid has fifty rows and columns, and says so`() {
        let table = HeatMap("M", (0..<60).map { row in (0..<90).map { Double(row * $0) } }).data
        #expect(table.columns.count == 51 && table.rows.count == 50)
        #expect(table.columns.last == "89" && table.rows.last?.last == "5251")
        #expect(table.note == "50 of 60 rows, 50 of 90 columns")
        #expect(HeatMap("M", [Array(repeating: 0, count: 51)]).data.note == "50 of 51 columns")
    }

    @Test func `rows of a linear axis are evenly spaced`() throws {
        let table = LinePlot("Error", y: (0..<1000).map(Double.init)).data
        let shown = try table.rows.map { try #require(Double($0[0])) }
        #expect(shown.count == 50 && shown.first == 0 && shown.last == 999)
        for (a, b) in zip(shown, shown.dropFirst()) { #expect((20...21).contains(b - a)) }
    }
}

@Suite struct StepBorderTests {
    @Test func `the border of a threshold unit is straight`() throws {
        let surface = DecisionSurface("AND", x: -0.5...1.5, y: -0.5...1.5) { x, y in
            2 * x + y - 2 >= 0 ? 1 : 0
        }
        let drawing = surface.drawing(on: .page(width: 640))
        let borders = drawing.marks.compactMap { mark -> [[Point]]? in
            if case .path(let path, _, let stroke?) = mark, stroke.width == 2 { path.polylines } else { nil }
        }
        // Two points make a straight line.
        #expect(borders.map { $0.map(\.count) } == [[2]])
    }

    @Test func `a threshold unit says nothing between 0 and 1`() {
        let surface = DecisionSurface("AND", x: -0.5...1.5, y: -0.5...1.5) { x, y in
            2 * x + y - 2 >= 0 ? 1 : 0
        }
        for case .raster(let raster) in surface.drawing(on: .page(width: 640)).marks where raster.rows > 1 {
            #expect(Set(raster.values) == [0, 1])
        }
    }
}
