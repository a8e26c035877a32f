// What Elman's and Jordan's nets share: a hidden layer that also hears a memory, and learning through time.

/// A net with one hidden layer that hears, beside the input, a context: what the net remembers of the steps before.
///
///     hₜ = f(xₜ · U + cₜ · V + b)
///     yₜ = g(hₜ · W + d)
///     cₜ₊₁ = what ``ElmanNetwork`` or ``JordanNetwork`` keeps of step t
///     E = ½ Σₜ (yₜ − targetₜ)²
///
/// Errors go back through the context to the steps before: backpropagation through time (Werbos, 1990). How far is the
/// `depth`: the error of each step reaches that step and at most `depth` steps before it (Williams and Peng, 1990).
/// Without a limit it goes back to the beginning; with 0 the context counts as one more input, as Elman had it in 1990.
public protocol ContextNetwork: Sendable {
    /// U, V, b, W and d.
    var weights: ContextWeights { get set }
    /// f, which makes the hidden values of their sums.
    var activation: Activation { get }
    /// g, which makes the outputs of their sums.
    var outputActivation: Activation { get }

    /// What is remembered of a step; the shape of its context.
    func context(after step: ContextStep) -> Matrix

    /// The slope of that: from the gradient of E by the next context, the gradients by the step's hidden values, its
    /// outputs and its own context; nil where they have no part in it.
    func contextGradients(_ gradient: Matrix) -> (hidden: Matrix?, output: Matrix?, context: Matrix?)
}

/// The parameters of a net with a context; also their gradient.
public struct ContextWeights: Equatable, Sendable {
    /// U: `(inputs, hidden)`
    public var input: Matrix
    /// V: `(context, hidden)`
    public var context: Matrix
    /// b: `(hidden,)`
    public var hiddenBias: Matrix
    /// W: `(hidden, outputs)`
    public var output: Matrix
    /// d: `(outputs,)`
    public var outputBias: Matrix

    /// Parameters given one by one, of the shapes above.
    public init(input: Matrix, context: Matrix, hiddenBias: Matrix, output: Matrix, outputBias: Matrix) {
        (self.input, self.context, self.hiddenBias) = (input, context, hiddenBias)
        (self.output, self.outputBias) = (output, outputBias)
    }

    /// Kernels after Glorot, biases 0.
    public init(
        inputs: Int, hidden: Int, outputs: Int, context: Int, random: inout RandomState,
        file: StaticString = #file, line: UInt = #line
    ) {
        input = Initializer.glorotUniform(Shape(inputs, hidden, file, line), &random)
        self.context = Initializer.glorotUniform(Shape(context, hidden, file, line), &random)
        hiddenBias = Matrix.zeros(hidden, file: file, line: line)
        output = Initializer.glorotUniform(Shape(hidden, outputs, file, line), &random)
        outputBias = Matrix.zeros(outputs, file: file, line: line)
    }

    /// All five, in the order of their declaration.
    static let all: [WritableKeyPath<ContextWeights, Matrix> & Sendable] = [
        \.input, \.context, \.hiddenBias, \.output, \.outputBias,
    ]

    /// The same shapes, filled with 0.
    var zeros: ContextWeights {
        var result = self
        for part in Self.all { result[keyPath: part].fill(with: 0) }
        return result
    }

    /// Adds `factor` times the others.
    mutating func add(_ others: ContextWeights, times factor: Double = 1) {
        for part in Self.all { self[keyPath: part] += factor * others[keyPath: part] }
    }
}

/// All that a net computed at one step; vectors.
public struct ContextStep: Equatable, Sendable, CustomStringConvertible {
    /// x: `(inputs,)`
    public let input: Matrix
    /// What the net remembered from before.
    public let context: Matrix
    /// The sums before the activation, and the values after it.
    public let hiddenSums: Matrix, hidden: Matrix
    /// The same of the outputs.
    public let outputSums: Matrix, output: Matrix

    /// `x = [1.], c = [0.] → h = [2.5] → y = [6.5]`
    public var description: String {
        "x = \(input.lineText), c = \(context.lineText) → h = \(hidden.lineText) → y = \(output.lineText)"
    }
}

/// What a net went through in training.
public struct ContextTraining: Equatable, Sendable {
    /// E of each epoch, measured on the way.
    public internal(set) var errors: [Double] = []
    /// The weights after each epoch.
    public internal(set) var weights: [ContextWeights] = []
}

extension ContextNetwork {
    /// Runs through a sequence, step by step.
    ///
    /// - Parameters:
    ///   - sequence: `(time, inputs)`
    ///   - context: what the net remembers at the start; 0 unless it is given.
    public func run(
        _ sequence: Matrix, context: Matrix? = nil, file: StaticString = #file, line: UInt = #line
    ) -> [ContextStep] {
        guard sequence.rank == 2, sequence.shape[1] == weights.input.shape[0] else {
            fatalError(
                "the net takes sequences of shape (time, \(weights.input.shape[0])), but the shape is \(sequence.shape)",
                file: file, line: line)
        }
        let length = weights.context.shape[0]
        if let context, context.shape != [length] {
            fatalError(
                "the net remembers a context of shape (\(length),), but that given has the shape \(context.shape)",
                file: file, line: line)
        }
        var context = context ?? Matrix.zeros(length)
        return (0..<sequence.rowCount).map { time in
            let step = step(sequence.row(time), context)
            context = self.context(after: step)
            return step
        }
    }

    /// The outputs for a sequence: `(time, outputs)`.
    public func callAsFunction(
        _ sequence: Matrix, file: StaticString = #file, line: UInt = #line
    ) -> Matrix {
        let steps = run(sequence, file: file, line: line)
        return Matrix(
            Shape(sequence.rowCount, weights.outputBias.count),
            unchecked: steps.flatMap { Array($0.output.elements) })
    }

    private func step(_ x: Matrix, _ context: Matrix) -> ContextStep {
        let hiddenSums = x.dot(weights.input) + context.dot(weights.context) + weights.hiddenBias
        let hidden = activation(hiddenSums)
        let outputSums = hidden.dot(weights.output) + weights.outputBias
        return ContextStep(
            input: x, context: context, hiddenSums: hiddenSums, hidden: hidden, outputSums: outputSums,
            output: outputActivation(outputSums))
    }

    /// E for a sequence, and its gradient by all weights.
    ///
    /// - Parameters:
    ///   - sequence: `(time, inputs)`
    ///   - targets: `(time, outputs)`
    ///   - context: what the net remembers at the start; 0 unless it is given.
    ///   - depth: how many steps back an error reaches; without a limit when nil.
    public func gradient(
        _ sequence: Matrix, targets: Matrix, context: Matrix? = nil, depth: Int? = nil,
        file: StaticString = #file, line: UInt = #line
    ) -> (error: Double, gradient: ContextWeights) {
        checkTargets(targets, for: sequence, file, line)
        return gradient(
            of: run(sequence, context: context, file: file, line: line), targets: targets, depth: depth)
    }

    private func gradient(
        of steps: [ContextStep], targets: Matrix, depth: Int?
    ) -> (error: Double, gradient: ContextWeights) {
        let errors = steps.enumerated().map { $1.output - targets.row($0) }
        var gradient = weights.zeros
        if let depth, depth < steps.count - 1 {
            // Each step's error goes its own way back.
            for time in steps.indices {
                var later: Matrix?
                for earlier in stride(from: time, through: max(0, time - depth), by: -1) {
                    later = back(steps[earlier], earlier == time ? errors[time] : nil, later, &gradient)
                }
            }
        } else {
            // All go back together, in one sweep.
            var later: Matrix?
            for time in steps.indices.reversed() { later = back(steps[time], errors[time], later, &gradient) }
        }
        return (errors.reduce(0) { $0 + square($1).sum() } / 2, gradient)
    }

    /// One step backwards: adds to the gradient of the weights, and returns that of the step's context.
    ///
    /// - Parameters:
    ///   - error: the gradient of E by the output at this very step; nil for none.
    ///   - later: the gradient of E by the next context; nil behind the last step.
    private func back(
        _ step: ContextStep, _ error: Matrix?, _ later: Matrix?, _ gradient: inout ContextWeights
    ) -> Matrix {
        let remembered = later.map(contextGradients)
        var byHidden = remembered?.hidden ?? Matrix.zeros(step.hidden.count)
        // What the output did wrong now, and what it did wrong by being remembered.
        if let byOutput = sum(error, remembered?.output) {
            let delta = outputActivation.gradient(byOutput, input: step.outputSums, output: step.output)
            gradient.output += step.hidden.reshaped(-1, 1) * delta
            gradient.outputBias += delta
            byHidden += weights.output.dot(delta)
        }
        let delta = activation.gradient(byHidden, input: step.hiddenSums, output: step.hidden)
        gradient.input += step.input.reshaped(-1, 1) * delta
        gradient.context += step.context.reshaped(-1, 1) * delta
        gradient.hiddenBias += delta
        let byContext = weights.context.dot(delta)
        return sum(byContext, remembered?.context) ?? byContext
    }

    private func checkTargets(
        _ targets: Matrix, for sequence: Matrix, _ file: StaticString, _ line: UInt
    ) {
        guard targets.shape == [sequence.rowCount, weights.outputBias.count] else {
            fatalError(
                "the net needs targets of shape (\(sequence.rowCount), \(weights.outputBias.count)), but the shape is \(targets.shape)",
                file: file, line: line)
        }
    }

    private func sum(_ a: Matrix?, _ b: Matrix?) -> Matrix? {
        guard let a else { return b }
        return b.map { a + $0 } ?? a
    }

    /// Learns a sequence by steepest descent: w ← w − α · ∂E/∂w.
    ///
    /// - Parameters:
    ///   - sequence: `(time, inputs)`
    ///   - targets: `(time, outputs)`
    ///   - learningRate: α.
    ///   - epochs: the passes through the sequence.
    ///   - depth: how many steps back an error reaches; without a limit when nil.
    ///   - stretch: after how many steps the weights change; all when nil. The context is carried over from stretch to
    ///     stretch, but no error goes back into the one before.
    @discardableResult
    public mutating func fit(
        _ sequence: Matrix, targets: Matrix, learningRate: Double = 0.1, epochs: Int = 1,
        depth: Int? = nil, stretch: Int? = nil, file: StaticString = #file, line: UInt = #line
    ) -> ContextTraining {
        checkTargets(targets, for: sequence, file, line)
        checkCourse(learningRate: learningRate, epochs: epochs, "the net", file, line)
        let length = max(1, stretch ?? sequence.rowCount)
        var training = ContextTraining()
        for _ in 0..<epochs {
            var (error, context): (Double, Matrix?) = (0, nil)
            for start in stride(from: 0, to: sequence.rowCount, by: length) {
                let times = start..<min(start + length, sequence.rowCount)
                let steps = run(sequence.rows(times), context: context, file: file, line: line)
                let found = gradient(of: steps, targets: targets.rows(times), depth: depth)
                context = steps.last.map { self.context(after: $0) }
                weights.add(found.gradient, times: -learningRate)
                error += found.error
            }
            training.errors.append(error)
            training.weights.append(weights)
        }
        return training
    }
}

/// Stops unless the shapes of the weights belong together.
func checkContext(
    _ weights: ContextWeights, contextIs length: Int, _ who: StaticString, _ file: StaticString, _ line: UInt
) {
    let (hidden, outputs) = (weights.hiddenBias.count, weights.outputBias.count)
    guard weights.input.rank == 2, weights.input.shape[1] == hidden,
        weights.context.shape == [length, hidden], weights.output.shape == [hidden, outputs]
    else {
        fatalError(
            "the weights of \(who) do not fit together: input \(weights.input.shape), context \(weights.context.shape), output \(weights.output.shape), for \(hidden) hidden units, \(outputs) outputs and a context of \(length)",
            file: file, line: line)
    }
}
