// Reading and changing parts of a tensor: an element, a row, a column, the same elements in another shape.

extension Tensor {
    /// The element of a matrix in `row` and `column`, counted from 0.
    public subscript(row: Int, column: Int, file: StaticString = #file, line: UInt = #line) -> Scalar {
        get { elements[offset(row, column, file, line)] }
        set { elements[offset(row, column, file, line)] = newValue }
    }

    /// The element of a vector, counted from 0.
    public subscript(index: Int, file: StaticString = #file, line: UInt = #line) -> Scalar {
        get { elements[offset(index, file, line)] }
        set { elements[offset(index, file, line)] = newValue }
    }

    /// Row `index` along the first axis: of a matrix of shape `(rows, columns)` a vector of shape `(columns,)`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func row(_ index: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        let length = rowLength(index, file, line)
        var rest = Shape()
        for axis in 1..<rank { rest.append(shape[axis]) }
        return Tensor(rest, unchecked: Array(elements[(index * length)..<((index + 1) * length)]))
    }

    /// The rows along the first axis with these indices, in their order: how a batch is taken from all samples.
    ///
    ///     inputs.rows(random.permutation(4))      // the same four rows, in random order
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func rows(_ indices: [Int], file: StaticString = #file, line: UInt = #line) -> Tensor {
        rows(indices[...], file, line)
    }

    /// The same of a part of the indices.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func rows(_ indices: ArraySlice<Int>, _ file: StaticString = #file, _ line: UInt = #line) -> Tensor {
        if rank == 0 { fatalError("rows are asked of a tensor without axes", file: file, line: line) }
        let (rows, length) = (shape[0], count / Swift.max(1, shape[0]))
        var shape = shape
        shape[0] = indices.count
        return Tensor(shape, indices.count * length) { buffer in
            elements.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress, var into = buffer.baseAddress else { return }
                for index in indices {
                    if index < 0 || index >= rows { _ = rowLength(index, file, line) }
                    into.update(from: source + index * length, count: length)
                    into += length
                }
            }
        }
    }

    /// The rows along the first axis from the range's first up to but not including its end.
    ///
    ///     inputs.rows(0..<60)         // the first sixty samples
    public func rows(_ range: Range<Int>, file: StaticString = #file, line: UInt = #line) -> Tensor {
        guard rank > 0, range.lowerBound >= 0, range.upperBound <= shape[0] else {
            fatalError("rows \(range) are asked of a tensor of shape \(shape)", file: file, line: line)
        }
        return slice(axis: 0, range, file: file, line: line)
    }

    /// Column `index` of a matrix of shape `(rows, columns)`, as a vector of shape `(rows,)`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func column(_ index: Int, file: StaticString = #file, line: UInt = #line) -> Tensor {
        guard rank == 2, index >= 0, index < shape[1] else {
            fatalError("column \(index) is asked of a tensor of shape \(shape)", file: file, line: line)
        }
        let columns = shape[1]
        return Tensor((0..<shape[0]).map { elements[$0 * columns + index] })
    }

    /// The same elements in another shape. One length may be −1: it is what the others leave.
    ///
    ///     Matrix([1, 2, 3, 4]).reshaped(2, -1)    // [[1. 2.]
    ///                                             //  [3. 4.]]
    public func reshaped(_ lengths: Int..., file: StaticString = #file, line: UInt = #line) -> Tensor {
        var wanted = lengths
        if let open = lengths.firstIndex(of: -1) {
            wanted[open] = 1
            let others = elementCount(of: wanted) ?? .max
            wanted[open] = others == 0 ? 0 : count / others
        }
        guard !wanted.contains(where: { $0 < 0 }), elementCount(of: wanted) == count else {
            let list = lengths.map(String.init).joined(separator: ", ")
            let wish = lengths.count == 1 ? "(\(list),)" : "(\(list))"
            fatalError(
                "\(count) elements of shape \(shape) do not fit the shape \(wish)", file: file, line: line)
        }
        let target = Shape(wanted, file: file, line: line)
        // With a 0 among them, the other lengths have not been counted.
        if count == 0 { _ = target.countedElements(file, line) }
        return Tensor(target, unchecked: elements)
    }

    @inline(__always)
    private func offset(_ row: Int, _ column: Int, _ file: StaticString, _ line: UInt) -> Int {
        guard rank == 2, row >= 0, row < shape[0], column >= 0, column < shape[1] else {
            stopIndex("(\(row), \(column))", file, line)
        }
        return row * shape[1] + column
    }

    @inline(__always)
    private func offset(_ index: Int, _ file: StaticString, _ line: UInt) -> Int {
        guard rank == 1, index >= 0, index < shape[0] else { stopIndex("(\(index),)", file, line) }
        return index
    }

    @inline(never)
    private func stopIndex(_ index: String, _ file: StaticString, _ line: UInt) -> Never {
        fatalError("the index \(index) is not in a tensor of shape \(shape)", file: file, line: line)
    }

    /// How many elements stand in row `index`, which must exist.
    @inline(__always)
    private func rowLength(_ index: Int, _ file: StaticString, _ line: UInt) -> Int {
        guard rank > 0, index >= 0, index < shape[0] else {
            fatalError("row \(index) is asked of a tensor of shape \(shape)", file: file, line: line)
        }
        return count / shape[0]
    }
}

/// The product of all lengths; nil where it is larger than any number of elements.
private func elementCount(of lengths: [Int]) -> Int? {
    var product = 1
    for length in lengths {
        let (next, isTooLarge) = product.multipliedReportingOverflow(by: length)
        if isTooLarge { return nil }
        product = next
    }
    return product
}
