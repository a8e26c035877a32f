// Random tensors: the generator's numbers in a shape.

extension RandomState {
    /// A tensor of numbers from 0 up to but not including 1: NumPy's `random((rows, columns))`.
    ///
    ///     var random = RandomState(seed: 1)
    ///     let weights = 2 * random.random(3, 4) - 1    // between −1 and 1, shape (3, 4)
    public mutating func random(
        _ lengths: Int..., file: StaticString = #file, line: UInt = #line
    ) -> Matrix {
        let shape = Shape(lengths, file: file, line: line)
        return Matrix(shape, unchecked: random(count: shape.countedElements(file, line)))
    }

    /// A tensor of numbers of the normal distribution with mean 0 and deviation 1: NumPy's `randn(rows, columns)`.
    public mutating func gaussians(
        _ lengths: Int..., file: StaticString = #file, line: UInt = #line
    ) -> Matrix {
        let shape = Shape(lengths, file: file, line: line)
        return Matrix(shape, unchecked: gaussians(count: shape.countedElements(file, line)))
    }

    /// A tensor of numbers spread evenly from `low` up to `high`: NumPy's `uniform(low, high, (rows, columns))`.
    public mutating func uniform(
        low: Double, high: Double, _ lengths: Int..., file: StaticString = #file, line: UInt = #line
    ) -> Matrix {
        let shape = Shape(lengths, file: file, line: line)
        return Matrix(
            shape, unchecked: uniform(low: low, high: high, count: shape.countedElements(file, line)))
    }
}
