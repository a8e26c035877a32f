// Wrong use stops with one sentence that says what was wrong and what to do.

import Testing

@testable import Figures

@Suite struct MisuseTests {
    private func sentence(_ result: ExitTest.Result?) -> String {
        String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }

    @Test func `a series needs one x for each y`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Series("loss", x: [1, 2], y: [1, 2, 3])
        }
        #expect(
            sentence(result).contains("Series \"loss\" has 2 values of x and 3 of y; give one x for each y"))
        #expect(sentence(result).contains("MisuseTests.swift"))
    }

    @Test func `a network needs weights for all its units`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = NetworkDiagram(
                "XOR", layers: [.init("input", units: 3), .init("output", units: 1)], weights: [[[1], [2]]])
        }
        #expect(
            sentence(result).contains(
                "Weights 0 of network \"XOR\" are 2 by 1, but lead from 3 units to 1; give a row for each unit they come from"
            ))
    }

    @Test func `a heat map needs rows of equal length`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = HeatMap("W", [[1, 2], [3]])
        }
        #expect(
            sentence(result).contains(
                "Row 1 of heat map \"W\" has 1 value and row 0 has 2; give rows of equal length"))
    }

    @Test func `an image needs its pixels`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = GreyImage(rows: 28, columns: 28, pixels: [1, 2])
        }
        #expect(sentence(result).contains("An image of 28 by 28 was given 2 pixels; give 784, row by row"))
    }

    @Test func `edges lead between nodes`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Digraph("Net", nodes: [.init("a")], edges: [.init(0, 3)])
        }
        #expect(
            sentence(result).contains("Graph \"Net\" has 1 node, numbered from 0, and an edge from 0 to 3"))
    }

    @Test func `a computation has no cycles`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = GraphDiagram("Net", [.init("a", inputs: [1]), .init("b", inputs: [0])])
        }
        #expect(sentence(result).contains("has a cycle; a value cannot be computed from itself"))
    }

    @Test func `a function needs a range`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = FunctionPlot("f", over: 0...0, function: { $0 })
        }
        #expect(sentence(result).contains("Function plot \"f\" cannot go from 0.0 to 0.0"))
    }

    @Test func `a forecast needs as many predictions as observations`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Forecast("F", observed: [1, 2], predicted: [1], split: 1)
        }
        #expect(
            sentence(result).contains(
                "Forecast \"F\" has 2 observed and 1 predicted values; give one of each"))
    }

    @Test func `what needs a row for each part is not drawn without end`() async {
        let bars = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let count = 1_000_000
            _ = BarChart(
                "B", names: (0..<count).map(String.init), values: Array(repeating: 1, count: count))
        }
        #expect(
            sentence(bars).contains(
                "Bar chart \"B\" has 1000000 bars, of which nobody reads more than 500; choose some, or take a Histogram"
            ))
        let units = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Digraph("D", nodes: (0..<201).map { .init("\($0)") }, edges: [])
        }
        #expect(
            sentence(units).contains(
                "Graph \"D\" has 201 units, of which nobody reads more than 200; draw a part, or a HeatMap"))
        let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Table("T", columns: ["a"], rows: Array(repeating: ["1"], count: 1001))
        }
        #expect(sentence(rows).contains("Table \"T\" has 1001 rows, of which nobody reads more than 1000"))
        #expect(sentence(rows).contains("MisuseTests.swift"))
    }
}
