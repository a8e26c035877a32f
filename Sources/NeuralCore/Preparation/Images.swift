// Bytes, as files of images hold them, as the numbers a network takes.

extension Tensor {
    /// The bytes divided by `divisor`: brightness from 0 to 255 becomes a number from 0 to 1.
    ///
    ///     let images = Tensor<Float>(bytes: pixels, shape: [1797, 8, 8, 1], dividedBy: 255)
    ///
    /// - Parameters:
    ///   - bytes: as many as the shape has elements, the last axis running fastest.
    ///   - shape: for images `(images, height, width, channels)`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(
        bytes: [UInt8], shape: Shape, dividedBy divisor: Scalar = 1, file: StaticString = #file,
        line: UInt = #line
    ) {
        // Each of the 256 quotients is computed once.
        let numbers = (0..<256).map { Scalar($0) / divisor }
        let elements = Elements<Scalar>(count: bytes.count) { buffer in
            numbers.withUnsafeBufferPointer { numbers in
                bytes.withUnsafeBufferPointer { bytes in
                    for index in 0..<bytes.count { buffer[index] = numbers[Int(bytes[index])] }
                }
            }
        }
        self.init(shape: shape, elements: elements, file: file, line: line)
    }
}
