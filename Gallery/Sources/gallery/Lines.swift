// Figures made of lines.

import Figures
import Foundation

let lines = [
    Specimen { LinePlot("Training error", y: decay(0.1), xAxis: "epoch", yAxis: .log("mean |error|")) },
    Specimen {
        LinePlot(
            "Loss",
            [
                Series("SGD", y: decay(0.02)), Series("momentum", y: decay(0.05)),
                Series("Adam", y: decay(0.2), band: (decay(0.25), decay(0.15))),
            ],
            xAxis: "epoch", yAxis: "loss",
            guides: [.split(at: 30, "rate halved"), .level(at: 0.3, "baseline"), .span(5...12, "warm-up")])
    },
    Specimen {
        LinePlot(
            "Mistakes of the perceptron",
            [Series("AND", y: [2, 3, 3, 2, 1, 0]), Series("XOR", y: [2, 3, 4, 3, 4, 4, 4, 4, 4])],
            xAxis: "epoch", yAxis: "mistakes")
    },
    Specimen {
        LinePlot(
            "Accuracy",
            [
                Series("training set, 60,000 images", y: decay(0.12).map { 1 - 0.7 * $0 }),
                Series("validation set, 10,000 images", y: decay(0.1).map { 0.97 - 0.66 * $0 }),
            ],
            xAxis: "epoch", yAxis: "share of images that are recognised")
    },
    Specimen {
        LinePlot(
            "Six optimizers",
            ["SGD", "momentum", "Nesterov", "Adagrad", "RMSprop", "Adam"].enumerated().map { place, name in
                Series(name, y: decay(0.01 * Double(1 << place)))
            },
            xAxis: "step", yAxis: .log("loss"))
    },
    Specimen {
        LinePlot(
            "A weight by epoch", x: (0..<12).map { Double($0 * $0) }, y: (0..<12).map { noise($0) },
            style: .both)
    },
    Specimen {
        LinePlot(
            "Penguins and the direction of a unit",
            [
                Series(
                    "penguins", x: (0..<120).map { noise($0) + noise($0 + 500) },
                    y: (0..<120).map { 0.8 * (noise($0) + noise($0 + 500)) + 0.4 * noise($0 + 900) },
                    style: .points),
                Series("along w", x: [-2, 2], y: [-1.6, 1.6]),
            ],
            xAxis: "flipper length", yAxis: "body mass")
    },
    Specimen {
        LinePlot(
            "The unit circle", x: (0...60).map { cos(Double($0) / 30 * .pi) },
            y: (0...60).map { sin(Double($0) / 30 * .pi) }, xAxis: Axis("x", limits: -1.5...1.5),
            yAxis: Axis("y", limits: -1.5...1.5), isSquare: true)
    },
    Specimen {
        FunctionPlot(
            "Sigmoid and its slope", over: -6...6, function: sigmoid,
            slope: { sigmoid($0) * (1 - sigmoid($0)) },
            names: ("σ", "σ′"), xAxis: "net", marking: [-1, 0, 2])
    },
    Specimen {
        FunctionPlot(
            "ReLU and its slope", over: -3...3, function: { max(0, $0) }, slope: { $0 > 0 ? 1 : 0 },
            names: ("relu", "relu′"), marking: [-1, 2])
    },
    Specimen {
        Forecast(
            "Passengers", observed: passengers,
            predicted: passengers.indices.map { passengers[$0] + 9 * noise($0 + 50) },
            baseline: [.nan] + passengers.dropLast(), split: 48, xAxis: "month", yAxis: "thousands")
    },
]
