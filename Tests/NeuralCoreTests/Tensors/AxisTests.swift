// Axes exchanged, added and removed; blocks cut out; tensors cut and joined. Expected values are NumPy 2.4.6's.

import NeuralCore
import Testing

@Suite struct AxisTests {
    /// `numpy.arange(24.0).reshape(2, 3, 4)`
    static let block = Matrix((0..<24).map(Double.init)).reshaped(2, 3, 4)

    @Test func axesExchange() {
        #expect(Self.block.transposed(2, 0, 1).slice(0..<1) == [[[0, 4, 8], [12, 16, 20]]])
        #expect(Self.block.transposed(1, 0, 2).slice(2..<3) == [[[8, 9, 10, 11], [20, 21, 22, 23]]])
        #expect(Self.block.transposed(0, 1, 2) == Self.block)
        #expect(Self.block.transposed(-1, 0, 1).transposed(1, 2, 0) == Self.block)
        let matrix: Matrix = [[1, 2, 3], [4, 5, 6]]
        #expect(matrix.transposed(1, 0) == matrix.transposed())
    }

    @Test func blocksAreCutOut() {
        #expect(Self.block.slice(1..<2, 0..<2, 1..<3) == [[[13, 14], [17, 18]]])
        #expect(Self.block.slice(0..<1).shape == [1, 3, 4])
        #expect(Self.block.slice(axis: 1, 1..<2) == [[[4, 5, 6, 7]], [[16, 17, 18, 19]]])
        #expect(Self.block.slice(axis: -1, 3..<3).shape == [2, 3, 0])
        #expect(Self.block.rows(1..<2) == Self.block.slice(1..<2))
        #expect(Self.block.rows(0..<0).shape == [0, 3, 4])
        #expect(Matrix.zeros(0, 3).rows(0..<0).shape == [0, 3])
    }

    @Test(arguments: [0, 1, 2, -1, -3]) func joiningUndoesSplitting(axis: Int) {
        let length = Self.block.shape.axes[axis < 0 ? axis + 3 : axis]
        let parts = Self.block.split([1, 0, length - 1], axis: axis)
        #expect(parts.count == 3)
        #expect(concatenate(parts, axis: axis) == Self.block)
        let equal = Self.block.split(into: length, axis: axis)
        #expect(concatenate(equal, axis: axis) == Self.block)
        #expect(stack(equal.map { $0.squeezed(axis: axis) }, axis: axis) == Self.block)
    }

    @Test func stacksGainAnAxis() {
        #expect(stack([Matrix([1, 2]), [3, 4]]) == [[1, 2], [3, 4]])
        #expect(stack([Matrix([1, 2]), [3, 4]], axis: 1) == [[1, 3], [2, 4]])
        #expect(stack([Matrix([1, 2]), [3, 4]], axis: -1) == [[1, 3], [2, 4]])
        #expect(concatenate([Matrix.zeros(0, 2), Matrix.zeros(0, 3)], axis: 1).shape == [0, 5])
    }

    @Test func axesOfLengthOneComeAndGo() {
        let vector: Matrix = [1, 2, 3]
        #expect(vector.expandedDimensions(axis: 0) == [[1, 2, 3]])
        #expect(vector.expandedDimensions(axis: -1) == [[1], [2], [3]])
        #expect(vector.expandedDimensions(axis: 1).squeezed(axis: 1) == vector)
    }

    @Test func repeatingStillFollowsNumPy() {
        let column: Matrix = [[1], [2]]
        #expect(column + [10, 20, 30] == [[11, 21, 31], [12, 22, 32]])
        #expect(
            Self.block - Self.block.slice(axis: 1, 0..<1) == Self.block - Self.block.slice(axis: 1, 0..<1))
        #expect(Matrix(shape: [], elements: [5]) + [1, 2] == [6, 7])
    }

    @Test func wrongAxesStop() async {
        var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix.zeros(2, 3).transposed(0, 0)
        }
        expectStop(
            "transposed needs each axis of a tensor of shape (2, 3) once, but the axes given are [0, 0]",
            result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix.zeros(2, 3).slice(0..<2, 1..<4)
        }
        expectStop("the range 1..<4 along axis 1 is not within a tensor of shape (2, 3)", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix.zeros(2, 3).rows(0..<3)
        }
        expectStop("rows 0..<3 are asked of a tensor of shape (2, 3)", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix.zeros(2, 3).split(into: 2, axis: 1)
        }
        expectStop("axis 1 of a tensor of shape (2, 3) cannot be split into 2 equal parts", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix.zeros(2, 3).split([1, 1], axis: 1)
        }
        expectStop(
            "parts of the lengths [1, 1] do not make up axis 1 of a tensor of shape (2, 3)", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = stack([Matrix([1, 2]), [1, 2, 3]])
        }
        expectStop("stack needs tensors of one shape, but one is (2,) and another is (3,)", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix.zeros(2, 3).sum(axis: 2, keepDims: true)
        }
        expectStop("axis 2 is asked of a tensor of shape (2, 3)", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix.zeros(2, 3).squeezed(axis: 1)
        }
        expectStop("axis 1 of a tensor of shape (2, 3) cannot be squeezed: its length is not 1", result)
    }
}
