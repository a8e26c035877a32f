// Functions of single elements and of pairs, against TensorFlow 2.21 in double precision.

import NeuralCore
import Testing

@Suite struct ElementwiseTests {
    static let pairs: [(String, @Sendable (Matrix, Matrix) -> Matrix)] = [
        ("add", { $0 + $1 }), ("subtract", { $0 - $1 }), ("multiply", { $0 * $1 }), ("div", { $0 / $1 }),
        ("mod", { mod($0, $1) }), ("floordiv", { floorDivide($0, $1) }),
        ("truncatemod", { truncateMod($0, $1) }), ("maximum", { maximum($0, $1) }),
        ("minimum", { minimum($0, $1) }), ("squared_difference", { squaredDifference($0, $1) }),
    ]

    @Test(arguments: pairs) func pairsAgreeToTheBit(
        name: String, function: @Sendable (Matrix, Matrix) -> Matrix
    ) throws {
        let golden = try OperationGoldens.named("elementwise_float64", as: [String: GoldenTensor].self)
        let (x, y) = (try #require(golden["x"]).tensor, try #require(golden["y"]).tensor)
        expectSame(function(x, y), try #require(golden[name]).tensor, name)
    }

    static let exact: [(String, @Sendable (Matrix) -> Matrix)] = [
        ("abs", { abs($0) }), ("negative", { -$0 }), ("sign", { sign($0) }), ("square", { square($0) }),
        ("round", { round($0) }), ("rint", { round($0) }), ("floor", { floor($0) }), ("ceil", { ceil($0) }),
    ]

    @Test(arguments: exact) func functionsAgreeToTheBit(name: String, function: @Sendable (Matrix) -> Matrix)
        throws
    {
        let golden = try OperationGoldens.named("elementwise_float64", as: [String: GoldenTensor].self)
        expectSame(
            function(try #require(golden["x"]).tensor), try #require(golden[name]).tensor, name)
    }

    static let rounded: [(String, @Sendable (Matrix) -> Matrix)] = [
        ("exp", { exp($0) }), ("sin", { sin($0) }), ("cos", { cos($0) }), ("sqrt", { sqrt($0) }),
        ("log", { log($0) }), ("rsqrt", { rsqrt($0) }), ("log1p", { log1p($0) }),
    ]

    @Test(arguments: rounded) func functionsAgree(name: String, function: @Sendable (Matrix) -> Matrix) throws
    {
        let golden = try OperationGoldens.named("elementwise_float64", as: [String: GoldenTensor].self)
        let input = ["sqrt", "log", "rsqrt", "log1p"].contains(name) ? "positive_x" : "x"
        expectClose(
            function(try #require(golden[input]).tensor), try #require(golden[name]).tensor, name,
            tolerance: 1e-15)
    }

    @Test func powersOfPairsAgree() throws {
        let golden = try OperationGoldens.named("elementwise_float64", as: [String: GoldenTensor].self)
        let powers = pow(try #require(golden["positive_x"]).tensor, try #require(golden["y"]).tensor)
        expectClose(powers, try #require(golden["pow_positive_x_y"]).tensor, tolerance: 1e-15)
    }

    @Test func wholeNumbersFollowTheTextbook() throws {
        let golden = try OperationGoldens.named("elementwise_int32", as: [String: GoldenTensor].self)
        let x = try #require(golden["x"]).data.map { Int($0) }
        let y = try #require(golden["y"]).data.map { Int($0) }
        func agree(_ name: String, _ function: (Int, Int) -> Int) throws {
            let expected = try #require(golden[name]).data.map { Int($0) }
            #expect(zip(x, y).map(function) == expected, "\(name)")
        }
        try agree("div_tf1_floor") { floorDivide($0, $1) }
        try agree("mod") { mod($0, $1) }
        try agree("truncatediv", /)
        let quotients = Matrix(x.map(Double.init)) / Matrix(y.map(Double.init))
        expectSame(quotients, try #require(golden["div_true"]).tensor)
    }

    @Test(arguments: [(7.5, 2.0), (-7.5, 2), (7.5, -2), (-7.5, -2), (1, 0.1), (-1, 0.1), (3, 3), (1e300, 3)])
    func quotientAndRestBelongTogether(a: Double, b: Double) {
        let quotient = floorDivide(Matrix([a]), b)[0]
        let rest = mod(Matrix([a]), b)[0]
        #expect(quotient == quotient.rounded())
        #expect(abs(quotient * b + rest - a) <= abs(a) * 1e-15)
        #expect(rest == 0 || (rest < 0) == (b < 0))
        #expect(abs(rest) <= abs(b))
    }

    @Test func aTenthGoesIntoOneNineTimes() {
        // Python 3.14: 1 // 0.1 is 9.0, and 1 % 0.1 is 0.09999999999999995.
        #expect(floorDivide(Matrix([1]), 0.1) == [9])
        #expect(mod(Matrix([1]), 0.1) == [0.09999999999999995])
    }

    @Test func notANumberStaysOne() {
        let x: Matrix = Matrix([.nan, 1])
        for result in [
            maximum(x, Matrix([1, .nan])), minimum(x, Matrix([1, .nan])), sign(Matrix([.nan, -.nan])),
            clip(Matrix([.nan, .nan]), min: 0, max: 1), mod(x, Matrix([1, 0])), round(Matrix([.nan, .nan])),
        ] {
            #expect(result.elements.allSatisfy { $0.isNaN })
        }
    }

    @Test func smallNumbersSurviveLog1p() {
        #expect(log1p(Matrix([1e-20])) == [1e-20])
        #expect(log(1 + Matrix([1e-20])) == [0])
    }

    @Test func boundsClip() {
        #expect(clip(Matrix([-2, 0.5, 7]), min: 0, max: 1) == [0, 0.5, 1])
        #expect(maximum(Matrix([-1, 2]), 0) == [0, 2])
        #expect(minimum(Matrix([-1, 2]), 0) == [-1, 0])
    }

    @Test func whereChoosesAndRepeats() {
        let x: Matrix = [[-2, 5], [3, -4]]
        #expect(Matrix.where(x .> 0, x, Matrix([0])) == [[0, 5], [3, 0]])
        #expect(Matrix.where([1, 0], [[1], [2]], [8, 9]) == [[1, 9], [2, 9]])
        #expect(Matrix.where([[1], [0]], Matrix([7]), Matrix([8])) == [[7], [8]])
    }

    @Test func comparisonsAreOnesAndZeros() {
        let (a, b): (Matrix, Matrix) = ([1, 2, 3], [3, 2, 1])
        #expect((a .>= b) == [0, 1, 1])
        #expect((a .<= b) == [1, 1, 0])
        #expect((a .!= b) == [1, 0, 1])
        #expect((a .>= 2) == [0, 1, 1])
        #expect((a .<= 2) == [1, 1, 0])
        #expect((a .!= 2) == [1, 0, 1])
    }

    @Test func singlePrecisionIsThere() {
        let x: Tensor<Float> = [-2.5, 0.5]
        #expect(mod(x, [2, 2]) == [1.5, 0.5])
        #expect(round(x) == [-2, 0])
        #expect(log1p(Tensor<Float>([0.5])) == [0.4054651])
        #expect(sin(x).elements == [-0.5984721, 0.47942555])
        #expect(cos(x).elements == [-0.8011436, 0.87758255])
    }

    @Test func aTensorMultipliesAndPrintsAsInTheTextbook() throws {
        struct Line: Decodable { let x, a, b, y: Double }
        let line = try OperationGoldens.named("linear_y", as: Line.self)
        #expect((Matrix([line.a]) * line.x + line.b).elements == [line.y])

        struct Product: Decodable {
            let float32: String
            let value: Double
        }
        let product = try OperationGoldens.named("multiply_2.1_3.0", as: Product.self)
        let single = Tensor<Float>([2.1]) * 3
        #expect(single[0].description == product.float32)
        #expect(Double(single[0]) == product.value)

        struct Text: Decodable { let numpy2: String }
        let text = try OperationGoldens.named("tensor_1d", as: Text.self)
        #expect(Matrix([1.45, -1, 0.2, 102.1]).description == text.numpy2)

        expectSame(
            cos(Matrix.zeros(3)), try OperationGoldens.named("cos_zeros", as: GoldenTensor.self).tensor)
    }

    @Test func wrongBoundsAndShapesStop() async {
        var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = clip(Matrix([1]), min: 2, max: 1)
        }
        expectStop("clip needs a min that is not above the max, but they are 2.0 and 1.0", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix.where([1, 0], [1, 2, 3], [4])
        }
        expectStop(
            "cannot choose between tensors of shapes (3,) and (1,) by a condition of shape (2,)", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = pow(Matrix([1, 2, 3]), [1, 2])
        }
        expectStop("cannot raise a tensor of shape (3,) to the powers in one of shape (2,)", result)
    }
}
