// Jordan's net: the hidden layer hears what the net has answered before.

/// A net whose context gathers its outputs, the older the fainter (Jordan, 1986): cₜ₊₁ = μ · cₜ + yₜ.
///
/// What it remembers is what the world has seen of it: its own plan, as when notes are played. With μ = 0 it is the last
/// output alone.
///
///     var net = JordanNetwork(inputs: 2, hidden: 6, outputs: 1, memory: 0.5, random: &random)
public struct JordanNetwork: ContextNetwork {
    public var weights: ContextWeights
    public let activation: Activation
    public let outputActivation: Activation
    /// μ: which share of the context stays from step to step, from 0 to below 1.
    public let memory: Double

    /// A net with random weights.
    public init(
        inputs: Int, hidden: Int, outputs: Int, memory: Double = 0.5, activation: Activation = .tanh,
        outputActivation: Activation = .sigmoid, random: inout RandomState, file: StaticString = #file,
        line: UInt = #line
    ) {
        self.init(
            weights: ContextWeights(
                inputs: inputs, hidden: hidden, outputs: outputs, context: outputs, random: &random,
                file: file, line: line),
            memory: memory, activation: activation, outputActivation: outputActivation, file: file, line: line
        )
    }

    /// A net with these weights; the context is as long as the output.
    public init(
        weights: ContextWeights, memory: Double = 0.5, activation: Activation = .tanh,
        outputActivation: Activation = .sigmoid, file: StaticString = #file, line: UInt = #line
    ) {
        checkContext(weights, contextIs: weights.outputBias.count, "JordanNetwork", file, line)
        guard memory >= 0, memory < 1 else {
            fatalError(
                "JordanNetwork keeps a share of its context from 0 to below 1, but memory is \(memory)",
                file: file, line: line)
        }
        (self.weights, self.memory) = (weights, memory)
        (self.activation, self.outputActivation) = (activation, outputActivation)
    }

    public func context(after step: ContextStep) -> Matrix { memory * step.context + step.output }

    public func contextGradients(_ gradient: Matrix) -> (hidden: Matrix?, output: Matrix?, context: Matrix?) {
        (nil, gradient, memory * gradient)
    }
}
