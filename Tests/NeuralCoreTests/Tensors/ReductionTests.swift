// Sums, means and extremes; the sums are NumPy's to the last bit.

import NeuralCore
import Testing

@Suite struct ReductionTests {
    /// Bits of sums that NumPy 2.4.6 gave, in hexadecimal: of vectors, and of matrices along both axes.
    private struct Golden: Decodable {
        struct Vector: Decodable {
            let length: Int
            let double: String
            let float: String
        }
        struct Table: Decodable {
            let shape: [Int]
            let double: [[String]]
            let float: [[String]]
        }
        let vectors: [Vector]
        let matrices: [Table]
    }

    private func golden() throws -> Golden { try Fixture.load("sums.json") }

    /// `numpy.random.RandomState(7).random_sample(count) - 0.5`
    private func numbers(_ shape: Shape) -> Matrix {
        var random = RandomState(seed: 7)
        return Matrix(shape: shape, elements: random.random(count: shape.elementCount)) - 0.5
    }

    private func single(_ tensor: Matrix) -> Tensor<Float> {
        Tensor(shape: tensor.shape, elements: tensor.elements.map { Float($0) })
    }

    @Test func sumsOfVectorsHaveTheBitsOfNumPys() throws {
        for vector in try golden().vectors {
            let numbers = numbers([vector.length])
            #expect(numbers.sum().bitPattern == UInt64(vector.double, radix: 16), "\(vector.length)")
            #expect(single(numbers).sum().bitPattern == UInt32(vector.float, radix: 16), "\(vector.length)")
        }
    }

    @Test func sumsAlongAnAxisHaveTheBitsOfNumPys() throws {
        for table in try golden().matrices {
            let numbers = numbers(Shape(table.shape))
            for axis in 0..<2 {
                let sums = numbers.sum(axis: axis).elements.map { Optional($0.bitPattern) }
                #expect(sums == table.double[axis].map { UInt64($0, radix: 16) }, "\(table.shape), \(axis)")
                let singles = single(numbers).sum(axis: axis).elements.map { Optional($0.bitPattern) }
                #expect(singles == table.float[axis].map { UInt32($0, radix: 16) }, "\(table.shape), \(axis)")
            }
        }
    }

    // MARK: - Axes

    static let block: Matrix = [[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]]

    @Test func anAxisDisappears() {
        #expect(Self.block.sum(axis: 0) == [[8, 10, 12], [14, 16, 18]])
        #expect(Self.block.sum(axis: 1) == [[5, 7, 9], [17, 19, 21]])
        #expect(Self.block.sum(axis: 2) == [[6, 15], [24, 33]])
        #expect(Self.block.sum(axis: -1) == Self.block.sum(axis: 2))
        #expect(Self.block.sum(axis: -3) == Self.block.sum(axis: 0))
        #expect(Self.block.mean(axis: 1) == [[2.5, 3.5, 4.5], [8.5, 9.5, 10.5]])
        #expect(Matrix([1, 2, 3]).sum(axis: 0) == Matrix(shape: [], elements: [6]))
    }

    @Test func allElements() {
        #expect(Self.block.sum() == 78)
        #expect(Self.block.mean() == 6.5)
        #expect(Self.block.min() == 1)
        #expect(Self.block.max() == 12)
        #expect(Self.block.argmax() == 11)
    }

    @Test func extremesAlongAnAxis() {
        let table: Matrix = [[3, 1, 3], [2, 5, 0]]
        #expect(table.max(axis: 0) == [3, 5, 3])
        #expect(table.max(axis: 1) == [3, 5])
        #expect(table.min(axis: 0) == [2, 1, 0])
        #expect(table.min(axis: -1) == [1, 0])
        #expect(table.argmax(axis: 0) == [0, 1, 0])
        #expect(Self.block.argmax(axis: 1) == [1, 1, 1, 1, 1, 1])
    }

    @Test func ofSeveralLargestTheFirstIsNamed() {
        #expect(Matrix([1, 4, 4, 4]).argmax() == 1)
        #expect(([[3, 1, 3], [0, 0, 0]] as Matrix).argmax(axis: 1) == [0, 0])
    }

    // MARK: - Special numbers

    /// As in NumPy: a NaN anywhere is the sum, the mean and both extremes, and `argmax` names the first.
    @Test func notANumberIsNotHidden() {
        let table = Matrix(rows: [[5, .nan, .nan], [1, 2, 3]])
        for number in [table.sum(), table.mean(), table.min(), table.max()] { #expect(number.isNaN) }
        #expect(table.argmax() == 1)
        #expect(table.argmax(axis: 1) == [1, 2])
        #expect(table.max(axis: 0)[0] == 5)
        #expect(table.max(axis: 0)[1].isNaN)
        #expect(table.min(axis: 1)[0].isNaN)
        #expect(table.min(axis: 1)[1] == 1)
        #expect(table.sum(axis: 1)[1] == 6)
    }

    @Test func infinitiesAreNumbers() {
        let vector = Matrix([-.infinity, 1, .infinity])
        #expect(vector.sum().isNaN)
        #expect(vector.max() == .infinity)
        #expect(vector.argmax() == 2)
        #expect(vector.min() == -.infinity)
    }

    /// NumPy 2.4.6: `np.zeros((0, 3)).sum(axis)` and `mean`.
    @Test func aSumOfNothingIsZero() {
        let nothing = Matrix.zeros(0, 3)
        #expect(nothing.sum() == 0)
        #expect(nothing.sum(axis: 0) == [0, 0, 0])
        #expect(nothing.sum(axis: 1).shape == [0])
        #expect(Matrix.zeros(3, 0).sum(axis: 1) == [0, 0, 0])
        #expect(nothing.mean().isNaN)
        #expect(nothing.mean(axis: 0).elements.allSatisfy { $0.isNaN })
        #expect(nothing.max(axis: 1).shape == [0])
    }

    /// NumPy 2.4.6 prints `0.0` for `np.array([]).sum()` and for `np.array([-0.0, -0.0]).sum()`: a sum begins at 0.
    @Test(arguments: [0, 1, 7, 8, 9, 300]) func aSumOfZerosIsPositive(count: Int) {
        let zeros = Matrix(repeating: -0.0, shape: [count])
        #expect(zeros.sum().sign == .plus)
        #expect(zeros.sum(axis: 0).item.sign == .plus)
        for axis in 0..<2 {
            let sums = Matrix(repeating: -0.0, shape: [count, 2]).sum(axis: axis)
            #expect(sums.elements.allSatisfy { $0.sign == .plus })
        }
    }
}
