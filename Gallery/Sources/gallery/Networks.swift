// Networks, cells and graphs.

import Figures

let networks = [
    Specimen {
        NetworkDiagram(
            "A neuron",
            layers: [
                .init("input", units: 3, unitNames: ["x₁", "x₂", "x₃"], activations: [1, 0, 0]),
                .init("output", units: 1, unitNames: ["y"], activations: [0.99993704]),
            ],
            weights: [[[9.67299303], [-0.2078435], [-4.62963669]]], showsNumbers: true)
    },
    Specimen {
        NetworkDiagram(
            "Three layers",
            layers: [
                .init("input", units: 3, unitNames: ["x₁", "x₂", "1"], activations: [1, 0, 1]),
                .init("hidden", units: 4, activations: [0.02, 0.9934, 0.41, -0.33]),
                .init("output", units: 1, unitNames: ["y"], activations: [0.9967]),
            ],
            weights: [noise(3, 4, scale: 6), noise(4, 1, scale: 9)], biases: [[0.1, -2.2, 0.3, 1], [0.5]],
            showsNumbers: true)
    },
    Specimen {
        NetworkDiagram(
            "Three units for three species",
            layers: [
                .init(
                    "flower", units: 4,
                    unitNames: ["sepal length", "sepal width", "petal length", "petal width"]),
                .init("species", units: 3, unitNames: ["setosa", "versicolor", "virginica"]),
            ],
            weights: [noise(4, 3, scale: 0.4)], biases: [[0.0555, 0.181, -0.0808]], showsNumbers: true)
    },
    Specimen {
        NetworkDiagram(
            "A kernel of three numbers",
            layers: [
                .init("pixels", units: 5, activations: [0, 1, 1, 0, 0]),
                .init("map", units: 3, activations: [1, 1, -0.99]),
            ],
            weights: [[[-1, 0, 0], [2, -1, 0], [-1, 2, -1], [0, -1, 2], [0, 0, -1]]], showsNumbers: true)
    },
    Specimen {
        NetworkDiagram(
            "A net for digits",
            layers: [.init("input", units: 784), .init("hidden", units: 32), .init("output", units: 10)],
            weights: [noise(784, 32), noise(32, 10)])
    },
    Specimen {
        Digraph(
            "Five units with cycles",
            weights: [
                [0, -0.4, -5.6, 4.7, 0], [1.2, 0, 3, 0, 2.4], [0, 0, 0, -3.3, 7.5], [-2.4, 0, 0, 0, 2.5],
                [0, 0, 0, 0, 0],
            ])
    },
    Specimen {
        Digraph(
            "A Hopfield net",
            weights: (0..<5).map { row in (0..<5).map { row == $0 ? 0 : row + $0 == 4 ? -0.5 : 0.5 } },
            activations: [1, -1, 1, 1, -1], arrangement: .ring, showsNumbers: false)
    },
    Specimen {
        Digraph(
            "Elman's net", nodes: [.init("x"), .init("h"), .init("y")],
            edges: [.init(0, 1, weight: 0.5), .init(1, 1, weight: 0.8), .init(1, 2, weight: -1.2)])
    },
    Specimen {
        Digraph(
            "The weather", weights: [[0.8, 0.2], [0.4, 0.6]], names: ["sun", "rain"],
            quantity: "probabilities")
    },
    Specimen {
        Digraph(
            "Which word follows which", weights: [[0, 12, 3], [2, 0, 9], [7, 1, 0]],
            names: ["the", "cat", "sat"], quantity: "counts")
    },
    Specimen {
        GraphDiagram(
            "A neuron's output and its slopes",
            [
                .init("x", value: 5, gradient: -0.0942), .init("w", value: -2, gradient: 0.2355),
                .init("·", value: -10, gradient: 0.0471, inputs: [0, 1]),
                .init("b", value: 13, gradient: 0.0471),
                .init("+", value: 3, gradient: 0.0471, inputs: [2, 3]),
                .init("y", operation: "σ", value: 0.9526, gradient: 1, inputs: [4]),
            ])
    },
    Specimen {
        LayerStack(
            "A net for CIFAR-10",
            [
                .init("Input", shape: [32, 32, 3]),
                .init("Convolution 3×3", shape: [30, 30, 32], parameters: 896),
                .init("Maximum of 2×2", shape: [15, 15, 32]), .init("Flatten", shape: [7200]),
                .init("Dense, softmax", shape: [10], parameters: 72_010),
            ])
    },
    Specimen {
        LSTMCell(
            "One step of an LSTM",
            .init(
                input: 0.5, previousHidden: 0.21, previousCell: 0.6, inputGate: 0.62, forgetGate: 0.88,
                candidate: -0.34, outputGate: 0.71, cell: 0.3172, hidden: 0.2178))
    },
]
