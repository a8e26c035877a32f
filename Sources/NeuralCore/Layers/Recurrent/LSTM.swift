// Long short-term memory: a recurrent layer whose cell keeps a number until a gate lets it go.

/// A layer of memory cells c, each with three gates: one for what enters, one for what stays, one for what shows.
///
///     i = σ(x · kernel + h · recurrent_kernel + bias)          input gate
///     f = σ(…)                                                 forget gate
///     g = tanh(…)                                              candidate
///     o = σ(…)                                                 output gate
///     c = f ∘ c + i ∘ g                                        cell
///     h = o ∘ tanh(c)                                          hidden state, the output
///
/// Each gate has columns of its own in the parameters, in Keras's order i, f, g, o. σ is `recurrentActivation` and
/// tanh is `activation`. Hochreiter and Schmidhuber, 1997; the forget gate, whose bias starts at 1 so that the cell
/// keeps at first, is of Gers, Schmidhuber and Cummins, 2000. Two variants:
/// - `usesPeepholes`: the gates see the cell as well. p ∘ c is added to the sums of i and f with the old cell, and to
///   that of o with the new one. Gers and Schmidhuber, 2000.
/// - `couplesGates`: what enters replaces what leaves, i = 1 − f. There is one gate less, and the order is f, g, o.
///   (Greff and others, 2015, keep the input gate instead and take f = 1 − i.)
///
/// - Input: `(batch, time, features)`
/// - Output: `(batch, units)`, or `(batch, time, units)` with `returnSequences`
/// - Parameters: `kernel` `(features, 4·units)`, `recurrent_kernel` `(units, 4·units)`, `bias` `(4·units,)`, with peepholes
///   `peephole_kernel` `(3, units)`, whose rows are for i, f and o. Coupled: 3·units and `(2, units)`.
public final class LSTM<Scalar: TensorScalar>: RecurrentLayer {
    public struct Configuration: RecurrentConfiguration {
        public var units: Int
        /// Makes the candidate of its sum, and is applied to the cell before it shows; tanh unless told
        /// otherwise.
        public var activation: Activation
        /// Makes the gates of their sums: sigmoid unless told otherwise, so that each is between 0, shut, and
        /// 1, open.
        public var recurrentActivation: Activation
        /// Whether biases are added to the sums.
        public var useBias: Bool
        /// Whether the forget gate's biases begin at 1, whatever `biasInitializer` says of the others. True
        /// unless told otherwise, as Jozefowicz, Zaremba and Sutskever advise, 2015.
        public var unitForgetBias: Bool
        /// Whether the gates see the cell as well. False unless told otherwise; Keras's layer has no
        /// peepholes.
        public var usesPeepholes: Bool
        /// Whether the input gate is 1 − f. False unless told otherwise; Keras's layer has both gates.
        public var couplesGates: Bool
        public var returnSequences: Bool
        public var goBackwards: Bool
        /// How the weights of the inputs begin, and those of the peepholes.
        public var kernelInitializer: Initializer
        /// How the weights of the state begin; their rows are perpendicular unless told otherwise.
        public var recurrentInitializer: Initializer
        /// How the biases begin; any rule but the orthogonal one.
        public var biasInitializer: Initializer
        /// The penalty on large weights of the inputs; nil for none.
        public var kernelRegularizer: Regularizer?
        /// The penalty on large weights of the state and of the peepholes; nil for none.
        public var recurrentRegularizer: Regularizer?
        /// The penalty on large biases; nil for none.
        public var biasRegularizer: Regularizer?

        public var fault: String? {
            if units <= 0 { return "LSTM needs at least 1 unit, but \(units) are asked" }
            return activation.fault(in: "LSTM") ?? recurrentActivation.fault(in: "LSTM")
                ?? biasInitializer.vectorFault(in: "LSTM", "bias")
        }
    }

    /// The state that goes from step to step: hidden and cell, each `(batch, units)`.
    public typealias State = (h: Tensor<Scalar>, c: Tensor<Scalar>)

    public struct Cache {
        let walk: SequenceWalk
        /// The inputs in the order of the walk, `(time, batch, features)`.
        let inputs: Elements<Scalar>
        /// Gates, cells and states: see ``LSTMMemory``.
        let numbers: Elements<Scalar>
    }

    public let configuration: Configuration
    public var name = ""
    /// `(features, 4·units)`
    @exclusivity(unchecked) public private(set) var kernel: Parameter<Scalar>!
    /// `(units, 4·units)`
    @exclusivity(unchecked) public private(set) var recurrentKernel: Parameter<Scalar>!
    /// `(4·units,)`; nil without bias.
    @exclusivity(unchecked) public private(set) var bias: Parameter<Scalar>?
    /// `(3, units)`; nil without peepholes.
    @exclusivity(unchecked) public private(set) var peepholeKernel: Parameter<Scalar>?
    public var parameters: [Parameter<Scalar>] {
        if kernel == nil { return [] }
        return [kernel, recurrentKernel] + (bias.map { [$0] } ?? []) + (peepholeKernel.map { [$0] } ?? [])
    }

    private let cell: LSTMCell

    public init(_ configuration: Configuration) {
        self.configuration = configuration
        cell = LSTMCell(
            units: configuration.units, isCoupled: configuration.couplesGates,
            activation: configuration.activation, recurrentActivation: configuration.recurrentActivation)
    }

    /// A layer of `units` cells.
    public convenience init(
        _ units: Int, activation: Activation = .tanh, recurrentActivation: Activation = .sigmoid,
        useBias: Bool = true, unitForgetBias: Bool = true, usesPeepholes: Bool = false,
        couplesGates: Bool = false, returnSequences: Bool = false, goBackwards: Bool = false,
        kernelInitializer: Initializer = .glorotUniform, recurrentInitializer: Initializer = .orthogonal(),
        biasInitializer: Initializer = .zeros, kernelRegularizer: Regularizer? = nil,
        recurrentRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(
            units: units, activation: activation, recurrentActivation: recurrentActivation, useBias: useBias,
            unitForgetBias: unitForgetBias, usesPeepholes: usesPeepholes, couplesGates: couplesGates,
            returnSequences: returnSequences, goBackwards: goBackwards, kernelInitializer: kernelInitializer,
            recurrentInitializer: recurrentInitializer, biasInitializer: biasInitializer,
            kernelRegularizer: kernelRegularizer, recurrentRegularizer: recurrentRegularizer,
            biasRegularizer: biasRegularizer)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func build(inputShape: Shape, random: inout RandomState) {
        check(inputShape: inputShape)
        let (features, units, columns) = (inputShape[1], configuration.units, cell.columns)
        if kernel != nil { return }
        kernel = Parameter(
            "kernel", configuration.kernelInitializer([features, columns], &random),
            regularizer: configuration.kernelRegularizer)
        recurrentKernel = Parameter(
            "recurrent_kernel", configuration.recurrentInitializer([units, columns], &random),
            regularizer: configuration.recurrentRegularizer)
        if configuration.useBias {
            var start: Tensor<Scalar> = configuration.biasInitializer([columns], &random)
            if configuration.unitForgetBias {
                for column in cell.forget..<(cell.forget + units) { start[column] = 1 }
            }
            bias = Parameter("bias", start, regularizer: configuration.biasRegularizer)
        }
        if configuration.usesPeepholes {
            // Glorot's rule, as for the kernel.
            peepholeKernel = Parameter(
                "peephole_kernel", configuration.kernelInitializer([columns / units - 1, units], &random),
                regularizer: configuration.recurrentRegularizer)
        }
    }

    /// The state after the last step.
    public func lastState(of cache: Cache) -> State {
        cell.withMemory(of: cache) { memory in
            (cache.walk.lastState(of: memory.hidden), cache.walk.lastState(of: memory.cells))
        }
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func forward(_ input: Tensor<Scalar>, _ context: PassContext, from state: State?) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let kernel = built(kernel)
        let walk = walk(over: input, features: kernel.value.shape[0], context.mask)
        if let state {
            check(state: state.h, batch: walk.batch)
            check(state: state.c, batch: walk.batch)
        }
        let inputs = walk.timeFirst(input.elements)
        var numbers = Elements<Scalar>(unwritten: cell.memoryCount(walk))
        let output = numbers.withUnsafeMutableBufferPointer { buffer in
            let memory = LSTMMemory(buffer.baseAddress!, walk, columns: cell.columns)
            walk.begin(memory.cells, from: state?.c.elements.start)
            walk.begin(memory.hidden, from: state?.h.elements.start)
            // What the inputs contribute, at all steps at once: the gates are made where these sums stand.
            walk.sums(
                inputs.start, kernel.value.elements.start, bias?.value.elements.start, columns: cell.columns,
                into: memory.gates
            )
            cell.walkForward(
                walk, recurrentKernel.value.elements.start, peepholeKernel?.value.elements.start, memory,
                startsFromZero: state == nil)
            return walk.output(of: memory.hidden, allSteps: configuration.returnSequences)
        }
        return (output, Cache(walk: walk, inputs: inputs, numbers: numbers))
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        let deltas = deltas(gradient, cache)
        defer { withExtendedLifetime(deltas) {} }
        return cache.walk.inputGradient(
            deltas.start, built(kernel).value.elements.start, columns: cell.columns)
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func accumulateGradients(_ gradient: Tensor<Scalar>, _ cache: Cache) {
        _ = deltas(gradient, cache)
    }

    /// The gradients by the sums of all steps, `(time, batch, columns)`, after adding those of the parameters.
    @inline(__always)
    private func deltas(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Elements<Scalar> {
        let kernel = built(kernel)
        let (walk, columns) = (cache.walk, cell.columns)
        check(gradient: gradient, walk)
        // Behind the deltas, room for the gradients that go from step to step.
        var room = Elements<Scalar>(unwritten: walk.rows * columns + 2 * walk.stateCount)
        let deltas = room.mutableStart()
        cell.withMemory(of: cache) { memory in
            cell.walkBackward(
                walk, gradient.elements.start, allSteps: configuration.returnSequences,
                recurrentKernel.value.elements.start, peepholeKernel?.value.elements.start, memory, deltas)
            walk.addProduct(
                cache.inputs.start, deltas, rows: walk.features, columns: columns,
                to: kernel.gradient.elements.mutableStart())
            walk.addProduct(
                memory.hidden, deltas, rows: walk.units, columns: columns,
                to: recurrentKernel.gradient.elements.mutableStart())
            if let bias {
                walk.addColumnSums(of: deltas, columns: columns, to: bias.gradient.elements.mutableStart())
            }
            if let peepholeKernel {
                cell.addPeepholeGradient(
                    walk, deltas, memory.cells, to: peepholeKernel.gradient.elements.mutableStart())
            }
        }
        return room
    }
}

extension LSTM {
    /// What happened in one step, each tensor `(batch, units)`.
    public struct Step {
        /// How much of the candidate enters the cell, between 0 and 1.
        public let input: Tensor<Scalar>
        /// How much of the old cell stays, between 0 and 1.
        public let forget: Tensor<Scalar>
        /// What could enter the cell.
        public let candidate: Tensor<Scalar>
        /// How much of the new cell shows, between 0 and 1.
        public let output: Tensor<Scalar>
        /// The new cell.
        public let cell: Tensor<Scalar>
        /// The new hidden state, which is the layer's output.
        public let hidden: Tensor<Scalar>
    }

    /// One step with everything that happens in it.
    ///
    ///     var state = (h: Matrix.zeros(1, 4), c: Matrix.zeros(1, 4))
    ///     let step = layer.step([[0.2]], state.h, state.c)
    ///     print(step.forget)
    ///     state = (step.hidden, step.cell)
    ///
    /// - Parameters:
    ///   - x: `(batch, features)`
    ///   - h: the hidden state, `(batch, units)`
    ///   - c: the cell, `(batch, units)`
    public func step(_ x: Tensor<Scalar>, _ h: Tensor<Scalar>, _ c: Tensor<Scalar>) -> Step {
        let cache = forward(asSequence(x), PassContext(), from: (h, c)).cache
        let (hidden, newCell) = lastState(of: cache)
        return cell.withMemory(of: cache) { memory in
            func gate(_ start: Int) -> Tensor<Scalar> {
                cache.walk.columns(of: memory.gates, from: start, width: cell.columns)
            }
            return Step(
                input: cell.isCoupled ? 1 - gate(cell.forget) : gate(cell.input), forget: gate(cell.forget),
                candidate: gate(cell.candidate), output: gate(cell.output), cell: newCell, hidden: hidden)
        }
    }
}
