// One step of an LSTM worked out, gate by gate.

import NeuralCore

/// Works out one step of an LSTM: the gates, the candidate, the cell and the hidden state of each unit.
///
/// - Parameters:
///   - input: of this time step, `(features,)`
///   - hidden: the hidden state before, `(units,)`; nil for zeros.
///   - cell: the cell before, `(units,)`; nil for zeros.
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ layer: LSTM<Scalar>, input: [Double], hidden: [Double]? = nil, cell: [Double]? = nil, digits: Int = 3,
    file: StaticString = #file, line: UInt = #line
) -> Explanation {
    if let fault = digitsFault(digits) { fatalError(fault, file: file, line: line) }
    let units = layer.configuration.units
    let (hidden, cell) = (
        hidden ?? Array(repeating: 0, count: units), cell ?? Array(repeating: 0, count: units)
    )
    guard let kernel = layer.kernel, kernel.value.shape[0] == input.count, hidden.count == units,
        cell.count == units
    else {
        fatalError(
            "explain needs an LSTM that is built, its \(layer.kernel?.value.shape[0] ?? 0) inputs, and states of "
                + "\(units) units, but \(input.count) inputs and states of \(hidden.count) and \(cell.count) are given",
            file: file, line: line)
    }
    func row(_ numbers: [Double]) -> Tensor<Scalar> { Tensor(rows: [numbers.map { Scalar($0) }]) }
    let work = LSTMWork(
        layer, layer.step(row(input), row(hidden), row(cell)), input: input, hidden: hidden, cell: cell,
        digits)
    let sections = (0..<units).map { Explanation.Section("Unit \($0 + 1)", work.steps($0)) }
    let answer = shownList(work.result.hidden, digits: digits)
    return Explanation(
        title: "One step of an LSTM with \(units == 1 ? "1 unit" : "\(units) units")", sections: sections,
        summary:
            "For the input \(shownList(input, digits: digits)), one step of an LSTM gives the hidden state "
            + "\(answer) and the cell \(shownList(work.result.cell, digits: digits)).")
}

/// The numbers of one step.
private struct LSTMWork {
    typealias Expression = Explanation.Expression

    let configuration: (activation: Activation, gates: Activation, isCoupled: Bool)
    let kernel: Matrix
    let recurrent: Matrix
    let bias: Matrix?
    /// `(3, units)`, or `(2, units)` where gates are coupled.
    let peepholes: Matrix?
    let input: [Double]
    let hidden: [Double]
    let cell: [Double]
    let result: (i: [Double], f: [Double], g: [Double], o: [Double], cell: [Double], hidden: [Double])
    let units: Int
    let digits: Int

    init<Scalar: TensorScalar>(
        _ layer: LSTM<Scalar>, _ step: LSTM<Scalar>.Step, input: [Double], hidden: [Double], cell: [Double],
        _ digits: Int
    ) {
        let settings = layer.configuration
        configuration = (settings.activation, settings.recurrentActivation, settings.couplesGates)
        (kernel, recurrent) = (Matrix(layer.kernel.value), Matrix(layer.recurrentKernel.value))
        (bias, peepholes) = (
            layer.bias.map { Matrix($0.value) }, layer.peepholeKernel.map { Matrix($0.value) }
        )
        (self.input, self.hidden, self.cell) = (input, hidden, cell)
        (units, self.digits) = (settings.units, digits)
        func numbers(_ tensor: Tensor<Scalar>) -> [Double] { tensor.elements.map { Double($0) } }
        result = (
            numbers(step.input), numbers(step.forget), numbers(step.candidate), numbers(step.output),
            numbers(step.cell), numbers(step.hidden)
        )
    }

    /// The gates in their order, then what they let through.
    func steps(_ unit: Int) -> [Explanation.Step] {
        let coupled = configuration.isCoupled
        let (cellName, newCell) = (symbol("c", unit), symbol("c", unit, isNew: true))
        let f = gate("f", coupled ? 0 : 1, unit, result.f[unit], peephole: coupled ? 0 : 1, sees: cell)
        let i =
            coupled
            ? step(
                "i", unit, .difference(.constant(1), symbol("f", unit)),
                .difference(.constant(1), .number(result.f[unit])), result.i[unit])
            : gate("i", 0, unit, result.i[unit], peephole: 0, sees: cell)
        let g = gate("g", coupled ? 1 : 2, unit, result.g[unit], peephole: nil, sees: cell)
        let o = gate("o", coupled ? 2 : 3, unit, result.o[unit], peephole: coupled ? 1 : 2, sees: result.cell)
        let c = step(
            "c", unit, isNew: true,
            .sum([
                .product([symbol("f", unit), cellName]), .product([symbol("i", unit), symbol("g", unit)]),
            ]),
            .sum([
                .product([.number(result.f[unit]), .number(cell[unit])]),
                .product([.number(result.i[unit]), .number(result.g[unit])]),
            ]), result.cell[unit])
        let shown = Explanation.Function.activation(configuration.activation)
        let h = step(
            "h", unit, isNew: true, .product([symbol("o", unit), .call(shown, [newCell])]),
            .product([.number(result.o[unit]), .call(shown, [.number(result.cell[unit])])]),
            result.hidden[unit])
        // With peepholes the output gate sees the new cell, which must come before it.
        let first = coupled ? [f, i, g] : [i, f, g]
        return first + (peepholes == nil ? [o, c, h] : [c, o, h])
    }

    private func symbol(_ name: String, _ unit: Int, isNew: Bool = false) -> Expression {
        .symbol(.init(name, "\(unit + 1)", isNew: isNew))
    }

    private func step(
        _ name: String, _ unit: Int, isNew: Bool = false, _ formula: Expression, _ numbers: Expression,
        _ result: Double
    ) -> Explanation.Step {
        .init(
            .init(name, "\(unit + 1)", isNew: isNew), formula: formula, numbers, result: result,
            digits: digits)
    }

    /// The sum of what comes from the input, from the hidden state, from the bias and through a peephole, and its
    /// activation. `place` is that of the gate's columns in the kernels.
    private func gate(
        _ name: String, _ place: Int, _ unit: Int, _ result: Double, peephole: Int?, sees cell: [Double]
    ) -> Explanation.Step {
        let column = place * units + unit
        var (names, terms) = ([Expression](), [Expression]())
        func add(_ letter: String, _ weight: String, _ from: Int, _ value: Double, _ number: Double) {
            names.append(
                .product([
                    symbol(letter, from), .symbol(.init(weight, "\(name)", "\(from + 1)", "\(unit + 1)")),
                ]))
            terms.append(.product([.number(value), .number(number)]))
        }
        for (from, value) in input.enumerated() { add("x", "w", from, value, kernel[from, column]) }
        for (from, value) in hidden.enumerated() { add("h", "u", from, value, recurrent[from, column]) }
        if let bias {
            names.append(.symbol(.init("b", name, "\(unit + 1)")))
            terms.append(.number(bias[column]))
        }
        if let peepholes, let peephole { add("c", "p", unit, cell[unit], peepholes[peephole, unit]) }
        let function = Explanation.Function.activation(
            name == "g" ? configuration.activation : configuration.gates)
        return step(
            name, unit, .call(function, [.sum(names)]), .call(function, [.sum(terms)]), result)
    }
}
