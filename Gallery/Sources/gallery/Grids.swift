// Figures made of cells.

import Figures

let grids = [
    Specimen {
        HeatMap(
            "Weights", noise(3, 4, scale: 5), rowNames: ["x₁", "x₂", "bias"],
            columnNames: ["hidden 1", "hidden 2", "hidden 3", "hidden 4"], ramp: .diverging)
    },
    Specimen { HeatMap("Attention", noise(50, 90), rowAxis: "from", columnAxis: "to") },
    Specimen {
        MatrixView(
            "W", noise(5, 3, scale: 9), rowNames: ["1", "2", "3", "4", "5"], columnNames: ["a", "b", "c"])
    },
    Specimen { MatrixView("A large matrix", noise(40, 40), digits: 3) },
    Specimen {
        ConfusionMatrix(
            "Iris", counts: [[15, 0, 0], [0, 12, 3], [0, 1, 14]],
            classes: ["setosa", "versicolor", "virginica"])
    },
    Specimen { ImageGrid("Digits", (0...8).map { digit($0) }) },
    Specimen { ImageGrid("One digit", [digit(5)]) },
    Specimen {
        ImageGrid(
            "Kernels",
            (0..<8).map { number in
                GreyImage(rows: 3, columns: 3, pixels: noise(9, 9)[number], caption: "kernel \(number + 1)")
            },
            ramp: .diverging)
    },
]
