// Average pooling: a coarser picture, each cell the mean of a window.

/// y(p) = the mean of the numbers in the window at p, for each channel by itself.
///
/// ``AveragePooling1D``, ``AveragePooling2D`` and ``AveragePooling3D`` are this layer with one, two and three
/// axes of space. As in TensorFlow, padding does not count: at an edge the mean is that of the fewer numbers
/// inside.
///
/// - Input: `(batch, space…, channels)`
/// - Output: `(batch, places…, channels)`
public class AveragePooling<Scalar: TensorScalar, let spaceAxes: Int>: Layer {
    public struct Configuration: LayerConfiguration {
        /// The window of which the means are taken, and how far it moves from one to the next.
        public var window: Window

        public var fault: String? { window.poolingFault(in: "AveragePooling\(spaceAxes)D", axes: spaceAxes) }
    }

    /// The shape of the input.
    public typealias Cache = Shape

    public let configuration: Configuration
    public var name = ""

    public required init(_ configuration: Configuration) { self.configuration = configuration }

    public func shapeFault(_ inputShape: Shape) -> String? {
        windowFault(configuration.window, on: inputShape)
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        let grid = grid(of: configuration.window, on: inputShape)
        return grid.outputShape(channels: grid.channels)
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) {
        (grid(of: configuration.window, onBatch: input.shape).means(of: input), input.shape)
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        let grid = grid(of: configuration.window, onBatch: cache)
        check(gradient: gradient.shape, ofOutput: grid.batchShape(cache[0], channels: grid.channels))
        // Of n numbers, each had 1/n of the say in the mean.
        return grid.shareOut(gradient, inputShape: cache)
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }
}

extension WindowGrid {
    /// How many numbers of one channel each window sees, padding left out.
    private var cellsInside: [Int] {
        var counts = [Int](repeating: 0, count: placeCount)
        if channels > 0 { forEachRun { place, _, _, count in counts[place] += count / channels } }
        return counts
    }

    /// The mean of each window and channel.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func means<Scalar: TensorScalar>(of input: Tensor<Scalar>) -> Tensor<Scalar> {
        let batch = input.shape[0]
        let (channels, outputLength) = (channels, placeCount * channels)
        let cellsInside = cellsInside
        var result = [Scalar](repeating: 0, count: batch * outputLength)
        input.elements.withUnsafeBufferPointer { input in
            result.withUnsafeMutableBufferPointer { result in
                for sample in 0..<batch where outputLength > 0 {
                    let input = input.baseAddress! + sample * sampleLength
                    let result = result.baseAddress! + sample * outputLength
                    forEachRun { place, _, start, count in
                        let sums = result + place * channels
                        for pixel in stride(from: start, to: start + count, by: channels) {
                            let x = input + pixel
                            for channel in 0..<channels { sums[channel] += x[channel] }
                        }
                    }
                    for (place, cells) in cellsInside.enumerated() {
                        let (sums, cells) = (result + place * channels, Scalar(cells))
                        for channel in 0..<channels { sums[channel] /= cells }
                    }
                }
            }
        }
        return Tensor(batchShape(batch, channels: channels), unchecked: result)
    }

    /// Divides each number of the gradient, `(batch, places…, channels)`, evenly among what its window saw.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func shareOut<Scalar: TensorScalar>(_ gradient: Tensor<Scalar>, inputShape: Shape) -> Tensor<Scalar> {
        let (channels, outputLength) = (channels, placeCount * channels)
        let shares = cellsInside.map { 1 / Scalar($0) }
        var result = Tensor<Scalar>(repeating: 0, shape: inputShape)
        result.elements.withUnsafeMutableBufferPointer { result in
            gradient.elements.withUnsafeBufferPointer { gradient in
                shares.withUnsafeBufferPointer { shares in
                    for sample in 0..<inputShape[0] where outputLength > 0 {
                        let result = result.baseAddress! + sample * sampleLength
                        let gradient = gradient.baseAddress! + sample * outputLength
                        forEachRun { place, _, start, count in
                            let (delta, share) = (gradient + place * channels, shares[place])
                            for pixel in stride(from: start, to: start + count, by: channels) {
                                let x = result + pixel
                                for channel in 0..<channels { x[channel] += delta[channel] * share }
                            }
                        }
                    }
                }
            }
        }
        return result
    }
}
