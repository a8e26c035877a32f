// Matrix products that add to what is there already: a bias, or the gradient of the batch so far.

extension Tensor {
    /// `a` · `b`, to each row of which `row` is added: the bias of each unit.
    ///
    /// - Parameters:
    ///   - a: `(rows, inner)`
    ///   - b: `(inner, columns)`
    ///   - row: `(columns,)`; nil for none.
    /// - Returns: `(rows, columns)`
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    static func product(_ a: Tensor, _ b: Tensor, adding row: Tensor?) -> Tensor {
        var result = product(a, b)
        guard let row else { return result }
        let columns = row.count
        result.elements.withUnsafeMutableBufferPointer { sums in
            row.elements.withUnsafeBufferPointer { row in
                for start in stride(from: 0, to: sums.count, by: Swift.max(1, columns)) {
                    for column in 0..<columns { sums[start + column] += row[column] }
                }
            }
        }
        return result
    }
}

extension Parameter {
    /// Adds the rows of `delta` `(batch, out)` to the gradient `(out,)`, where it is: what a bias is blamed for.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func addToGradient(sumOfRows delta: Tensor<Scalar>) {
        if delta.rowCount == 1 {
            gradient += delta.reshaped(to: gradient.shape)
        } else {
            gradient += delta.sum(axis: 0)
        }
    }

    /// Adds inputᵀ · delta to the gradient, where it is.
    ///
    /// - Parameters:
    ///   - input: `(batch, in)`
    ///   - delta: the gradient by the sums, `(batch, out)`; the parameter is `(in, out)`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func addToGradient(_ input: Tensor<Scalar>, _ delta: Tensor<Scalar>) {
        let batch = input.shape[0]
        gradient.elements.withUnsafeMutableBufferPointer { sums in
            input.elements.withUnsafeBufferPointer { input in
                delta.elements.withUnsafeBufferPointer { delta in
                    if let input = input.baseAddress, let delta = delta.baseAddress,
                        let sums = sums.baseAddress
                    {
                        Tensor.multiply(
                            input, delta, transposing: .left, into: sums, rows: value.shape[0],
                            inner: batch, columns: value.shape[1], accumulates: true)
                    }
                }
            }
        }
    }
}
