// A net of threshold units, given by its weight matrix, worked out unit by unit.

import NeuralCore

/// Works out a net of threshold units for one input: the sum and the output of each unit, after all that it hears.
///
///     explain(
///         thresholds: [[0, 0, -1], [0, 0, -1], [0, 0, 0]], units: ["1", "2", "3"], inputs: ["1", "2"],
///         input: [1, 0])["net₃"].text     // net₃ = 1·(−1) + 0·(−1) = −1
///
/// - Parameters:
///   - weights: row i, column j: the weight from unit i to unit j, 0 for no connection; `(units, units)`.
///   - units: the names of the units, in the order of the rows; nil for 1, 2, 3 …
///   - inputs: the units whose outputs are given.
///   - constant: the unit whose output is always 1.
///   - biases: what each unit adds to its sum, 0 for an input, `(units,)`; nil where there are none.
///   - input: the outputs of `inputs`.
///   - digits: how many significant digits are shown.
public func explain(
    thresholds weights: Matrix, units: [String]? = nil, inputs: [String], constant: String? = nil,
    biases: Matrix? = nil, input: [Double], digits: Int = 3, file: StaticString = #file, line: UInt = #line
) -> Explanation {
    let units = units ?? (0..<weights.rowCount).map { "\($0 + 1)" }
    return explanation(
        of: ThresholdWalk(
            weights: weights, units: units, inputs: inputs, constant: constant, biases: biases), input,
        digits,
        file, line)
}

/// Works out a net of threshold units for one input: the sum with its bias and the output of each unit, after all
/// that it hears.
///
///     explain(xor, input: [1, 0])["net₅"].text    // net₅ = 1·(−1) + 0·(−1) + 1.5 = 0.5
///
/// - Parameters:
///   - input: the outputs of the network's inputs, in their order.
///   - digits: how many significant digits are shown.
public func explain(
    _ network: ThresholdNetwork, input: [Double], digits: Int = 3, file: StaticString = #file,
    line: UInt = #line
) -> Explanation {
    // A net whose biases are all 0 was given none.
    let biases = network.biases.elements.allSatisfy { $0 == 0 } ? nil : network.biases
    return explanation(
        of: ThresholdWalk(
            weights: network.weights, units: network.units, inputs: network.inputs, constant: nil,
            biases: biases), input, digits, file, line)
}

private func explanation(
    of net: ThresholdWalk, _ input: [Double], _ digits: Int, _ file: StaticString, _ line: UInt
) -> Explanation {
    if let fault = net.fault ?? net.fault(of: input) ?? digitsFault(digits) {
        fatalError(fault, file: file, line: line)
    }
    guard let explanation = net.explanation(input, digits: digits) else {
        fatalError(
            "the net has a cycle, so no unit in it can be first: explain needs connections that lead forwards only",
            file: file, line: line)
    }
    return explanation
}

/// The walk through the units.
private struct ThresholdWalk {
    let weights: Matrix
    let units: [String]
    let inputs: [String]
    let constant: String?
    /// `(units,)`
    let biases: Matrix?

    var fault: String? {
        guard weights.rank == 2, weights.shape[0] == weights.shape[1] else {
            return "the weights of a net are a square matrix, but their shape is \(weights.shape)"
        }
        if units.count != weights.shape[0] || Set(units).count != units.count {
            return "a matrix of shape \(weights.shape) needs \(weights.shape[0]) different names of units, "
                + "but they are \(units)"
        }
        if let biases, biases.shape != [units.count] {
            return
                "\(units.count) units need as many biases, 0 for an input, but their shape is \(biases.shape)"
        }
        let given = inputs + (constant.map { [$0] } ?? [])
        return given.first { !units.contains($0) }.map { "there is no unit \"\($0)\" among \(units)" }
    }

    func fault(of input: [Double]) -> String? {
        input.count == inputs.count
            ? nil : "the net has \(inputs.count) inputs, but \(input.count) values are given"
    }

    /// All units in an order in which each comes after those that it hears; nil when there is none.
    func explanation(_ input: [Double], digits: Int) -> Explanation? {
        var outputs: [Int: Double] = [:]
        for (name, value) in zip(inputs, input) { outputs[units.firstIndex(of: name) ?? 0] = value }
        if let constant { outputs[units.firstIndex(of: constant) ?? 0] = 1 }
        var (sections, last) = ([Explanation.Section](), "")
        while outputs.count < units.count {
            guard let unit = units.indices.first(where: { outputs[$0] == nil && isReady($0, outputs) }) else {
                return nil
            }
            let steps = steps(of: unit, outputs, digits)
            outputs[unit] = steps[1].result
            last = steps[1].text
            sections.append(.init("Unit \(units[unit])", steps))
        }
        let given = input.map { ShownNumber($0, digits: digits).text }.joined(separator: ", ")
        return Explanation(
            title: "A net of threshold units for the input (\(given))", sections: sections,
            summary:
                "For the input (\(given)), \(sections.count) threshold units fire or not; the last one: \(last)."
        )
    }

    /// The units that `unit` hears, the constant one last, as one writes a sum by hand.
    private func senders(of unit: Int) -> [Int] {
        let all = units.indices.filter { weights[$0, unit] != 0 }
        return all.filter { units[$0] != constant } + all.filter { units[$0] == constant }
    }

    private func isReady(_ unit: Int, _ outputs: [Int: Double]) -> Bool {
        senders(of: unit).allSatisfy { outputs[$0] != nil }
    }

    private func steps(of unit: Int, _ outputs: [Int: Double], _ digits: Int) -> [Explanation.Step] {
        let senders = senders(of: unit)
        let sum = Explanation.Symbol("net", units[unit])
        let names = senders.map { sender -> Explanation.Expression in
            .product([.symbol(output(sender)), .symbol(.init("w", units[sender], units[unit]))])
        }
        let terms = senders.map { sender -> Explanation.Expression in
            .product([.number(outputs[sender] ?? 0), .number(weights[sender, unit])])
        }
        let bias = biases.map { $0[unit] }
        let net = Explanation.Step(
            sum, formula: .sum(names + (bias == nil ? [] : [.symbol(.init("b", units[unit]))])),
            .sum(terms + (bias.map { [.number($0)] } ?? [])), digits: digits)
        let function = Explanation.Function.activation(.step)
        return [
            net,
            Explanation.Step(
                output(unit), formula: .call(function, [.symbol(sum)]),
                .call(function, [.number(net.result)]),
                digits: digits),
        ]
    }

    /// `y₅`; a unit that has a letter of its own, such as x1, keeps it.
    private func output(_ unit: Int) -> Explanation.Symbol {
        let name = units[unit]
        let letters = String(name.prefix { !$0.isNumber })
        let number = plainDigits(String(name.dropFirst(letters.count)))
        if letters.isEmpty { return .init("y", name) }
        return number.isEmpty ? .init(name) : .init(letters, number)
    }
}

/// What is wrong with a number of significant digits.
func digitsFault(_ digits: Int) -> String? {
    (1...15).contains(digits)
        ? nil : "an explanation shows from 1 to 15 significant digits, but \(digits) are asked"
}
