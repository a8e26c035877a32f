// The way back in steps: what each unit is blamed for, and what each weight changes by.

import NeuralCore

/// The backward pass of a net: the deltas of every layer, from the first to the last.
struct DenseBackward {
    let pass: DensePass
    let error: TrainingError
    /// `(1, outputs)`
    let target: Matrix
    let learningRate: Double
    /// Minus the slope of the error by the sums of each layer, `(1, units)`.
    let deltas: [Matrix]

    init(_ pass: DensePass, _ error: TrainingError, target: [Double], learningRate: Double) {
        (self.pass, self.error, self.learningRate) = (pass, error, learningRate)
        self.target = Matrix(rows: [target])
        var deltas = [error.deltas(pass.stages[pass.stages.count - 1], self.target)]
        for place in pass.stages.indices.dropLast().reversed() {
            let (stage, next) = (pass.stages[place], pass.stages[place + 1])
            let blame = deltas[0].dot(next.weights.transposed())
            deltas.insert(stage.activation.gradient(blame, input: stage.sums, output: stage.output), at: 0)
        }
        self.deltas = deltas
    }

    /// The error, then the deltas from the last layer to the first, then the changes from the first to the last.
    var sections: [Explanation.Section] {
        let last = pass.stages.count - 1
        var sections = [
            Explanation.Section("Error", [error.step(pass.stages[last], target, pass.digits)]),
            Explanation.Section(
                "Deltas of the output layer",
                error.deltaSteps(pass.stages[last], target, deltas[last], pass.digits)),
        ]
        for place in (0..<last).reversed() {
            sections.append(.init("Deltas of hidden layer \(place + 1)", hiddenDeltas(place)))
        }
        for place in pass.stages.indices {
            let title = place == last ? "the output layer" : "hidden layer \(place + 1)"
            sections.append(.init("New weights of \(title)", changes(place)))
        }
        return sections
    }

    /// A hidden unit is blamed by every unit that heard it, as much as the weight between them says.
    private func hiddenDeltas(_ place: Int) -> [Explanation.Step] {
        let stage = pass.stages[place]
        if stage.activation == .softmax { return softmaxDeltas(place) }
        return (0..<stage.unitCount).map { unit in
            let blame = blame(place, unit)
            return Explanation.Step(
                stage.delta(unit),
                formula: Explanation.flatProduct([blame.formula] + stage.slope(unit, true)),
                Explanation.flatProduct([blame.numbers] + stage.slope(unit, false)),
                result: deltas[place][0, unit], digits: pass.digits)
        }
    }

    /// Σ δⱼ·wᵢⱼ over the units j that heard unit i.
    private func blame(
        _ place: Int, _ unit: Int
    ) -> (formula: Explanation.Expression, numbers: Explanation.Expression) {
        let next = pass.stages[place + 1]
        let (names, numbers) = (0..<next.unitCount).reduce(
            into: ([Explanation.Expression](), [Explanation.Expression]())
        ) {
            $0.0.append(.product([.symbol(next.delta($1)), .symbol(next.weight(unit, $1))]))
            $0.1.append(.product([.number(deltas[place + 1][0, $1]), .number(next.weights[unit, $1])]))
        }
        return (.sum(names), .sum(numbers))
    }

    /// Each output of a softmax depends on every sum: δᵢ = yᵢ · (gᵢ − Σₖ yₖ·gₖ), where g is the blame.
    private func softmaxDeltas(_ place: Int) -> [Explanation.Step] {
        let stage = pass.stages[place]
        let units = 0..<stage.unitCount
        let blames = units.map { unit in
            let blame = blame(place, unit)
            return Explanation.Step(
                .init("g", stage.unit(unit)), formula: blame.formula, blame.numbers, digits: pass.digits)
        }
        let shared = Explanation.Step(
            .init("G"),
            formula: .sum(units.map { .product([.symbol(stage.output($0)), .symbol(blames[$0].symbol)]) }),
            .sum(units.map { .product([.number(stage.output[0, $0]), .number(blames[$0].result)]) }),
            digits: pass.digits)
        let steps = units.map { unit in
            Explanation.Step(
                stage.delta(unit),
                formula: .product([
                    .symbol(stage.output(unit)),
                    .difference(.symbol(blames[unit].symbol), .symbol(shared.symbol)),
                ]),
                .product([
                    .number(stage.output[0, unit]),
                    .difference(.number(blames[unit].result), .number(shared.result)),
                ]), result: deltas[place][0, unit], digits: pass.digits)
        }
        return blames + [shared] + steps
    }

    /// For each weight its change and its new value: Δw = η · δ · x.
    private func changes(_ place: Int) -> [Explanation.Step] {
        let stage = pass.stages[place]
        return (0..<stage.unitCount).flatMap { unit -> [Explanation.Step] in
            let delta = deltas[place][0, unit]
            var steps = (0..<stage.senderCount).flatMap { sender in
                change(
                    of: stage.weight(sender, unit), stage.weights[sender, unit],
                    by: [.symbol(stage.delta(unit)), .symbol(stage.sent(sender))],
                    [.number(delta), .number(stage.input[0, sender])])
            }
            if let bias = stage.bias {
                steps += change(
                    of: stage.bias(unit), bias[unit], by: [.symbol(stage.delta(unit))], [.number(delta)])
            }
            return steps
        }
    }

    private func change(
        of symbol: Explanation.Symbol, _ value: Double, by names: [Explanation.Expression],
        _ numbers: [Explanation.Expression]
    ) -> [Explanation.Step] {
        let change = Explanation.Step(
            .init("Δ" + symbol.name, indices: symbol.indices),
            formula: .product([.symbol(.init("η"))] + names), .product([.constant(learningRate)] + numbers),
            digits: pass.digits)
        let renewed = Explanation.Step(
            symbol.renewed, formula: .sum([.symbol(symbol), .symbol(change.symbol)]),
            .sum([.number(value), .number(change.result)]),
            digits: digitsShowing(change: change.result, of: value, digits: pass.digits))
        return [change, renewed]
    }
}
