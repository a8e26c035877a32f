// Figures made of points, bars and events.

import Figures

let points = [
    Specimen {
        ScatterPlot(
            "Words by two components of their vectors", x: [1, 1.1, 2.9, 3, 3.05, 4.2, 4.25, 2],
            y: [0.3, 0.35, 2, 2.1, 2.05, -1, -1.02, 1],
            labels: ["king", "queen", "cat", "dog", "пёс", "Paris", "Rome", "to"],
            xAxis: "component 1", yAxis: "component 2")
    },
    Specimen {
        ScatterPlot(
            "Three clouds",
            [
                cloud("first", 1.5, 0.3, seed: 0), cloud("second", 4.2, 1.3, seed: 2000),
                cloud("third", 5.2, 2, seed: 4000),
            ],
            xAxis: "feature 1", yAxis: "feature 2")
    },
    Specimen {
        BarChart(
            "Accuracy on the test set", names: ["dense", "convolution", "bag of words"],
            values: [0.98, 0.992, 0.83],
            axis: "share of right answers")
    },
    Specimen {
        BarChart(
            "RMSE", names: ["persistence", "AR(12)", "LSTM"],
            series: [("training", [23.18, 11.13, 9.4]), ("test", [48.66, 23.8, 31.2])])
    },
    Specimen {
        BarChart(
            "What the last weights want", names: ["tanh 1", "tanh 2", "tanh 3"],
            series: [
                ("batch 1", [-0.117, -0.127, 0.115]), ("batch 2", [-0.039, -0.055, 0.029]),
                ("all", [-0.156, -0.182, 0.144]), ("twice", [-0.312, -0.364, 0.288]),
            ])
    },
    Specimen {
        BarChart("Change of the weights", names: ["x₁", "x₂", "bias"], values: [0.42, -0.17, -0.03])
    },
    Specimen {
        Histogram("Weights at the start", (0..<500).map { noise($0) + noise($0 + 999) }, axis: "weight")
    },
    Specimen {
        Timeline(
            "From neurons to networks",
            [
                (1943, "McCulloch and Pitts: threshold units"), (1958, "Rosenblatt: the perceptron"),
                (1969, "Minsky and Papert: what it cannot do"), (1982, "Hopfield: memories in a network"),
                (1986, "Rumelhart, Hinton and Williams: errors travel backwards through hidden layers"),
                (1997, "Hochreiter and Schmidhuber: LSTM"), (1998, "LeCun and others: LeNet-5"),
            ])
    },
    Specimen {
        Table(
            "Layers", columns: ["layer", "shape", "parameters"],
            rows: [["Convolution of 32 filters", "(30, 30, 32)", "896"], ["Dense", "(10)", "288,010"]])
    },
]
