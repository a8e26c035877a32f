// Max pooling: of each window only the strongest answer goes on, wherever in the window it was.

/// y(p) = the largest number in the window at p, for each channel by itself.
///
/// ``MaxPooling1D``, ``MaxPooling2D`` and ``MaxPooling3D`` are this layer with one, two and three axes of
/// space. Padding is never the largest. Of several equal numbers the first is taken, and it alone gets the
/// gradient.
///
/// - Input: `(batch, space…, channels)`
/// - Output: `(batch, places…, channels)`
public class MaxPooling<Scalar: TensorScalar, let spaceAxes: Int>: Layer {
    public struct Configuration: LayerConfiguration {
        /// The window in which the largest is sought, and how far it moves from one to the next.
        public var window: Window

        public var fault: String? { window.poolingFault(in: "MaxPooling\(spaceAxes)D", axes: spaceAxes) }
    }

    /// The shape of the input, and where in its sample each output was found.
    public typealias Cache = (inputShape: Shape, sources: [Int32])

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
        let (output, sources) = grid(of: configuration.window, onBatch: input.shape).largest(of: input)
        return (output, (input.shape, sources))
    }

    public func backward(_ gradient: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
        let grid = grid(of: configuration.window, onBatch: cache.inputShape)
        check(
            gradient: gradient.shape,
            ofOutput: grid.batchShape(cache.inputShape[0], channels: grid.channels))
        // A number that was not the largest could change a little and the output would not notice.
        return grid.returnToSources(gradient, cache.sources, inputShape: cache.inputShape)
    }

    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? { nil }
}

extension WindowGrid {
    /// The largest number of each window and channel, and its place in the sample. A NaN counts as the
    /// largest.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func largest<Scalar: TensorScalar>(of input: Tensor<Scalar>) -> (Tensor<Scalar>, sources: [Int32]) {
        let batch = input.shape[0]
        let (channels, outputLength) = (channels, placeCount * channels)
        var sources = [Int32](repeating: -1, count: batch * outputLength)
        var result = [Scalar](repeating: -.infinity, count: batch * outputLength)
        input.elements.withUnsafeBufferPointer { input in
            result.withUnsafeMutableBufferPointer { result in
                sources.withUnsafeMutableBufferPointer { sources in
                    forEachSample(of: batch) { sample in
                        let input = input.baseAddress! + sample * sampleLength
                        let result = result.baseAddress! + sample * outputLength
                        let sources = sources.baseAddress! + sample * outputLength
                        forEachRun { place, _, start, count in
                            let (largest, source) = (result + place * channels, sources + place * channels)
                            for pixel in stride(from: start, to: start + count, by: channels) {
                                let x = input + pixel
                                let first = Int32(truncatingIfNeeded: pixel)
                                // Loads and stores without a condition let the loop become vector
                                // instructions.
                                for channel in 0..<channels {
                                    let (value, best, place) = (x[channel], largest[channel], source[channel])
                                    let isLarger = value > best || value.isNaN || place < 0
                                    let newPlace =
                                        isLarger ? first &+ Int32(truncatingIfNeeded: channel) : place
                                    let newBest = isLarger ? value : best
                                    source[channel] = newPlace
                                    largest[channel] = newBest
                                }
                            }
                        }
                    }
                }
            }
        }
        return (Tensor(batchShape(batch, channels: channels), unchecked: result), sources)
    }

    /// Adds each number of the gradient, `(batch, places…, channels)`, to the place that its output was taken
    /// from.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func returnToSources<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, _ sources: [Int32], inputShape: Shape
    ) -> Tensor<Scalar> {
        let outputLength = placeCount * channels
        if outputLength == 0 { return Tensor(repeating: 0, shape: inputShape) }
        return Tensor(inputShape, inputShape.elementCount) { result in
            gradient.elements.withUnsafeBufferPointer { gradient in
                sources.withUnsafeBufferPointer { sources in
                    forEachSample(of: inputShape[0]) { sample in
                        let result = result.baseAddress! + sample * sampleLength
                        result.update(repeating: 0, count: sampleLength)
                        let first = sample * outputLength
                        for index in first..<(first + outputLength) {
                            result[Int(sources[index])] += gradient[index]
                        }
                    }
                }
            }
        }
    }
}

extension WindowGrid {
    /// Calls `body` with every sample of a batch that has places at all.
    @inline(__always)
    func forEachSample(of batch: Int, _ body: (Int) -> Void) {
        if placeCount * channels == 0 { return }
        inParallel(batch, operations: batch * sampleLength) { for sample in $0 { body(sample) } }
    }
}

extension Window {
    /// What is wrong with the window of a pooling layer; nil when nothing is.
    func poolingFault(in title: String, axes: Int) -> String? {
        if padding == .causal { return "\(title) takes padding .valid or .same, not .causal" }
        return fault(in: title, axes: axes)
    }
}
