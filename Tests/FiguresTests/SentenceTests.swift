// What a figure says is what a recorded lesson compares.

import Glibc
import Testing

@testable import Figures

@Suite struct SentenceTests {
    @Test func `a falling line`() {
        let errors = (0..<60).map { 0.496 * pow(0.00351 / 0.496, Double($0) / 59) }
        #expect(
            LinePlot("Training error", y: errors).summary
                == "Training error, 60 points: falls from 0.496 to 0.00351")
    }

    @Test func `an extreme between the ends is told with its place`() {
        let plot = LinePlot("Test loss", x: [0, 10, 20, 30], y: [1, 0.2, 0.15, 0.6])
        #expect(plot.summary == "Test loss, 4 points: falls from 1 to 0.6, lowest 0.15 at 20")
    }

    @Test(arguments: [
        ([Double](), "A: no data"), ([2], "A, 1 point: at 2"), ([5, 5, 5], "A, 3 points: stays at 5"),
        ([1, .nan, 3], "A, 3 points: rises from 1 to 3, 1 not a number"),
        ([.nan, .nan], "A, 2 points: no numbers, 2 not numbers"),
        ([1, .infinity, 2], "A, 3 points: rises from 1 to 2, 1 infinite or too large"),
        ([1, 3, 1], "A, 3 points: starts and ends at 1, highest 3 at 1"),
    ])
    func `lines with little or bad data`(_ y: [Double], _ sentence: String) {
        #expect(LinePlot("A", y: y).summary == sentence)
    }

    @Test func `what a logarithmic axis cannot show is told`() {
        let plot = LinePlot("A", y: [1, 0, 0.1, -2], yAxis: .log("error"))
        #expect(plot.summary == "A, 4 points: falls from 1 to 0.1, 2 not above 0")
    }

    @Test func `several series are told one by one`() {
        let plot = LinePlot("Loss", [Series("training", y: [1, 0.5]), Series("test", y: [1, 0.75])])
        #expect(
            plot.summary
                == "Loss, 2 series; training, 2 points: falls from 1 to 0.5; test, 2 points: falls from 1 to 0.75"
        )
    }

    @Test func `a network with its weights and its output`() {
        let network = NetworkDiagram(
            "A neuron",
            layers: [.init("input", units: 3), .init("output", units: 1, activations: [0.99993704])],
            weights: [[[9.67299303], [-0.2078435], [-4.62963669]]])
        #expect(network.summary == "A neuron, 3-1 units: 3 weights from -4.63 to 9.67, output 1")
    }

    @Test func `a forecast with its baseline`() {
        let forecast = Forecast(
            "Passengers", observed: [1, 2, 3, 4], predicted: [.nan, 2, 4, 4], baseline: [.nan, 1, 2, 3],
            split: 2)
        #expect(
            forecast.summary
                == "Passengers, 4 points, split at 2: RMSE 0 before the split, 0.7071 after; "
                + "baseline 1 before the split, 1 after")
        let named = Forecast(
            "Passengers", observed: [1, 2], predicted: [1, 2], baseline: [1, 1], baselineName: "persistence",
            split: 1)
        #expect(named.summary.hasSuffix("; persistence 0 before the split, 1 after"))
        #expect(named.data.columns.last == "persistence" && named.text().contains("persistence"))
    }

    @Test func `a confusion matrix with its worst confusion`() {
        let matrix = ConfusionMatrix(
            "Iris", truth: [0, 0, 1, 1, 1], predictions: [0, 0, 1, 0, 0], classes: ["a", "b"])
        #expect(matrix.summary == "Iris, 2 classes, 3 of 5 right (60.0 %); most often b is taken for a (2)")
    }

    @Test func `a scrubber says the name of a moment once`() {
        let line = { (title: String) in LinePlot(title, y: [1, 2]) }
        let named = Scrubber("S", ["step 0", "step 9"].map { (name: $0, figure: line($0)) })
        #expect(
            named.summary == "S, 2 moments; step 0, 2 points: rises from 1 to 2; "
                + "step 9, 2 points: rises from 1 to 2")
        let other = Scrubber("S", [(name: "step 0", figure: line("loss"))])
        #expect(other.summary == "S, 1 moment; step 0: loss, 2 points: rises from 1 to 2")
    }

    @Test func `a histogram`() {
        let histogram = Histogram("Weights", [0, 0.1, 0.2, 0.25, 0.3, 0.9], bins: 5)
        #expect(
            histogram.summary == "Weights, 6 values: from 0 to 0.9, mean 0.292, most (3) between 0.2 and 0.4")
        #expect(histogram.bins.map(\.count) == [2, 3, 0, 0, 1])
    }

    @Test func `graphs`() {
        let graph = Digraph("Net", weights: [[0, -0.4], [1.2, 0]])
        #expect(
            graph.summary == "Net, 2 units, 2 connections, weights from -0.4 to 1.2; all both ways")
        let chain = Digraph("Weather", weights: [[0, 0.25]] + [[1, 0]], quantity: "probabilities")
        #expect(chain.summary.hasPrefix("Weather, 2 units, 2 connections, probabilities from 0.25 to 1"))
        let sum = GraphDiagram(
            "c = a + b",
            [
                .init("a", value: 1, gradient: 1), .init("b", value: 2, gradient: 1),
                .init("+", value: 3, inputs: [0, 1]),
            ])
        #expect(sum.summary == "c = a + b, 3 nodes: + = 3; gradients a 1 and b 1")
        let stack = LayerStack(
            "Net", [.init("in", shape: [28, 28]), .init("Dense", shape: [10], parameters: 7850)])
        #expect(stack.summary == "Net, 2 layers from 28x28 to 10, 7850 parameters")
    }
}

@Suite struct CycleSentenceTests {
    private func sentence(_ weights: [[Double]], names: [String]? = nil) -> String {
        let words = Digraph("Net", weights: weights, names: names).summary
        return words.split(separator: "; ").dropFirst().joined(separator: "; ")
    }

    @Test func `a net without cycles says nothing of them`() {
        #expect(sentence([[0, 1, 1], [0, 0, 1], [0, 0, 0]]) == "")
    }

    @Test func `a unit that hears itself`() {
        #expect(sentence([[0, 1], [0, 1]], names: ["x", "h"]) == "h leads to itself")
        #expect(
            sentence([[1, 1], [1, 1]], names: ["h1", "h2"])
                == "h1 and h2 lead to themselves; all others both ways")
    }

    /// The net of lesson 04: 1 ↔ 2 and 1 → 4 → 1.
    @Test func `two units that hear each other`() {
        let weights = [
            [0, -0.4, -5.6, 4.7, 0], [1.2, 0, 3, 0, 2.4], [0, 0, 0, -3.3, 7.5], [-2.4, 0, 0, 0, 2.5],
            [0, 0, 0, 0, 0],
        ]
        #expect(sentence(weights) == "both ways: 1 with 2 and 1 with 4")
    }

    @Test func `a longer way round`() {
        #expect(sentence([[0, 1, 0], [0, 0, 1], [1, 0, 0]]) == "leading back: 3 to 1")
    }

    @Test func `many ways are not listed to the end`() {
        var weights = Array(repeating: Array(repeating: 0.0, count: 9), count: 9)
        for unit in 1..<9 { (weights[0][unit], weights[unit][0]) = (1, 1) }
        weights[1][2] = 1
        #expect(
            sentence(weights)
                == "both ways: 1 with 2, 1 with 3, 1 with 4, 1 with 5, 1 with 6 and 3 more")
    }
}

@Suite struct SmallDifferenceTests {
    @Test func `a difference that cannot be written is none`() {
        #expect(LinePlot("L", y: [1, 1 + 1e-9, 1]).summary == "L, 3 points: stays near 1")
        #expect(
            ContourPlot("Flat", x: 0...1, y: 0...1, steps: 4) { _, _ in 2 }.summary == "Flat: 2 everywhere")
    }

    @Test func `a small number is not written as zero`() {
        let text = MatrixView("W", [[1e-9], [0.1]]).text()
        #expect(text.contains("1·10⁻⁹") && text.contains("0.1"))
        #expect(MatrixView("W", [[0.0001], [0.1]]).text().contains("0.0001"))
    }

    @Test func `the key of a network names the signs that are there`() {
        let svg = { (weight: Double) in Digraph("D", weights: [[0, weight], [0, 0]]).svg() }
        #expect(svg(1).contains(">positive<") && !svg(1).contains(">negative<"))
        #expect(svg(-1).contains(">negative<") && !svg(-1).contains(">positive<"))
        #expect(svg(.nan).contains(">no number<") && !svg(.nan).contains(">positive<"))
    }
}

@Suite struct NumberTests {
    @Test(
        arguments: [
            (0.496410031903, "0.496"), (0.00351012256786, "0.00351"), (0, "0"), (-0.0, "0"), (1, "1"),
            (60_000, "60000"),
            (123_456, "123456"), (1e7, "1e7"), (3.5101e-5, "3.51e-5"), (-2.5, "-2.5"), (0.9996, "1"),
            (999.6, "1000"),
            (.nan, "nan"), (-.infinity, "-inf"), (.leastNonzeroMagnitude, "4.94e-324"), (1.7e308, "1.7e308"),
        ] as [(Double, String)])
    func `a number in a sentence`(_ x: Double, _ text: String) {
        #expect(shortNumber(x) == text)
    }

    @Test func `a number in a drawing`() {
        #expect(label(-0.4) == "−0.4")
        #expect(label(1.2e-7) == "1.2·10⁻⁷")
        #expect(label(-.infinity) == "−∞")
        #expect(plain(label(-1.2e-7)) == "-1.2*10^-7")
    }

    @Test func `coordinates are tenths`() {
        #expect(
            [1.04, -0.04, 12.25, -3.96, 1e9, .nan].map(coordinate) == [
                "1", "0", "12.3", "-4", "1000000", "0",
            ])
    }
}
