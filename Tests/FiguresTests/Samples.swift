// One or more of every figure, with good data and bad, for the promises that all of them make.

import Figures
import Glibc
import Testing

struct Sample: CustomTestStringConvertible, Sendable {
    var name: String
    var figure: any Figure
    var testDescription: String { name }
}

/// Numbers that look random and are always the same.
private func noise(_ index: Int) -> Double {
    let mixed = UInt64(truncatingIfNeeded: index &+ 1) &* 0x9E37_79B9_7F4A_7C15
    return Double((mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9 >> 11) / Double(1 << 53) * 2 - 1
}

private func matrix(_ rows: Int, _ columns: Int, scale: Double = 1) -> [[Double]] {
    (0..<rows).map { row in (0..<columns).map { noise(row * 131 + $0) * scale } }
}

private func decay(_ rate: Double, _ count: Int = 60) -> [Double] {
    (0..<count).map { exp(-rate * Double($0)) }
}
private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// What a careless author may write into a label.
let hostile = "<b>&amp;\"' \u{7} ]]> Швидкість"

enum Samples {
    static let all: [Sample] = lines + marks + grids + planes + networks + bad

    private static let lines: [Sample] = [
        .init(
            name: "line",
            figure: LinePlot("Training error", y: decay(0.1), xAxis: "epoch", yAxis: "mean |error|")),
        .init(
            name: "log line", figure: LinePlot("Error", y: decay(0.3), xAxis: "epoch", yAxis: .log("error"))),
        .init(
            name: "several lines",
            figure: LinePlot(
                "Loss",
                [
                    Series("SGD", y: decay(0.02)), Series("momentum", y: decay(0.05)),
                    Series("Adam", y: decay(0.2), band: (decay(0.25), decay(0.15))),
                ], xAxis: "epoch", yAxis: "loss",
                guides: [
                    .split(at: 30, "rate halved"), .level(at: 0.3, "baseline"), .span(5...12, "warm-up"),
                ])),
        .init(
            name: "legend",
            figure: LinePlot(
                "Loss",
                [
                    Series("training set, 60,000 images", y: decay(0.02)),
                    Series("validation set, 10,000 images", y: decay(0.015)),
                ])),
        .init(
            name: "function",
            figure: FunctionPlot(
                "Sigmoid and its slope", function: sigmoid, slope: { sigmoid($0) * (1 - sigmoid($0)) },
                names: ("σ(x)", "σ′(x)"), marking: [-1, 0, 2])),
        .init(
            name: "forecast",
            figure: Forecast(
                "Passengers", observed: (0..<48).map { 100 + Double($0) * 3 + 20 * noise($0) },
                predicted: (0..<48).map { 100 + Double($0) * 3 },
                baseline: [.nan] + (0..<47).map { 100 + Double($0) * 3 + 20 * noise($0) }, split: 32,
                xAxis: "month",
                yAxis: "thousands")),
    ]

    private static let marks: [Sample] = [
        .init(
            name: "scatter",
            figure: ScatterPlot(
                "Words", x: [1, 2, 3, 3.05], y: [0.3, -1, 2, 2.1], labels: ["king", "queen", "пёс", "cat"],
                xAxis: "component 1", yAxis: "component 2")),
        .init(
            name: "groups",
            figure: ScatterPlot(
                "Iris",
                [
                    .init(
                        "setosa", x: (0..<40).map { 5 + noise($0) }, y: (0..<40).map { 3 + noise($0 + 50) }),
                    .init(
                        "virginica", x: (0..<40).map { 6 + noise($0 + 99) },
                        y: (0..<40).map { 3 + noise($0 + 150) }),
                ], xAxis: "length, cm", yAxis: "width, cm")),
        .init(
            name: "bars",
            figure: BarChart(
                "Accuracy", names: ["dense", "convolution", "bag of words"], values: [0.98, 0.99, 0.83],
                axis: "accuracy")),
        .init(
            name: "double bars",
            figure: BarChart(
                "RMSE", names: ["persistence", "AR(12)"],
                series: [("training", [23.18, 11.13]), ("test", [48.66, -23.8])])),
        .init(
            name: "histogram",
            figure: Histogram("Weights", (0..<500).map { noise($0) + noise($0 + 999) }, axis: "w")),
        .init(
            name: "timeline",
            figure: Timeline(
                "History",
                [
                    (1943, "McCulloch and Pitts"), (1957, "Rosenblatt's perceptron"), (1982, "Hopfield"),
                    (1982, "Kohonen"),
                    (1986, "Back-propagation of errors, for nets with hidden layers, at last"),
                    (2007, "Глубокие сети"),
                ])),
    ]

    private static let grids: [Sample] = [
        .init(
            name: "heat map",
            figure: HeatMap(
                "Weights", matrix(3, 4, scale: 5), rowNames: ["x₁", "x₂", "bias"],
                columnNames: ["a", "b", "c", "d"],
                ramp: .diverging)),
        .init(
            name: "large heat map",
            figure: HeatMap("Attention", matrix(50, 90), rowAxis: "from", columnAxis: "to")),
        .init(
            name: "matrix",
            figure: MatrixView(
                "W", matrix(5, 5, scale: 9), rowNames: ["1", "2", "3", "4", "5"], columnNames: ["a"])),
        .init(name: "large matrix", figure: MatrixView("W", matrix(40, 40), digits: 3)),
        .init(
            name: "confusion",
            figure: ConfusionMatrix(
                "Iris", counts: [[15, 0, 0], [0, 12, 3], [0, 1, 14]],
                classes: ["setosa", "versicolor", "virginica"])),
        .init(
            name: "images",
            figure: ImageGrid(
                "Digits",
                (0..<5).map { image in
                    GreyImage(
                        rows: 28, columns: 28, pixels: (0..<784).map { noise($0 + image) },
                        caption: "label \(image)")
                })),
        .init(
            name: "kernels",
            figure: ImageGrid(
                "Kernels",
                (0..<8).map { GreyImage(rows: 3, columns: 3, pixels: matrix(1, 9)[0], caption: "\($0)") },
                ramp: .diverging)),
        .init(
            name: "table",
            figure: Table(
                "Layers", columns: ["layer", "shape", "parameters"],
                rows: [["Convolution of 32 filters", "(30, 30, 32)", "896"], ["Dense", "(10)", "72,010"]])),
    ]

    private static func surface(_ steepness: Double) -> DecisionSurface {
        DecisionSurface(
            "XOR", x: -0.5...1.5, y: -0.5...1.5,
            groups: [.init("0", x: [0, 1], y: [0, 1]), .init("1", x: [0, 1], y: [1, 0])],
            halfPlanes: [.init(1, 1, -0.5, name: "h₁"), .init(-1, -1, 1.5, name: "h₂")], steps: 24
        ) { x, y in
            let (a, b) = (sigmoid(steepness * (x + y - 0.5)), sigmoid(steepness * (x + y - 1.5)))
            return sigmoid(steepness * (a - b - 0.5))
        }
    }

    /// Minimisers that cross the lines of the ravine to and fro.
    static let ravine = ContourPlot(
        "Ravine", x: -1...3, y: -0.5...2.5,
        paths: [
            Series(
                "to and fro", x: (0..<40).map { $0 % 2 == 0 ? 0.2 : 1.8 }, y: (0..<40).map { Double($0) / 20 }
            ),
            Series("straight", x: [0.2, 1, 1], y: [0, 0.1, 2]),
        ]
    ) { x, y in 30 * (x - 1) * (x - 1) + (y - 2) * (y - 2) }

    private static let planes: [Sample] = [
        .init(name: "surface", figure: surface(10)),
        .init(name: "ravine", figure: ravine),
        .init(
            name: "bars beside bars",
            figure: SmallMultiples(
                "Bars",
                [
                    BarChart("few", names: ["a"], values: [1]),
                    BarChart("many", names: ["a", "long name"], values: [-100, 20]),
                ])),
        .init(
            name: "contour",
            figure: ContourPlot(
                "Ravine", x: -5...5, y: -4...4,
                paths: [
                    Series("gradient descent", x: [-4, -3, -2, -1], y: [3, -2, 1.4, -1]),
                    Series("momentum", x: [-4, -2, 0.5], y: [3, 1, 0.1]),
                ], steps: 30
            ) { x, y in x * x + 5 * y * y }),
        .init(
            name: "small multiples",
            figure: SmallMultiples(
                "Rates",
                [0.01, 0.1, 1].map { LinePlot("rate \($0)", y: decay($0, 30), xAxis: "step", yAxis: "loss") })
        ),
        .init(
            name: "scrubber",
            figure: Scrubber(
                "Learning XOR", [2, 4, 6, 8].map { (name: "epoch \(Int($0) * 1000)", figure: surface($0)) })),
    ]

    private static let networks: [Sample] = [
        .init(
            name: "neuron",
            figure: NetworkDiagram(
                "A neuron",
                layers: [
                    .init("input", units: 3, unitNames: ["x₁", "x₂", "x₃"], activations: [1, 0, 0]),
                    .init("output", units: 1, unitNames: ["y"], activations: [0.99993704]),
                ], weights: [[[9.67299303], [-0.2078435], [-4.62963669]]], showsNumbers: true)),
        .init(
            name: "network",
            figure: NetworkDiagram(
                "Three layers",
                layers: [
                    .init("input", units: 3, unitNames: ["x₁", "x₂", "1"], activations: [1, 0, 1]),
                    .init("hidden", units: 4, activations: [0.02, 0.9934, 0.41, -0.33]),
                    .init("output", units: 1, unitNames: ["y"], activations: [0.9967]),
                ], weights: [matrix(3, 4, scale: 6), matrix(4, 1, scale: 9)],
                biases: [[0.1, -2.2, 0.3, 1], [0.5]],
                showsNumbers: true)),
        .init(
            name: "large network",
            figure: NetworkDiagram(
                "Digits",
                layers: [.init("input", units: 784), .init("hidden", units: 32), .init("output", units: 10)],
                weights: [matrix(784, 32), matrix(32, 10)])),
        .init(
            name: "digraph",
            figure: Digraph(
                "Five units",
                weights: [
                    [0, -0.4, -5.6, 4.7, 0], [1.2, 0, 3, 0, 2.4], [0, 0, 0, -3.3, 7.5], [-2.4, 0, 0, 0, 2.5],
                    [0, 0, 0, 0, 0],
                ])),
        .init(
            name: "probabilities",
            figure: Digraph(
                "Weather", weights: [[0.8, 0.2], [0.4, 0.6]], names: ["sun", "rain"],
                quantity: "probabilities")),
        .init(
            name: "two layers",
            figure: NetworkDiagram(
                "Two layers",
                layers: [
                    .init(
                        "input", units: 4,
                        unitNames: ["sepal length", "sepal width", "petal length", "петля"]),
                    .init("output", units: 3, activations: [-0.99, 12.345, 1.2e-7]),
                ], weights: [matrix(4, 3, scale: 0.4)], biases: [[0.0555, 0.181, -0.0808]],
                showsNumbers: true)),
        .init(
            name: "ring",
            figure: Digraph(
                "Hopfield", weights: (0..<5).map { row in (0..<5).map { row == $0 ? 0 : 0.5 } },
                arrangement: .ring,
                showsNumbers: false)),
        .init(
            name: "Elman",
            figure: Digraph(
                "Elman", nodes: [.init("x"), .init("h"), .init("y")],
                edges: [.init(0, 1, weight: 0.5), .init(1, 1, weight: 0.8), .init(1, 2, weight: -1.2)])),
        .init(
            name: "computation",
            figure: GraphDiagram(
                "A neuron",
                [
                    .init("x", value: 5, gradient: -0.0942), .init("w", value: -2, gradient: 0.2355),
                    .init("·", value: -10, gradient: 0.0471, inputs: [0, 1]),
                    .init("b", value: 13, gradient: 0.0471),
                    .init("+", value: 3, gradient: 0.0471, inputs: [2, 3]),
                    .init("σ", value: 0.9526, gradient: 1, inputs: [4]),
                ])),
        .init(
            name: "stack",
            figure: LayerStack(
                "Net for CIFAR-10",
                [
                    .init("Input", shape: [32, 32, 3]),
                    .init("Convolution 3×3", shape: [30, 30, 32], parameters: 896),
                    .init("Flatten", shape: [28800]),
                    .init("Dense, softmax", shape: [10], parameters: 288_010),
                ])),
        .init(
            name: "LSTM",
            figure: LSTMCell(
                "One step",
                .init(
                    input: 0.5, previousHidden: 0.21, previousCell: 0.6, inputGate: 0.62, forgetGate: 0.88,
                    candidate: -0.34, outputGate: 0.71, cell: 0.3172, hidden: 0.2178))),
    ]

    private static let bad: [Sample] = [
        .init(name: "empty line", figure: LinePlot("Nothing", y: [])),
        .init(name: "no lines", figure: LinePlot("Nothing", [])),
        .init(name: "one point", figure: LinePlot("One", y: [3.2], xAxis: "x", yAxis: "y")),
        .init(name: "constant", figure: LinePlot("Constant", y: [5, 5, 5])),
        .init(name: "zeros", figure: LinePlot("Zeros", y: [0, 0, 0], yAxis: .log("error"))),
        .init(
            name: "gaps",
            figure: LinePlot(
                hostile, y: [1, .nan, 2, 4, .infinity, -.infinity, 3], xAxis: .init(hostile),
                yAxis: .init(hostile))),
        .init(name: "only NaN", figure: LinePlot("NaN", y: [.nan, .nan])),
        .init(name: "huge", figure: LinePlot("Huge", y: [1.7e308, -1.7e308, 1e299, -1e299])),
        .init(
            name: "tiny",
            figure: LinePlot("Tiny", y: [.leastNonzeroMagnitude, 1e-300, 2e-9, 4e-9], yAxis: "error")),
        .init(name: "close", figure: LinePlot("Close", y: [1, 1 + 2e-16, 1], yAxis: "error")),
        .init(
            name: "hostile names",
            figure: LinePlot(
                hostile, [Series(hostile, y: [1, 2]), Series("a", y: [2, 1])],
                guides: [.split(at: 0.5, hostile)])),
        .init(name: "empty scatter", figure: ScatterPlot("Nothing", x: [], y: [])),
        .init(
            name: "hostile scatter",
            figure: ScatterPlot("S", x: [1, .nan], y: [.infinity, 2], labels: [hostile, "b"])),
        .init(name: "empty bars", figure: BarChart("Nothing", names: [], values: [])),
        .init(
            name: "bad bars",
            figure: BarChart("Bars", names: [hostile, "b", "c"], values: [.nan, .infinity, 0])),
        .init(name: "empty histogram", figure: Histogram("Nothing", [])),
        .init(name: "one value", figure: Histogram("One", [2, 2, .nan])),
        .init(name: "empty heat map", figure: HeatMap("Nothing", [])),
        .init(
            name: "bad heat map",
            figure: HeatMap("Bad", [[1, .nan], [.infinity, 0]], rowNames: [hostile, "b"])),
        .init(name: "empty matrix", figure: MatrixView("Nothing", [])),
        .init(name: "bad matrix", figure: MatrixView("Bad", [[1e300, .nan, -.infinity, 1e-9]])),
        .init(name: "empty confusion", figure: ConfusionMatrix("Nothing", counts: [[0]], classes: ["a"])),
        .init(name: "no images", figure: ImageGrid("Nothing", [])),
        .init(
            name: "bad image",
            figure: ImageGrid(
                "Bad", [GreyImage(rows: 1, columns: 2, pixels: [.nan, .infinity], caption: hostile)])),
        .init(name: "empty table", figure: Table("Nothing", columns: ["a", "b"], rows: [])),
        .init(name: "no events", figure: Timeline("Nothing", [])),
        .init(name: "one event", figure: Timeline("One", [(1943, hostile)])),
        .init(name: "flat contour", figure: ContourPlot("Flat", x: 0...1, y: 0...1, steps: 4) { _, _ in 1 }),
        .init(name: "NaN contour", figure: ContourPlot("NaN", x: 0...1, y: 0...1, steps: 4) { _, _ in .nan }),
        .init(name: "no panels", figure: SmallMultiples("Nothing", [])),
        .init(name: "no moments", figure: Scrubber("Nothing", [])),
        .init(name: "no layers", figure: NetworkDiagram("Nothing", layers: [], weights: [])),
        .init(
            name: "NaN network",
            figure: NetworkDiagram(
                hostile, layers: [.init(hostile, units: 1, activations: [.nan]), .init("out", units: 1)],
                weights: [[[.nan]]], showsNumbers: true)),
        .init(name: "no nodes", figure: Digraph("Nothing", nodes: [], edges: [])),
        .init(name: "no operations", figure: GraphDiagram("Nothing", [])),
        .init(name: "no stack", figure: LayerStack("Nothing", [])),
    ]
}
