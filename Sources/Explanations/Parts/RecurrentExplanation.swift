// One step of a simple recurrent layer and of a GRU worked out, unit by unit.

import NeuralCore

/// Works out one step of a simple recurrent layer: h₁ = tanh(x₁·w₁₁ + h₁′·u₁₁ + b₁), where a prime marks the state
/// before the step.
///
/// - Parameters:
///   - input: of this time step, `(features,)`
///   - hidden: the state before, `(units,)`; nil for zeros.
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ layer: SimpleRNN<Scalar>, input: [Double], hidden: [Double]? = nil, digits: Int = 3,
    file: StaticString = #file, line: UInt = #line
) -> Explanation {
    let settings = layer.configuration
    let step = RecurrentStep(
        "SimpleRNN", units: settings.units, layer.kernel, layer.recurrentKernel, layer.bias, input: input,
        hidden: hidden, digits: digits, file: file, line: line)
    let result = layer.step(step.row(input), step.row(step.hidden)).elements.map { Double($0) }
    let function = Explanation.Function.activation(settings.activation)
    let sections = (0..<settings.units).map { unit in
        let sum = step.sum(of: "", unit: unit, column: unit)
        return Explanation.Section(
            "Unit \(unit + 1)",
            [
                step.step(
                    "h", unit, .call(function, [sum.names]), .call(function, [sum.numbers]), result[unit])
            ])
    }
    return step.explanation("a simple recurrent layer", sections, result)
}

/// Works out one step of a GRU: update gate, reset gate, candidate and state of each unit, h₁ = z₁·h₁′ + (1 − z₁)·g₁,
/// where a prime marks the state before the step.
///
/// - Parameters:
///   - input: of this time step, `(features,)`
///   - hidden: the state before, `(units,)`; nil for zeros.
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ layer: GRU<Scalar>, input: [Double], hidden: [Double]? = nil, digits: Int = 3,
    file: StaticString = #file, line: UInt = #line
) -> Explanation {
    let units = layer.configuration.units
    let step = RecurrentStep(
        "GRU", units: units, layer.kernel, layer.recurrentKernel, layer.bias, input: input, hidden: hidden,
        digits: digits, file: file, line: line)
    let result = layer.step(step.row(input), step.row(step.hidden))
    let work = GRUWork(layer.configuration, step, result)
    let all = 0..<units
    // A gate that acts on the state acts on every unit's: all must be known before the first candidate.
    let sections =
        layer.configuration.resetAfter
        ? all.map { .init("Unit \($0 + 1)", work.gates($0) + work.states($0)) }
        : [
            Explanation.Section("Gates", all.flatMap(work.gates)),
            Explanation.Section("Candidates and states", all.flatMap(work.states)),
        ]
    return step.explanation("a GRU", sections, work.hidden)
}

/// What the steps of recurrent layers have in common: parameters, input and state, checked.
private struct RecurrentStep {
    typealias Expression = Explanation.Expression

    let kernel: Matrix
    let recurrent: Matrix
    /// One row, or one for the input and one for the state.
    let biases: [[Double]]
    let input: [Double]
    let hidden: [Double]
    let digits: Int

    init<Scalar: TensorScalar>(
        _ name: String, units: Int, _ kernel: Parameter<Scalar>?, _ recurrent: Parameter<Scalar>?,
        _ bias: Parameter<Scalar>?, input: [Double], hidden: [Double]?, digits: Int, file: StaticString,
        line: UInt
    ) {
        if let fault = digitsFault(digits) { fatalError(fault, file: file, line: line) }
        let hidden = hidden ?? Array(repeating: 0, count: units)
        guard let kernel, let recurrent, kernel.value.shape[0] == input.count, hidden.count == units else {
            fatalError(
                "explain needs a \(name) that is built, its \(kernel?.value.shape[0] ?? 0) inputs, and a state of "
                    + "\(units) units, but \(input.count) inputs and a state of \(hidden.count) are given",
                file: file, line: line)
        }
        (self.kernel, self.recurrent) = (Matrix(kernel.value), Matrix(recurrent.value))
        let numbers = bias?.value.elements.map { Double($0) } ?? []
        let columns = kernel.value.shape[1]
        biases = stride(from: 0, to: numbers.count, by: columns).map { Array(numbers[$0..<($0 + columns)]) }
        (self.input, self.hidden, self.digits) = (input, hidden, digits)
    }

    func row<Scalar: TensorScalar>(_ numbers: [Double]) -> Tensor<Scalar> {
        Tensor(rows: [numbers.map { Scalar($0) }])
    }

    /// The sum of what comes from the input, from the state and from the biases.
    func sum(of gate: String, unit: Int, column: Int) -> WorkedSum {
        var sum = WorkedSum(of: gate, unit: unit)
        for (from, value) in input.enumerated() { sum.add(input: from, value, kernel[from, column]) }
        for (from, value) in hidden.enumerated() { sum.add(state: from, value, recurrent[from, column]) }
        for (bias, name) in zip(biases, ["b", "d"]) { sum.add(bias: bias[column], name) }
        return sum
    }

    func step(
        _ name: String, _ unit: Int, _ formula: Expression, _ numbers: Expression, _ result: Double
    ) -> Explanation.Step {
        .init(.init(name, "\(unit + 1)"), formula: formula, numbers, result: result, digits: digits)
    }

    func explanation(_ layer: String, _ sections: [Explanation.Section], _ result: [Double]) -> Explanation {
        Explanation(
            title: "One step of \(layer) with \(result.count == 1 ? "1 unit" : "\(result.count) units")",
            sections: sections,
            summary:
                "For the input \(shownList(input, digits: digits)), one step of \(layer) leads from the state "
                + "\(shownList(hidden, digits: digits)) to \(shownList(result, digits: digits)).")
    }
}

/// The numbers of one step of a GRU, whose columns are those of z, r and g.
private struct GRUWork {
    typealias Expression = Explanation.Expression

    let gateFunction: Explanation.Function
    let function: Explanation.Function
    let resetsAfter: Bool
    let step: RecurrentStep
    let update: [Double]
    let reset: [Double]
    let candidate: [Double]
    let hidden: [Double]

    init<Scalar: TensorScalar>(
        _ settings: GRU<Scalar>.Configuration, _ step: RecurrentStep, _ result: GRU<Scalar>.Step
    ) {
        gateFunction = .activation(settings.recurrentActivation)
        function = .activation(settings.activation)
        (resetsAfter, self.step) = (settings.resetAfter, step)
        func numbers(_ tensor: Tensor<Scalar>) -> [Double] { tensor.elements.map { Double($0) } }
        (update, reset) = (numbers(result.update), numbers(result.reset))
        (candidate, hidden) = (numbers(result.candidate), numbers(result.hidden))
    }

    private var units: Int { hidden.count }

    func gates(_ unit: Int) -> [Explanation.Step] {
        [("z", 0, update[unit]), ("r", 1, reset[unit])].map { name, place, result in
            let sum = step.sum(of: name, unit: unit, column: place * units + unit)
            return step.step(
                name, unit, .call(gateFunction, [sum.names]), .call(gateFunction, [sum.numbers]), result)
        }
    }

    /// The candidate and what becomes of the state.
    func states(_ unit: Int) -> [Explanation.Step] {
        let sum = candidateSum(unit)
        let (z, old) = (update[unit], step.hidden[unit])
        return [
            step.step(
                "g", unit, .call(function, [sum.names]), .call(function, [sum.numbers]), candidate[unit]),
            step.step(
                "h", unit,
                .sum([
                    .product([symbol("z", unit), symbol("h", unit, isPrimed: true)]),
                    .product([.difference(.constant(1), symbol("z", unit)), symbol("g", unit)]),
                ]),
                .sum([
                    .product([.number(z), .number(old)]),
                    .product([.difference(.constant(1), .number(z)), .number(candidate[unit])]),
                ]), hidden[unit]),
        ]
    }

    /// The reset gate acts on the whole product with the state, or on the state that goes into it.
    private func candidateSum(_ unit: Int) -> WorkedSum {
        let column = 2 * units + unit
        var (sum, state) = (WorkedSum(of: "g", unit: unit), WorkedSum(of: "g", unit: unit))
        for (from, value) in step.input.enumerated() {
            sum.add(input: from, value, step.kernel[from, column])
        }
        if let bias = step.biases.first { sum.add(bias: bias[column]) }
        if resetsAfter {
            for (from, value) in step.hidden.enumerated() {
                state.add(state: from, value, step.recurrent[from, column])
            }
            if step.biases.count > 1 { state.add(bias: step.biases[1][column], "d") }
            sum.add(
                .product([symbol("r", unit), state.names]), .product([.number(reset[unit]), state.numbers]))
        } else {
            for (from, value) in step.hidden.enumerated() {
                let weight = Explanation.Symbol("u", "g", "\(from + 1)", "\(unit + 1)")
                sum.add(
                    .product([symbol("r", from), symbol("h", from, isPrimed: true), .symbol(weight)]),
                    .product([.number(reset[from]), .number(value), .number(step.recurrent[from, column])]))
            }
        }
        return sum
    }

    private func symbol(_ name: String, _ unit: Int, isPrimed: Bool = false) -> Expression {
        .symbol(.init(name, "\(unit + 1)", isPrimed: isPrimed))
    }
}
