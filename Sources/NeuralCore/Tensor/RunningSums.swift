// Sums so far.

extension Tensor {
    /// The sum of each element and all before it along `axis`; NumPy's `cumsum`. The shape stays.
    ///
    ///     Matrix([1, 2, 3]).cumsum(axis: 0)       // [1. 3. 6.]
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func cumsum(axis: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        let blocks = blocks(along: axis, false, file, line)
        let (length, inner) = (blocks.length, blocks.inner)
        var result = self
        result.elements.withUnsafeMutableBufferPointer { sums in
            for block in 0..<blocks.outer where length > 1 {
                for step in 1..<length {
                    let row = (block * length + step) * inner
                    for column in 0..<inner { sums[row + column] += sums[row - inner + column] }
                }
            }
        }
        return result
    }
}
