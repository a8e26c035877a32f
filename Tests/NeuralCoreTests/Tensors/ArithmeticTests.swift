// Arithmetic of tensors, element by element, with the shorter one repeated after NumPy's rule.

import NeuralCore
import Testing

@Suite struct ArithmeticTests {
    /// The table of NumPy's manual, "Broadcasting": shapes, and the shape of the result; nil where NumPy raises.
    static let shapes: [(a: Shape, b: Shape, result: Shape?)] = [
        ([256, 256, 3], [3], [256, 256, 3]),
        ([8, 1, 6, 1], [7, 1, 5], [8, 7, 6, 5]),
        ([5, 4], [1], [5, 4]),
        ([5, 4], [4], [5, 4]),
        ([15, 3, 5], [15, 1, 5], [15, 3, 5]),
        ([15, 3, 5], [3, 5], [15, 3, 5]),
        ([15, 3, 5], [3, 1], [15, 3, 5]),
        ([3], [4], nil),
        ([2, 1], [8, 4, 3], nil),
        // What the manual leaves out: no axes, no elements.
        ([], [], []),
        ([], [2, 3], [2, 3]),
        ([0], [1], [0]),
        ([0], [], [0]),
        ([0, 3], [3], [0, 3]),
        ([3, 1], [0], [3, 0]),
        ([2, 0, 3], [2, 1, 1], [2, 0, 3]),
        ([0], [2], nil),
        ([0, 3], [2, 3], nil),
    ]

    @Test(arguments: shapes) func shapesFitAsInNumPy(a: Shape, b: Shape, result: Shape?) {
        #expect(a.broadcast(with: b) == result)
        #expect(b.broadcast(with: a) == result)
    }

    /// A result is what the definition says: each axis of length 1, and each that is missing, is read again and again.
    @Test(arguments: shapes.filter { $0.result != nil && $0.result!.elementCount < 10_000 })
    func elementsArePairedAsInNumPy(a: Shape, b: Shape, result: Shape?) throws {
        let result = try #require(result)
        var random = RandomState(seed: 1)
        let x = Matrix(shape: a, elements: random.random(count: a.elementCount))
        let y = Matrix(shape: b, elements: random.random(count: b.elementCount))
        let expected = (0..<result.elementCount).map { offset in
            element(of: x, at: offset, of: result) - element(of: y, at: offset, of: result)
        }
        #expect(x - y == Matrix(shape: result, elements: expected))
        #expect(y - x == Matrix(shape: result, elements: expected.map { -$0 }))
    }

    /// The element of `tensor` that stands at `offset` once it is repeated to `shape`.
    private func element(of tensor: Matrix, at offset: Int, of shape: Shape) -> Double {
        var (rest, place, step) = (offset, 0, 1)
        for back in 1...max(1, shape.rank) where back <= tensor.rank {
            let length = tensor.shape[tensor.rank - back]
            let index = rest % shape[shape.rank - back]
            rest /= shape[shape.rank - back]
            place += (length == 1 ? 0 : index) * step
            step *= length
        }
        return tensor.elements[place]
    }

    @Test func fourOperationsOfTwoTensors() {
        let x: Matrix = [[6, 8], [10, 12]]
        let y: Matrix = [[3, 2], [5, 4]]
        #expect(x + y == [[9, 10], [15, 16]])
        #expect(x - y == [[3, 6], [5, 8]])
        #expect(x * y == [[18, 16], [50, 48]])
        #expect(x / y == [[2, 4], [2, 3]])
        #expect(-x == [[-6, -8], [-10, -12]])
    }

    @Test func fourOperationsWithANumber() {
        let x: Matrix = [2, 4]
        #expect(x + 1 == [3, 5])
        #expect(x - 1 == [1, 3])
        #expect(x * 3 == [6, 12])
        #expect(x / 2 == [1, 2])
        #expect(1 + x == [3, 5])
        #expect(1 - x == [-1, -3])
        #expect(3 * x == [6, 12])
        #expect(8 / x == [4, 2])
    }

    @Test func aRowAndAColumnMakeATable() {
        let column: Matrix = [[1], [2], [3]]
        let row: Matrix = [10, 20]
        #expect(column * row == [[10, 20], [20, 40], [30, 60]])
        #expect(row - column == [[9, 19], [8, 18], [7, 17]])
    }

    @Test func changesInPlace() {
        var x: Matrix = [[1, 2], [3, 4]]
        x += [[1, 1], [2, 2]]
        #expect(x == [[2, 3], [5, 6]])
        x -= [1, 2]
        #expect(x == [[1, 1], [4, 4]])
        x *= [[2], [3]]
        #expect(x == [[2, 2], [12, 12]])
        x /= [[2]]
        #expect(x == [[1, 1], [6, 6]])
    }

    @Test func changesInPlaceByANumber() {
        var x: Matrix = [1, 2]
        x += 3
        #expect(x == [4, 5])
        x -= 1
        #expect(x == [3, 4])
        x *= 4
        #expect(x == [12, 16])
        x /= 2
        #expect(x == [6, 8])
    }

    @Test func aTensorCanChangeItself() {
        var x: Matrix = [1, 2]
        x += x
        #expect(x == [2, 4])
        x -= x
        #expect(x == [0, 0])
    }

    @Test func nothingCanBeChangedInPlace() {
        var nothing = Matrix.zeros(0, 3)
        nothing += [1, 2, 3]
        nothing *= 2
        #expect(nothing.shape == [0, 3])
    }

    /// IEEE 754: division by zero is no error.
    @Test func divisionByZeroIsInfinite() {
        let quotients = Matrix([1, -1, 0]) / 0
        #expect(quotients[0] == .infinity)
        #expect(quotients[1] == -.infinity)
        #expect(quotients[2].isNaN)
    }
}
