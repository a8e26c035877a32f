// The two passes of a convolution, as products with the matrix of columns.

extension WindowGrid {
    /// activation(columns · kernel + bias).
    ///
    /// - Parameters:
    ///   - input: `(batch, space…, in)`
    ///   - kernel: `(window…, in, out)`
    ///   - bias: `(out,)`
    ///   - activation: one whose slope follows from its output; it is applied while the sums are in the processor's
    ///     cache.
    /// - Returns: `(batch, places…, out)`
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func convolve<Scalar: TensorScalar>(
        _ input: Tensor<Scalar>, _ kernel: Tensor<Scalar>, _ bias: Tensor<Scalar>?,
        _ activation: Activation
    ) -> Tensor<Scalar> {
        let (batch, filters) = (input.shape[0], kernel.shape[kernel.rank - 1])
        let start = bias?.elements ?? Elements(repeating: 0, count: filters)
        let shape = batchShape(batch, channels: filters)
        return Tensor(shape, shape.elementCount) { output in
            start.withUnsafeBufferPointer { start in
                kernel.elements.withUnsafeBufferPointer { kernel in
                    inParallel(batch, operations: batch * sampleLength * cellCount) { part in
                        forEachChunk(of: input, part) { sample, samples, columns in
                            let places = samples * placeCount
                            let output = output.baseAddress! + sample * placeCount * filters
                            for place in 0..<places {
                                (output + place * filters).update(from: start.baseAddress!, count: filters)
                            }
                            Tensor.multiply(
                                columns, kernel.baseAddress!, into: output, rows: places,
                                inner: columnCount, columns: filters, accumulates: true)
                            activation.apply(to: output, count: places * filters)
                        }
                    }
                }
            }
        }
    }

    /// The gradients behind a convolution: by the kernel columnsᵀ · delta, by the bias Σ delta, by the columns
    /// delta · kernelᵀ; and from each column the latter goes back to the place in the input that the column was
    /// taken from.
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
    ) -> (input: Tensor<Scalar>?, kernel: Tensor<Scalar>, bias: Tensor<Scalar>) {
        let (batch, filters) = (input.shape[0], kernel.shape[kernel.rank - 1])
        var inputGradient = Tensor<Scalar>(repeating: 0, shape: toInput ? input.shape : [0])
        // Always in the same number of parts, each with sums of its own, so that every machine adds in one order.
        let parts = Swift.min(Self.gradientParts, batch)
        var sums = Tensor<Scalar>(repeating: 0, shape: Shape(parts, kernel.count))
        var biasSums = Tensor<Scalar>(repeating: 0, shape: Shape(parts, filters))
        sums.elements.withUnsafeMutableBufferPointer { sums in
            biasSums.elements.withUnsafeMutableBufferPointer { biasSums in
                inputGradient.elements.withUnsafeMutableBufferPointer { inputGradient in
                    inParallel(parts, operations: batch * sampleLength * cellCount) { some in
                        for part in some {
                            addGradients(
                                of: (batch * part / parts)..<(batch * (part + 1) / parts), delta, input,
                                kernel, toKernel: sums.baseAddress! + part * kernel.count,
                                toBias: biasSums.baseAddress! + part * filters,
                                toInput: toInput ? inputGradient.baseAddress : nil)
                        }
                    }
                }
            }
        }
        return (
            toInput ? inputGradient : nil, sums.sum(axis: 0).reshaped(to: kernel.shape), biasSums.sum(axis: 0)
        )
    }

    /// Adds what some samples of the batch contribute to the three gradients.
    @inline(__always)
    private func addGradients<Scalar: TensorScalar>(
        of range: Range<Int>, _ delta: Tensor<Scalar>, _ input: Tensor<Scalar>, _ kernel: Tensor<Scalar>,
        toKernel kernelSums: UnsafeMutablePointer<Scalar>, toBias biasSums: UnsafeMutablePointer<Scalar>,
        toInput inputGradient: UnsafeMutablePointer<Scalar>?
    ) {
        let filters = kernel.shape[kernel.rank - 1]
        delta.elements.withUnsafeBufferPointer { delta in
            kernel.elements.withUnsafeBufferPointer { kernel in
                forEachChunk(of: input, range) { sample, samples, columns in
                    let rows = samples * placeCount
                    let delta = delta.baseAddress! + sample * placeCount * filters
                    for row in 0..<rows {
                        for filter in 0..<filters { biasSums[filter] += delta[row * filters + filter] }
                    }
                    Tensor.multiply(
                        columns, delta, transposing: .left, into: kernelSums, rows: columnCount, inner: rows,
                        columns: filters, accumulates: true)
                    guard let inputGradient else { return }
                    // The columns have served: their place takes their gradient.
                    Tensor.multiply(
                        delta, kernel.baseAddress!, transposing: .right, into: columns, rows: rows,
                        inner: filters, columns: columnCount)
                    addBack(columns, samples, to: inputGradient + sample * sampleLength)
                }
            }
        }
    }

    /// In how many parts of the batch a kernel's gradient is summed.
    private static var gradientParts: Int { 4 }

    /// A batch of places, with `channels` numbers in each.
    func batchShape(_ batch: Int, channels: Int) -> Shape {
        Shape([batch] + outputShape(channels: channels).axes)
    }

    /// Lays out some samples of a batch, a few at a time, and calls `body` with the first of them, their number,
    /// and their columns, which it may change.
    @inline(__always)
    private func forEachChunk<Scalar: TensorScalar>(
        of input: Tensor<Scalar>, _ part: Range<Int>,
        _ body: (Int, Int, UnsafeMutablePointer<Scalar>) -> Void
    ) {
        let most = samplesAtATime(of: part.count)
        if input.count == 0 { return }
        withUnsafeTemporaryAllocation(of: Scalar.self, capacity: most * placeCount * columnCount) { columns in
            input.elements.withUnsafeBufferPointer { input in
                for sample in stride(from: part.lowerBound, to: part.upperBound, by: most) {
                    let samples = min(most, part.upperBound - sample)
                    let columns = columns.baseAddress!
                    layOut(input.baseAddress! + sample * sampleLength, samples, into: columns)
                    body(sample, samples, columns)
                }
            }
        }
    }
}
