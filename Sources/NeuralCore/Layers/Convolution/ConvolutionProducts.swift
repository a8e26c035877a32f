// The two passes of a convolution, as products with the matrix of columns.

extension WindowGrid {
    /// columns · kernel + bias.
    ///
    /// - Parameters:
    ///   - input: `(batch, space…, in)`
    ///   - kernel: `(window…, in, out)`
    ///   - bias: `(out,)`
    /// - Returns: `(batch, places…, out)`
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func convolve<Scalar: TensorScalar>(
        _ input: Tensor<Scalar>, _ kernel: Tensor<Scalar>, _ bias: Tensor<Scalar>?
    ) -> Tensor<Scalar> {
        let (batch, filters) = (input.shape[0], kernel.shape[kernel.rank - 1])
        let start = bias?.elements ?? Elements(repeating: 0, count: filters)
        let shape = batchShape(batch, channels: filters)
        return Tensor(shape, shape.elementCount) { output in
            start.withUnsafeBufferPointer { start in
                for place in 0..<(batch * placeCount) {
                    for filter in 0..<filters { output[place * filters + filter] = start[filter] }
                }
            }
            kernel.elements.withUnsafeBufferPointer { kernel in
                forEachChunk(of: input) { sample, samples, columns in
                    Tensor.multiply(
                        columns, kernel.baseAddress!,
                        into: output.baseAddress! + sample * placeCount * filters,
                        rows: samples * placeCount, inner: columnCount, columns: filters, accumulates: true)
                }
            }
        }
    }

    /// The gradients behind a convolution: by the kernel columnsᵀ · delta, by the columns delta · kernelᵀ;
    /// and from each column the latter goes back to the place in the input that the column was taken from.
    ///
    /// - Parameters:
    ///   - delta: the gradient by the convolution's result, `(batch, places…, out)`
    ///   - input: `(batch, space…, in)`
    ///   - kernel: `(window…, in, out)`
    ///   - toInput: false where nobody asks for the gradient by the input; it is then nil.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func convolveBackward<Scalar: TensorScalar>(
        _ delta: Tensor<Scalar>, _ input: Tensor<Scalar>, _ kernel: Tensor<Scalar>, toInput: Bool
    ) -> (input: Tensor<Scalar>?, kernel: Tensor<Scalar>) {
        let filters = kernel.shape[kernel.rank - 1]
        var inputGradient = Tensor<Scalar>(repeating: 0, shape: toInput ? input.shape : [0])
        var kernelGradient = Tensor<Scalar>(repeating: 0, shape: kernel.shape)
        delta.elements.withUnsafeBufferPointer { delta in
            kernel.elements.withUnsafeBufferPointer { kernel in
                inputGradient.elements.withUnsafeMutableBufferPointer { inputGradient in
                    kernelGradient.elements.withUnsafeMutableBufferPointer { kernelGradient in
                        forEachChunk(of: input) { sample, samples, columns in
                            let rows = samples * placeCount
                            let delta = delta.baseAddress! + sample * placeCount * filters
                            Tensor.multiply(
                                columns, delta, transposing: .left, into: kernelGradient.baseAddress!,
                                rows: columnCount, inner: rows, columns: filters, accumulates: true)
                            if !toInput { return }
                            // The columns have served: their place takes their gradient.
                            Tensor.multiply(
                                delta, kernel.baseAddress!, transposing: .right, into: columns,
                                rows: rows, inner: filters, columns: columnCount)
                            addBack(columns, samples, to: inputGradient.baseAddress! + sample * sampleLength)
                        }
                    }
                }
            }
        }
        return (toInput ? inputGradient : nil, kernelGradient)
    }

    /// A batch of places, with `channels` numbers in each.
    func batchShape(_ batch: Int, channels: Int) -> Shape {
        Shape([batch] + outputShape(channels: channels).axes)
    }

    /// Lays out the samples of a batch, a few at a time, and calls `body` with the first of them, their
    /// number, and their columns, which it may change.
    @inline(__always)
    private func forEachChunk<Scalar: TensorScalar>(
        of input: Tensor<Scalar>, _ body: (Int, Int, UnsafeMutablePointer<Scalar>) -> Void
    ) {
        let batch = input.shape[0]
        let most = samplesAtATime(of: batch)
        if input.count == 0 { return }
        withUnsafeTemporaryAllocation(of: Scalar.self, capacity: most * placeCount * columnCount) { columns in
            input.elements.withUnsafeBufferPointer { input in
                for sample in stride(from: 0, to: batch, by: most) {
                    let samples = min(most, batch - sample)
                    let columns = columns.baseAddress!
                    layOut(input.baseAddress! + sample * sampleLength, samples, into: columns)
                    body(sample, samples, columns)
                }
            }
        }
    }
}
