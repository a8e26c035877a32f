// Whether all or any elements are true. As in the results of comparisons, 0 is false and everything else is true.

extension Tensor {
    /// Whether no element is 0.
    ///
    ///     (weights .> 0).all()
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func all() -> Bool { !elements.contains(0) }

    /// Whether at least one element is not 0.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func any() -> Bool { elements.contains { $0 != 0 } }

    /// 1 where no element along `axis` is 0.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func all(
        axis: Int, keepDims: Bool = false, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        (self .!= 0).prod(axis: axis, keepDims: keepDims, file: file, line: line)
    }

    /// 1 where at least one element along `axis` is not 0.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func any(
        axis: Int, keepDims: Bool = false, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        (self .!= 0).sum(axis: axis, keepDims: keepDims, file: file, line: line) .!= 0
    }
}
