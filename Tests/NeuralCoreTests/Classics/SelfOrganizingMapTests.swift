// Kohonen's map: the rule as NumPy runs it, and what a map must become.

import NeuralCore
import Testing

@Suite struct SelfOrganizingMapTests {
    private func compare(_ name: String, _ map: SelfOrganizingMap, _ training: MapTraining) throws {
        let golden = try HebbTests.golden().value(name, as: Members.self)
        expectClose(map.weights, try golden.value("weights", as: GoldenTensor.self).tensor)
        expectClose(
            Matrix(training.quantizationErrors), try golden.value("errors", as: GoldenTensor.self).tensor)
        #expect(try training.steps.map(\.winner) == golden.value("winners"))
    }

    @Test func aRowIsThatOfNumPy() throws {
        var random = RandomState(seed: 3)
        let inputs = random.random(30, 2)
        random = RandomState(seed: 9)
        var map = SelfOrganizingMap(units: 6, spreadOver: inputs, random: &random)
        let training = map.fit(inputs, epochs: 5, random: &random)
        try compare("map_row", map, training)
        #expect(map.grid == [6])
    }

    @Test func aGridIsThatOfNumPy() throws {
        var random = RandomState(seed: 4)
        let inputs = random.random(40, 3)
        random = RandomState(seed: 10)
        var map = SelfOrganizingMap(rows: 3, columns: 4, spreadOver: inputs, random: &random)
        let training = map.fit(inputs, epochs: 5, random: &random)
        try compare("map_grid", map, training)
        #expect(training.weights.count == 6)
        #expect(training.weights.last == map.weights)
        #expect(training.steps.first?.learningRate == 0.5)
        #expect(abs(training.steps.last!.learningRate - 0.01) < 1e-15)
        #expect(training.steps.first?.radius == 2)
        #expect(abs(training.steps.last!.radius - 0.5) < 1e-15)
    }

    /// Kohonen's first result: a row of units that samples a line ends in the order of the line.
    @Test(arguments: [1, 2, 3] as [UInt32]) func aRowSortsItself(seed: UInt32) {
        var random = RandomState(seed: seed)
        let inputs = random.random(200, 1)
        var map = SelfOrganizingMap(units: 10, spreadOver: inputs, random: &random)
        map.fit(inputs, epochs: 30, random: &random)
        let points = Array(map.weights.elements)
        let isRising = zip(points, points.dropFirst()).allSatisfy { $0 < $1 }
        let isFalling = zip(points, points.dropFirst()).allSatisfy { $0 > $1 }
        #expect(isRising || isFalling)
    }

    @Test(arguments: [1, 2, 3] as [UInt32]) func aGridUnfoldsOverASquare(seed: UInt32) {
        var random = RandomState(seed: seed)
        let inputs = random.random(500, 2)
        var map = SelfOrganizingMap(rows: 6, columns: 6, spreadOver: inputs, random: &random)
        let training = map.fit(inputs, epochs: 20, random: &random)
        #expect(training.topographicErrors.first! > 0.5)
        #expect(training.topographicErrors.last! < 0.1)
        #expect(training.quantizationErrors.last! < training.quantizationErrors.first!)
    }

    @Test func theWinnerIsTheNearestAndTheFirstOfSeveral() {
        let map = SelfOrganizingMap(grid: [2, 2], weights: [[0, 0], [0, 1], [1, 0], [1, 1]])
        #expect(
            map.winners(for: [[0.1, 0.2], [0.2, 0.9], [0.9, 0.4], [2, 2], [0.5, 0.5]]) == [0, 1, 2, 3, 0])
        #expect(map.place(of: 2).row == 1 && map.place(of: 2).column == 0)
        #expect(map.quantizationError([[0, 0], [1, 3]]) == 1)
    }

    @Test func oneStepMovesTheWinnerAndItsNeighbours() {
        var random = RandomState(seed: 1)
        var map = SelfOrganizingMap(grid: [3], weights: [[0], [10], [20]])
        map.fit([[1]], epochs: 1, learningRate: (0.5, 0.5), radius: (1, 1), random: &random)
        // h is 1, e^(−½) and e^(−2) at the distances 0, 1 and 2.
        expectClose(
            map.weights,
            Matrix(rows: [[0.5], [10 - 4.5 * Double.exponential(-0.5)], [20 - 9.5 * Double.exponential(-2)]]))
    }

    @Test func ridgesOfTheUMatrixDivideClusters() {
        let map = SelfOrganizingMap(grid: [4], weights: [[0], [1], [11], [12]])
        #expect(map.neighbourDistances == [1, 5.5, 5.5, 1])
        let sheet = SelfOrganizingMap(grid: [2, 2], weights: [[0, 0], [0, 1], [1, 0], [1, 1]])
        #expect(sheet.neighbourDistances == [[1, 1], [1, 1]])
    }

    @Test func aFoldedMapIsFound() {
        let straight = SelfOrganizingMap(grid: [4], weights: [[0], [1], [2], [3]])
        let folded = SelfOrganizingMap(grid: [4], weights: [[0], [2], [1], [3]])
        let inputs: Matrix = [[0.4], [1.6], [2.6]]
        #expect(straight.topographicError(inputs) == 0)
        // 0.4 lies between units 0 and 2, 2.6 between 3 and 1; 1.6 between the neighbours 1 and 2.
        #expect(folded.topographicError(inputs) == 2.0 / 3)
    }

    @Test func samplesOfAnotherWidth() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var random = RandomState(seed: 1)
            var map = SelfOrganizingMap(grid: [2], weights: [[0], [1]])
            map.fit([[1, 2]], random: &random)
        }
        expectStop(
            "SelfOrganizingMap takes inputs of shape (samples, 1), but the shape is (1, 2)", result)
    }

    @Test func aGridThatDoesNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = SelfOrganizingMap(grid: [2, 2], weights: [[0], [1]])
        }
        expectStop("a map needs a grid of 1 or 2 axes and a point for each unit", result)
    }
}
