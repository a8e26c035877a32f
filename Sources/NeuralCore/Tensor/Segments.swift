// Rows put together in groups, as TensorFlow's segment functions do: each row has the number of its group.

extension Tensor {
    /// The sums of rows with the same number.
    ///
    ///     let rows: Matrix = [[1, 2], [3, 4], [5, 6]]
    ///     rows.segmentSum([0, 0, 2])      // [[4. 6.]
    ///                                     //  [0. 0.]
    ///                                     //  [5. 6.]]
    ///
    /// - Parameter ids: the segment of each row, from 0 up, never decreasing.
    /// - Returns: one row a segment, up to the last one given; a number that is left out has a row of zeros.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func segmentSum(_ ids: [Int], file: StaticString = #file, line: UInt = #line) -> Tensor {
        reducingSegments(ids, "segmentSum", file, line) { $0 + $1 }
    }

    /// The products of rows with the same number; a number that is left out has a row of ones.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func segmentProd(_ ids: [Int], file: StaticString = #file, line: UInt = #line) -> Tensor {
        reducingSegments(ids, "segmentProd", empty: 1, file, line) { $0 * $1 }
    }

    /// The smallest elements of rows with the same number; a number that is left out has a row of zeros.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func segmentMin(_ ids: [Int], file: StaticString = #file, line: UInt = #line) -> Tensor {
        reducingSegments(ids, "segmentMin", file, line) { $1 < $0 || $1.isNaN ? $1 : $0 }
    }

    /// The largest elements of rows with the same number; a number that is left out has a row of zeros.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func segmentMax(_ ids: [Int], file: StaticString = #file, line: UInt = #line) -> Tensor {
        reducingSegments(ids, "segmentMax", file, line) { $1 > $0 || $1.isNaN ? $1 : $0 }
    }

    /// The means of rows with the same number; a number that is left out has a row of zeros.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func segmentMean(_ ids: [Int], file: StaticString = #file, line: UInt = #line) -> Tensor {
        let sums = segmentSum(ids, file: file, line: line)
        var sizes = [Scalar](repeating: 0, count: sums.rowCount)
        for id in ids { sizes[id] += 1 }
        var column = Shape([sums.rowCount])
        for _ in 1..<rank { column.append(1) }
        return sums / Tensor(column, unchecked: sizes.map { Swift.max(1, $0) })
    }

    /// The sums of rows with the same number, which may come in any order.
    ///
    /// - Parameters:
    ///   - ids: the segment of each row; a row with a negative number is left out.
    ///   - segmentCount: how many rows the result has.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func unsortedSegmentSum(
        _ ids: [Int], segmentCount: Int, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        checkRows(ids, "unsortedSegmentSum", file, line)
        if let id = ids.first(where: { $0 >= segmentCount }) {
            fatalError(
                "unsortedSegmentSum is to make \(segmentCount) segments, but a row has the number \(id)",
                file: file, line: line)
        }
        var shape = shape
        shape[0, file, line] = segmentCount
        let length = ids.isEmpty ? 0 : count / ids.count
        var sums = [Scalar](repeating: 0, count: shape.countedElements(file, line))
        sums.withUnsafeMutableBufferPointer { sums in
            elements.withUnsafeBufferPointer { source in
                for (row, id) in ids.enumerated() where id >= 0 {
                    for column in 0..<length { sums[id * length + column] += source[row * length + column] }
                }
            }
        }
        return Tensor(shape, unchecked: sums)
    }

    /// `combine` of the rows of each segment, from the first row on; `empty` where there is none.
    @inline(__always)
    private func reducingSegments(
        _ ids: [Int], _ name: StaticString, empty: Scalar = 0, _ file: StaticString, _ line: UInt,
        _ combine: (Scalar, Scalar) -> Scalar
    ) -> Tensor {
        checkRows(ids, name, file, line)
        checkOrder(ids, name, file, line)
        var shape = shape
        // The largest number of all, which has none after it, is left for the shape to refuse.
        shape[0, file, line] = ids.last.map { Swift.min($0, .max - 1) + 1 } ?? 0
        let length = ids.isEmpty ? 0 : count / ids.count
        var result = [Scalar](repeating: empty, count: shape.countedElements(file, line))
        result.withUnsafeMutableBufferPointer { result in
            elements.withUnsafeBufferPointer { source in
                var previous = -1
                for (row, id) in ids.enumerated() {
                    let (to, from) = (id * length, row * length)
                    if id == previous {
                        for column in 0..<length {
                            result[to + column] = combine(result[to + column], source[from + column])
                        }
                    } else {
                        for column in 0..<length { result[to + column] = source[from + column] }
                    }
                    previous = id
                }
            }
        }
        return Tensor(shape, unchecked: result)
    }

    @inline(never)
    private func checkRows(_ ids: [Int], _ name: StaticString, _ file: StaticString, _ line: UInt) {
        guard rank > 0, ids.count == shape[0] else {
            fatalError(
                "\(name) needs a number for each row of a tensor of shape \(shape), but \(ids.count) are given",
                file: file, line: line)
        }
    }

    @inline(never)
    private func checkOrder(_ ids: [Int], _ name: StaticString, _ file: StaticString, _ line: UInt) {
        var previous = 0
        for (row, id) in ids.enumerated() {
            guard id >= previous else {
                fatalError(
                    "\(name) needs numbers from 0 up that never decrease, but row \(row) has \(id) after \(previous); unsortedSegmentSum takes any order",
                    file: file, line: line)
            }
            previous = id
        }
    }
}
