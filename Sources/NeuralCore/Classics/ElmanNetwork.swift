// Elman's net: the hidden layer hears what it said itself one step before.

/// A net whose context is a copy of the hidden values (Elman, 1990): cₜ₊₁ = hₜ.
///
/// What it keeps of the past it must find out itself, since the hidden values are its own. In later words it is a simple
/// recurrent network; the layer ``SimpleRNN`` is the same step without the outputs.
///
///     var net = ElmanNetwork(inputs: 1, hidden: 4, outputs: 1, random: &random)
///     net.fit(bits, targets: nextBits, learningRate: 0.1, epochs: 100, depth: 3)
public struct ElmanNetwork: ContextNetwork {
    public var weights: ContextWeights
    public let activation: Activation
    public let outputActivation: Activation

    /// A net with random weights.
    public init(
        inputs: Int, hidden: Int, outputs: Int, activation: Activation = .tanh,
        outputActivation: Activation = .sigmoid, random: inout RandomState, file: StaticString = #file,
        line: UInt = #line
    ) {
        self.init(
            weights: ContextWeights(
                inputs: inputs, hidden: hidden, outputs: outputs, context: hidden, random: &random,
                file: file, line: line),
            activation: activation, outputActivation: outputActivation, file: file, line: line)
    }

    /// A net with these weights; the context is as long as the hidden layer.
    public init(
        weights: ContextWeights, activation: Activation = .tanh, outputActivation: Activation = .sigmoid,
        file: StaticString = #file, line: UInt = #line
    ) {
        checkContext(weights, contextIs: weights.hiddenBias.count, "ElmanNetwork", file, line)
        (self.weights, self.activation) = (weights, activation)
        self.outputActivation = outputActivation
    }

    public func context(after step: ContextStep) -> Matrix { step.hidden }

    public func contextGradients(_ gradient: Matrix) -> (hidden: Matrix?, output: Matrix?, context: Matrix?) {
        (gradient, nil, nil)
    }
}
