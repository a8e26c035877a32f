// The gated recurrent unit: two gates and no cell beside the hidden state.

/// A layer whose state is a mixture, unit by unit, of the old state and a candidate for a new one.
///
///     z = σ(x · kernel + h · recurrent_kernel + bias)      update gate
///     r = σ(…)                                             reset gate
///     g = tanh(x · kernel + r ∘ (h · recurrent_kernel + recurrent bias) + bias)      candidate
///     h = z ∘ h + (1 − z) ∘ g                              hidden state, the output
///
/// Each has columns of its own in the parameters, in Keras's order z, r, g. σ is `recurrentActivation` and tanh is
/// `activation`. Cho and others, 2014. With `resetAfter`, as above, the product with the state is computed first
/// and the reset gate acts on it; there are two biases, one for each product. Without it, as in the paper and in
/// Keras 2, the gate acts on the state: g = tanh(x · kernel + (r ∘ h) · recurrent_kernel + bias).
///
/// - Input: `(batch, time, features)`
/// - Output: `(batch, units)`, or `(batch, time, units)` with `returnSequences`
/// - Parameters: `kernel` `(features, 3·units)`, `recurrent_kernel` `(units, 3·units)`, `bias` `(2, 3·units)`, whose rows are
///   for the input and for the state; without `resetAfter` `(3·units,)`.
public final class GRU<Scalar: TensorScalar>: RecurrentLayer {
    public struct Configuration: RecurrentConfiguration {
        public var units: Int
        /// Makes the candidate of its sum; tanh unless told otherwise.
        public var activation: Activation
        /// Makes the gates of their sums: sigmoid unless told otherwise, so that each is between 0, shut, and
        /// 1, open.
        public var recurrentActivation: Activation
        /// Whether biases are added to the sums.
        public var useBias: Bool
        /// Whether the reset gate acts on the product with the state, as in Keras 3, or on the state itself,
        /// as in the paper.
        public var resetAfter: Bool
        public var returnSequences: Bool
        public var goBackwards: Bool
        /// How the weights of the inputs begin.
        public var kernelInitializer: Initializer
        /// How the weights of the state begin; their rows are perpendicular unless told otherwise.
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
            if units <= 0 { return "GRU needs at least 1 unit, but \(units) are asked" }
            return activation.fault(in: "GRU") ?? recurrentActivation.fault(in: "GRU")
                ?? biasInitializer.vectorFault(in: "GRU", "bias")
        }
    }

    public struct Cache {
        let walk: SequenceWalk
        /// The inputs in the order of the walk, `(time, batch, features)`.
        let inputs: Elements<Scalar>
        /// Gates and states: see ``GRUMemory``.
        let numbers: Elements<Scalar>
    }

    public let configuration: Configuration
    public var name = ""
    /// `(features, 3·units)`
    @exclusivity(unchecked) public private(set) var kernel: Parameter<Scalar>!
    /// `(units, 3·units)`
    @exclusivity(unchecked) public private(set) var recurrentKernel: Parameter<Scalar>!
    /// `(2, 3·units)` with `resetAfter`, `(3·units,)` without it; nil without bias.
    @exclusivity(unchecked) public private(set) var bias: Parameter<Scalar>?
    public var parameters: [Parameter<Scalar>] {
        kernel == nil ? [] : [kernel, recurrentKernel] + (bias.map { [$0] } ?? [])
    }

    private let cell: GRUCell

    public init(_ configuration: Configuration) {
        self.configuration = configuration
        cell = GRUCell(
            units: configuration.units, resetsAfter: configuration.resetAfter,
            activation: configuration.activation, recurrentActivation: configuration.recurrentActivation)
    }

    /// A layer of `units` units.
    public convenience init(
        _ units: Int, activation: Activation = .tanh, recurrentActivation: Activation = .sigmoid,
        useBias: Bool = true, resetAfter: Bool = true, returnSequences: Bool = false,
        goBackwards: Bool = false,
        kernelInitializer: Initializer = .glorotUniform, recurrentInitializer: Initializer = .orthogonal(),
        biasInitializer: Initializer = .zeros, kernelRegularizer: Regularizer? = nil,
        recurrentRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(
            units: units, activation: activation, recurrentActivation: recurrentActivation, useBias: useBias,
            resetAfter: resetAfter, returnSequences: returnSequences, goBackwards: goBackwards,
            kernelInitializer: kernelInitializer, recurrentInitializer: recurrentInitializer,
            biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
            recurrentRegularizer: recurrentRegularizer, biasRegularizer: biasRegularizer)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func build(inputShape: Shape, random: inout RandomState) {
        check(inputShape: inputShape)
        let (features, units) = (inputShape[1], configuration.units)
        if kernel != nil { return }
        kernel = Parameter(
            "kernel", configuration.kernelInitializer([features, 3 * units], &random),
            regularizer: configuration.kernelRegularizer)
        recurrentKernel = Parameter(
            "recurrent_kernel", configuration.recurrentInitializer([units, 3 * units], &random),
            regularizer: configuration.recurrentRegularizer)
        if configuration.useBias {
            let shape: Shape = configuration.resetAfter ? [2, 3 * units] : [3 * units]
            bias = Parameter(
                "bias", configuration.biasInitializer(shape, &random),
                regularizer: configuration.biasRegularizer)
        }
    }

    /// The state after the last step, `(batch, units)`.
    public func lastState(of cache: Cache) -> Tensor<Scalar> {
        cell.withMemory(of: cache) { cache.walk.lastState(of: $0.hidden) }
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
        var numbers = Elements<Scalar>(unwritten: cell.memoryCount(walk))
        let output = numbers.withUnsafeMutableBufferPointer { buffer in
            let memory = GRUMemory(buffer.baseAddress!, walk)
            walk.begin(memory.hidden, from: state?.elements.start)
            // What the inputs contribute, at all steps at once: the gates are made where these sums stand.
            walk.sums(
                inputs.start, kernel.value.elements.start, bias?.value.elements.start, columns: cell.columns,
                into: memory.gates
            )
            if cell.resetsAfter {
                cell.walkForward(
                    walk, recurrentKernel.value.elements.start, bias?.value.elements.start, memory)
            } else {
                cell.walkForward(walk, GRUKernelParts(recurrentKernel.value.elements, cell.units), memory)
            }
            return walk.output(of: memory.hidden, allSteps: configuration.returnSequences)
        }
        return (output, Cache(walk: walk, inputs: inputs, numbers: numbers))
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        let kernel = built(kernel)
        let (walk, columns) = (cache.walk, cell.columns)
        check(gradient: gradient, walk)
        // The gradients by the sums: as they go to the inputs, and as they go to the state.
        var room = Elements<Scalar>(unwritten: 2 * walk.rows * columns)
        let deltas = room.mutableStart()
        let stateDeltas = deltas + walk.rows * columns
        defer { withExtendedLifetime(room) {} }
        cell.withMemory(of: cache) { memory in
            if cell.resetsAfter {
                cell.walkBackward(
                    walk, gradient.elements.start, allSteps: configuration.returnSequences,
                    recurrentKernel.value.elements.start, memory, deltas, stateDeltas)
                walk.addProduct(
                    memory.hidden, stateDeltas, rows: walk.units, columns: columns,
                    to: recurrentKernel.gradient.elements.mutableStart())
                if let bias { addStateBiasGradient(walk, stateDeltas, to: bias) }
            } else {
                cell.walkBackward(
                    walk, gradient.elements.start, allSteps: configuration.returnSequences,
                    GRUKernelParts(recurrentKernel.value.elements, cell.units), memory, deltas, stateDeltas)
                cell.addRecurrentGradient(
                    walk, memory, stateDeltas, to: recurrentKernel.gradient.elements.mutableStart())
            }
        }
        walk.addProduct(
            cache.inputs.start, deltas, rows: walk.features, columns: columns,
            to: kernel.gradient.elements.mutableStart())
        if let bias {
            walk.addColumnSums(of: deltas, columns: columns, to: bias.gradient.elements.mutableStart())
        }
        return walk.inputGradient(deltas, kernel.value.elements.start, columns: columns)
    }

    /// The second row of the bias belongs to the product with the state.
    @inline(__always)
    private func addStateBiasGradient(
        _ walk: SequenceWalk, _ stateDeltas: UnsafePointer<Scalar>, to bias: Parameter<Scalar>
    ) {
        bias.gradient.elements.withUnsafeMutableBufferPointer {
            walk.addColumnSums(
                of: stateDeltas, columns: cell.columns, to: $0.baseAddress! + cell.columns)
        }
    }
}

extension GRU {
    /// What happened in one step, each tensor `(batch, units)`.
    public struct Step {
        /// How much of the old state stays, between 0 and 1.
        public let update: Tensor<Scalar>
        /// How much of the old state the candidate sees, between 0 and 1.
        public let reset: Tensor<Scalar>
        /// What the state would become if none of the old one stayed.
        public let candidate: Tensor<Scalar>
        /// The new state, which is the layer's output.
        public let hidden: Tensor<Scalar>
    }

    /// One step with everything that happens in it.
    ///
    /// - Parameters:
    ///   - x: `(batch, features)`
    ///   - h: the state, `(batch, units)`
    public func step(_ x: Tensor<Scalar>, _ h: Tensor<Scalar>) -> Step {
        let cache = forward(asSequence(x), PassContext(), from: h).cache
        let hidden = lastState(of: cache)
        return cell.withMemory(of: cache) { memory in
            func gate(_ start: Int) -> Tensor<Scalar> {
                cache.walk.columns(of: memory.gates, from: start, width: cell.columns)
            }
            return Step(
                update: gate(0), reset: gate(cell.reset), candidate: gate(cell.candidate), hidden: hidden)
        }
    }
}
