// The source's net of threshold units: its printed sums and its truth table.

import Explanations
import NeuralCore
import Testing

@Suite struct ThresholdTests {
    static let names = ["x1", "x2", "one", "5", "6", "7"]
    static let xor: Matrix = [
        [0, 0, 0, -1, -1, 0],
        [0, 0, 0, -1, -1, 0],
        [0, 0, 0, 1.5, 0.5, -0.5],
        [0, 0, 0, 0, 0, 1],
        [0, 0, 0, 0, 0, -1],
        [0, 0, 0, 0, 0, 0],
    ]

    func explained(_ input: [Double]) -> Explanation {
        explain(thresholds: Self.xor, units: Self.names, inputs: ["x1", "x2"], constant: "one", input: input)
    }

    @Test func theLinesOfTheSource() throws {
        let explanation = explained([1, 0])
        #expect(explanation["net₅"].text == "net₅ = 1·(−1) + 0·(−1) + 1·1.5 = 0.5")
        #expect(explanation["y₅"].text == "y₅ = step(0.5) = 1")
        #expect(explanation["net₆"].text == "net₆ = 1·(−1) + 0·(−1) + 1·0.5 = −0.5")
        #expect(explanation["net₇"].text == "net₇ = 1·1 + 0·(−1) + 1·(−0.5) = 0.5")
        #expect(explanation["y₇"].text == "y₇ = step(0.5) = 1")
        try expectPrintedArithmeticHolds(explanation)
    }

    /// seeds.json, 002_threshold_xor: the sums computed from the weights that the textbook prints.
    @Test(arguments: [
        [0.0, 0.0, 1.5, 0.5, -0.5, 0.0], [0, 1, 0.5, -0.5, 0.5, 1], [1, 0, 0.5, -0.5, 0.5, 1],
        [1, 1, -0.5, -1.5, -0.5, 0],
    ])
    func theTruthTable(row: [Double]) throws {
        let explanation = explained(Array(row[0..<2]))
        #expect(["net₅", "net₆", "net₇"].map { explanation[$0].result } == Array(row[2..<5]))
        #expect(explanation["y₇"].result == row[5])
        try expectPrintedArithmeticHolds(explanation)
    }

    @Test func theTextIsAligned() {
        #expect(
            explained([1, 0]).description == """
                A net of threshold units for the input (1, 0)

                Unit 5
                1. net₅ = 1·(−1) + 0·(−1) + 1·1.5 = 0.5
                2.   y₅ = step(0.5) = 1

                Unit 6
                3. net₆ = 1·(−1) + 0·(−1) + 1·0.5 = −0.5
                4.   y₆ = step(−0.5) = 0

                Unit 7
                5. net₇ = 1·1 + 0·(−1) + 1·(−0.5) = 0.5
                6.   y₇ = step(0.5) = 1
                """)
    }

    /// The same net with biases in the place of a unit that always sends 1.
    @Test(arguments: [[0.0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]])
    func biasesStandBehindWhatAUnitHears(row: [Double]) throws {
        let network = ThresholdNetwork(
            units: ["x1", "x2", "5", "6", "7"], inputs: ["x1", "x2"],
            weights: [
                [0, 0, -1, -1, 0], [0, 0, -1, -1, 0], [0, 0, 0, 0, 1], [0, 0, 0, 0, -1], [0, 0, 0, 0, 0],
            ],
            biases: [0, 0, 1.5, 0.5, -0.5])
        let explanation = explain(network, input: Array(row[0..<2]))
        try expectPrintedArithmeticHolds(explanation)
        #expect(explanation["y₇"].result == row[2])
        let run = network.run(Array(row[0..<2]))
        for unit in ["5", "6", "7"] {
            #expect(
                explanation.sections.first { $0.title == "Unit \(unit)" }?.steps[0].result == run[unit].net)
        }
        #expect(
            explanation
                == explain(
                    thresholds: network.weights, units: network.units, inputs: network.inputs,
                    biases: network.biases, input: Array(row[0..<2])))
        guard row == [1, 0, 1] else { return }
        #expect(explanation["net₅"].text == "net₅ = 1·(−1) + 0·(−1) + 1.5 = 0.5")
        #expect(explanation["net₅"].formula?.text(digits: 3) == "x₁·w[x1,5] + x₂·w[x2,5] + b₅")
    }

    /// Thresholds θ are biases with the other sign; a net without biases has no 0 to add.
    @Test func thresholdsAreBiasesWithTheOtherSign() throws {
        let and = ThresholdNetwork(
            inputs: ["1", "2"], weights: [[0, 0, 1], [0, 0, 1], [0, 0, 0]], thresholds: [0, 0, 1.5])
        let explanation = explain(and, input: [1, 1])
        #expect(explanation["net₃"].text == "net₃ = 1·1 + 1·1 + (−1.5) = 0.5")
        try expectPrintedArithmeticHolds(explanation)
        let or = ThresholdNetwork(inputs: ["1", "2"], weights: and.weights)
        #expect(explain(or, input: [0, 1])["net₃"].text == "net₃ = 0·1 + 1·1 = 1")
    }

    @Test func missingBiasesAreRefused() async {
        expectStop(
            "3 units need as many biases, 0 for an input, but their shape is (2,)",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(
                    thresholds: [[0, 0, 1], [0, 0, 1], [0, 0, 0]], inputs: ["1", "2"], biases: [1, 2],
                    input: [1, 0])
            })
    }

    @Test func theSentence() {
        #expect(
            explained([1, 0]).summary
                == "For the input (1, 0), 3 threshold units fire or not; the last one: y₇ = step(0.5) = 1.")
    }

    @Test func thePageHasFormulasWithTheirNumbers() {
        let items = explained([1, 0]).outline.sections.flatMap(\.items)
        #expect(items.map(\.number) == Array(1...6))
        #expect(
            items[1].tex
                == #"y_{5} = \operatorname{step}(\mathrm{net}_{5}) = \operatorname{step}(0.5) = 1"#
        )
    }

    @Test func aCycleIsRefused() async {
        expectStop(
            "the net has a cycle",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(thresholds: [[0, 1], [1, 0]], inputs: [], input: [])
            })
    }

    @Test func aMissingInputIsRefused() async {
        expectStop(
            "the net has 2 inputs, but 1 values are given",
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = explain(
                    thresholds: [[0, 1, 0], [1, 0, 0], [0, 0, 0]], inputs: ["1", "2"], input: [1])
            })
    }
}
