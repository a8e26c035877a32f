// Max pooling over one, two and three axes of space.

/// The largest number of every few steps of a sequence; see ``MaxPooling``.
///
/// - Input: `(batch, steps, channels)`
/// - Output: `(batch, places, channels)`
public final class MaxPooling1D<Scalar: TensorScalar>: MaxPooling<Scalar, 1> {
    /// - Parameter strides: how far the window moves; by its own size unless said otherwise.
    public convenience init(
        _ poolSize: Int = 2, strides: Int? = nil, padding: Padding = .valid, name: String = "",
        file: StaticString = #file, line: UInt = #line
    ) {
        let configuration = Configuration(
            window: Window(size: [poolSize], strides: [strides ?? poolSize], padding: padding))
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }
}

/// The largest number of every small field of an image; see ``MaxPooling``.
///
///     let layer = MaxPooling2D<Double>((2, 2))     // halves height and width
///
/// - Input: `(batch, height, width, channels)`
/// - Output: `(batch, places down, places across, channels)`
public final class MaxPooling2D<Scalar: TensorScalar>: MaxPooling<Scalar, 2> {
    /// - Parameter strides: how far the window moves; by its own size unless said otherwise.
    public convenience init(
        _ poolSize: (Int, Int) = (2, 2), strides: (Int, Int)? = nil, padding: Padding = .valid,
        name: String = "", file: StaticString = #file, line: UInt = #line
    ) {
        let strides = strides ?? poolSize
        let configuration = Configuration(
            window: Window(
                size: [poolSize.0, poolSize.1], strides: [strides.0, strides.1], padding: padding))
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }
}

/// The largest number of every small block of a volume; see ``MaxPooling``.
///
/// - Input: `(batch, depth, height, width, channels)`
/// - Output: `(batch, places…, channels)`
public final class MaxPooling3D<Scalar: TensorScalar>: MaxPooling<Scalar, 3> {
    /// - Parameter strides: how far the window moves; by its own size unless said otherwise.
    public convenience init(
        _ poolSize: (Int, Int, Int) = (2, 2, 2), strides: (Int, Int, Int)? = nil,
        padding: Padding = .valid, name: String = "", file: StaticString = #file, line: UInt = #line
    ) {
        let strides = strides ?? poolSize
        let configuration = Configuration(
            window: Window(
                size: [poolSize.0, poolSize.1, poolSize.2], strides: [strides.0, strides.1, strides.2],
                padding: padding))
        if let fault = configuration.fault { fatalError(fault, file: file, line: line) }
        self.init(configuration)
        self.name = name
    }
}
