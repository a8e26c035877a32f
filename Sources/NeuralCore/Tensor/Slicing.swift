// A block cut out of a tensor, and a tensor cut into parts.

extension Tensor {
    /// The block with these indices along each axis; axes that are not named are taken whole.
    ///
    ///     let table: Matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    ///     table.slice(1..<3, 0..<2)       // [[4. 5.]
    ///                                     //  [7. 8.]]
    ///
    /// - Parameter ranges: at most one for each axis.
    /// - Returns: as many axes as before, each as long as its range.
    public func slice(_ ranges: Range<Int>..., file: StaticString = #file, line: UInt = #line) -> Tensor {
        slice(ranges: ranges, file, line)
    }

    /// The block with the indices of `range` along one axis, and all along the others.
    ///
    ///     series.slice(axis: 1, 0..<12)       // the first twelve steps of each sample
    public func slice(
        axis: Int, _ range: Range<Int>, file: StaticString = #file, line: UInt = #line
    ) -> Tensor {
        var ranges = shape.axes.map { 0..<$0 }
        ranges[shape.place(of: axis, file, line)] = range
        return slice(ranges: ranges, file, line)
    }

    /// Parts that follow one another along `axis`; NumPy's `split`. ``concatenate(_:axis:file:line:)`` undoes it.
    ///
    ///     let parts = table.split([8, 1], axis: 1)        // eight columns of inputs, one of targets
    ///
    /// - Parameters:
    ///   - lengths: of the parts; together the length of the axis.
    ///   - axis: counted from 0; −1 is the last.
    public func split(
        _ lengths: [Int], axis: Int = 0, file: StaticString = #file, line: UInt = #line
    ) -> [Tensor] {
        let place = shape.place(of: axis, file, line)
        guard lengths.allSatisfy({ $0 >= 0 }), lengths.reduce(0, +) == shape[place] else {
            fatalError(
                "parts of the lengths \(lengths) do not make up axis \(axis) of a tensor of shape \(shape)",
                file: file, line: line)
        }
        var start = 0
        return lengths.map { length in
            defer { start += length }
            return slice(axis: place, start..<(start + length), file: file, line: line)
        }
    }

    /// As many parts of equal length along `axis`.
    public func split(
        into parts: Int, axis: Int = 0, file: StaticString = #file, line: UInt = #line
    ) -> [Tensor] {
        let length = shape[shape.place(of: axis, file, line)]
        guard parts > 0, length % parts == 0 else {
            fatalError(
                "axis \(axis) of a tensor of shape \(shape) cannot be split into \(parts) equal parts",
                file: file,
                line: line)
        }
        return split([Int](repeating: length / parts, count: parts), axis: axis, file: file, line: line)
    }

    private func slice(ranges: [Range<Int>], _ file: StaticString, _ line: UInt) -> Tensor {
        guard ranges.count <= rank else {
            fatalError(
                "\(ranges.count) ranges are given to slice a tensor of shape \(shape), which has \(rank) axes",
                file: file, line: line)
        }
        var part = shape
        let steps = self.steps
        var start = 0
        for (axis, range) in ranges.enumerated() {
            guard range.lowerBound >= 0, range.upperBound <= shape[axis] else {
                fatalError(
                    "the range \(range) along axis \(axis) is not within a tensor of shape \(shape)",
                    file: file,
                    line: line)
            }
            part[axis] = range.count
            start += range.lowerBound * steps[axis]
        }
        return gathered(as: part, from: start, steps: steps)
    }
}
