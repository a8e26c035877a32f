// How a tensor is made, read and changed.

import NeuralCore
import Testing

@Suite struct TensorTests {
    @Test func elementsAreStoredRowByRow() {
        let table = Matrix(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6])
        #expect(table == [[1, 2, 3], [4, 5, 6]])
        #expect(table[0, 2] == 3)
        #expect(table[1, 0] == 4)
        #expect(table.rank == 2)
        #expect(table.count == 6)
        #expect(table.rowCount == 2)
    }

    @Test func everyInitializerSaysItsShape() {
        #expect(Matrix([1, 2, 3]).shape == [3])
        #expect(Matrix(rows: [[1, 2], [3, 4], [5, 6]]).shape == [3, 2])
        #expect(Matrix(rows: [[1, 2], [3, 4]]) == [[1, 2], [3, 4]])
        #expect(Matrix(rows: []).shape == [0, 0])
        #expect(Matrix(rows: [[], []]).shape == [2, 0])
        #expect(Matrix.zeros(2, 2) == [[0, 0], [0, 0]])
        #expect(Matrix.ones(1, 3) == [[1, 1, 1]])
        #expect(Matrix(repeating: 7, shape: [2]) == [7, 7])
        #expect(Matrix.zeros().shape == [])
        #expect(Matrix.zeros(2, 0, 3).count == 0)
    }

    @Test func literalsHoldWhatIsComputed() {
        let (a, b, count) = (0.5, -2.0, 3)
        #expect([[a * 2, b], [a / 4, 1]] as Matrix == Matrix(rows: [[1, -2], [0.125, 1]]))
        #expect([a, -b, 1, 0.25, Double(count)] as Matrix == Matrix([0.5, 2, 1, 0.25, 3]))
        #expect([[1.0 / 3, 2]] as Matrix == Matrix(rows: [[1.0 / 3, 2]]))
        #expect([[count, 1], [0, 2 * count]] as Matrix == Matrix(rows: [[3, 1], [0, 6]]))
        let half: Float = 0.5
        #expect([[half, 1]] as Tensor<Float> == Tensor(rows: [[0.5, 1]]))
        // Rows of whole numbers stand beside rows that have a point.
        #expect([[[1, 2]], [[a, 2.5]]] as Matrix == Matrix(shape: [2, 1, 2], elements: [1, 2, 0.5, 2.5]))
    }

    /// Nested brackets could also be a list of inputs, for a model that has several.
    @Test func aLiteralIsTheOneInputOfAModel() {
        let model = Sequential<Double>(inputShape: [2]) { Dense(1) }
        model.compile(optimizer: SGD(), loss: .meanSquaredError)
        let third = 1.0 / 3
        #expect(model.predict([[1, third]]).shape == [1, 1])
        #expect(model.fit([[1, 2], [third, 4]], [[1], [0]], epochs: 1)["loss"].count == 1)
        #expect(model.evaluate([[third, 2]], [[1]]).loss.isFinite)
        #expect(model.objective([[1, 2]], [[third]]).value(at: [0, 0, 0]).isFinite)
    }

    @Test func literalsNestAsDeepAsTheShape() {
        let numbers: Matrix = [1, 2.5]
        let block: Tensor<Float> = [[[1, 2]], [[3, 4]], [[5, 6]]]
        let nothing: Matrix = []
        #expect(numbers.shape == [2])
        #expect(block.shape == [3, 1, 2])
        #expect(block.elements == [1, 2, 3, 4, 5, 6])
        #expect(nothing.shape == [0])
    }

    @Test func aCopyIsIndependent() {
        let original: Matrix = [[1, 2], [3, 4]]
        var copy = original
        copy[0, 0] = 9
        copy.fill(with: copy[0, 0])
        #expect(original == [[1, 2], [3, 4]])
        #expect(copy == [[9, 9], [9, 9]])
    }

    @Test func equalityIsOfShapeAndElements() {
        #expect(Matrix([1, 2]) != [[1, 2]])
        #expect(Matrix.zeros(0, 3) != Matrix.zeros(3, 0))
        #expect(Matrix([0.0]) == Matrix([-0.0]))
        #expect(Matrix([.nan]) != Matrix([.nan]))
    }

    @Test func anItemIsTheOnlyElement() {
        #expect(Matrix([4]).item == 4)
        #expect(([[[4]]] as Matrix).item == 4)
        #expect(Matrix(repeating: 4, shape: []).item == 4)
    }

    // MARK: - Parts

    @Test func rowsAndColumns() {
        let table: Matrix = [[1, 2, 3], [4, 5, 6]]
        #expect(table.row(1) == [4, 5, 6])
        #expect(table.column(2) == [3, 6])
        #expect(table.rows([1, 0, 1]) == [[4, 5, 6], [1, 2, 3], [4, 5, 6]])
        #expect(table.rows([]).shape == [0, 3])
    }

    @Test func rowsOfAnyRank() {
        let block: Matrix = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
        #expect(block.row(1) == [[5, 6], [7, 8]])
        #expect(block.rows([1]) == [[[5, 6], [7, 8]]])
        #expect(Matrix([3, 4]).row(1) == Matrix(shape: [], elements: [4]))
        #expect(Matrix([3, 4]).rows([1, 0]) == [4, 3])
        #expect(Matrix.zeros(2, 0).row(1).shape == [0])
    }

    @Test func elementsOfAVectorCanBeSet() {
        var vector: Matrix = [1, 2, 3]
        vector[1] += 10
        #expect(vector == [1, 12, 3])
    }

    @Test func reshapingKeepsTheElements() {
        let vector: Matrix = [1, 2, 3, 4, 5, 6]
        #expect(vector.reshaped(2, 3) == [[1, 2, 3], [4, 5, 6]])
        #expect(vector.reshaped(-1, 2).shape == [3, 2])
        #expect(vector.reshaped(3, -1, 1).shape == [3, 2, 1])
        #expect(Matrix([4]).reshaped().shape == [])
        #expect(Matrix.zeros(0, 3).reshaped(0, 7).shape == [0, 7])
    }

    @Test func joining() {
        let table: Matrix = [[1, 2], [3, 4]]
        #expect(concatenate([table, [[5, 6]]]) == [[1, 2], [3, 4], [5, 6]])
        #expect(concatenate([table, [[5], [6]]], axis: 1) == [[1, 2, 5], [3, 4, 6]])
        #expect(concatenate([table, table], axis: -1) == [[1, 2, 1, 2], [3, 4, 3, 4]])
        #expect(concatenate([Matrix.zeros(0, 2), table]) == table)
        #expect(concatenate([Matrix.zeros(0, 2), Matrix.zeros(0, 3)], axis: 1).shape == [0, 5])
    }

    // MARK: - Shapes

    @Test func shapesReadAsInNumPy() {
        #expect("\(Shape())" == "()")
        #expect("\([3] as Shape)" == "(3,)")
        #expect("\([4, 0, 2] as Shape)" == "(4, 0, 2)")
    }

    @Test func aShapeCountsItsElements() {
        #expect(Shape().elementCount == 1)
        #expect(([4, 3, 2] as Shape).elementCount == 24)
        #expect(([4, 0, 2] as Shape).elementCount == 0)
        #expect(([1, 2, 3, 4, 5, 6, 7, 8] as Shape).axes == [1, 2, 3, 4, 5, 6, 7, 8])
    }

    /// Swift 6.3 crashes where a variable of an asynchronous function wants more.
    @Test func aShapeWantsNoMoreThanSixteenBytesOfAlignment() {
        #expect(MemoryLayout<Shape>.alignment <= 16)
        #expect(MemoryLayout<Matrix>.alignment <= 16)
    }

    // MARK: - Functions of every element

    @Test func functionsOfEveryElement() {
        let x: Matrix = [[0.25, 1], [4, 9]]
        #expect(sqrt(x) == [[0.5, 1], [2, 3]])
        #expect(square(x) == [[0.0625, 1], [16, 81]])
        #expect(pow(x, 0.5) == sqrt(x))
        #expect(pow([-3, 2], 2) == [9, 4])
        #expect(abs([-3, 0, 2]) == Matrix([3, 0, 2]))
        #expect(exp([0, 1]).elements == [1, exp(1.0)])
        #expect(log(Matrix([1, exp(1.0)])) == [0, 1])
        #expect(x.map { -$0 } == -x)
        let far: Tensor<Float> = [1000, -1000]
        #expect(exp(far).elements == [.infinity, 0])
    }

    @Test func comparisonsAnswerWithOneAndZero() {
        let x = Matrix(rows: [[1, 2], [3, .nan]])
        #expect((x .== [1, 5]) == [[1, 0], [0, 0]])
        #expect((x .> [2, 1]) == [[0, 1], [1, 0]])
        #expect((x .< 3) == [[1, 1], [0, 0]])
        #expect((x .> 1) == [[0, 1], [1, 0]])
        #expect((x .== 3) == [[0, 0], [1, 0]])
        #expect((x .< x).sum() == 0)
    }
}
