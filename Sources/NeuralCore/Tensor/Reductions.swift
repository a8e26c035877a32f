// Sums, products and means, of all elements or along one axis, which then disappears, or stays with the length 1: of
// a matrix (m, n), axis 0 leaves one number a column and axis 1 one a row. Axis −1 is the last.

extension Tensor {
    /// The sum of all elements.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func sum() -> Scalar { elements.withUnsafeBufferPointer { pairwiseSum($0[...]) } }

    /// The mean of all elements.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func mean() -> Scalar { sum() / Scalar(count) }

    /// The product of all elements; 1 when there are none.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func prod() -> Scalar {
        elements.withUnsafeBufferPointer { source in
            var product: Scalar = 1
            for element in source { product *= element }
            return product
        }
    }

    /// The sums along `axis`.
    ///
    ///     let table: Matrix = [[1, 2], [3, 4]]
    ///     table.sum(axis: 0)      // [4. 6.]
    ///     table.sum(axis: 1)      // [3. 7.]
    ///
    /// - Parameters:
    ///   - axis: counted from 0; −1 is the last.
    ///   - keepDims: whether the axis stays, with the length 1, so that the result can be broadcast to the shape of
    ///     this tensor.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func sum(
        axis: Int, keepDims: Bool = false, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        let blocks = blocks(along: axis, keepDims, file, line)
        let (length, inner) = (blocks.length, blocks.inner)
        return Tensor(blocks.rest, blocks.outer * inner) { sums in
            sums.initialize(repeating: 0)
            elements.withUnsafeBufferPointer { source in
                for block in 0..<blocks.outer {
                    let start = block * length * inner
                    if inner == 1 {
                        sums[block] = pairwiseSum(source[start..<(start + length)])
                        continue
                    }
                    for step in 0..<length {
                        let row = start + step * inner
                        for column in 0..<inner { sums[block * inner + column] += source[row + column] }
                    }
                }
            }
        }
    }

    /// The means along `axis`.
    public func mean(
        axis: Int, keepDims: Bool = false, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        sum(axis: axis, keepDims: keepDims, file: file, line: line)
            / Scalar(shape[shape.place(of: axis, file, line)])
    }

    /// The products along `axis`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func prod(
        axis: Int, keepDims: Bool = false, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        let blocks = blocks(along: axis, keepDims, file, line)
        let (length, inner) = (blocks.length, blocks.inner)
        var result = [Scalar](repeating: 1, count: blocks.outer * inner)
        elements.withUnsafeBufferPointer { source in
            result.withUnsafeMutableBufferPointer { products in
                for block in 0..<blocks.outer {
                    for step in 0..<length {
                        let row = (block * length + step) * inner
                        for column in 0..<inner { products[block * inner + column] *= source[row + column] }
                    }
                }
            }
        }
        return Tensor(blocks.rest, unchecked: result)
    }

    /// The elements as `outer` blocks of `length` steps of `inner` neighbours; the shape that is left.
    @inline(__always)
    func blocks(
        along axis: Int, _ keepDims: Bool, _ file: StaticString, _ line: UInt
    ) -> (outer: Int, length: Int, inner: Int, rest: Shape) {
        let place = shape.place(of: axis, file, line)
        var (outer, inner, rest) = (1, 1, Shape())
        for other in 0..<rank {
            if other < place { outer *= shape[other] }
            if other > place { inner *= shape[other] }
            if other != place { rest.append(shape[other]) } else if keepDims { rest.append(1) }
        }
        return (outer, shape[place], inner, rest)
    }
}
