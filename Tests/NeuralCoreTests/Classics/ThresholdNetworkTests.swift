// Networks of threshold units: XOR by hand, cycles, clocks, and what lesson 04 prints.

import NeuralCore
import Testing

@Suite struct ThresholdNetworkTests {
    /// The textbook's §1.2: units 5 and 6 hear the inputs, unit 7 hears both.
    static let xorWeights: Matrix = [
        [0, 0, -1, -1, 0],
        [0, 0, -1, -1, 0],
        [0, 0, 0, 0, 1],
        [0, 0, 0, 0, -1],
        [0, 0, 0, 0, 0],
    ]
    static let xorUnits = ["x1", "x2", "5", "6", "7"]
    static let xor = ThresholdNetwork(
        units: xorUnits, inputs: ["x1", "x2"], weights: xorWeights, biases: [0, 0, 1.5, 0.5, -0.5])

    /// The textbook's §2.
    static let fiveUnits: Matrix = [
        [0, -0.4, -5.6, 4.7, 0],
        [1.2, 0, 3, 0, 2.4],
        [0, 0, 0, -3.3, 7.5],
        [-2.4, 0, 0, 0, 2.5],
        [0, 0, 0, 0, 0],
    ]

    private struct Row: Decodable {
        let input: [Double]
        let net5, net6, net7, out5, out6, out7: Double
    }

    @Test func allRowsOfXORAreThoseOfTheRecord() throws {
        let rows = try Fixture.load("seeds.json", as: Members.self).value("002_threshold_xor", as: [Row].self)
        let runs = Self.xor.truthTable()
        #expect(rows.map(\.input) == runs.map(\.inputs))
        for (row, run) in zip(rows, runs) {
            #expect(run.steps.map(\.unit) == ["5", "6", "7"])
            #expect(run.steps.map(\.net) == [row.net5, row.net6, row.net7])
            #expect(run.steps.map(\.output) == [row.out5, row.out6, row.out7])
            #expect(run["7"].output == (row.input[0] != row.input[1] ? 1 : 0))
        }
    }

    @Test func aRunReadsAsByHand() {
        #expect(
            "\(Self.xor.run([1, 0]))" == """
                net5 = 1·(-1.0) + 0·(-1.0) + 1·(1.5) = 0.5 → output 1
                net6 = 1·(-1.0) + 0·(-1.0) + 1·(0.5) = -0.5 → output 0
                net7 = 1·(1.0) + 0·(-1.0) + 1·(-0.5) = 0.5 → output 1
                """)
    }

    @Test func aThresholdIsABiasWithTheOtherSign() {
        func network(thresholds: Matrix) -> ThresholdNetwork {
            ThresholdNetwork(
                units: Self.xorUnits, inputs: ["x1", "x2"], weights: Self.xorWeights, thresholds: thresholds)
        }
        #expect(network(thresholds: [0, 0, -1.5, -0.5, 0.5]).truthTable() == Self.xor.truthTable())
        // Lesson 04: the biases of one convention in the formula of the other always answer 1.
        let mixedUp = network(thresholds: [0, 0, 1.5, 0.5, -0.5])
        #expect(mixedUp.truthTable().map { $0["7"].output } == [1, 1, 1, 1])
    }

    /// Lesson 04: an OR that the AND overrules; the inputs go past the hidden unit.
    @Test func twoUnitsAreEnoughForXOR() {
        let network = ThresholdNetwork(
            inputs: ["1", "2"], weights: [[0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, -2], [0, 0, 0, 0]],
            biases: [0, 0, -1.5, -0.5])
        #expect(network.truthTable().map { $0["4"].output } == [0, 1, 1, 0])
    }

    /// Lesson 04: of all weights and biases from −3 to 3 in halves, none makes one unit compute XOR.
    @Test func oneUnitIsNotEnoughForXOR() {
        let choices = Array(stride(from: -3.0, through: 3, by: 0.5))
        var (best, tried) = (0, 0)
        for (w1, w2) in choices.flatMap({ w1 in choices.map { (w1, $0) } }) {
            for bias in choices {
                let unit = ThresholdNetwork(
                    inputs: ["1", "2"], weights: Matrix(rows: [[0, 0, w1], [0, 0, w2], [0, 0, 0]]),
                    biases: Matrix([0, 0, bias]))
                let right = zip(unit.truthTable(), [0.0, 1, 1, 0]).count { $0["3"].output == $1 }
                (best, tried) = (max(best, right), tried + 1)
            }
        }
        #expect(tried == 2197)
        #expect(best == 3)
    }

    @Test func unitsMayStandInAnyOrder() {
        let order = [4, 3, 2, 1, 0]
        let turned = ThresholdNetwork(
            units: order.map { Self.xorUnits[$0] }, inputs: ["x1", "x2"],
            weights: Matrix(rows: order.map { row in order.map { Self.xorWeights[row, $0] } }),
            biases: Matrix(order.map { Self.xor.biases[$0] }))
        #expect(turned.truthTable().map { $0["7"].output } == [0, 1, 1, 0])
    }

    @Test func rowsSendAndColumnsHear() {
        let network = ThresholdNetwork(weights: Self.fiveUnits)
        let lines = network.units.map { unit in
            let receivers = network.receivers(of: unit).joined(separator: ", ")
            let senders = network.senders(of: unit).joined(separator: ", ")
            return "unit \(unit) sends to [\(receivers)] and hears [\(senders)]"
        }
        #expect(
            lines == [
                "unit 1 sends to [2, 3, 4] and hears [2, 4]",
                "unit 2 sends to [1, 3, 5] and hears [1]",
                "unit 3 sends to [4, 5] and hears [1, 2]",
                "unit 4 sends to [1, 5] and hears [1, 3]",
                "unit 5 sends to [] and hears [2, 3, 4]",
            ])
    }

    /// Lesson 04 names the two short ones and asks for all four.
    @Test func theCyclesOfTheFiveUnits() {
        let network = ThresholdNetwork(weights: Self.fiveUnits)
        #expect(
            network.cycles.map(\.description)
                == ["1 → 2 → 1", "1 → 2 → 3 → 4 → 1", "1 → 3 → 4 → 1", "1 → 4 → 1"])
        #expect(!network.isFeedForward)
        #expect(Self.xor.isFeedForward)
        #expect(Self.xor.cycles.isEmpty)
        #expect(ThresholdNetwork(weights: [[0, 1], [0, 1]]).cycles.map(\.units) == [["2"]])
    }

    @Test func aCycleThroughAnInputDoesNotMatter() {
        // Every cycle of the five units passes through unit 1. With it held at 1:
        // net2 = −0.4, net3 = −5.6 + 0, net4 = 4.7 + 0, net5 = 2.5.
        let run = ThresholdNetwork(inputs: ["1"], weights: Self.fiveUnits).run([1])
        #expect(run.steps.map(\.unit) == ["2", "3", "4", "5"])
        #expect(run.steps.map(\.net) == [-0.4, -5.6, 4.7, 2.5])
        #expect(run.steps.map(\.output) == [0, 0, 1, 1])
    }

    @Test func aClockGoesRoundOrComesToRest() {
        // Two units that copy each other exchange their states at each tick, for ever.
        let pair = ThresholdNetwork(weights: [[0, 1], [1, 0]])
        #expect(pair.run(from: [1, 0]).states == [[1, 0], [0, 1], [1, 0]])
        #expect(pair.run(from: [1, 0]).period == 2)
        #expect(pair.run(from: [1, 1]).period == 1)
        #expect(pair.run(from: [1, 0], ticks: 1).period == nil)
        // A ring of three hands one 1 on.
        let ring = ThresholdNetwork(weights: [[0, 1, 0], [0, 0, 1], [1, 0, 0]])
        #expect("\(ring.run(from: [1, 0, 0]))" == "0: 1 0 0\n1: 0 1 0\n2: 0 0 1\n3: 1 0 0")
    }

    @Test func aClockBringsAFeedForwardNetworkToItsAnswer() {
        let history = Self.xor.run(from: [0, 0, 0, 0, 0], inputs: [1, 0])
        #expect(history.states.last == [1, 0, 1, 0, 1])
        #expect(history.period == 1)
        // As many ticks as there are layers behind the inputs, and one that finds it at rest.
        #expect(history.states.count == 1 + 2 + 1)
    }

    @Test func aUnitDoesNotFireAtExactlyZero() {
        let and = ThresholdNetwork(
            inputs: ["1", "2"], weights: [[0, 0, 1], [0, 0, 1], [0, 0, 0]], biases: [0, 0, -2])
        #expect(and.run([1, 1])["3"].net == 0)
        #expect(and.run([1, 1])["3"].output == 0)
    }
}

@Suite struct ThresholdNetworkFaultTests {
    @Test func aNetworkWithACycleHasNoFirstUnit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThresholdNetwork(weights: [[0, 1, 0], [0, 0, 1], [1, 0, 0]]).run([])
        }
        expectStop(
            "the network has the cycle 1 → 2 → 3 → 1, so none of these units can be first", result)
    }

    @Test func aMatrixThatIsNotSquare() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThresholdNetwork(weights: [[0, 1, 0], [0, 0, 1]])
        }
        expectStop("the weights of a network are a square matrix, but their shape is (2, 3)", result)
    }

    @Test func biasesOfTheInnerUnitsAlone() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThresholdNetwork(weights: ThresholdNetworkTests.xorWeights, biases: [1.5, 0.5, -0.5])
        }
        expectStop("5 units need as many biases or thresholds, 0 for an input", result)
    }

    @Test func anInputThatIsNoUnit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThresholdNetwork(units: ["left", "right"], inputs: ["rihgt"], weights: [[0, 1], [0, 0]])
        }
        expectStop("there is no unit \"rihgt\"; did you mean \"right\"?", result)
    }

    @Test func tooFewInputs() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThresholdNetworkTests.xor.run([1])
        }
        expectStop("the network has 2 inputs, but 1 values are given", result)
    }

    @Test func aNameTwice() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThresholdNetwork(units: ["a", "a"], weights: [[0, 1], [0, 0]])
        }
        expectStop("a matrix of shape (2, 2) needs 2 names of units, all different", result)
    }
}
