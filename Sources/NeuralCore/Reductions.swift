// Sums, means and extremes, of all elements or along one axis.
//
// Sums are taken in NumPy's order, so that they agree to the last bit: along contiguous memory in pairs (blocks of
// 128 with eight accumulators, halves added to halves), across rows row by row.

extension Tensor {
    /// The sum of all elements.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func sum() -> Scalar { elements.withUnsafeBufferPointer { pairwiseSum($0[...]) } }

    /// The mean of all elements.
    public func mean() -> Scalar { sum() / Scalar(count) }

    /// The smallest element. A NaN anywhere is the result.
    public func min() -> Scalar { reduceExtreme("min") { $1 < $0 || $1.isNaN } }

    /// The largest element. A NaN anywhere is the result.
    public func max() -> Scalar { reduceExtreme("max") { $1 > $0 || $1.isNaN } }

    /// The place of the largest element in row-major order; the first of several.
    public func argmax() -> Int {
        let largest = max()
        return elements.firstIndex { $0 == largest || $0.isNaN } ?? 0
    }

    /// The sums along `axis`, which disappears: of a matrix `(m, n)`, axis 0 gives the `n` column sums and
    /// axis 1 the `m` row sums.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func sum(axis: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        let (outer, length, inner, shape) = split(at: axis, file, line)
        var result = [Scalar](repeating: 0, count: outer * inner)
        elements.withUnsafeBufferPointer { source in
            for block in 0..<outer {
                let start = block * length * inner
                if inner == 1 {
                    result[block] = pairwiseSum(source[start..<(start + length)])
                } else {
                    for step in 0..<length {
                        for column in 0..<inner { result[block * inner + column] += source[start + step * inner + column] }
                    }
                }
            }
        }
        return Tensor(shape, unchecked: result)
    }

    /// The means along `axis`, which disappears.
    public func mean(axis: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        sum(axis: axis, file: file, line: line) / Scalar(shape[axis < 0 ? axis + rank : axis])
    }

    /// The largest elements along `axis`, which disappears.
    public func max(axis: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        let (outer, length, inner, shape) = split(at: axis, file, line)
        var result: [Scalar] = []
        for block in 0..<outer {
            for column in 0..<inner {
                let values = (0..<length).map { elements[(block * length + $0) * inner + column] }
                result.append(Tensor(values).max())
            }
        }
        return Tensor(shape, unchecked: result)
    }

    private func reduceExtreme(_ name: String, _ replaces: (Scalar, Scalar) -> Bool) -> Scalar {
        guard var result = elements.first else { fatalError("\(name) of a tensor without elements, of shape \(shape)") }
        for element in elements.dropFirst() where !result.isNaN && replaces(result, element) { result = element }
        return result
    }

    /// The elements as `outer` blocks of `length` steps of `inner` neighbours; the shape that is left.
    private func split(
        at axis: Int, _ file: StaticString, _ line: UInt
    ) -> (outer: Int, length: Int, inner: Int, rest: Shape) {
        let place = axis < 0 ? axis + rank : axis
        guard place >= 0, place < rank else {
            fatalError("axis \(axis) is asked of a tensor of shape \(shape)", file: file, line: line)
        }
        var axes = shape.axes
        let length = axes.remove(at: place)
        return (axes[..<place].reduce(1, *), length, axes[place...].reduce(1, *), Shape(axes))
    }
}

/// NumPy's sum: fewer than eight one by one, up to 128 with eight accumulators, more by halves.
@inline(__always)
private func pairwiseSum<Scalar: TensorScalar>(_ values: Slice<UnsafeBufferPointer<Scalar>>) -> Scalar {
    func sum(_ start: Int, _ count: Int) -> Scalar {
        if count < 8 {
            // NumPy starts from −0, so that a sum of −0 keeps its sign.
            var result = -Scalar.zero
            for index in start..<(start + count) { result += values[index] }
            return result
        }
        if count <= 128 {
            var r = (
                values[start], values[start + 1], values[start + 2], values[start + 3], values[start + 4],
                values[start + 5], values[start + 6], values[start + 7]
            )
            var index = 8
            while index < count - count % 8 {
                r.0 += values[start + index]
                r.1 += values[start + index + 1]
                r.2 += values[start + index + 2]
                r.3 += values[start + index + 3]
                r.4 += values[start + index + 4]
                r.5 += values[start + index + 5]
                r.6 += values[start + index + 6]
                r.7 += values[start + index + 7]
                index += 8
            }
            let left = (r.0 + r.1) + (r.2 + r.3)
            let right = (r.4 + r.5) + (r.6 + r.7)
            var result = left + right
            while index < count {
                result += values[start + index]
                index += 1
            }
            return result
        }
        var half = count / 2
        half -= half % 8
        return sum(start, half) + sum(start + half, count - half)
    }
    return sum(values.startIndex, values.count)
}
