// Kohonen's self-organising map: units on a line or a sheet that spread over the data and keep their neighbours.

/// Units in a row or a grid, each with a point in the space of the inputs (Kohonen, 1982).
///
/// For each sample x the unit c whose point is nearest wins, and it and its neighbours on the grid move towards x:
///
///     wⱼ ← wⱼ + α · h(j, c) · (x − wⱼ),     h(j, c) = exp(−d² / 2σ²)
///
/// Here d is the distance of j and c on the grid, not between their points. The rate α and the radius σ shrink from
/// their first to their last value by the same factor at each sample: first the map unfolds, then each unit settles.
///
///     var map = KohonenMap(rows: 4, columns: 4, spreadOver: points, random: &random)
///     let training = map.fit(points, epochs: 20, random: &random)
///     map.winner(for: points.row(0))      // the unit to which the first point belongs
public struct KohonenMap: Sendable {
    /// `(units,)` for a row of units, `(rows, columns)` for a grid.
    public let grid: Shape
    /// The point of each unit, row by row of the grid: `(units, features)`.
    public var weights: Matrix

    /// A map whose units are at these points, `(units, features)`.
    public init(grid: Shape, weights: Matrix, file: StaticString = #file, line: UInt = #line) {
        guard (1...2).contains(grid.rank), weights.rank == 2, weights.shape[0] == grid.elementCount else {
            fatalError(
                "a map needs a grid of 1 or 2 axes and a point for each unit, but the grid is \(grid) and the points have the shape \(weights.shape)",
                file: file, line: line)
        }
        if weights.shape[0] == 0 {
            fatalError("a map needs at least one unit, but the grid is \(grid)", file: file, line: line)
        }
        (self.grid, self.weights) = (grid, weights)
    }

    /// A row of units at random points of the box that holds the inputs, `(samples, features)`.
    public init(
        units: Int, spreadOver inputs: Matrix, random: inout RandomState, file: StaticString = #file,
        line: UInt = #line
    ) {
        let grid = Shape([units], file: file, line: line)
        let weights = Self.points(grid.elementCount, within: inputs, &random, file, line)
        self.init(grid: grid, weights: weights, file: file, line: line)
    }

    /// A grid of units at random points of the box that holds the inputs, `(samples, features)`.
    public init(
        rows: Int, columns: Int, spreadOver inputs: Matrix, random: inout RandomState,
        file: StaticString = #file, line: UInt = #line
    ) {
        let grid = Shape(rows, columns, file, line)
        let weights = Self.points(grid.elementCount, within: inputs, &random, file, line)
        self.init(grid: grid, weights: weights, file: file, line: line)
    }

    private static func points(
        _ count: Int, within inputs: Matrix, _ random: inout RandomState, _ file: StaticString, _ line: UInt
    ) -> Matrix {
        guard inputs.rank == 2, inputs.rowCount > 0 else {
            fatalError(
                "a map is spread over inputs (samples, features), at least one sample, but the shape is \(inputs.shape)",
                file: file, line: line)
        }
        let (low, high) = (inputs.min(axis: 0), inputs.max(axis: 0))
        return low + random.random(count, low.count, file: file, line: line) * (high - low)
    }

    /// The number of units.
    public var units: Int { weights.shape[0] }

    /// Where a unit stands on the grid; the row of a one-dimensional map is 0.
    public func place(of unit: Int) -> (row: Int, column: Int) {
        grid.rank == 1 ? (0, unit) : (unit / grid[1], unit % grid[1])
    }

    /// The unit whose point is nearest to `x`, `(features,)`; the first of several.
    public func winner(for x: Matrix, file: StaticString = #file, line: UInt = #line) -> Int {
        twoNearest(to: x, file, line).first
    }

    /// The winner of each sample of `(samples, features)`.
    public func winners(for inputs: Matrix, file: StaticString = #file, line: UInt = #line) -> [Int] {
        (0..<inputs.rowCount).map {
            winner(for: inputs.row($0, file: file, line: line), file: file, line: line)
        }
    }

    /// The mean distance of the samples from the points of their winners: how well the map covers them.
    public func quantizationError(
        _ inputs: Matrix, file: StaticString = #file, line: UInt = #line
    ) -> Double {
        var sum = 0.0
        for sample in 0..<inputs.rowCount {
            let x = inputs.row(sample, file: file, line: line)
            sum += twoNearest(to: x, file, line).distance.squareRoot()
        }
        return sum / Double(inputs.rowCount)
    }

    /// The share of samples whose nearest and second nearest unit are no neighbours on the grid, not even across a
    /// corner: how often the map is torn or folded (Kiviluoto, 1996).
    public func topographicError(
        _ inputs: Matrix, file: StaticString = #file, line: UInt = #line
    ) -> Double {
        let torn = (0..<inputs.rowCount).count { sample in
            let x = inputs.row(sample, file: file, line: line)
            let (first, second, _) = twoNearest(to: x, file, line)
            let (a, b) = (place(of: first), place(of: second))
            return max(abs(a.row - b.row), abs(a.column - b.column)) > 1
        }
        return Double(torn) / Double(inputs.rowCount)
    }

    /// For each unit the mean distance of its point from those beside, above and below it: the U-matrix, whose ridges
    /// divide clusters (Ultsch and Siemon, 1990). The shape of the grid.
    public var neighbourDistances: Matrix {
        let means = (0..<units).map { unit -> Double in
            let here = place(of: unit)
            let beside = (0..<units).filter { other in
                let there = place(of: other)
                return abs(there.row - here.row) + abs(there.column - here.column) == 1
            }
            let distances = beside.map { square(weights.row($0) - weights.row(unit)).sum().squareRoot() }
            return distances.reduce(0, +) / Double(max(1, distances.count))
        }
        return Matrix(grid, unchecked: means)
    }

    /// Goes through the samples again and again, each epoch in an order of its own.
    ///
    /// - Parameters:
    ///   - inputs: `(samples, features)`
    ///   - epochs: the passes through all samples.
    ///   - learningRate: α at the first and at the last sample.
    ///   - radius: σ at the first and at the last sample, in steps of the grid; at first half of the longer side unless
    ///     it is given.
    ///   - random: draws the orders.
    @discardableResult
    public mutating func fit(
        _ inputs: Matrix, epochs: Int = 20, learningRate: (first: Double, last: Double) = (0.5, 0.01),
        radius: (first: Double, last: Double)? = nil, random: inout RandomState,
        file: StaticString = #file, line: UInt = #line
    ) -> MapTraining {
        guard inputs.rank == 2, inputs.shape[1] == weights.shape[1], inputs.rowCount > 0 else {
            fatalError(
                "KohonenMap takes inputs of shape (samples, \(weights.shape[1])), but the shape is \(inputs.shape)",
                file: file, line: line)
        }
        checkCourse(learningRate: learningRate.first, epochs: epochs, "KohonenMap", file, line)
        let shrinking = [learningRate.first, learningRate.last, radius?.first ?? 1, radius?.last ?? 1]
        guard shrinking.allSatisfy({ $0 > 0 }) else {
            fatalError(
                "KohonenMap shrinks its rate and radius by a factor, so they must be above 0, but they are \(shrinking)",
                file: file, line: line)
        }
        let longest = Double(grid.axes.max() ?? 1)
        let radius = radius ?? (max(1, longest / 2), 0.5)
        let last = Double(max(1, epochs * inputs.rowCount - 1))
        var training = MapTraining()
        training.note(self, inputs)
        var time = 0.0
        for _ in 0..<epochs {
            for sample in random.permutation(inputs.rowCount) {
                let rate = learningRate.first * pow(learningRate.last / learningRate.first, time / last)
                let reach = radius.first * pow(radius.last / radius.first, time / last)
                let x = inputs.row(sample)
                let winner = winner(for: x)
                attract(to: x, around: winner, rate, reach)
                training.steps.append(
                    MapTraining.Step(sample: sample, winner: winner, learningRate: rate, radius: reach))
                time += 1
            }
            training.note(self, inputs)
        }
        return training
    }

    /// Moves the winner and its neighbours towards x.
    private mutating func attract(to x: Matrix, around winner: Int, _ rate: Double, _ reach: Double) {
        let centre = place(of: winner)
        let pulls = (0..<units).map { unit -> Double in
            let (row, column) = place(of: unit)
            let distance =
                (row - centre.row) * (row - centre.row) + (column - centre.column) * (column - centre.column)
            return rate * Double.exponential(-Double(distance) / (2 * reach * reach))
        }
        weights.elements.withUnsafeMutableBufferPointer { w in
            x.elements.withUnsafeBufferPointer { x in
                for unit in 0..<pulls.count {
                    let pull = pulls[unit]
                    for feature in 0..<x.count {
                        let place = unit * x.count + feature
                        w[place] += pull * (x[feature] - w[place])
                    }
                }
            }
        }
    }

    /// The nearest and the second nearest unit, and the square of the distance to the nearest.
    private func twoNearest(
        to x: Matrix, _ file: StaticString, _ line: UInt
    ) -> (first: Int, second: Int, distance: Double) {
        guard x.shape == [weights.shape[1]] else {
            fatalError(
                "the map takes samples of \(weights.shape[1]) features, but the shape is \(x.shape)",
                file: file, line: line)
        }
        var (first, second) = (0, 0)
        var (best, next) = (Double.infinity, Double.infinity)
        weights.elements.withUnsafeBufferPointer { w in
            x.elements.withUnsafeBufferPointer { x in
                for unit in 0..<units {
                    var distance = 0.0
                    for feature in 0..<x.count {
                        let difference = x[feature] - w[unit * x.count + feature]
                        distance += difference * difference
                    }
                    if distance < best {
                        (second, next) = (first, best)
                        (first, best) = (unit, distance)
                    } else if distance < next {
                        (second, next) = (unit, distance)
                    }
                }
            }
        }
        return (first, second, best)
    }
}

/// What a map went through.
public struct MapTraining: Equatable, Sendable {
    /// What one sample did.
    public struct Step: Equatable, Sendable, CustomStringConvertible {
        /// The row of the sample, and the unit that was nearest to it.
        public let sample: Int, winner: Int
        /// α and σ at that time.
        public let learningRate: Double, radius: Double

        /// `sample 3: unit 5 wins, α = 0.5000, σ = 2.0000`
        public var description: String {
            "sample \(sample): unit \(winner) wins, "
                + "α = \(learningRate.formatted(decimals: 4)), σ = \(radius.formatted(decimals: 4))"
        }
    }

    /// Sample by sample.
    public internal(set) var steps: [Step] = []
    /// The points of the units, `(units, features)`, before the first epoch and after each.
    public private(set) var weights: [Matrix] = []
    /// At the same times, the mean distance of the samples from their winners.
    public private(set) var quantizationErrors: [Double] = []
    /// At the same times, the share of samples where the map is torn or folded.
    public private(set) var topographicErrors: [Double] = []

    mutating func note(_ map: KohonenMap, _ inputs: Matrix) {
        weights.append(map.weights)
        quantizationErrors.append(map.quantizationError(inputs))
        topographicErrors.append(map.topographicError(inputs))
    }
}
