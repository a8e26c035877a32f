// One step of an optimizer worked out for one weight: what the rule remembers, and how far the weight moves.

import NeuralCore

/// Works out the last of some steps of an optimizer, for one weight.
///
///     explain(SGD(learningRate: 0.1), weight: 0.5, gradients: [0.2])["w′"].text    // w′ = 0.5 − 0.1·0.2 = 0.48
///
/// - Parameters:
///   - optimizer: SGD with or without momentum, RMSprop, Adagrad, Adadelta or Adam.
///   - weight: before all steps.
///   - gradients: one for each step; the last step is worked out, with what the rule remembers of those before it.
///   - digits: how many significant digits are shown.
public func explain(
    _ optimizer: any Optimizer, weight: Double, gradients: [Double], digits: Int = 3,
    file: StaticString = #file,
    line: UInt = #line
) -> Explanation {
    if let fault = digitsFault(digits) ?? optimizer.fault { fatalError(fault, file: file, line: line) }
    guard let worked = optimizer as? any WorkedOptimizer else {
        fatalError(
            "explain works out SGD, RMSprop, Adagrad, Adadelta and Adam, but the optimizer is \(type(of: optimizer))",
            file: file, line: line)
    }
    if gradients.isEmpty {
        fatalError("explain needs the gradient of at least one step", file: file, line: line)
    }
    if let fault = worked.variantFault { fatalError(fault, file: file, line: line) }
    // The library takes the same steps.
    let parameter = Parameter("w", Matrix([weight]))
    let updates = ParameterUpdates(of: [parameter], by: optimizer)
    var (memory, steps, before) = (optimizer.initialMemory, [Explanation.Step](), weight)
    for gradient in gradients {
        before = parameter.value.item
        parameter.gradient = Matrix([gradient])
        updates.step()
        var rule = WorkedRule(
            weight: before, gradient: parameter.gradient.item, memory: memory, step: updates.stepCount,
            rate: optimizer.learningRate * optimizer.schedule.factor(step: updates.stepCount - 1),
            digits: digits,
            newWeight: parameter.value.item)
        worked.work(&rule)
        (memory, steps) = (rule.memory, rule.steps)
    }
    let name = "\(type(of: optimizer))"
    let after = ShownNumber(parameter.value.item, digits: digits).text
    return Explanation(
        title: "Step \(gradients.count) of \(name)", sections: [.init("One weight", steps)],
        summary: "Step \(gradients.count) of \(name) moves the weight from "
            + "\(ShownNumber(before, digits: digits).text) to \(after).")
}

/// The work on one weight in one step.
struct WorkedRule {
    typealias Expression = Explanation.Expression

    let weight: Double
    /// Clipped already, as the optimizer sees it.
    let gradient: Double
    /// What the rule remembers, in the order of `initialMemory`.
    var memory: [Double]
    /// Counted from 1.
    let step: Int
    /// After the schedule.
    let rate: Double
    let digits: Int
    /// What the library made of the weight.
    let newWeight: Double
    var steps: [Explanation.Step] = []

    var g: Expression { .number(gradient) }
    var eta: Expression { .constant(rate) }

    /// Works out what the rule remembers at `place`, and keeps it.
    mutating func remember(_ place: Int, _ name: String, _ formula: Expression, _ numbers: Expression) {
        memory[place] = add(name, formula, numbers)
    }

    /// Works out a quantity.
    @discardableResult
    mutating func add(_ name: String, _ formula: Expression, _ numbers: Expression) -> Double {
        let step = Explanation.Step(
            .init(name, isPrimed: ["v", "a", "b", "m", "s"].contains(name)), formula: formula, numbers,
            digits: digits)
        steps.append(step)
        return step.result
    }

    /// Works out the new weight, which the library has computed.
    mutating func finish(_ formula: Expression, _ numbers: Expression) {
        steps.append(
            Explanation.Step(
                .init("w", isPrimed: true), formula: formula, numbers, result: newWeight,
                digits: digitsShowing(change: newWeight - weight, of: weight, digits: digits)))
    }

    /// share · old + (1 − share) · new: a running mean.
    func mean(_ share: Expression, _ old: Expression, _ new: Expression) -> Expression {
        .sum([
            .product([share, old]),
            Explanation.flatProduct([.difference(.constant(1), share), new]),
        ])
    }
}

/// An optimizer whose rule can be worked out.
protocol WorkedOptimizer: Optimizer {
    func work(_ rule: inout WorkedRule)
    /// What is wrong with explaining this variant of the rule, as a sentence.
    var variantFault: String? { get }
}

extension WorkedOptimizer {
    var variantFault: String? { nil }
}

/// A quantity by its name.
private func named(_ name: String, isPrimed: Bool = false) -> Explanation.Expression {
    .symbol(.init(name, isPrimed: isPrimed))
}

extension SGD: WorkedOptimizer {
    func work(_ rule: inout WorkedRule) {
        let w = WorkedRule.Expression.number(rule.weight)
        let (names, pull) = (
            Explanation.Expression.product([named("η"), named("g")]),
            Explanation.Expression.product([rule.eta, rule.g])
        )
        if momentum == 0 { return rule.finish(.difference(named("w"), names), .difference(w, pull)) }
        let share = WorkedRule.Expression.constant(momentum)
        rule.remember(
            0, "v", .difference(.product([named("μ"), named("v")]), names),
            .difference(.product([share, .number(rule.memory[0])]), pull))
        let v = WorkedRule.Expression.number(rule.memory[0])
        if nesterov {
            rule.finish(
                .difference(.sum([named("w"), .product([named("μ"), named("v", isPrimed: true)])]), names),
                .difference(.sum([w, .product([share, v])]), pull))
        } else {
            rule.finish(.sum([named("w"), named("v", isPrimed: true)]), .sum([w, v]))
        }
    }
}

extension EpsilonPlace {
    /// √(a + ε) or √a + ε.
    fileprivate func root(
        _ a: Explanation.Expression, _ epsilon: Explanation.Expression
    ) -> Explanation.Expression {
        self == .insideRoot ? .root(.sum([a, epsilon])) : .sum([.root(a), epsilon])
    }
}

extension RMSprop: WorkedOptimizer {
    var variantFault: String? {
        centered ? "explain works out RMSprop that is not centered; this one is" : nil
    }

    func work(_ rule: inout WorkedRule) {
        let (rho, epsilon) = (WorkedRule.Expression.constant(rho), WorkedRule.Expression.constant(epsilon))
        rule.remember(
            0, "a", rule.mean(named("ρ"), named("a"), .power(named("g"), 2)),
            rule.mean(rho, .number(rule.memory[0]), .power(rule.g, 2)))
        let names = Explanation.Expression.fraction(
            .product([named("η"), named("g")]), epsilonPlace.root(named("a", isPrimed: true), named("ε")))
        let move = Explanation.Expression.fraction(
            .product([rule.eta, rule.g]), epsilonPlace.root(.number(rule.memory[0]), epsilon))
        let old = rule.memory[2]
        rule.remember(
            2, "v", momentum == 0 ? names : .sum([.product([named("μ"), named("v")]), names]),
            momentum == 0 ? move : .sum([.product([.constant(momentum), .number(old)]), move]))
        rule.finish(
            .difference(named("w"), named("v", isPrimed: true)),
            .difference(.number(rule.weight), .number(rule.memory[2])))
    }
}

extension Adagrad: WorkedOptimizer {
    func work(_ rule: inout WorkedRule) {
        rule.remember(
            0, "a", .sum([named("a"), .power(named("g"), 2)]),
            .sum([.number(rule.memory[0]), .power(rule.g, 2)]))
        rule.finish(
            .difference(
                named("w"),
                .fraction(
                    .product([named("η"), named("g")]),
                    epsilonPlace.root(named("a", isPrimed: true), named("ε"))
                )),
            .difference(
                .number(rule.weight),
                .fraction(
                    .product([rule.eta, rule.g]),
                    epsilonPlace.root(.number(rule.memory[0]), .constant(epsilon)))))
    }
}

extension Adadelta: WorkedOptimizer {
    func work(_ rule: inout WorkedRule) {
        let (rho, epsilon) = (WorkedRule.Expression.constant(rho), WorkedRule.Expression.constant(epsilon))
        rule.remember(
            0, "a", rule.mean(named("ρ"), named("a"), .power(named("g"), 2)),
            rule.mean(rho, .number(rule.memory[0]), .power(rule.g, 2)))
        let place = EpsilonPlace.insideRoot
        let d = rule.add(
            "d",
            .fraction(
                .product([place.root(named("s"), named("ε")), named("g")]),
                place.root(named("a", isPrimed: true), named("ε"))),
            .fraction(
                .product([place.root(.number(rule.memory[1]), epsilon), rule.g]),
                place.root(.number(rule.memory[0]), epsilon)))
        rule.remember(
            1, "s", rule.mean(named("ρ"), named("s"), .power(named("d"), 2)),
            rule.mean(rho, .number(rule.memory[1]), .power(.number(d), 2)))
        rule.finish(
            .difference(named("w"), .product([named("η"), named("d")])),
            .difference(.number(rule.weight), .product([rule.eta, .number(d)])))
    }
}

extension Adam: WorkedOptimizer {
    var variantFault: String? {
        amsgrad ? "explain works out Adam without amsgrad; this one has it" : nil
    }

    func work(_ rule: inout WorkedRule) {
        let (one, two) = (WorkedRule.Expression.constant(beta1), WorkedRule.Expression.constant(beta2))
        let unit = WorkedRule.Expression.constant(1)
        let (first, second) = (
            Explanation.Expression.symbol(.init("β", "1")), Explanation.Expression.symbol(.init("β", "2"))
        )
        rule.remember(
            0, "m", rule.mean(first, named("m"), named("g")), rule.mean(one, .number(rule.memory[0]), rule.g))
        rule.remember(
            1, "v", rule.mean(second, named("v"), .power(named("g"), 2)),
            rule.mean(two, .number(rule.memory[1]), .power(rule.g, 2)))
        let t = rule.step
        let alpha = rule.add(
            "α",
            .fraction(
                .product([named("η"), .root(.difference(unit, .power(second, t)))]),
                .difference(unit, .power(first, t))),
            .fraction(
                .product([rule.eta, .root(.difference(unit, .power(two, t)))]),
                .difference(unit, .power(one, t))))
        let place = EpsilonPlace.outsideRoot
        rule.finish(
            .difference(
                named("w"),
                .fraction(
                    .product([named("α"), named("m", isPrimed: true)]),
                    place.root(named("v", isPrimed: true), named("ε")))),
            .difference(
                .number(rule.weight),
                .fraction(
                    .product([.number(alpha), .number(rule.memory[0])]),
                    place.root(.number(rule.memory[1]), .constant(epsilon)))))
    }
}
