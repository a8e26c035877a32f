// Numbers for the figures: the same at every run.

import Figures
import Foundation

/// A number from −1 to 1 that looks random.
func noise(_ index: Int) -> Double {
    let mixed = UInt64(truncatingIfNeeded: index &+ 1) &* 0x9E37_79B9_7F4A_7C15
    let scattered = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
    return Double(scattered >> 11) / Double(1 << 53) * 2 - 1
}

func noise(_ rows: Int, _ columns: Int, scale: Double = 1) -> [[Double]] {
    (0..<rows).map { row in (0..<columns).map { noise(row * 131 + $0) * scale } }
}

func decay(_ rate: Double, count: Int = 60) -> [Double] { (0..<count).map { exp(-rate * Double($0)) } }

func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// Months of a growing business with a season.
let passengers = (0..<72).map { (month: Int) -> Double in
    let years = Double(month) / 12
    let season = sin(years * 2 * .pi) * (24 + 4 * years)
    return 110 + 26 * years + season + 5 * noise(month)
}

/// A cloud of points around a middle.
func cloud(_ name: String, _ x: Double, _ y: Double, count: Int = 50, seed: Int) -> ScatterPlot.Group {
    .init(
        name, x: (0..<count).map { x + 0.5 * (noise($0 + seed) + noise($0 + seed + 777)) },
        y: (0..<count).map { y + 0.4 * (noise($0 + seed + 333) + noise($0 + seed + 555)) })
}

/// What a network of two hidden units answers that has learned XOR so well.
func xor(_ steepness: Double, _ x: Double, _ y: Double) -> Double {
    let (any, both) = (sigmoid(steepness * (x + y - 0.5)), sigmoid(steepness * (x + y - 1.5)))
    return sigmoid(steepness * (any - both - 0.5))
}

let corners = [
    ScatterPlot.Group("target 0", x: [0, 1], y: [0, 1]), .init("target 1", x: [0, 1], y: [1, 0]),
]

/// Seven strokes of a digit on a pocket calculator, softened: top, upper left and right, middle, lower ones, bottom.
func digit(_ digit: Int, caption: String? = nil) -> GreyImage {
    let strokes = [
        "1110111", "0010010", "1011101", "1011011", "0111010", "1101011", "1101111", "1010010", "1111111",
    ]
    let parts: [(x: ClosedRange<Double>, y: ClosedRange<Double>)] = [
        (9...19, 5...5), (8...8, 6...13), (20...20, 6...13), (9...19, 14...14), (8...8, 15...22),
        (20...20, 15...22), (9...19, 23...23),
    ]
    let on = zip(strokes[digit], parts).filter { $0.0 == "1" }.map(\.1)
    let pixels = (0..<784).map { place -> Double in
        let (row, column) = (Double(place / 28), Double(place % 28))
        let distances = on.map { part -> Double in
            let x = min(max(column, part.x.lowerBound), part.x.upperBound)
            let y = min(max(row, part.y.lowerBound), part.y.upperBound)
            return hypot(column - x, row - y)
        }
        return min(1, max(0, 2.1 - (distances.min() ?? 9)))
    }
    return GreyImage(rows: 28, columns: 28, pixels: pixels, caption: caption ?? "label \(digit)")
}
