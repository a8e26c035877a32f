// What could be misread: half counts, lines that look like data, letters of two labels in one word.

import Testing

@testable import Figures

@Suite struct ReadingTests {
    private func strings(_ figure: some Figure) -> [String] {
        labels(figure.drawing(on: .page(width: 640)).marks).map(\.string)
    }

    @Test(arguments: [[3, 2, 2, 1], [1, 1, 1], [0, 0, 0], [0, 1], [2]] as [[Double]])
    func `counts have whole ticks`(_ counts: [Double]) {
        let plot = LinePlot("Mistakes", y: counts)
        #expect(!strings(plot).contains { $0.contains(".") })
        #expect(plot.parts(on: .page(width: 640)).frame.yTicks.count >= 2)
    }

    @Test func `measured numbers may have halves`() {
        #expect(strings(LinePlot("Loss", y: [0.5, 1, 1.25])).contains { $0.contains(".") })
    }

    @Test func `what leads from the end of a short series to its name is no line of the series`() {
        let plot = LinePlot("Loss", [Series("short", y: [3, 2]), Series("long", y: [3, 2, 1, 1, 0.5])])
        let surface = Surface.page(width: 640)
        let frame = plot.parts(on: surface).frame
        let end = frame.point(1, 2)
        for case .path(let path, _, let stroke?) in plot.drawing(on: surface).marks
        where stroke.paint == .series(0) {
            for point in path.polylines.joined() {
                #expect(point.x <= end.x + 0.01 || point.x >= frame.area.maxX)
            }
        }
    }

    @Test func `where function and slope meet, the number stands once`() {
        let plot = FunctionPlot(
            "ReLU", over: -2...2, function: { max(0, $0) }, slope: { $0 > 0 ? 1 : 0 }, marking: [-1])
        let small = labels(plot.drawing(on: .page(width: 640)).marks).filter { $0.role == .small }
        #expect(small.map(\.string) == ["0"])
    }

    @Test func `labels of close points are whole words or not there`() {
        let words = ["king", "queen", "prince", "duke", "earl", "пёс", "cat", "mouse"]
        let plot = ScatterPlot(
            "Words", x: [1, 1.01, 1.02, 1.03, 1.04, 1.05, 3, 5], y: [1, 1, 1.01, 1, 1.02, 1, 4, 0],
            labels: words)
        for columns in [40, 80, 120] {
            let text = plot.text(width: columns)
            for row in text.split(separator: "\n") {
                for word in row.split(whereSeparator: { !$0.isLetter }) where word != "Words" {
                    #expect(words.contains(String(word)), "\(row)")
                }
            }
            #expect(text.contains("mouse") && text.contains("king"))
        }
        let pair = ScatterPlot("W", x: [1, 1.06, 0, 3], y: [1, 1, 0, 3], labels: ["king", "queen", "", ""])
        #expect(pair.text(width: 60).contains("king ●● queen"), "each beside its own point")
    }

    @Test func `a forecast draws the prediction over the baseline`() {
        let values = [1.0, 2, 3, 4]
        let forecast = Forecast("P", observed: [5, 5, 5, 5], predicted: values, baseline: values, split: 2)
        let paints = forecast.drawing(on: .page(width: 640)).marks.compactMap { mark -> Paint? in
            if case .path(_, _, let stroke?) = mark, case .series = stroke.paint, stroke.width == 2 {
                return stroke.paint
            }
            return nil
        }
        #expect(paints == [.series(0), .series(2), .series(1)])
    }

    @Test(arguments: [38, 58, 78, 98, 118])
    func `the wires of an LSTM have no gaps`(_ columns: Int) throws {
        let cell = LSTMCell(
            "One step",
            .init(
                input: 0.5, previousHidden: -0.21, previousCell: -0.6, inputGate: 0.62, forgetGate: 0.88,
                candidate: -0.34, outputGate: 0.71, cell: -0.3172, hidden: -0.2178))
        let rows = cell.text(width: columns, style: .plain).split(separator: "\n")
        let bus = try #require(rows.last { $0.contains("--") })
        #expect(!bus.contains(" "))
        let gates = try #require(rows.first { $0.contains("(0.88)") })
        for gate in ["(0.62)", "(-0.34)", "(0.71)"] { #expect(gates.contains(gate)) }
    }

    @Test func `the key of a graph does not call every number a weight`() {
        let graph = Digraph("G", weights: [[0, 0.25], [-0.5, 0]], quantity: "flows")
        #expect(strings(graph).contains("widest: −0.5"))
        #expect(strings(Digraph("G", weights: [[0, 0.5], [-0.5, 0]])).contains("widest: ±0.5"))
        #expect(graph.data.columns == ["from", "to", "flows"])
    }

    @Test func `four digits stand beside each other in 80 columns`() throws {
        let digits = (0..<8).map {
            GreyImage(rows: 28, columns: 28, pixels: Array(repeating: 1, count: 784), caption: "label \($0)")
        }
        let rows = ImageGrid("Digits", digits).text(width: 80).split(separator: "\n")
        let captions = try #require(rows.first { $0.contains("label 0") })
        #expect(captions.contains("label 3") && !captions.contains("label 4"))
        #expect(rows[1].filter { $0 != " " }.count == 4 * 18)
    }

    @Test func `sharp edges of images are drawn in quarters of characters`() {
        let image = GreyImage(
            rows: 2, columns: 16, pixels: (0..<32).map { ($0 / 16 + $0) % 2 == 0 ? 1 : 0 })
        // Eight units a pixel: one character holds two rows.
        #expect(ImageGrid("I", [image]).text(width: 20) == "I\n" + String(repeating: "▀▄", count: 8))
    }

    @Test func `a picture of a million cells has no more than the page can show`() {
        let map = HeatMap("M", (0..<1000).map { row in (0..<1000).map { Double((row * $0) % 97) } })
        #expect(map.svg().utf8.count < 500_000)
        let raster = Raster(
            frame: Rectangle(x: 0, y: 0, width: 2, height: 1), rows: 2, columns: 4,
            values: [0, 1, 4, 4, 1, 2, 4, 8], ramp: .grey)
        #expect(raster.visible.values == [1, 5] && raster.visible.frame == raster.frame)
    }

    @Test func `a crowd of points stays a picture that a page can bear`() {
        let count = 100_000
        let x = (0..<count).map { Double($0 * 7919 % count) }
        let plot = ScatterPlot("Crowd", x: x, y: (0..<count).map { Double($0 * 104_729 % count) })
        #expect(plot.svg().utf8.count < 400_000)
        let halves = [0, 50_000].map {
            ScatterPlot.Group(
                "\($0)", x: Array(x[$0..<($0 + 50_000)]), y: Array(x.reversed()[$0..<($0 + 50_000)]))
        }
        #expect(ScatterPlot("Two", halves).svg().utf8.count < 800_000)
        let few = ScatterPlot("Few", x: [1, 1, 2, 3], y: [1, 1, 2, 3]).drawing(on: .page(width: 640)).marks
        #expect(few.count { if case .marker = $0 { true } else { false } } == 3)
    }
}
