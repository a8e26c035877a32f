// The two passes of a depthwise convolution: sums over the window, each channel by itself.

extension WindowGrid {
    /// For each filter, the sum over the window of its channel times its weights.
    ///
    /// - Parameters:
    ///   - input: `(batch, height, width, in)`
    ///   - kernel: `(height, width, in, multiplier)`
    /// - Returns: `(batch, places…, in · multiplier)`
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func convolveDepthwise<Scalar: TensorScalar>(
        _ input: Tensor<Scalar>, _ kernel: Tensor<Scalar>
    ) -> Tensor<Scalar> {
        let (batch, multiplier) = (input.shape[0], kernel.shape[3])
        let filters = channels * multiplier
        let shape = batchShape(batch, channels: filters)
        var result = Tensor<Scalar>(repeating: 0, shape: shape)
        result.elements.withUnsafeMutableBufferPointer { result in
            input.elements.withUnsafeBufferPointer { input in
                kernel.elements.withUnsafeBufferPointer { kernel in
                    for sample in 0..<batch where !input.isEmpty {
                        let input = input.baseAddress! + sample * sampleLength
                        let sums = result.baseAddress! + sample * placeCount * filters
                        forEachRun { place, cell, pixel, count in
                            let sums = sums + place * filters
                            for cellOfRun in 0..<(count / channels) {
                                let x = input + pixel + cellOfRun * channels
                                let weights = kernel.baseAddress! + (cell + cellOfRun) * filters
                                forEachFilter(multiplier) { channel, filter in
                                    sums[filter] += x[channel] * weights[filter]
                                }
                            }
                        }
                    }
                }
            }
        }
        return result
    }

    /// The gradients by input and kernel, from `delta`, `(batch, places…, in · multiplier)`: each product of
    /// the forward pass blames its two factors.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func convolveDepthwiseBackward<Scalar: TensorScalar>(
        _ delta: Tensor<Scalar>, _ input: Tensor<Scalar>, _ kernel: Tensor<Scalar>
    ) -> (input: Tensor<Scalar>, kernel: Tensor<Scalar>) {
        let (multiplier, filters) = (kernel.shape[3], channels * kernel.shape[3])
        var inputGradient = Tensor<Scalar>(repeating: 0, shape: input.shape)
        var kernelGradient = Tensor<Scalar>(repeating: 0, shape: kernel.shape)
        inputGradient.elements.withUnsafeMutableBufferPointer { inputGradient in
            kernelGradient.elements.withUnsafeMutableBufferPointer { kernelGradient in
                delta.elements.withUnsafeBufferPointer { delta in
                    input.elements.withUnsafeBufferPointer { input in
                        kernel.elements.withUnsafeBufferPointer { kernel in
                            for sample in 0..<(input.isEmpty ? 0 : input.count / sampleLength) {
                                forEachRun { place, cell, pixel, count in
                                    let delta =
                                        delta.baseAddress! + (sample * placeCount + place) * filters
                                    for cellOfRun in 0..<(count / channels) {
                                        let first = sample * sampleLength + pixel + cellOfRun * channels
                                        let x = input.baseAddress! + first
                                        let blame = inputGradient.baseAddress! + first
                                        let weights = (cell + cellOfRun) * filters
                                        let kernel = kernel.baseAddress! + weights
                                        let kernelBlame = kernelGradient.baseAddress! + weights
                                        forEachFilter(multiplier) { channel, filter in
                                            kernelBlame[filter] += x[channel] * delta[filter]
                                            blame[channel] += kernel[filter] * delta[filter]
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return (inputGradient, kernelGradient)
    }

    /// Calls `body` for every filter and the channel that it sees.
    @inline(__always)
    private func forEachFilter(_ multiplier: Int, _ body: (_ channel: Int, _ filter: Int) -> Void) {
        if multiplier == 1 {
            // One loop without another inside becomes vector instructions.
            for channel in 0..<channels { body(channel, channel) }
        } else {
            for channel in 0..<channels {
                for filter in (channel * multiplier)..<((channel + 1) * multiplier) { body(channel, filter) }
            }
        }
    }
}
