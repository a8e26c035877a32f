// Elements picked from memory at even steps: what repeating, transposing and slicing have in common.

extension Tensor {
    /// How far to step in `elements` for one step along each axis.
    var steps: [Int] {
        var steps = [Int](repeating: 1, count: rank)
        for axis in stride(from: rank - 2, through: 0, by: -1) {
            steps[axis] = steps[axis + 1] * shape[axis + 1]
        }
        return steps
    }

    /// A tensor of `shape` whose element (i, j, …) is the one at `start` + i · `steps[0]` + j · `steps[1]` + …
    ///
    /// A step of 0 repeats an element; steps in another order than the axes' exchange axes.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func gathered(as shape: Shape, from start: Int, steps: [Int]) -> Tensor {
        let count = shape.elementCount
        guard let lastStep = steps.last, count > 0 else {
            return Tensor(shape, unchecked: count == 0 ? [] : [elements[start]])
        }
        let last = shape.rank - 1
        let rowLength = shape[last]
        return Tensor(shape, count) { buffer in
            elements.withUnsafeBufferPointer { source in
                var index = [Int](repeating: 0, count: shape.rank)
                var start = start
                var filled = 0
                while filled < count {
                    switch lastStep {
                    case 0:
                        for column in 0..<rowLength { buffer[filled + column] = source[start] }
                    case 1:
                        for column in 0..<rowLength { buffer[filled + column] = source[start + column] }
                    default:
                        for column in 0..<rowLength {
                            buffer[filled + column] = source[start + column * lastStep]
                        }
                    }
                    filled += rowLength
                    // On to the next row: count up as an odometer does.
                    var axis = last - 1
                    while axis >= 0 {
                        index[axis] += 1
                        start += steps[axis]
                        if index[axis] < shape[axis] { break }
                        start -= shape[axis] * steps[axis]
                        index[axis] = 0
                        axis -= 1
                    }
                }
            }
        }
    }
}
