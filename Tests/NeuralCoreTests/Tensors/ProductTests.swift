// Products of matrices and vectors, small ones by plain loops and large ones by OpenBLAS.

import Testing

@testable import NeuralCore

@Suite struct ProductTests {
    static let table: Matrix = [[1, 2, 3], [4, 5, 6]]

    @Test func matrixWithMatrix() {
        #expect(Self.table.dot([[1, 0], [0, 1], [1, 1]]) == [[4, 5], [10, 11]])
    }

    @Test func matrixWithVector() { #expect(Self.table.dot([1, 0, -1]) == [-2, -2]) }

    @Test func vectorWithMatrix() { #expect(Matrix([10, 1]).dot(Self.table) == [14, 25, 36]) }

    @Test func vectorWithVector() {
        let product = Matrix([1, 2, 3]).dot([4, 5, 6])
        #expect(product.shape == [])
        #expect(product.item == 32)
    }

    /// A sum of nothing is 0.
    @Test func productsWithoutElements() {
        #expect(Matrix.zeros(2, 0).dot(Matrix.zeros(0, 3)) == Matrix.zeros(2, 3))
        #expect(Matrix.zeros(0, 2).dot(Matrix.zeros(2, 3)).shape == [0, 3])
        #expect(Matrix.zeros(2, 3).dot(Matrix.zeros(3, 0)).shape == [2, 0])
        #expect(Matrix([]).dot([]).item == 0)
    }

    @Test func transposing() {
        #expect(Self.table.transposed() == [[1, 4], [2, 5], [3, 6]])
        #expect(Self.table.transposed().transposed() == Self.table)
        #expect(Matrix([1, 2]).transposed() == [1, 2])
        #expect(Matrix.zeros(0, 3).transposed().shape == [3, 0])
    }

    /// (AB)ᵀ = BᵀAᵀ
    @Test func theTransposeOfAProduct() {
        var random = RandomState(seed: 5)
        let (a, b) = (random.gaussians(3, 4), random.gaussians(4, 2))
        #expect(a.dot(b).transposed() == b.transposed().dot(a.transposed()))
    }

    // MARK: - Large and small

    /// Rows, inner length, columns: thin, square, and on either side of where OpenBLAS takes over.
    static let sizes: [(rows: Int, inner: Int, columns: Int)] = [
        (1, 1, 1), (4, 3, 1), (1, 7, 5), (5, 1, 6), (17, 13, 11), (31, 32, 33), (32, 32, 32), (33, 32, 31),
        (64, 50, 70), (1, 4096, 9), (4096, 1, 9), (9, 5, 1000), (200, 100, 40),
    ]

    @Test func theSizesStandOnBothSides() {
        let counts = Self.sizes.map { $0.rows * $0.inner * $0.columns }
        #expect(counts.contains { $0 < Matrix.largeProduct })
        #expect(counts.contains(Matrix.largeProduct))
        #expect(counts.contains { $0 > Matrix.largeProduct })
    }

    @Test(arguments: sizes) func productsAreSumsOfProducts(rows: Int, inner: Int, columns: Int) {
        expectProducts(Double.self, rows, inner, columns, tolerance: 1e-12)
        // n rounded additions are off by n · ε at the most, where the terms are about 1.
        expectProducts(
            Float.self, rows, inner, columns, tolerance: Double(inner + 1) * Double(Float.ulpOfOne))
    }

    /// Compares the product, either factor transposed or none, with the sum of products in double precision.
    private func expectProducts<Scalar: TensorScalar>(
        _ type: Scalar.Type, _ rows: Int, _ inner: Int, _ columns: Int, tolerance: Double
    ) {
        var random = RandomState(seed: 9)
        func factor(_ shape: Shape) -> Tensor<Scalar> {
            let numbers = random.uniform(low: -1, high: 1, count: shape.elementCount)
            return Tensor(shape: shape, elements: numbers.map { Scalar($0) })
        }
        let (a, b) = (factor([rows, inner]), factor([inner, columns]))
        let expected = naiveProduct(a, b)
        expectClose(a.dot(b), expected, "dot", tolerance: tolerance)
        expectClose(Tensor.product(a, b), expected, "neither", tolerance: tolerance)
        expectClose(
            Tensor.product(a.transposed(), b, transposing: .left), expected, "left", tolerance: tolerance)
        expectClose(
            Tensor.product(a, b.transposed(), transposing: .right), expected, "right", tolerance: tolerance)
        expectAccumulation(a, b, onto: expected, tolerance: 2 * tolerance)
    }

    /// With `accumulates`, the product is added to what is there.
    private func expectAccumulation<Scalar: TensorScalar>(
        _ a: Tensor<Scalar>, _ b: Tensor<Scalar>, onto product: Tensor<Scalar>, tolerance: Double
    ) {
        let (rows, inner, columns) = (a.shape[0], a.shape[1], b.shape[1])
        var sums = product.elements
        sums.withUnsafeMutableBufferPointer { c in
            a.elements.withUnsafeBufferPointer { a in
                b.elements.withUnsafeBufferPointer { b in
                    guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
                    Tensor<Scalar>.multiply(
                        a, b, into: c, rows: rows, inner: inner, columns: columns, accumulates: true)
                }
            }
        }
        expectClose(
            Tensor(shape: product.shape, elements: sums), product + product, "accumulated",
            tolerance: tolerance)
    }

    /// Σₖ a(i, k) · b(k, j), one after the other in double precision.
    private func naiveProduct<Scalar: TensorScalar>(
        _ a: Tensor<Scalar>, _ b: Tensor<Scalar>
    ) -> Tensor<Scalar> {
        let (rows, inner, columns) = (a.shape[0], a.shape[1], b.shape[1])
        let (x, y) = (a.elements.map { Double($0) }, b.elements.map { Double($0) })
        var product = [Double](repeating: 0, count: rows * columns)
        for i in 0..<rows {
            for j in 0..<columns {
                for k in 0..<inner { product[i * columns + j] += x[i * inner + k] * y[k * columns + j] }
            }
        }
        return Tensor(shape: [rows, columns], elements: product.map { Scalar($0) })
    }

    /// The small loops add in the order of k, so that they give the same bits on every machine.
    @Test func smallSumsAreTakenInOrder() {
        var random = RandomState(seed: 2)
        let (a, b) = (random.gaussians(6, 9), random.gaussians(9, 7))
        #expect(a.dot(b) == naiveProduct(a, b))
        #expect(Matrix.product(a.transposed(), b, transposing: .left) == naiveProduct(a, b))
        #expect(Matrix.product(a, b.transposed(), transposing: .right) == naiveProduct(a, b))
    }

    @Test(arguments: [4, 64]) func whatIsNotANumberSpreads(size: Int) {
        var a = Matrix(repeating: 0, shape: [size, size])
        a[1, 2] = .nan
        let product = a.dot(Matrix.zeros(size, size))
        #expect(product.row(1).elements.allSatisfy { $0.isNaN })
        #expect(product.row(0) == Matrix.zeros(size))
    }
}
