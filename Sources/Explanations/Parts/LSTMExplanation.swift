// One step of an LSTM worked out, gate by gate.

import NeuralCore

/// Works out one step of an LSTM: the gates, the candidate, the cell and the hidden state of each unit.
///
/// A prime marks the state before the step: c₁ = f₁·c₁′ + i₁·g₁.
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
        let newCell = symbol("c", unit)
        let f = gate("f", coupled ? 0 : 1, unit, result.f[unit], peephole: coupled ? 0 : 1)
        let i =
            coupled
            ? step(
                "i", unit, .difference(.constant(1), symbol("f", unit)),
                .difference(.constant(1), .number(result.f[unit])), result.i[unit])
            : gate("i", 0, unit, result.i[unit], peephole: 0)
        let g = gate("g", coupled ? 1 : 2, unit, result.g[unit], peephole: nil)
        let o = gate(
            "o", coupled ? 2 : 3, unit, result.o[unit], peephole: coupled ? 1 : 2, seesNewCell: true)
        let c = step(
            "c", unit,
            .sum([
                .product([symbol("f", unit), symbol("c", unit, isPrimed: true)]),
                .product([symbol("i", unit), symbol("g", unit)]),
            ]),
            .sum([
                .product([.number(result.f[unit]), .number(cell[unit])]),
                .product([.number(result.i[unit]), .number(result.g[unit])]),
            ]), result.cell[unit])
        let shown = Explanation.Function.activation(configuration.activation)
        let h = step(
            "h", unit, .product([symbol("o", unit), .call(shown, [newCell])]),
            .product([.number(result.o[unit]), .call(shown, [.number(result.cell[unit])])]),
            result.hidden[unit])
        // With peepholes the output gate sees the new cell, which must come before it.
        let first = coupled ? [f, i, g] : [i, f, g]
        return first + (peepholes == nil ? [o, c, h] : [c, o, h])
    }

    private func symbol(_ name: String, _ unit: Int, isPrimed: Bool = false) -> Expression {
        .symbol(.init(name, "\(unit + 1)", isPrimed: isPrimed))
    }

    private func step(
        _ name: String, _ unit: Int, _ formula: Expression, _ numbers: Expression,
        _ result: Double
    ) -> Explanation.Step {
        .init(.init(name, "\(unit + 1)"), formula: formula, numbers, result: result, digits: digits)
    }

    /// The sum of what comes from the input, from the hidden state, from the bias and through a peephole, and its
    /// activation. `place` is that of the gate's columns in the kernels.
    private func gate(
        _ name: String, _ place: Int, _ unit: Int, _ result: Double, peephole: Int?, seesNewCell: Bool = false
    ) -> Explanation.Step {
        let column = place * units + unit
        var sum = WorkedSum(of: name, unit: unit)
        for (from, value) in input.enumerated() { sum.add(input: from, value, kernel[from, column]) }
        for (from, value) in hidden.enumerated() { sum.add(state: from, value, recurrent[from, column]) }
        if let bias { sum.add(bias: bias[column]) }
        if let peepholes, let peephole {
            let seen = seesNewCell ? self.result.cell[unit] : cell[unit]
            sum.add(
                .init("c", "\(unit + 1)", isPrimed: !seesNewCell), seen, "p", unit, peepholes[peephole, unit])
        }
        let function = Explanation.Function.activation(
            name == "g" ? configuration.activation : configuration.gates)
        return step(
            name, unit, .call(function, [sum.names]), .call(function, [sum.numbers]), result)
    }
}
