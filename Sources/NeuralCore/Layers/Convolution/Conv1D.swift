// Convolution over one axis, which is mostly time.

/// Slides `filters` kernels over sequences; see ``Convolution``.
///
///     let layer = Conv1D<Double>(32, kernelSize: 3, activation: .relu)
///
/// - Input: `(batch, steps, in)`
/// - Output: `(batch, steps, filters)`, with as many places as the window has
/// - Parameters: `kernel` `(window, in, filters)`, `bias` `(filters,)`
public final class Conv1D<Scalar: TensorScalar>: Convolution<Scalar, 1> {
    /// A layer of `filters` kernels.
    public convenience init(
        _ filters: Int, kernelSize: Int, strides: Int = 1, padding: Padding = .valid,
        dilationRate: Int = 1, activation: Activation = .linear, useBias: Bool = true,
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
        kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(
            filters: filters,
            window: Window(
                size: [kernelSize], strides: [strides],
                dilation: [dilationRate], padding: padding),
            activation: activation, useBias: useBias, kernelInitializer: kernelInitializer,
            biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
            biasRegularizer: biasRegularizer)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }
}
