// The layer in which every unit sees every input.

/// y = activation(x · kernel + bias), for each vector along the last axis of the input.
///
///     let layer = Dense<Double>(4, activation: .sigmoid)
///
/// - Input: `(batch, …, in)`
/// - Output: `(batch, …, units)`
/// - Parameters: `kernel` `(in, units)`, `bias` `(units,)`
public final class Dense<Scalar: TensorScalar>: Layer {
    public struct Configuration: LayerConfiguration {
        /// How many outputs each vector has; at least 1.
        public var units: Int
        /// What is done with each sum. `.linear`, Keras's default, leaves it as it is.
        public var activation: Activation
        /// Whether a bias is added to the sums.
        public var useBias: Bool
        /// How the weights begin.
        public var kernelInitializer: Initializer
        /// How the biases begin; any rule but the orthogonal one.
        public var biasInitializer: Initializer
        /// The penalty on large weights; nil for none.
        public var kernelRegularizer: Regularizer?
        /// The penalty on large biases; nil for none.
        public var biasRegularizer: Regularizer?

        public var fault: String? {
            if units <= 0 { return "Dense needs at least 1 unit, but \(units) are asked" }
            return biasInitializer.vectorFault(in: "Dense", "bias")
        }
    }

    /// The input, the sums before the activation, and the output.
    public typealias Cache = (input: Tensor<Scalar>, sums: Tensor<Scalar>, output: Tensor<Scalar>)

    public let configuration: Configuration
    public var name = ""
    /// `(in, units)`
    @exclusivity(unchecked) public private(set) var kernel: Parameter<Scalar>!
    /// `(units,)`; nil without bias.
    @exclusivity(unchecked) public private(set) var bias: Parameter<Scalar>?
    public var parameters: [Parameter<Scalar>] { kernel.map { [$0] + (bias.map { [$0] } ?? []) } ?? [] }

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// A layer of `units` units.
    public convenience init(
        _ units: Int, activation: Activation = .linear, useBias: Bool = true,
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
        kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(
            units: units, activation: activation, useBias: useBias, kernelInitializer: kernelInitializer,
            biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
            biasRegularizer: biasRegularizer)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }

    public func build(inputShape: Shape, random: inout RandomState) {
        check(inputShape: inputShape)
        if kernel != nil { return }
        let (inputs, units) = (inputShape[inputShape.rank - 1], configuration.units)
        kernel = Parameter(
            "kernel", configuration.kernelInitializer([inputs, units], &random),
            regularizer: configuration.kernelRegularizer)
        if configuration.useBias {
            bias = Parameter(
                "bias", configuration.biasInitializer([units], &random),
                regularizer: configuration.biasRegularizer)
        }
    }

    public func shapeFault(_ inputShape: Shape) -> String? {
        lastAxisFault(inputShape, builtFor: kernel?.value.shape[0], "inputs")
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        return outputShape(of: inputShape)
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        let kernel = built(kernel)
        check(input.shape, lastAxis: kernel.value.shape[0])
        let sums = Tensor.product(input.asMatrix, kernel.value, adding: bias?.value)
            .reshaped(to: outputShape(of: input.shape))
        let output = configuration.activation(sums)
        return (output, (input, sums, output))
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        backward(fromSums: delta(gradient, cache), cache)
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func accumulateGradients(_ gradient: Tensor<Scalar>, _ cache: Cache) {
        accumulateGradients(fromSums: delta(gradient, cache), cache)
    }

    private func outputShape(of inputShape: Shape) -> Shape {
        var shape = inputShape
        shape[shape.rank - 1] = configuration.units
        return shape
    }

    /// Through the activation: the gradient by the sums, from that by the output.
    private func delta(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        check(gradient: gradient.shape, ofOutput: cache.output.shape)
        return configuration.activation.gradient(gradient, input: cache.sums, output: cache.output)
    }
}

extension Dense: ActivatedLayer {
    public var activation: Activation { configuration.activation }

    public func forwardWithSums(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache, sums: Tensor<Scalar>
    ) {
        let (output, cache) = forward(input, context)
        return (output, cache, cache.sums)
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func backward(fromSums delta: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        accumulateGradients(fromSums: delta, cache)
        // Each input is blamed for what it sent along all its weights.
        return Tensor.product(delta.asMatrix, built(kernel).value, transposing: .right)
            .reshaped(to: cache.input.shape)
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func accumulateGradients(fromSums delta: Tensor<Scalar>, _ cache: Cache) {
        let delta = delta.asMatrix
        // Each weight, for what it carried: input · delta, summed over the batch.
        built(kernel).addToGradient(cache.input.asMatrix, delta)
        bias?.addToGradient(sumOfRows: delta)
    }
}
