// How far numbers lie from their mean.

extension Tensor {
    /// The mean of the squared distances from the mean: Σ (x − x̄)² / n, as NumPy's `var`.
    ///
    ///     Matrix([2, 4, 4, 4, 5, 5, 7, 9]).variance()     // 4.0
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func variance() -> Scalar { square(self - mean()).mean() }

    /// The square root of the variance, which has the unit of the numbers themselves.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func standardDeviation() -> Scalar { variance().squareRoot() }

    /// The variances along `axis`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func variance(
        axis: Int, keepDims: Bool = false, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        let distances = self - mean(axis: axis, keepDims: true, file: file, line: line)
        return square(distances).mean(axis: axis, keepDims: keepDims)
    }

    /// The square roots of the variances along `axis`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func standardDeviation(
        axis: Int, keepDims: Bool = false, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        sqrt(variance(axis: axis, keepDims: keepDims, file: file, line: line))
    }
}
