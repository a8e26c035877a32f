// What figures do with data that nobody wanted: nothing, one number, no number, too many numbers, strange letters.

import Figures
import Foundation

let hardCases = [
    Specimen { LinePlot("No data", y: []) },
    Specimen { LinePlot("One point", y: [3.2], xAxis: "x", yAxis: "y") },
    Specimen { LinePlot("A constant", y: [5, 5, 5, 5], xAxis: "epoch") },
    Specimen { LinePlot("Zeros on a logarithmic axis", y: [0, 0, 0], yAxis: .log("error")) },
    Specimen { LinePlot("Gaps", y: [1, .nan, 2, 4, .infinity, -.infinity, 3, 2.5]) },
    Specimen { LinePlot("Only what is no number", y: [.nan, .nan]) },
    Specimen { LinePlot("As large as can be", y: [1.7e308, -1.7e308, 1e299, -1e299]) },
    Specimen { LinePlot("Nearly the same", y: [1, 1 + 2e-16, 1], yAxis: "error") },
    Specimen {
        LinePlot(
            "A million points", y: (0..<1_000_000).map { sin(Double($0) / 1e5) + 0.2 * noise($0) },
            xAxis: "step",
            yAxis: "value")
    },
    Specimen {
        ScatterPlot(
            "A hundred thousand points", x: (0..<100_000).map { noise($0) + noise($0 + 1) },
            y: (0..<100_000).map { noise($0 + 5) * noise($0 + 2) })
    },
    Specimen { Histogram("A million values", (0..<1_000_000).map { noise($0) + noise($0 + 7) }) },
    Specimen {
        ContourPlot(
            "A million steps", x: -3...3, y: -3...3,
            paths: [
                Series(
                    "wanderer", x: (0..<1_000_000).map { sin(Double($0) / 1e5) + noise($0) },
                    y: (0..<1_000_000).map { cos(Double($0) / 7e4) + noise($0 + 3) })
            ]
        ) { x, y in x * x + y * y }
    },
    Specimen {
        HeatMap(
            "A million cells",
            (0..<1000).map { row in (0..<1000).map { sin(Double(row) / 90) * cos(Double($0) / 130) } },
            ramp: .diverging)
    },
    Specimen {
        LinePlot(
            "Скорость обучения", [Series("быстро", y: decay(0.2)), Series("медленно", y: decay(0.05))],
            xAxis: "эпоха", yAxis: "ошибка", guides: [.level(at: 0.5, "половина")])
    },
    Specimen {
        LinePlot(
            "<b>&amp;\"' ]]> </svg>", [Series("<script>", y: [1, 3, 2]), Series("a & b", y: [2, 1, 1])],
            xAxis: "x < y", yAxis: "\"quoted\"", guides: [.split(at: 0.5, "<i>")])
    },
    Specimen {
        BarChart(
            "Bars without length", names: ["nothing", "no number", "endless"], values: [0, .nan, .infinity])
    },
    Specimen {
        BarChart(
            "A long name",
            names: [
                "the classification of handwritten digits by a network of two hidden layers", "короткое",
            ],
            values: [0.98, 0.5])
    },
    Specimen { Histogram("One value", [2, 2, .nan]) },
    Specimen {
        HeatMap("Cells that are no numbers", [[1, .nan], [.infinity, 0]], rowNames: ["<a>", "б"])
    },
    Specimen {
        HeatMap(
            "Gaps without numbers",
            (0..<6).map { row in (0..<12).map { $0 == 2 * row ? .nan : noise($0 + row) } },
            showsNumbers: false)
    },
    Specimen { HeatMap("All the same", [[2, 2, 2], [2, 2, 2]]) },
    Specimen { MatrixView("Wide numbers", [[1e300, .nan, -.infinity, 1e-9], [0, -1, 12345.678, 0.1]]) },
    Specimen { MatrixView("No matrix", []) },
    Specimen { ConfusionMatrix("Nobody asked", counts: [[0, 0], [0, 0]], classes: ["кот", "пёс"]) },
    Specimen {
        ImageGrid("An image without numbers", [GreyImage(rows: 1, columns: 2, pixels: [.nan, .infinity])])
    },
    Specimen { Timeline("One event", [(1943, "McCulloch & Pitts <1943>")]) },
    Specimen { ContourPlot("A plain", x: 0...1, y: 0...1, steps: 8) { _, _ in 1 } },
    Specimen {
        NetworkDiagram(
            "Weights that are no numbers",
            layers: [.init("вход", units: 2, activations: [.nan, 1]), .init("выход", units: 1)],
            weights: [[[.nan], [.infinity]]], showsNumbers: true)
    },
    Specimen { Digraph("No units", nodes: [], edges: []) },
    Specimen {
        ScatterPlot(
            "Labels in one place", x: [1, 1, 1, 2], y: [1, 1, 1, 2], labels: ["one", "two", "three", "far"])
    },
]

/// What cannot be drawn is refused with a sentence, and the program stops.
let refused = [
    Specimen { LinePlot("Loss", x: [1, 2], y: [1, 2, 3]) },
    Specimen { BarChart("Accuracy", names: ["dense"], values: [0.98, 0.99]) },
    Specimen { HeatMap("Weights", [[1, 2], [3]]) },
    Specimen { FunctionPlot("Sigmoid", over: 0 ... .infinity, function: sigmoid) },
    Specimen { ImageGrid("Digits", [GreyImage(rows: 28, columns: 28, pixels: [0, 1])]) },
    Specimen {
        NetworkDiagram(
            "XOR", layers: [.init("input", units: 3), .init("output", units: 1)], weights: [[[1], [2]]])
    },
    Specimen { Digraph("Two units", nodes: [.init("a"), .init("b")], edges: [.init(0, 2)]) },
    Specimen {
        BarChart(
            "A million bars", names: (1...1_000_000).map(String.init),
            values: Array(repeating: 1, count: 1_000_000))
    },
    Specimen { GraphDiagram("A circle", [.init("a", inputs: [1]), .init("b", inputs: [0])]) },
]
