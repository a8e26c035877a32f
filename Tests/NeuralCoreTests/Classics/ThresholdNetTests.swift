// Nets of threshold units: XOR by hand, cycles, clocks.

import NeuralCore
import Testing

@Suite struct ThresholdNetTests {
    /// The textbook's §1.2: units 5 and 6 hear the inputs, unit 7 hears both.
    static let xor = ThresholdNet(
        units: ["x1", "x2", "one", "5", "6", "7"], inputs: ["x1", "x2"], constant: "one",
        weights: [
            [0, 0, 0, -1, -1, 0],
            [0, 0, 0, -1, -1, 0],
            [0, 0, 0, 1.5, 0.5, -0.5],
            [0, 0, 0, 0, 0, 1],
            [0, 0, 0, 0, 0, -1],
            [0, 0, 0, 0, 0, 0],
        ])

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
        #expect(rows.count == 4)
        for row in rows {
            let run = Self.xor.run(row.input)
            #expect(["5", "6", "7"].map { run[$0].net } == [row.net5, row.net6, row.net7])
            #expect(["5", "6", "7"].map { run[$0].output } == [row.out5, row.out6, row.out7])
            #expect(run["7"].output == (row.input[0] != row.input[1] ? 1 : 0))
        }
    }

    @Test func aSumReadsAsByHand() {
        let run = Self.xor.run([1, 0])
        #expect(
            run.steps.map(\.description) == [
                "net5 = 1·(-1.0) + 0·(-1.0) + 1·(1.5) = 0.5 → 1",
                "net6 = 1·(-1.0) + 0·(-1.0) + 1·(0.5) = -0.5 → 0",
                "net7 = 1·(-0.5) + 1·(1.0) + 0·(-1.0) = 0.5 → 1",
            ])
    }

    @Test func unitsMayStandInAnyOrder() {
        // The last unit first: XOR with rows and columns exchanged end for end.
        let order = [5, 4, 3, 2, 1, 0]
        let turned = ThresholdNet(
            units: order.map { Self.xor.units[$0] }, inputs: ["x1", "x2"], constant: "one",
            weights: Matrix(rows: order.map { row in order.map { Self.xor.weights[row, $0] } }))
        for (x, wanted) in [([0.0, 0], 0.0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)] {
            #expect(turned.run(x)["7"].output == wanted)
        }
    }

    /// Lesson 04 asks for these four.
    @Test func theCyclesOfTheFiveUnitNet() {
        let net = ThresholdNet(weights: Self.fiveUnits)
        #expect(
            Set(net.cycles) == [["1", "2"], ["1", "4"], ["1", "3", "4"], ["1", "2", "3", "4"]])
        #expect(net.cycles.count == 4)
        #expect(!net.isFeedForward)
        #expect(Self.xor.isFeedForward)
        #expect(ThresholdNet(weights: [[0, 1], [0, 1]]).cycles == [["2"]])
    }

    @Test func aCycleThroughAGivenUnitDoesNotMatter() {
        // Every cycle of the five units passes through unit 1. With it held at 1:
        // net2 = −0.4, net3 = −5.6 + 0, net4 = 4.7 + 0, net5 = 2.5.
        let run = ThresholdNet(inputs: ["1"], weights: Self.fiveUnits).run([1])
        #expect(run.steps.map(\.unit) == ["2", "3", "4", "5"])
        #expect(run.steps.map(\.net) == [-0.4, -5.6, 4.7, 2.5])
        #expect(run.steps.map(\.output) == [0, 0, 1, 1])
    }

    @Test func aClockSeesThePast() {
        // Two units that copy each other exchange their states at each tick, for ever.
        let pair = ThresholdNet(weights: [[0, 1], [1, 0]])
        #expect(pair.next([1, 0]) == [0, 1])
        #expect(pair.next([0, 1]) == [1, 0])
        #expect(pair.next([1, 1]) == [1, 1])
    }

    @Test func aClockBringsAFeedForwardNetToItsAnswer() {
        // As many ticks as there are layers behind the inputs.
        var state = [Double](repeating: 0, count: 6)
        for _ in 0..<2 { state = Self.xor.next(state, inputs: [1, 0]) }
        #expect(state == [1, 0, 1, 1, 0, 1])
    }

    @Test func aUnitDoesNotFireAtExactlyZero() {
        let and = ThresholdNet(
            inputs: ["1", "2"], constant: "3",
            weights: [[0, 0, 0, 1], [0, 0, 0, 1], [0, 0, 0, -2], [0, 0, 0, 0]])
        #expect(and.run([1, 1])["4"].net == 0)
        #expect(and.run([1, 1])["4"].output == 0)
    }
}

@Suite struct ThresholdNetFaultTests {
    @Test func aNetWithACycleHasNoFirstUnit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThresholdNet(weights: [[0, 1, 0], [0, 0, 1], [1, 0, 0]]).run([])
        }
        expectStop("the net has the cycle 1 → 2 → 3 → 1, so none of these units can be first", result)
    }

    @Test func aMatrixThatIsNotSquare() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThresholdNet(weights: [[0, 1, 0], [0, 0, 1]])
        }
        expectStop("the weights of a net are a square matrix, but their shape is (2, 3)", result)
    }

    @Test func anInputThatIsNoUnit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThresholdNet(units: ["a", "b"], inputs: ["c"], weights: [[0, 1], [0, 0]])
        }
        expectStop("there is no unit \"c\" among [\"a\", \"b\"]", result)
    }

    @Test func tooFewInputs() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThresholdNetTests.xor.run([1])
        }
        expectStop("the net has 2 inputs, but 1 values are given", result)
    }

    @Test func aNameTwice() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThresholdNet(units: ["a", "a"], weights: [[0, 1], [0, 0]])
        }
        expectStop("a matrix of shape (2, 2) needs 2 names of units, all different", result)
    }
}
