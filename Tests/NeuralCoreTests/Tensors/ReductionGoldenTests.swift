// Reductions of the textbook's 3×3 matrix, all at once and along each axis, and the reductions that are not sums.

import NeuralCore
import Testing

@Suite struct ReductionGoldenTests {
    struct Reduced: Decodable {
        let all, axis0, axis1: NestedNumbers
        let axis1_keepdims: NestedNumbers?
    }

    static let table: Matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    static let truths: Matrix = [[1, 0, 1], [0, 0, 1], [1, 0, 0]]

    private func check(
        _ name: String, _ x: Matrix, _ whole: Double, _ along: (Matrix, Int, Bool) -> Matrix
    ) throws {
        let golden = try OperationGoldens.named("reductions", as: [String: Reduced].self)
        let expected = try #require(golden[name])
        #expect([whole] == expected.all.numbers, "\(name)")
        #expect(along(x, 0, false) == expected.axis0.tensor, "\(name)")
        #expect(along(x, 1, false) == expected.axis1.tensor, "\(name)")
        #expect(along(x, -1, false) == expected.axis1.tensor, "\(name)")
        if let kept = expected.axis1_keepdims { #expect(along(x, 1, true) == kept.tensor, "\(name)") }
    }

    @Test func theTextbooksReductions() throws {
        let x = Self.table
        try check("sum", x, x.sum()) { $0.sum(axis: $1, keepDims: $2) }
        try check("prod", x, x.prod()) { $0.prod(axis: $1, keepDims: $2) }
        try check("min", x, x.min()) { $0.min(axis: $1, keepDims: $2) }
        try check("max", x, x.max()) { $0.max(axis: $1, keepDims: $2) }
        try check("mean", x, x.mean()) { $0.mean(axis: $1, keepDims: $2) }
        let y = Self.truths
        try check("bool_all", y, y.all() ? 1 : 0) { $0.all(axis: $1, keepDims: $2) }
        try check("bool_any", y, y.any() ? 1 : 0) { $0.any(axis: $1, keepDims: $2) }
    }

    @Test func spreadAndRunningSums() throws {
        struct Golden: Decodable {
            let mean_axis1: [Double]
            let logsumexp, std, variance: Double
            let cumsum_axis1: NestedNumbers
        }
        let golden = try OperationGoldens.named("reductions_float", as: Golden.self)
        let x = Self.table
        #expect(x.mean(axis: 1).elements == golden.mean_axis1)
        #expect(abs(x.logsumexp() - golden.logsumexp) < 1e-14)
        #expect(x.standardDeviation() == golden.std)
        #expect(x.variance() == golden.variance)
        #expect(x.cumsum(axis: 1) == golden.cumsum_axis1.tensor)
        #expect(x.cumsum(axis: 0) == [[1, 2, 3], [5, 7, 9], [12, 15, 18]])
    }

    @Test(arguments: [0, 1, 2, -1]) func alongAnAxisIsSliceBySlice(axis: Int) {
        var random = RandomState(seed: 5)
        let x = random.gaussians(2, 3, 4)
        let parts = x.split(into: x.shape.axes[axis < 0 ? 2 : axis], axis: axis).map {
            $0.squeezed(axis: axis)
        }
        let stacked = stack(parts)
        for (one, other) in [
            (x.variance(axis: axis), stacked.variance(axis: 0)),
            (x.standardDeviation(axis: axis), sqrt(stacked.variance(axis: 0))),
            (x.logsumexp(axis: axis), log(exp(stacked).sum(axis: 0))),
            (x.prod(axis: axis), parts.dropFirst().reduce(parts[0], *)),
        ] {
            expectClose(one, other, tolerance: 1e-14)
        }
        #expect(x.cumsum(axis: axis).slice(axis: axis, 0..<1) == x.slice(axis: axis, 0..<1))
        let kept = x.variance(axis: axis, keepDims: true)
        #expect(kept == x.variance(axis: axis).expandedDimensions(axis: axis))
        #expect(x.logsumexp(axis: axis, keepDims: true).shape == kept.shape)
        #expect(x.argmin(axis: axis) == (-x).argmax(axis: axis))
    }

    @Test func logsumexpDoesNotOverflow() {
        #expect(Matrix([1000, 1000]).logsumexp() == 1000.6931471805599)
        #expect(([[-1000, -1000]] as Matrix).logsumexp(axis: 1) == [-999.3068528194401])
        #expect(Matrix([-.infinity, -.infinity]).logsumexp() == -.infinity)
        #expect(Matrix([.infinity, 1]).logsumexp() == .infinity)
        #expect(Matrix(rows: [[-.infinity, 0]]).logsumexp(axis: 1) == [0])
    }

    @Test func nothingIsAProductOfOne() {
        #expect(Matrix.zeros(0).prod() == 1)
        #expect(Matrix.zeros(0).all())
        #expect(!Matrix.zeros(0).any())
        #expect(Matrix.zeros(0, 2).prod(axis: 0) == [1, 1])
    }

    @Test func placesOfExtremes() throws {
        struct Golden: Decodable { let argmin, argmax: [Int] }
        let golden = try OperationGoldens.named("arg_unique_setdiff", as: Golden.self)
        // The record keeps the answers only; this matrix has them along its rows.
        let x: Matrix = [[2, 5, 1, 8], [3, 0, 9, -5], [4, 7, 5, 3], [6, 1, 4, 0]]
        #expect(x.argmin(axis: 1) == golden.argmin)
        #expect(x.argmax(axis: 1) == golden.argmax)
        #expect(Matrix([3, 1, 2, 1]).argmin() == 1)
    }
}
