// Convolution over the height and width of images.

/// Slides `filters` kernels over images; see ``Convolution``.
///
///     let layer = Conv2D<Float>(32, kernelSize: (5, 5), activation: .relu)
///
/// - Input: `(batch, height, width, in)`
/// - Output: `(batch, height, width, filters)`, with as many places as the window has
/// - Parameters: `kernel` `(height, width, in, filters)`, `bias` `(filters,)`
public final class Conv2D<Scalar: TensorScalar>: Convolution<Scalar, 2> {
    /// A layer of `filters` kernels.
    public convenience init(
        _ filters: Int, kernelSize: (Int, Int), strides: (Int, Int) = (1, 1), padding: Padding = .valid,
        dilationRate: (Int, Int) = (1, 1), activation: Activation = .linear, useBias: Bool = true,
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
        kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(
            filters: filters,
            window: Window(
                size: [kernelSize.0, kernelSize.1], strides: [strides.0, strides.1],
                dilation: [dilationRate.0, dilationRate.1], padding: padding),
            activation: activation, useBias: useBias, kernelInitializer: kernelInitializer,
            biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
            biasRegularizer: biasRegularizer)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }
}
