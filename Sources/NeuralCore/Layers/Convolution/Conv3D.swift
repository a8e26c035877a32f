// Convolution over depth, height and width: volumes, or images in time.

/// Slides `filters` kernels over volumes; see ``Convolution``.
///
///     let layer = Conv3D<Double>(8, kernelSize: (3, 3, 3))
///
/// - Input: `(batch, depth, height, width, in)`
/// - Output: `(batch, depth, height, width, filters)`, with as many places as the window has
/// - Parameters: `kernel` `(depth, height, width, in, filters)`, `bias` `(filters,)`
public final class Conv3D<Scalar: TensorScalar>: Convolution<Scalar, 3> {
    /// A layer of `filters` kernels.
    public convenience init(
        _ filters: Int, kernelSize: (Int, Int, Int), strides: (Int, Int, Int) = (1, 1, 1),
        padding: Padding = .valid,
        dilationRate: (Int, Int, Int) = (1, 1, 1), activation: Activation = .linear, useBias: Bool = true,
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
        kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(
            filters: filters,
            window: Window(
                size: [kernelSize.0, kernelSize.1, kernelSize.2], strides: [strides.0, strides.1, strides.2],
                dilation: [dilationRate.0, dilationRate.1, dilationRate.2], padding: padding),
            activation: activation, useBias: useBias, kernelInitializer: kernelInitializer,
            biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
            biasRegularizer: biasRegularizer)
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }
}
