// Functions of two variables.

import Figures

let planes = [
    Specimen {
        DecisionSurface(
            "XOR", x: -0.5...1.5, y: -0.5...1.5, groups: corners,
            halfPlanes: [.init(1, 1, -0.5, name: "h₁"), .init(-1, -1, 1.5, name: "h₂")]
        ) { xor(10, $0, $1) }
    },
    Specimen {
        ContourPlot(
            "A ravine", x: -5...5, y: -4...4,
            paths: [
                Series("gradient descent", x: [-4, -3, -2, -1.2, -0.6], y: [3, -2, 1.4, -1, 0.7]),
                Series("momentum", x: [-4, -3, -1.5, 0.5, 0.2], y: [3, 1, -0.8, 0.1, 0]),
            ]
        ) { x, y in x * x + 5 * y * y }
    },
]
