// Determinants, inverses and solutions, against TensorFlow 2.21 and by their definitions.

import NeuralCore
import Testing

@Suite struct EquationTests {
    private struct Golden: Decodable {
        struct Results: Decodable {
            let transpose_m1, matmul_m1_m2, add_m2_m3, inverse_m4, solve_m5_ones: GoldenTensor
            let det_m3, trace_m1: Double
        }
        let m: [GoldenTensor]
        let float32, float64: Results
    }

    @Test func theTextbooksMatricesInDoublePrecision() throws {
        let golden = try OperationGoldens.named("matrices_seed_1", as: Golden.self)
        let m = golden.m.map(\.tensor)
        // The matrices themselves are five draws of one generator.
        var random = RandomState(seed: 1)
        for matrix in m {
            let drawn = random.random(4, 4)
            #expect(drawn == matrix)
        }
        let expected = golden.float64
        #expect(m[0].transposed() == expected.transpose_m1.tensor)
        expectClose(m[0].dot(m[1]), expected.matmul_m1_m2.tensor, "product")
        #expect(m[1] + m[2] == expected.add_m2_m3.tensor)
        #expect(abs(m[2].determinant() - expected.det_m3) < 1e-12)
        expectClose(m[3].inverse(), expected.inverse_m4.tensor, "inverse")
        expectClose(m[4].solve(Matrix.ones(4, 1)), expected.solve_m5_ones.tensor, "solution")
        #expect(abs(m[0].trace() - expected.trace_m1) < 1e-12)
    }

    @Test func theTextbooksMatricesInSinglePrecision() throws {
        let golden = try OperationGoldens.named("matrices_seed_1", as: Golden.self)
        func single(_ tensor: GoldenTensor) -> Tensor<Float> {
            Tensor(shape: Shape(tensor.shape), elements: tensor.data.map { Float($0) })
        }
        let m = golden.m.map(single)
        let expected = golden.float32
        #expect(m[0].transposed() == single(expected.transpose_m1))
        expectClose(m[0].dot(m[1]), single(expected.matmul_m1_m2), "product", tolerance: 2.5e-7)
        #expect(m[1] + m[2] == single(expected.add_m2_m3))
        #expect(abs(Double(m[2].determinant()) - expected.det_m3) < 1e-7)
        expectClose(m[3].inverse(), single(expected.inverse_m4), "inverse", tolerance: 2e-6)
        expectClose(
            m[4].solve(Tensor.ones(4, 1)), single(expected.solve_m5_ones), "solution", tolerance: 2e-6)
        #expect(abs(Double(m[0].trace()) - expected.trace_m1) < 2e-7)
    }

    @Test(arguments: [1, 2, 3, 7, 20]) func solutionsSolve(n: Int) {
        var random = RandomState(seed: UInt32(n))
        let a = random.gaussians(n, n)
        let b = random.gaussians(n, 3)
        expectClose(a.dot(a.solve(b)), b, tolerance: 1e-11)
        expectClose(a.dot(a.inverse()), .identity(n), tolerance: 1e-11)
        #expect(abs(a.determinant() * a.inverse().determinant() - 1) < 1e-10)
        expectClose(a.solve(b.column(0)), a.solve(b).column(0), tolerance: 1e-12)
        expectClose(a.leastSquares(b), a.solve(b), tolerance: 1e-10)
    }

    @Test func theDecompositionsGiveTheMatrixBack() {
        var random = RandomState(seed: 9)
        let a = random.gaussians(4, 4)
        let lu = LUDecomposition(a)
        var (lower, upper) = (Matrix.identity(4), lu.factors)
        for row in 0..<4 {
            for column in 0..<row { (lower[row, column], upper[row, column]) = (lu.factors[row, column], 0) }
        }
        expectClose(lower.dot(upper), a.rows(lu.order), tolerance: 1e-14)
        #expect(lower.elements.allSatisfy { abs($0) <= 1 })
    }

    @Test func aZeroInTheCornerNeedsAnExchange() {
        #expect(([[0, 1], [1, 0]] as Matrix).determinant() == -1)
        #expect(([[0, 2], [3, 4]] as Matrix).solve([2, 7]) == [1, 1])
        #expect(([[1, 2], [2, 4]] as Matrix).determinant() == 0)
        #expect(Matrix.zeros(0, 0).determinant() == 1)
    }

    @Test func aFitHasNoErrorThatTheColumnsCouldExplain() {
        let points: Matrix = [[0, 1], [1, 1], [2, 1]]
        expectClose(points.leastSquares([1, 3, 5]), [2, 1], tolerance: 1e-14)
        var random = RandomState(seed: 2)
        for (m, n) in [(5, 2), (10, 4), (3, 3), (6, 1)] {
            let a = random.gaussians(m, n)
            let b = random.gaussians(m, 2)
            let x = a.leastSquares(b)
            #expect(x.shape == [n, 2])
            // What is left stands at right angles to every column.
            expectClose(a.transposed().dot(b - a.dot(x)), Matrix.zeros(n, 2), tolerance: 1e-13)
        }
    }

    @Test func wrongMatricesStop() async {
        var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ([[1, 2], [2, 4]] as Matrix).inverse()
        }
        expectStop(
            "the matrix of shape (2, 2) is singular: column 1 is a combination of those before it", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix.zeros(2, 3).determinant()
        }
        expectStop("a square matrix is needed, but the shape is (2, 3)", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix.identity(2).solve([1, 2, 3])
        }
        expectStop("2 equations need a right side of 2 rows, but its shape is (3,)", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ([[1, 2], [2, 4], [3, 6]] as Matrix).leastSquares([1, 2, 3])
        }
        expectStop("the fit has no single solution: column 1 of the matrix of shape (3, 2)", result)
    }
}
