// The error of a net's output, and how steeply it changes with each sum: where backpropagation begins.

import NeuralCore

/// The error that an explained training step makes smaller.
enum TrainingError {
    /// E = ½ · Σ (t − y)², the error of the nets that are written by hand in the first lessons.
    case halfSquared
    /// A loss of the library.
    case loss(Loss)

    /// What is wrong with explaining this loss, as a sentence; nil when nothing is.
    func fault(target: [Double], outputs: Int) -> String? {
        if target.count != outputs {
            return "the net has \(outputs) outputs, but \(target.count) targets are given"
        }
        switch self {
        case .halfSquared, .loss(.meanSquaredError), .loss(.sumSquaredError),
            .loss(.binaryCrossentropy(false, 0)):
            return nil
        case .loss(.categoricalCrossentropy(false, 0)):
            return target.contains { $0 < 0 } || target.reduce(0, +) != 1
                ? "the targets of a cross-entropy of classes add up to 1, but they are \(target)" : nil
        case .loss(let loss):
            return
                "explain works out half the squared error, meanSquaredError, sumSquaredError, binaryCrossentropy and "
                + "categoricalCrossentropy of probabilities without smoothing, but the loss is \(loss)"
        }
    }

    /// The error, computed by the library.
    func value(_ y: Matrix, _ t: Matrix) -> Double {
        switch self {
        case .halfSquared: 0.5 * Loss.sumSquaredError.mean(y, targets: t)
        case .loss(let loss): loss.mean(y, targets: t)
        }
    }

    /// The slope of the error by each output, computed by the library.
    private func slope(_ y: Matrix, _ t: Matrix) -> Matrix {
        switch self {
        case .halfSquared: 0.5 * Loss.sumSquaredError.gradient(y, targets: t)
        case .loss(let loss): loss.gradient(y, targets: t)
        }
    }

    /// Whether the slopes of error and activation cancel, and t − y is left, as for softmax with cross-entropy.
    private func cancelsSlope(of activation: Activation) -> Bool {
        switch (self, activation) {
        case (.loss(.binaryCrossentropy), .sigmoid), (.loss(.categoricalCrossentropy), .softmax): true
        default: false
        }
    }

    /// What the outputs should change by: minus the slope of the error by each sum.
    func deltas(_ stage: DenseStage, _ target: Matrix) -> Matrix {
        let y = stage.output
        if cancelsSlope(of: stage.activation) {
            return (target - y) / (isMean ? Double(y.count) : 1)
        }
        return -stage.activation.gradient(slope(y, target), input: stage.sums, output: y)
    }

    /// Whether the error is divided by the number of outputs.
    private var isMean: Bool {
        switch self {
        case .loss(.meanSquaredError), .loss(.binaryCrossentropy): true
        default: false
        }
    }
}

extension TrainingError {
    private typealias Expression = Explanation.Expression

    /// The error of the net in one step.
    func step(_ stage: DenseStage, _ target: Matrix, _ digits: Int) -> Explanation.Step {
        let units = 0..<stage.unitCount
        let names = sum(units.map { term(.symbol(targetSymbol(stage, $0)), .symbol(stage.output($0)), nil) })
        let numbers = sum(
            units.compactMap { unit in
                term(.number(target[0, unit]), .number(stage.output[0, unit]), target[0, unit])
            })
        return .init(
            .init("E"), formula: names, numbers, result: value(stage.output, target), digits: digits)
    }

    func targetSymbol(_ stage: DenseStage, _ unit: Int) -> Explanation.Symbol { .init("t", stage.unit(unit)) }

    private func term(_ t: Expression, _ y: Expression, _ target: Double?) -> Expression {
        switch self {
        case .halfSquared, .loss(.meanSquaredError), .loss(.sumSquaredError): .power(.difference(t, y), 2)
        case .loss(.binaryCrossentropy):
            .sum([
                .product([t, .call(.logarithm, [y])]),
                .product([.difference(.constant(1), t), .call(.logarithm, [.difference(.constant(1), y)])]),
            ])
        default: .product([t, .call(.logarithm, [y])])
        }
    }

    private func sum(_ terms: [Expression]) -> Expression {
        let sum = Expression.sum(terms)
        let count = Expression.constant(Double(terms.count))
        switch self {
        case .halfSquared: return .product([.constant(0.5), sum])
        case .loss(.meanSquaredError): return terms.count == 1 ? sum : .fraction(sum, count)
        case .loss(.binaryCrossentropy):
            return terms.count == 1 ? .negative(sum) : .negative(.fraction(sum, count))
        case .loss(.categoricalCrossentropy): return .negative(sum)
        case .loss: return sum
        }
    }

    /// The delta of each output unit.
    func deltaSteps(_ stage: DenseStage, _ target: Matrix, _ deltas: Matrix, _ digits: Int) -> [Explanation
        .Step]
    {
        (0..<stage.unitCount).map { unit in
            Explanation.Step(
                stage.delta(unit), formula: delta(stage, target, unit, inSymbols: true),
                delta(stage, target, unit, inSymbols: false), result: deltas[0, unit], digits: digits)
        }
    }

    /// The factor (t − y) with what the derivative of the error brings along, times the slope of the activation.
    private func delta(_ stage: DenseStage, _ target: Matrix, _ unit: Int, inSymbols: Bool) -> Expression {
        let count = Double(stage.unitCount)
        if cancelsSlope(of: stage.activation) {
            let miss = miss(stage, target, unit, inSymbols)
            return isMean && count > 1 ? .fraction(miss, .constant(count)) : miss
        }
        if stage.activation == .softmax {
            // Each output depends on every sum: δⱼ = yⱼ · (gⱼ − Σₖ yₖ·gₖ), where g is what error alone would ask for.
            let others = (0..<stage.unitCount).map { other in
                Expression.product([
                    stage.outputExpression(other, inSymbols), pull(stage, target, other, inSymbols),
                ])
            }
            return .product([
                stage.outputExpression(unit, inSymbols),
                .difference(pull(stage, target, unit, inSymbols), .sum(others)),
            ])
        }
        return Explanation.flatProduct([pull(stage, target, unit, inSymbols)] + stage.slope(unit, inSymbols))
    }

    private func miss(_ stage: DenseStage, _ target: Matrix, _ unit: Int, _ inSymbols: Bool) -> Expression {
        let t: Expression = inSymbols ? .symbol(targetSymbol(stage, unit)) : .number(target[0, unit])
        return .difference(t, stage.outputExpression(unit, inSymbols))
    }

    /// Minus the slope of the error by one output.
    private func pull(_ stage: DenseStage, _ target: Matrix, _ unit: Int, _ inSymbols: Bool) -> Expression {
        let miss = miss(stage, target, unit, inSymbols)
        let (y, count) = (stage.outputExpression(unit, inSymbols), Double(stage.unitCount))
        let t: Expression = inSymbols ? .symbol(targetSymbol(stage, unit)) : .number(target[0, unit])
        switch self {
        case .halfSquared: return miss
        case .loss(.meanSquaredError):
            let twice = Expression.product([.constant(2), miss])
            return count == 1 ? twice : .fraction(twice, .constant(count))
        case .loss(.binaryCrossentropy):
            let below = Expression.product([y, .difference(.constant(1), y)])
            return .fraction(miss, count == 1 ? below : .product([.constant(count), below]))
        case .loss(.categoricalCrossentropy): return .fraction(t, y)
        case .loss: return .product([.constant(2), miss])
        }
    }
}

extension Explanation {
    /// A product whose factors are not products themselves, without factors of one symbolless 1.
    static func flatProduct(_ factors: [Expression]) -> Expression {
        .product(
            factors.flatMap { factor -> [Expression] in
                if case .product(let inner) = factor { return inner }
                return [factor]
            })
    }
}

extension DenseStage {
    func outputExpression(_ unit: Int, _ inSymbols: Bool) -> Explanation.Expression {
        inSymbols ? .symbol(output(unit)) : .number(output[0, unit])
    }

    /// The slope of the activation at one unit, as factors: y·(1 − y) for the sigmoid, none for a straight line.
    func slope(_ unit: Int, _ inSymbols: Bool) -> [Explanation.Expression] {
        let y = outputExpression(unit, inSymbols)
        let net: Explanation.Expression = inSymbols ? .symbol(self.net(unit)) : .number(sums[0, unit])
        switch activation {
        case .linear: return []
        case .sigmoid: return [y, .difference(.constant(1), y)]
        case .tanh: return [.difference(.constant(1), .power(y, 2))]
        case .exponential: return [y]
        case .softplus: return [.call(.activation(.sigmoid), [net])]
        default: return [.call(.slope(activation), [net])]
        }
    }
}
