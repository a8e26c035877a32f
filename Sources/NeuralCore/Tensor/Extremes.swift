// The smallest and the largest elements and their places, of all or along one axis.

extension Tensor {
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

    /// The place of the smallest element in row-major order; the first of several, and that of the first NaN.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func argmin(file: StaticString = #file, line: UInt = #line) -> Int {
        place("argmin", file, line) { $1 < $0 }
    }

    /// The smallest elements along `axis`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func min(
        axis: Int, keepDims: Bool = false, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        let (places, rest) = places(along: axis, keepDims, "min", file, line) { $1 < $0 }
        return Tensor(rest, unchecked: places.map { elements[$0.element] })
    }

    /// The largest elements along `axis`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func max(
        axis: Int, keepDims: Bool = false, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        let (places, rest) = places(along: axis, keepDims, "max", file, line) { $1 > $0 }
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
        places(along: axis, false, "argmax", file, line) { $1 > $0 }.places.map(\.step)
    }

    /// The places of the smallest elements along `axis`, row-major.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func argmin(axis: Int, file: StaticString = #file, line: UInt = #line) -> [Int] {
        places(along: axis, false, "argmin", file, line) { $1 < $0 }.places.map(\.step)
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
        along axis: Int, _ keepDims: Bool, _ name: StaticString, _ file: StaticString, _ line: UInt,
        _ beats: (Scalar, Scalar) -> Bool
    ) -> (places: [(element: Int, step: Int)], rest: Shape) {
        let blocks = blocks(along: axis, keepDims, file, line)
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
}
