// The forward pass in steps: the sum and the output of every unit.

import NeuralCore

extension DensePass {
    /// A section for each layer.
    var forwardSections: [Explanation.Section] {
        stages.enumerated().map { place, stage in
            let title = place == stages.count - 1 ? "Output layer" : "Hidden layer \(place + 1)"
            return Explanation.Section(title, stage.forwardSteps(digits: digits))
        }
    }
}

extension DenseStage {
    func forwardSteps(digits: Int) -> [Explanation.Step] {
        let sums = (0..<unitCount).map { netStep($0, digits) }
        if activation == .linear { return sums + (0..<unitCount).map { identityStep($0, digits) } }
        if activation == .softmax { return sums + softmaxSteps(digits) }
        // Sum and output of one unit after the other.
        return sums.enumerated().flatMap { [$1, outputStep($0, digits)] }
    }

    private func netStep(_ unit: Int, _ digits: Int) -> Explanation.Step {
        var (names, terms) = ([Explanation.Expression](), [Explanation.Expression]())
        for place in 0..<senderCount {
            names.append(.product([.symbol(sent(place)), .symbol(weight(place, unit))]))
            terms.append(.product([.number(input[0, place]), .number(weights[place, unit])]))
        }
        if let bias {
            names.append(.symbol(self.bias(unit)))
            terms.append(.number(bias[unit]))
        }
        return .init(net(unit), formula: .sum(names), .sum(terms), result: sums[0, unit], digits: digits)
    }

    private func outputStep(_ unit: Int, _ digits: Int) -> Explanation.Step {
        let function = Explanation.Function.activation(activation)
        return .init(
            output(unit), formula: .call(function, [.symbol(net(unit))]),
            .call(function, [.number(sums[0, unit])]), result: output[0, unit], digits: digits)
    }

    private func identityStep(_ unit: Int, _ digits: Int) -> Explanation.Step {
        .init(
            output(unit), formula: .symbol(net(unit)), .number(sums[0, unit]), result: output[0, unit],
            digits: digits)
    }

    private func softmaxSteps(_ digits: Int) -> [Explanation.Step] {
        let units = 0..<unitCount
        return Explanation.softmaxSteps(
            units.map { (net($0), sums[0, $0]) }, outputs: units.map { (output($0), output[0, $0]) },
            digits: digits)
    }
}

extension Explanation {
    /// Softmax in steps: the powers of e, their sum, and each one's share of it.
    ///
    /// As in the library, the largest sum is taken from all first, so that no power grows too large: the shares stay
    /// the same.
    static func softmaxSteps(
        _ sums: [(symbol: Symbol, value: Double)], outputs: [(symbol: Symbol, value: Double)], digits: Int
    ) -> [Step] {
        let largest = Step(
            Symbol("m"), formula: .call(.maximum, sums.map { .symbol($0.symbol) }),
            .call(.maximum, sums.map { .number($0.value) }), digits: digits)
        let powers = zip(sums, outputs).map { sum, output in
            Step(
                Symbol("e", indices: output.symbol.indices),
                formula: .call(.exponential, [.difference(.symbol(sum.symbol), .symbol(largest.symbol))]),
                .call(.exponential, [.difference(.number(sum.value), .number(largest.result))]),
                digits: digits)
        }
        let total = Step(
            Symbol("s"), formula: .sum(powers.map { .symbol($0.symbol) }),
            .sum(powers.map { .number($0.result) }), digits: digits)
        let shares = zip(powers, outputs).map { power, output in
            Step(
                output.symbol, formula: .fraction(.symbol(power.symbol), .symbol(total.symbol)),
                .fraction(.number(power.result), .number(total.result)), result: output.value, digits: digits)
        }
        return [largest] + powers + [total] + shares
    }
}
