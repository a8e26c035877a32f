// A net of threshold units given by its weight matrix: the all-or-nothing neurons of McCulloch and Pitts.

/// Units that fire or do not, joined by fixed weights: the calculus of McCulloch and Pitts (1943).
///
/// Each unit j adds up what it hears and fires if the sum is above 0:
///
///     netⱼ = Σᵢ outputᵢ · wᵢⱼ,     outputⱼ = step(netⱼ)
///
/// The matrix is the net: row i tells what unit i sends, column j what unit j hears, 0 stands for no connection. A
/// threshold is the weight from a constant unit, whose output is always 1. XOR takes three units:
///
///     let xor = ThresholdNet(
///         units: ["x1", "x2", "one", "5", "6", "7"], inputs: ["x1", "x2"], constant: "one",
///         weights: [
///             [0, 0, 0, -1, -1, 0],
///             [0, 0, 0, -1, -1, 0],
///             [0, 0, 0, 1.5, 0.5, -0.5],
///             [0, 0, 0, 0, 0, 1],
///             [0, 0, 0, 0, 0, -1],
///             [0, 0, 0, 0, 0, 0],
///         ])
///     xor.run([1, 0])["7"].output     // 1.0
public struct ThresholdNet: Sendable {
    /// The names of the units, in the order of rows and columns.
    public let units: [String]
    /// Row i, column j: the weight from unit i to unit j; `(units, units)`.
    public let weights: Matrix
    /// The units whose outputs are given.
    public let inputs: [String]
    /// The unit whose output is always 1; nil when no threshold differs from 0.
    public let constant: String?

    private let places: [String: Int]

    /// - Parameters:
    ///   - units: a name for each; 1, 2, 3 … unless they are named.
    ///   - inputs: the units whose outputs are given.
    ///   - constant: the unit whose output is always 1.
    ///   - weights: `(units, units)`, from the row's unit to the column's.
    public init(
        units: [String]? = nil, inputs: [String] = [], constant: String? = nil, weights: Matrix,
        file: StaticString = #file, line: UInt = #line
    ) {
        guard weights.rank == 2, weights.shape[0] == weights.shape[1] else {
            fatalError(
                "the weights of a net are a square matrix, but their shape is \(weights.shape)", file: file,
                line: line)
        }
        let units = units ?? (0..<weights.shape[0]).map { "\($0 + 1)" }
        let places = Dictionary(units.enumerated().map { ($1, $0) }) { first, _ in first }
        guard units.count == weights.shape[0], places.count == units.count else {
            fatalError(
                "a matrix of shape \(weights.shape) needs \(weights.shape[0]) names of units, all different, but \(units) are given",
                file: file, line: line)
        }
        if let stranger = (inputs + (constant.map { [$0] } ?? [])).first(where: { places[$0] == nil }) {
            fatalError("there is no unit \"\(stranger)\" among \(units)", file: file, line: line)
        }
        (self.units, self.weights, self.inputs) = (units, weights, inputs)
        (self.constant, self.places) = (constant, places)
    }

    /// Whether no way along the connections leads back to where it began, so that one pass is enough.
    public var isFeedForward: Bool { cycles.isEmpty }

    /// Every way along connections that leads back to its start and visits no unit twice, each written once, from the
    /// unit that comes first in ``units``.
    public var cycles: [[String]] {
        var found: [[Int]] = []
        func walk(_ path: [Int]) {
            for next in receivers(of: path[path.count - 1]) {
                if next == path[0] { found.append(path) }
                if next > path[0], !path.contains(next) { walk(path + [next]) }
            }
        }
        for start in units.indices { walk([start]) }
        return found.map { $0.map { units[$0] } }
    }

    /// Runs a net without cycles, other than through units whose outputs are given: each unit once, after all that it
    /// hears.
    ///
    /// - Parameter values: the outputs of ``inputs``, in their order.
    public func run(
        _ values: [Double], file: StaticString = #file, line: UInt = #line
    ) -> ThresholdRun {
        var outputs = heldOutputs(values, file, line)
        let given = Set(outputs.keys.map { units[$0] })
        if let cycle = cycles.first(where: { given.isDisjoint(with: $0) }) {
            fatalError(
                "the net has the cycle \((cycle + [cycle[0]]).joined(separator: " → ")), so none of these units can be first: step it by a clock, with next(_:inputs:)",
                file: file, line: line)
        }
        var steps: [ThresholdStep] = []
        // Without cycles there is always a unit all of whose senders are known.
        while outputs.count < units.count {
            for place in units.indices where outputs[place] == nil {
                let heard = senders(of: place).compactMap { sender in outputs[sender].map { (sender, $0) } }
                guard heard.count == senders(of: place).count else { continue }
                let step = step(place, heard)
                outputs[place] = step.output
                steps.append(step)
            }
        }
        return ThresholdRun(steps: steps)
    }

    /// One tick of a clock: all units at once, each from what the others sent before it. This is how a net with cycles
    /// runs; its outputs may change from tick to tick for ever.
    ///
    /// - Parameters:
    ///   - state: the output of each unit before the tick.
    ///   - values: the outputs of ``inputs``, which the clock does not change.
    /// - Returns: the output of each unit after it.
    public func next(
        _ state: [Double], inputs values: [Double] = [], file: StaticString = #file, line: UInt = #line
    ) -> [Double] {
        let held = heldOutputs(values, file, line)
        guard state.count == units.count else {
            fatalError(
                "\(units.count) units have as many outputs, but \(state.count) are given", file: file,
                line: line)
        }
        let before = state.indices.map { held[$0] ?? state[$0] }
        return units.indices.map { place in
            held[place] ?? step(place, senders(of: place).map { ($0, before[$0]) }).output
        }
    }

    private func receivers(of place: Int) -> [Int] { units.indices.filter { weights[place, $0] != 0 } }

    private func senders(of place: Int) -> [Int] { units.indices.filter { weights[$0, place] != 0 } }

    /// The outputs that no unit computes: those of the inputs and of the constant.
    private func heldOutputs(_ values: [Double], _ file: StaticString, _ line: UInt) -> [Int: Double] {
        guard values.count == inputs.count else {
            fatalError(
                "the net has \(inputs.count) inputs, but \(values.count) values are given", file: file,
                line: line)
        }
        var held: [Int: Double] = [:]
        for (name, value) in zip(inputs, values) { held[places[name] ?? 0] = value }
        if let constant { held[places[constant] ?? 0] = 1 }
        return held
    }

    private func step(_ place: Int, _ heard: [(sender: Int, output: Double)]) -> ThresholdStep {
        ThresholdStep(
            unit: units[place],
            terms: heard.map {
                ThresholdStep.Term(
                    sender: units[$0.sender], output: $0.output, weight: weights[$0.sender, place])
            })
    }
}

/// What a net of threshold units did, unit by unit.
public struct ThresholdRun: Equatable, Sendable {
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
}

/// One unit's sum, term by term.
public struct ThresholdStep: Equatable, Sendable, CustomStringConvertible {
    /// What came along one connection.
    public struct Term: Equatable, Sendable {
        public let sender: String
        public let output: Double
        public let weight: Double
    }

    public let unit: String
    public let terms: [Term]
    /// Σ output · weight, added up in the order of the terms.
    public var net: Double { terms.reduce(0) { $0 + $1.output * $1.weight } }
    /// 1 if the sum is above 0, otherwise 0.
    public var output: Double { step(net) }

    /// The sum as one writes it by hand: `net5 = 1·(-1.0) + 0·(-1.0) + 1·(1.5) = 0.5 → 1`.
    public var description: String {
        let sum = terms.map { "\($0.output.formatted(significantDigits: 12).droppingZero)·(\($0.weight))" }
        return
            "net\(unit) = \(sum.isEmpty ? "0" : sum.joined(separator: " + ")) = \(net) → \(output.formatted(decimals: 0))"
    }
}

extension String {
    /// A whole number without its `.0`.
    fileprivate var droppingZero: String { hasSuffix(".0") ? String(dropLast(2)) : self }
}
