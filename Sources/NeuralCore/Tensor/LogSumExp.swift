// log Σ eˣ, in which softmax and crossentropy meet, without the overflow of eˣ.

extension Tensor {
    /// log Σ eˣ over all elements, taken as m + log Σ eˣ⁻ᵐ with the largest element m, so that no power overflows.
    ///
    ///     Matrix([1000, 1000]).logsumexp()        // 1000.6931471805599
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func logsumexp(file: StaticString = #file, line: UInt = #line) -> Scalar {
        let largest = max(file: file, line: line)
        // Infinity less itself is not a number: nothing is taken away where that is the largest.
        let shift = largest.isFinite ? largest : 0
        return shift + Scalar.logarithm(exp(self - shift).sum())
    }

    /// log Σ eˣ along `axis`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func logsumexp(
        axis: Int, keepDims: Bool = false, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        let shift = max(axis: axis, keepDims: true, file: file, line: line).mapped { $0.isFinite ? $0 : 0 }
        let sums = log(exp(self - shift).sum(axis: axis, keepDims: true)) + shift
        return keepDims ? sums : sums.squeezed(axis: axis)
    }
}
