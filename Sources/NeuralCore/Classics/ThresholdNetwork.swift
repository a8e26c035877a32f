// A network of threshold units given by its weight matrix: the all-or-nothing neurons of McCulloch and Pitts.

/// Units that fire or do not, joined by fixed weights: the calculus of McCulloch and Pitts (1943).
///
/// Each unit j adds up what it hears and fires if the sum is above 0:
///
///     netⱼ = Σᵢ outputᵢ · wᵢⱼ + bⱼ,     outputⱼ = step(netⱼ)
///
/// The matrix is the network: row i tells what unit i sends, column j what unit j hears, 0 stands for no connection. XOR
/// takes three units, of which the first says "not both", the second "neither", and the third that exactly one is on:
///
///     let xor = ThresholdNetwork(
///         units: ["x1", "x2", "5", "6", "7"], inputs: ["x1", "x2"],
///         weights: [
///             [0, 0, -1, -1, 0],
///             [0, 0, -1, -1, 0],
///             [0, 0, 0, 0, 1],
///             [0, 0, 0, 0, -1],
///             [0, 0, 0, 0, 0],
///         ],
///         biases: [0, 0, 1.5, 0.5, -0.5])
///     print(xor.run([1, 0])["7"])     // net7 = 1·(1.0) + 0·(-1.0) + 1·(-0.5) = 0.5 → output 1
///
/// Who writes Σ outputᵢ · wᵢⱼ − θⱼ instead gives `thresholds` θ, which are the biases with the other sign.
public struct ThresholdNetwork: Sendable {
    /// The names of the units, in the order of rows and columns.
    public let units: [String]
    /// The units whose outputs are given.
    public let inputs: [String]
    /// Row i, column j: the weight from unit i to unit j; `(units, units)`.
    public let weights: Matrix
    /// What each unit adds to its sum, `(units,)`; without meaning for the inputs, which add nothing up.
    public let biases: Matrix

    private let inputPlaces: [Int]
    /// An order in which each unit comes after all that it hears; nil when there is none, for a cycle.
    private let order: [Int]?

    /// A network whose units add their bias to what they hear.
    ///
    /// - Parameters:
    ///   - units: a name for each; 1, 2, 3 … unless they are named.
    ///   - inputs: the units whose outputs are given.
    ///   - weights: from the row's unit to the column's, `(units, units)`.
    ///   - biases: one for each unit, `(units,)`; 0 unless they are given.
    public init(
        units: [String]? = nil, inputs: [String] = [], weights: Matrix, biases: Matrix? = nil,
        file: StaticString = #file, line: UInt = #line
    ) {
        guard weights.rank == 2, weights.shape[0] == weights.shape[1] else {
            fatalError(
                "the weights of a network are a square matrix, but their shape is \(weights.shape)",
                file: file, line: line)
        }
        let count = weights.shape[0]
        let units = units ?? (0..<count).map { "\($0 + 1)" }
        guard units.count == count, Set(units).count == count else {
            fatalError(
                "a matrix of shape \(weights.shape) needs \(count) names of units, all different, but \(units) are given",
                file: file, line: line)
        }
        let biases = biases ?? Matrix.zeros(count)
        guard biases.shape == [count] else {
            fatalError(
                "\(count) units need as many biases or thresholds, 0 for an input, but their shape is \(biases.shape)",
                file: file, line: line)
        }
        (self.units, self.inputs, self.weights, self.biases) = (units, inputs, weights, biases)
        inputPlaces = inputs.map { Self.place(of: $0, among: units, file, line) }
        order = Self.order(weights, after: inputPlaces)
    }

    /// A network whose units fire when what they hear is above their threshold: biases with the other sign.
    public init(
        units: [String]? = nil, inputs: [String] = [], weights: Matrix, thresholds: Matrix,
        file: StaticString = #file, line: UInt = #line
    ) {
        self.init(
            units: units, inputs: inputs, weights: weights, biases: 0 - thresholds, file: file, line: line)
    }

    /// The units to which a unit sends: its row of the matrix.
    public func receivers(of unit: String, file: StaticString = #file, line: UInt = #line) -> [String] {
        receivers(of: Self.place(of: unit, among: units, file, line)).map { units[$0] }
    }

    /// The units that a unit hears: its column of the matrix.
    public func senders(of unit: String, file: StaticString = #file, line: UInt = #line) -> [String] {
        senders(of: Self.place(of: unit, among: units, file, line)).map { units[$0] }
    }

    /// Runs a network without cycles, other than through its inputs: each unit once, after all that it hears.
    ///
    /// - Parameter values: the outputs of ``inputs``, in their order.
    public func run(
        _ values: [Double], file: StaticString = #file, line: UInt = #line
    ) -> ThresholdRun {
        var outputs = hold(values, in: [Double](repeating: 0, count: units.count), file, line)
        guard let order else { stopAtCycle(file, line) }
        let steps = order.map { place in
            let step = step(place, outputs)
            outputs[place] = step.output
            return step
        }
        return ThresholdRun(inputs: values, steps: steps)
    }

    /// Runs the network on all rows of 0 and 1 that its inputs can take, counting in twos: (0, 0), (0, 1), (1, 0), (1, 1).
    public func truthTable(file: StaticString = #file, line: UInt = #line) -> [ThresholdRun] {
        guard inputs.count <= 30 else {
            fatalError(
                "the truth table of \(inputs.count) inputs has more rows than memory can hold; run the rows that matter",
                file: file, line: line)
        }
        return (0..<(1 << inputs.count)).map { number in
            let bits = inputs.indices.reversed().map { Double(number >> $0 & 1) }
            return run(bits, file: file, line: line)
        }
    }

    /// One tick of a clock: all units at once, each from what the others sent before it. This is how a network with
    /// cycles runs.
    ///
    /// - Parameters:
    ///   - state: the output of each unit before the tick.
    ///   - values: the outputs of ``inputs``, which the clock does not change.
    /// - Returns: the output of each unit after it.
    public func next(
        _ state: [Double], inputs values: [Double] = [], file: StaticString = #file, line: UInt = #line
    ) -> [Double] {
        let before = hold(values, in: state, file, line)
        return hold(values, in: units.indices.map { step($0, before).output }, file, line)
    }

    /// Lets the clock tick until a state comes again, after which everything does; the states may go round for ever.
    ///
    /// - Parameters:
    ///   - start: the output of each unit before the first tick.
    ///   - values: the outputs of ``inputs``.
    ///   - ticks: the most ticks.
    public func run(
        from start: [Double], inputs values: [Double] = [], ticks: Int = 100, file: StaticString = #file,
        line: UInt = #line
    ) -> ThresholdHistory {
        var states = [hold(values, in: start, file, line)]
        for _ in 0..<max(0, ticks) {
            let state = next(states[states.count - 1], inputs: values, file: file, line: line)
            let first = states.firstIndex(of: state)
            states.append(state)
            if let first { return ThresholdHistory(states: states, period: states.count - 1 - first) }
        }
        return ThresholdHistory(states: states, period: nil)
    }

    /// The state with the inputs in their places.
    private func hold(
        _ values: [Double], in state: [Double], _ file: StaticString, _ line: UInt
    ) -> [Double] {
        guard values.count == inputs.count else {
            fatalError(
                "the network has \(inputs.count) inputs, but \(values.count) values are given", file: file,
                line: line)
        }
        guard state.count == units.count else {
            fatalError(
                "\(units.count) units have as many outputs, but \(state.count) are given", file: file,
                line: line)
        }
        var state = state
        for (place, value) in zip(inputPlaces, values) { state[place] = value }
        return state
    }

    private func step(_ place: Int, _ outputs: [Double]) -> ThresholdStep {
        let terms = senders(of: place).map {
            ThresholdStep.Term(sender: units[$0], output: outputs[$0], weight: weights[$0, place])
        }
        return ThresholdStep(unit: units[place], terms: terms, bias: biases[place])
    }
}

// MARK: Ways along connections

extension ThresholdNetwork {
    /// A way along connections that leads back to where it began and visits no unit twice.
    public struct Cycle: Hashable, Sendable, CustomStringConvertible {
        /// From the unit that comes first in the matrix.
        public let units: [String]

        /// `1 → 2 → 1`
        public var description: String { (units + units.prefix(1)).joined(separator: " → ") }
    }

    /// Whether no way along the connections leads back to where it began, so that one pass is enough.
    public var isFeedForward: Bool { Self.order(weights, after: []) != nil }

    /// Every cycle, each written once.
    public var cycles: [Cycle] {
        var found: [[Int]] = []
        func walk(_ path: [Int]) {
            for next in receivers(of: path[path.count - 1]) {
                if next == path[0] { found.append(path) }
                if next > path[0], !path.contains(next) { walk(path + [next]) }
            }
        }
        for start in units.indices { walk([start]) }
        return found.map { path in Cycle(units: path.map { units[$0] }) }
    }

    private func receivers(of place: Int) -> [Int] { units.indices.filter { weights[place, $0] != 0 } }

    private func senders(of place: Int) -> [Int] { units.indices.filter { weights[$0, place] != 0 } }

    /// An order in which every unit but the inputs comes after all that it hears; Kahn, 1962. Nil for a cycle.
    private static func order(_ weights: Matrix, after inputs: [Int]) -> [Int]? {
        var (order, isKnown) = ([Int](), [Bool](repeating: false, count: weights.rowCount))
        for place in inputs { isKnown[place] = true }
        while let place = isKnown.indices.first(where: { place in
            !isKnown[place] && isKnown.indices.allSatisfy { weights[$0, place] == 0 || isKnown[$0] }
        }) {
            isKnown[place] = true
            order.append(place)
        }
        return isKnown.contains(false) ? nil : order
    }

    private func stopAtCycle(_ file: StaticString, _ line: UInt) -> Never {
        let cycle = cycles.first { Set(inputs).isDisjoint(with: $0.units) }
        fatalError(
            "the network has the cycle \(cycle?.description ?? ""), so none of these units can be first: let a clock tick, with run(from:inputs:ticks:)",
            file: file, line: line)
    }

    private static func place(
        of unit: String, among units: [String], _ file: StaticString, _ line: UInt
    ) -> Int {
        guard let place = units.firstIndex(of: unit) else {
            fatalError(
                "there is no unit \"\(unit)\"\(suggestion(for: unit, from: units))", file: file, line: line)
        }
        return place
    }
}

// MARK: Records

/// What a network of threshold units did with one row of inputs, unit by unit.
public struct ThresholdRun: Equatable, Sendable, CustomStringConvertible {
    /// The outputs of the inputs.
    public let inputs: [Double]
    /// In the order in which the units were computed.
    public let steps: [ThresholdStep]

    /// The step of the unit of that name.
    public subscript(unit: String, file: StaticString = #file, line: UInt = #line) -> ThresholdStep {
        guard let step = steps.first(where: { $0.unit == unit }) else {
            fatalError(
                "no unit \"\(unit)\" was computed, only \(steps.map(\.unit))", file: file, line: line)
        }
        return step
    }

    /// Each unit's sum on a line of its own.
    public var description: String { steps.map(\.description).joined(separator: "\n") }
}

/// One unit's sum, term by term.
public struct ThresholdStep: Equatable, Sendable, CustomStringConvertible {
    /// What came along one connection.
    public struct Term: Equatable, Sendable {
        /// The unit at the other end.
        public let sender: String
        /// What it sends: 0 or 1, or what an input was given.
        public let output: Double
        /// By what that is multiplied.
        public let weight: Double
    }

    /// The unit that adds up.
    public let unit: String
    /// One for each connection to the unit.
    public let terms: [Term]
    /// What the unit adds by itself.
    public let bias: Double
    /// Σ output · weight + bias, added up in the order of the terms.
    public let net: Double
    /// 1 if the sum is above 0, otherwise 0.
    public var output: Double { step(net) }

    init(unit: String, terms: [Term], bias: Double) {
        (self.unit, self.terms, self.bias) = (unit, terms, bias)
        net = terms.reduce(0) { $0 + $1.output * $1.weight } + bias
    }

    /// The sum as one writes it by hand, the bias as the weight from a unit that always sends 1:
    /// `net5 = 1·(-1.0) + 0·(-1.0) + 1·(1.5) = 0.5 → output 1`.
    public var description: String {
        let products = terms.map { "\(Self.text($0.output))·(\($0.weight))" } + ["1·(\(bias))"]
        return "net\(unit) = \(products.joined(separator: " + ")) = \(net) → output \(Self.text(output))"
    }

    /// A whole number without its `.0`.
    private static func text(_ number: Double) -> String {
        number == number.rounded() ? number.formatted(decimals: 0) : "\(number)"
    }
}

/// What a network of threshold units did tick by tick.
public struct ThresholdHistory: Equatable, Sendable, CustomStringConvertible {
    /// The outputs of all units at the start, and after each tick.
    public let states: [[Double]]
    /// After how many ticks a state comes again: 1 for a network at rest; nil when time was over before one did.
    public let period: Int?

    /// A line of 0s and 1s for each tick.
    public var description: String {
        states.enumerated().map { tick, state in
            "\(tick): " + state.map { $0.formatted(decimals: 0) }.joined(separator: " ")
        }.joined(separator: "\n")
    }
}
