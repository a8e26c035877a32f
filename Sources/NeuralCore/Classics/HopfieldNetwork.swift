// Hopfield's network: a memory that completes what it is shown, rolling down a landscape of energy.

/// Units of +1 and −1 that all hear each other, with symmetric weights and none to itself (Hopfield, 1982).
///
///     wᵢⱼ = (1/n) Σ pᵢ·pⱼ  over the stored patterns p,     wᵢᵢ = 0       (Hebb's rule)
///     sᵢ ← sign(Σⱼ wᵢⱼ·sⱼ);  at a sum of 0 the unit stays as it is
///     E(s) = −½ Σᵢⱼ wᵢⱼ·sᵢ·sⱼ
///
/// When units change one at a time, each change lowers E, so the network comes to rest in a state that no unit wants to
/// leave: a memory, its negative, or a mixture. When all change at once it may also go to and fro between two states
/// for ever.
/// About 0.138·n random patterns can be stored (Amit, Gutfreund and Sompolinsky, 1985).
///
///     let memory = HopfieldNetwork(storing: [[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]])
///     memory.recall([1, 1, 1, -1, -1, 1]).state      // [ 1.  1.  1. -1. -1. -1.]
public struct HopfieldNetwork: Sendable {
    /// The weights times ``divisor``. Of stored patterns these are whole numbers, so that a sum of 0 is exactly 0.
    private let couplings: Matrix
    private let divisor: Double

    /// Symmetric, with zeros on the diagonal: `(units, units)`.
    public var weights: Matrix { couplings / divisor }

    /// A network that remembers these patterns of +1 and −1, `(patterns, units)`.
    public init(storing patterns: Matrix, file: StaticString = #file, line: UInt = #line) {
        guard patterns.rank == 2, patterns.elements.allSatisfy({ abs($0) == 1 }) else {
            fatalError(
                "HopfieldNetwork stores patterns (patterns, units) of 1 and -1; these have the shape \(patterns.shape)\(patterns.rank == 2 ? " and other numbers" : "")",
                file: file, line: line)
        }
        if patterns.count == 0 {
            fatalError(
                "HopfieldNetwork stores at least one pattern of at least one unit, but the shape is \(patterns.shape)",
                file: file, line: line)
        }
        let units = patterns.shape[1]
        let together = patterns.transposed().dot(patterns)
        let itself = Double(patterns.shape[0]) * Matrix.identity(units)
        (couplings, divisor) = (together - itself, Double(units))
    }

    /// A network with these weights, which must be symmetric and 0 on the diagonal.
    public init(weights: Matrix, file: StaticString = #file, line: UInt = #line) {
        guard weights.rank == 2, weights == weights.transposed(),
            (0..<weights.rowCount).allSatisfy({ weights[$0, $0] == 0 })
        else {
            fatalError(
                "HopfieldNetwork needs symmetric weights with zeros on the diagonal, or its energy may rise",
                file: file, line: line)
        }
        (couplings, divisor) = (weights, 1)
    }

    /// The number of units.
    public var units: Int { couplings.shape[0] }

    /// E = −½ Σᵢⱼ wᵢⱼ·sᵢ·sⱼ of a state `(units,)`.
    public func energy(of state: Matrix) -> Double {
        guard state.shape == [units] else { stop(at: state, #file, #line) }
        return -state.dot(couplings.dot(state)).item / 2 / divisor
    }

    /// Whether no unit wants to change: what a stored pattern must be to be remembered.
    ///
    ///     (0..<patterns.rowCount).count { memory.isAtRest(patterns.row($0)) }     // how many of them are
    public func isAtRest(_ state: Matrix, file: StaticString = #file, line: UInt = #line) -> Bool {
        check(state, file, line)
        return (couplings.dot(state) * state).elements.allSatisfy { $0 >= 0 }
    }

    /// Lets the units change one at a time, sweep by sweep in their order, until none wants to.
    ///
    /// - Parameters:
    ///   - start: +1 and −1 for each unit, `(units,)`.
    ///   - sweeps: the most passes through all units.
    public func recall(
        _ start: Matrix, sweeps: Int = 100, file: StaticString = #file, line: UInt = #line
    ) -> HopfieldRecall {
        recall(start, sweeps, file, line) { Array(0..<units) }
    }

    /// The same with the units of each sweep in an order of their own, drawn from `random`, as Hopfield has it.
    public func recall(
        _ start: Matrix, sweeps: Int = 100, random: inout RandomState, file: StaticString = #file,
        line: UInt = #line
    ) -> HopfieldRecall {
        recall(start, sweeps, file, line) { random.permutation(units) }
    }

    private func recall(
        _ start: Matrix, _ sweeps: Int, _ file: StaticString, _ line: UInt, order: () -> [Int]
    ) -> HopfieldRecall {
        check(start, file, line)
        checkCount(sweeps, "sweeps", file, line)
        var state = start
        var recall = HopfieldRecall(start, energy(of: start))
        for _ in 0..<sweeps {
            let before = recall.changed.count
            for unit in order() {
                let sum = sum(unit, state)
                guard sum * state[unit] < 0 else { continue }
                // This turns the terms of sᵢ in E, −sᵢ·Σⱼ wᵢⱼ·sⱼ, from above 0 to below.
                state[unit] = -state[unit]
                recall.note([unit], state, energy(of: state))
            }
            if recall.changed.count == before {
                recall.end = .atRest
                break
            }
        }
        return recall
    }

    /// Lets all units change at once, tick by tick, until none wants to or a state comes again.
    ///
    /// - Parameter ticks: the most ticks of the clock.
    public func recallSynchronously(
        _ start: Matrix, ticks: Int = 100, file: StaticString = #file, line: UInt = #line
    ) -> HopfieldRecall {
        check(start, file, line)
        checkCount(ticks, "ticks", file, line)
        var recall = HopfieldRecall(start, energy(of: start))
        for _ in 0..<ticks {
            let sums = couplings.dot(recall.state)
            var next = recall.state
            for unit in 0..<units where sums[unit] != 0 { next[unit] = sums[unit] > 0 ? 1 : -1 }
            let changed = (0..<units).filter { next[$0] != recall.state[$0] }
            if changed.isEmpty {
                recall.end = .atRest
                break
            }
            // With symmetric weights no longer cycle than two is possible.
            let comesAgain = recall.states.count > 1 && recall.states[recall.states.count - 2] == next
            recall.note(changed, next, energy(of: next))
            if comesAgain {
                recall.end = .toAndFro
                break
            }
        }
        return recall
    }

    private func sum(_ unit: Int, _ state: Matrix) -> Double {
        couplings.elements.withUnsafeBufferPointer { w in
            state.elements.withUnsafeBufferPointer { s in
                var sum = 0.0
                for other in 0..<s.count { sum += w[unit * s.count + other] * s[other] }
                return sum
            }
        }
    }

    private func check(_ state: Matrix, _ file: StaticString, _ line: UInt) {
        guard state.shape == [units], state.elements.allSatisfy({ abs($0) == 1 }) else {
            stop(at: state, file, line)
        }
    }

    private func stop(at state: Matrix, _ file: StaticString, _ line: UInt) -> Never {
        fatalError(
            "a state of this network is a vector of \(units) numbers 1 or -1, but the shape is \(state.shape)\(state.shape == [units] ? " with other numbers" : "")",
            file: file, line: line)
    }

    private func checkCount(_ count: Int, _ what: StaticString, _ file: StaticString, _ line: UInt) {
        guard count >= 0 else {
            fatalError(
                "HopfieldNetwork cannot recall in \(count) \(what); give 0 or more", file: file, line: line)
        }
    }
}

/// What a Hopfield network went through.
public struct HopfieldRecall: Equatable, Sendable, CustomStringConvertible {
    /// Why it ended.
    public enum End: Equatable, Sendable {
        /// No unit wants to change.
        case atRest
        /// All units at once go to a state and back again, for ever.
        case toAndFro
        /// All sweeps or ticks are used up.
        case timeIsOver
    }

    /// The start, and the state after each change; `(units,)` each.
    public private(set) var states: [Matrix]
    /// The energy of each state.
    public private(set) var energies: [Double]
    /// The units that changed from each state to the next.
    public private(set) var changed: [[Int]] = []
    /// Why it ended.
    public internal(set) var end = End.timeIsOver

    /// The last state.
    public var state: Matrix { states[states.count - 1] }

    /// A line for each state, + for 1 and - for -1, with its energy and the units that have changed:
    /// `2: +++--- E = -2.0, changed [5]`.
    public var description: String {
        states.indices.map { time in
            let signs = states[time].elements.map { $0 > 0 ? "+" : "-" }.joined()
            return "\(time): \(signs) E = \(energies[time])"
                + (time == 0 ? "" : ", changed \(changed[time - 1])")
        }.joined(separator: "\n")
    }

    init(_ start: Matrix, _ energy: Double) { (states, energies) = ([start], [energy]) }

    mutating func note(_ units: [Int], _ state: Matrix, _ energy: Double) {
        changed.append(units)
        states.append(state)
        energies.append(energy)
    }
}
