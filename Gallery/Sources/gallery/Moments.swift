// Several figures beside or after each other.

import Figures

let moments = [
    Specimen {
        SmallMultiples(
            "Rates of learning",
            [0.01, 0.1, 1].map {
                LinePlot("rate \($0)", y: decay($0, count: 30), xAxis: "step", yAxis: "loss")
            })
    },
    Specimen {
        SmallMultiples(
            "One colour, one number",
            [1.0, 2, 4].map { scale in
                HeatMap("weights times \(Int(scale))", noise(3, 3, scale: scale), ramp: .diverging)
            })
    },
    Specimen {
        SmallMultiples(
            "One length, one number",
            [
                BarChart("before", names: ["dense", "convolution"], values: [0.41, 0.38]),
                BarChart("after", names: ["dense", "convolution"], values: [0.98, 0.992]),
            ])
    },
    Specimen {
        Scrubber(
            "Learning XOR",
            [1.0, 2, 4, 6, 8, 10].map { steepness in
                let name = "epoch \(Int(steepness) * 1000)"
                let surface = DecisionSurface(name, x: -0.5...1.5, y: -0.5...1.5, groups: corners, steps: 24)
                {
                    xor(steepness, $0, $1)
                }
                return (name: name, figure: surface)
            })
    },
]
