// The simplest recurrent layer: what it answered a step ago is one more input.

/// hₜ = activation(xₜ · kernel + hₜ₋₁ · recurrent_kernel + bias), from h₀ = 0. Elman, 1990.
///
///     let layer = SimpleRNN<Double>(4, returnSequences: true)
///
/// - Input: `(batch, time, features)`
/// - Output: `(batch, units)`, or `(batch, time, units)` with `returnSequences`
/// - Parameters: `kernel` `(features, units)`, `recurrent_kernel` `(units, units)`, `bias` `(units,)`
public final class SimpleRNN<Scalar: TensorScalar>: RecurrentLayer {
    public struct Configuration: RecurrentConfiguration {
        public var units: Int
        /// What is done with each sum; tanh unless told otherwise, which keeps the state between −1 and 1.
        public var activation: Activation
        /// Whether a bias is added to the sums.
        public var useBias: Bool
        public var returnSequences: Bool
        public var goBackwards: Bool
        /// How the weights of the inputs begin.
        public var kernelInitializer: Initializer
        /// How the weights of the state begin: an orthogonal matrix unless told otherwise, whose powers
        /// neither grow nor fade.
        public var recurrentInitializer: Initializer
        /// How the biases begin; any rule but the orthogonal one.
        public var biasInitializer: Initializer
        /// The penalty on large weights of the inputs; nil for none.
        public var kernelRegularizer: Regularizer?
        /// The penalty on large weights of the state; nil for none.
        public var recurrentRegularizer: Regularizer?
        /// The penalty on large biases; nil for none.
        public var biasRegularizer: Regularizer?

        public var fault: String? {
            if units <= 0 { return "SimpleRNN needs at least 1 unit, but \(units) are asked" }
            return activation.fault(in: "SimpleRNN")
                ?? biasInitializer.vectorFault(in: "SimpleRNN", "bias")
        }
    }

    public struct Cache {
        let walk: SequenceWalk
        /// The inputs in the order of the walk, `(time, batch, features)`.
        let inputs: Elements<Scalar>
        /// The states from the first to the last, `(time + 1, batch, units)`.
        let hidden: Elements<Scalar>
    }

    public let configuration: Configuration
    public var name = ""
    /// `(features, units)`
    @exclusivity(unchecked) public private(set) var kernel: Parameter<Scalar>!
    /// `(units, units)`
    @exclusivity(unchecked) public private(set) var recurrentKernel: Parameter<Scalar>!
    /// `(units,)`; nil without bias.
    @exclusivity(unchecked) public private(set) var bias: Parameter<Scalar>?
    public var parameters: [Parameter<Scalar>] {
        kernel == nil ? [] : [kernel, recurrentKernel] + (bias.map { [$0] } ?? [])
    }

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// A layer of `units` units.
    public convenience init(
        _ units: Int, activation: Activation = .tanh, useBias: Bool = true, returnSequences: Bool = false,
        goBackwards: Bool = false, kernelInitializer: Initializer = .glorotUniform,
        recurrentInitializer: Initializer = .orthogonal(), biasInitializer: Initializer = .zeros,
        kernelRegularizer: Regularizer? = nil, recurrentRegularizer: Regularizer? = nil,
        biasRegularizer: Regularizer? = nil, name: String = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(
            units: units, activation: activation, useBias: useBias, returnSequences: returnSequences,
            goBackwards: goBackwards, kernelInitializer: kernelInitializer,
            recurrentInitializer: recurrentInitializer, biasInitializer: biasInitializer,
            kernelRegularizer: kernelRegularizer, recurrentRegularizer: recurrentRegularizer,
            biasRegularizer: biasRegularizer)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func build(inputShape: Shape, random: inout RandomState) {
        check(inputShape: inputShape)
        let (features, units) = (inputShape[1], configuration.units)
        if kernel != nil { return }
        kernel = Parameter(
            "kernel", configuration.kernelInitializer([features, units], &random),
            regularizer: configuration.kernelRegularizer)
        recurrentKernel = Parameter(
            "recurrent_kernel", configuration.recurrentInitializer([units, units], &random),
            regularizer: configuration.recurrentRegularizer)
        if configuration.useBias {
            bias = Parameter(
                "bias", configuration.biasInitializer([units], &random),
                regularizer: configuration.biasRegularizer)
        }
    }

    /// One step: the state after the input `x` in the state `h`.
    ///
    /// - Parameters:
    ///   - x: `(batch, features)`
    ///   - h: `(batch, units)`
    /// - Returns: `(batch, units)`
    public func step(_ x: Tensor<Scalar>, _ h: Tensor<Scalar>) -> Tensor<Scalar> {
        lastState(of: forward(asSequence(x), PassContext(), from: h).cache)
    }

    /// The state after the last step, `(batch, units)`.
    public func lastState(of cache: Cache) -> Tensor<Scalar> {
        cache.walk.lastState(of: cache.hidden.start)
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func forward(_ input: Tensor<Scalar>, _ context: PassContext, from state: Tensor<Scalar>?) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let kernel = built(kernel)
        let walk = walk(over: input, features: kernel.value.shape[0], context.mask)
        if let state { check(state: state, batch: walk.batch) }
        let inputs = walk.timeFirst(input.elements)
        var hidden = Elements<Scalar>(unwritten: (walk.time + 1) * walk.stateCount)
        walk.begin(hidden.mutableStart(), from: state?.elements.start)
        hidden.withUnsafeMutableBufferPointer { hidden in
            // What the inputs contribute, at all steps at once: the states are made where these sums stand.
            let sums = hidden.baseAddress! + walk.stateCount
            walk.sums(
                inputs.start, kernel.value.elements.start, bias?.value.elements.start, columns: walk.units,
                into: sums)
            walkForward(walk, sums, recurrentKernel.value.elements.start)
        }
        let output = walk.output(of: hidden.start, allSteps: configuration.returnSequences)
        return (output, Cache(walk: walk, inputs: inputs, hidden: hidden))
    }

    /// Makes the states of all steps from the sums of their inputs; that of the start lies in front of them.
    @inline(__always)
    private func walkForward(
        _ walk: SequenceWalk, _ sums: UnsafeMutablePointer<Scalar>, _ recurrentKernel: UnsafePointer<Scalar>
    ) {
        let (units, count, activation) = (walk.units, walk.stateCount, configuration.activation)
        var h = sums
        for step in 0..<walk.time {
            let previous = UnsafePointer(h - count)
            Tensor.multiply(
                previous, recurrentKernel, into: h, rows: walk.batch, inner: units, columns: units,
                accumulates: true)
            activation.apply(to: h, count: count)
            walk.forEachPaddedSample(at: step) { sample in
                (h + sample * units).update(from: previous + sample * units, count: units)
            }
            h += count
        }
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        let kernel = built(kernel)
        let walk = cache.walk
        check(gradient: gradient, walk)
        var room = Elements<Scalar>(unwritten: walk.time * walk.stateCount)
        let (deltas, hidden) = (room.mutableStart(), cache.hidden.start)
        defer { withExtendedLifetime(room) {} }
        walkBackward(
            walk, gradient.elements.start, hidden, recurrentKernel.value.elements.start, deltas)

        walk.addProduct(
            cache.inputs.start, deltas, rows: walk.features, columns: walk.units,
            to: kernel.gradient.elements.mutableStart())
        walk.addProduct(
            hidden, deltas, rows: walk.units, columns: walk.units,
            to: recurrentKernel.gradient.elements.mutableStart())
        if let bias {
            walk.addColumnSums(of: deltas, columns: walk.units, to: bias.gradient.elements.mutableStart())
        }
        return walk.inputGradient(deltas, kernel.value.elements.start, columns: walk.units)
    }

    /// Backpropagation through time: makes the gradients by the sums of all steps, from the last to the first.
    @inline(__always)
    private func walkBackward(
        _ walk: SequenceWalk, _ upstream: UnsafePointer<Scalar>, _ hidden: UnsafePointer<Scalar>,
        _ recurrentKernel: UnsafePointer<Scalar>, _ deltas: UnsafeMutablePointer<Scalar>
    ) {
        let (units, count, activation) = (walk.units, walk.stateCount, configuration.activation)
        // The gradient by the state: what the later steps make of it, and what the output says itself.
        let stateGradient = UnsafeMutablePointer<Scalar>.allocate(capacity: count)
        defer { stateGradient.deallocate() }
        stateGradient.update(repeating: 0, count: count)
        for step in (0..<walk.time).reversed() {
            walk.addUpstream(
                upstream, at: step, 0..<walk.batch, allSteps: configuration.returnSequences, to: stateGradient
            )
            let delta = deltas + step * count
            delta.update(from: stateGradient, count: count)
            activation.multiplySlopes(into: delta, atOutputs: hidden + (step + 1) * count, count: count)
            walk.forEachPaddedSample(at: step) { sample in
                (delta + sample * units).update(repeating: 0, count: units)
            }
            if step == 0 { break }
            walk.clearCountedSamples(of: stateGradient, at: step)
            Tensor.multiply(
                delta, recurrentKernel, transposing: .right, into: stateGradient, rows: walk.batch,
                inner: units, columns: units, accumulates: true)
        }
    }
}
