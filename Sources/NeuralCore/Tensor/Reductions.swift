// Sums, means and extremes, of all elements or along one axis, which then disappears: of a matrix (m, n), axis 0
// leaves one number a column and axis 1 one a row. Axis −1 is the last.

extension Tensor {
    /// The sum of all elements.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func sum() -> Scalar { elements.withUnsafeBufferPointer { pairwiseSum($0[...]) } }

    /// The mean of all elements.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func mean() -> Scalar { sum() / Scalar(count) }

    /// The smallest element. A NaN anywhere is the result.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func min(file: StaticString = #file, line: UInt = #line) -> Scalar {
        elements[place("min", file, line) { $1 < $0 }]
    }

    /// The largest element. A NaN anywhere is the result.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func max(file: StaticString = #file, line: UInt = #line) -> Scalar {
        elements[place("max", file, line) { $1 > $0 }]
    }

    /// The place of the largest element in row-major order; the first of several, and that of the first NaN.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func argmax(file: StaticString = #file, line: UInt = #line) -> Int {
        place("argmax", file, line) { $1 > $0 }
    }

    /// The sums along `axis`.
    ///
    ///     let table: Matrix = [[1, 2], [3, 4]]
    ///     table.sum(axis: 0)      // [4. 6.]
    ///     table.sum(axis: 1)      // [3. 7.]
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func sum(axis: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        let blocks = split(at: axis, file, line)
        let (length, inner) = (blocks.length, blocks.inner)
        var result = [Scalar](repeating: 0, count: blocks.outer * inner)
        elements.withUnsafeBufferPointer { source in
            result.withUnsafeMutableBufferPointer { sums in
                for block in 0..<blocks.outer where length > 0 {
                    let start = block * length * inner
                    if inner == 1 {
                        sums[block] = pairwiseSum(source[start..<(start + length)])
                        continue
                    }
                    for column in 0..<inner { sums[block * inner + column] = source[start + column] }
                    for step in 1..<Swift.max(1, length) {
                        let row = start + step * inner
                        for column in 0..<inner { sums[block * inner + column] += source[row + column] }
                    }
                }
            }
        }
        return Tensor(blocks.rest, unchecked: result)
    }

    /// The means along `axis`.
    public func mean(axis: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        sum(axis: axis, file: file, line: line) / Scalar(split(at: axis, file, line).length)
    }

    /// The smallest elements along `axis`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func min(axis: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        let (places, rest) = places(along: axis, "min", file, line) { $1 < $0 }
        return Tensor(rest, unchecked: places.map { elements[$0.element] })
    }

    /// The largest elements along `axis`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func max(axis: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        let (places, rest) = places(along: axis, "max", file, line) { $1 > $0 }
        return Tensor(rest, unchecked: places.map { elements[$0.element] })
    }

    /// The places of the largest elements along `axis`, row-major: for outputs of shape `(batch, classes)`, axis 1
    /// gives the class of each sample.
    ///
    ///     let outputs: Matrix = [[0.1, 0.7, 0.2], [0.9, 0.1, 0]]
    ///     outputs.argmax(axis: 1)     // [1, 0]
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func argmax(axis: Int, file: StaticString = #file, line: UInt = #line) -> [Int] {
        places(along: axis, "argmax", file, line) { $1 > $0 }.places.map(\.step)
    }

    /// The place of the element that no other `beats`.
    @inline(__always)
    private func place(
        _ name: StaticString, _ file: StaticString, _ line: UInt, _ beats: (Scalar, Scalar) -> Bool
    ) -> Int {
        if count == 0 { stopEmpty(name, file, line) }
        return elements.withUnsafeBufferPointer { Self.place(in: $0, from: 0, by: 1, count, beats) }
    }

    /// The same along an axis: each time the place in `elements`, and the step along the axis.
    @inline(__always)
    private func places(
        along axis: Int, _ name: StaticString, _ file: StaticString, _ line: UInt,
        _ beats: (Scalar, Scalar) -> Bool
    ) -> (places: [(element: Int, step: Int)], rest: Shape) {
        let blocks = split(at: axis, file, line)
        if blocks.length == 0 { stopEmpty(name, file, line) }
        var places: [(element: Int, step: Int)] = []
        places.reserveCapacity(blocks.outer * blocks.inner)
        elements.withUnsafeBufferPointer { source in
            for block in 0..<blocks.outer {
                for column in 0..<blocks.inner {
                    let start = block * blocks.length * blocks.inner + column
                    let place = Self.place(in: source, from: start, by: blocks.inner, blocks.length, beats)
                    places.append((place, (place - start) / blocks.inner))
                }
            }
        }
        return (places, blocks.rest)
    }

    @inline(__always)
    private static func place(
        in source: UnsafeBufferPointer<Scalar>, from start: Int, by stride: Int, _ count: Int,
        _ beats: (Scalar, Scalar) -> Bool
    ) -> Int {
        var best = start
        for step in 0..<count {
            let index = start + step * stride
            if source[index].isNaN { return index }
            if beats(source[best], source[index]) { best = index }
        }
        return best
    }

    @inline(never)
    private func stopEmpty(_ name: StaticString, _ file: StaticString, _ line: UInt) -> Never {
        fatalError("\(name) of a tensor without elements, of shape \(shape)", file: file, line: line)
    }

    /// The elements as `outer` blocks of `length` steps of `inner` neighbours; the shape that is left.
    @inline(__always)
    private func split(
        at axis: Int, _ file: StaticString, _ line: UInt
    ) -> (outer: Int, length: Int, inner: Int, rest: Shape) {
        let place = axis < 0 ? axis + rank : axis
        guard place >= 0, place < rank else {
            fatalError("axis \(axis) is asked of a tensor of shape \(shape)", file: file, line: line)
        }
        var (outer, inner, rest) = (1, 1, Shape())
        for other in 0..<rank where other != place {
            if other < place { outer *= shape[other] } else { inner *= shape[other] }
            rest.append(shape[other])
        }
        return (outer, shape[place], inner, rest)
    }
}
