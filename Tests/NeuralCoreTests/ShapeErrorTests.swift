// What one reads who puts together what does not fit: one sentence, with the shapes and the reader's own line.

import NeuralCore
import Testing

/// A wrong use, and the sentence with which it stops.
struct WrongUse: Sendable {
    /// Where the sentence says the fault is: at the line that asked, or inside the library, where the caller has no
    /// way to pass its line (operators, literals, layers run by a model).
    enum Place { case line(UInt), library }

    let sentence: String
    let place: Place
    let use: @Sendable () -> Void

    /// A use whose call stands in the line where this one begins, or in the one below it.
    static func here(_ sentence: String, line: UInt = #line, _ use: @escaping @Sendable () -> Void)
        -> WrongUse
    {
        WrongUse(sentence: sentence, place: .line(line), use: use)
    }

    /// A use of something that does not know its caller's line.
    static func inside(_ sentence: String, _ use: @escaping @Sendable () -> Void) -> WrongUse {
        WrongUse(sentence: sentence, place: .library, use: use)
    }
}

@Suite struct ShapeErrorTests {
    static let table: Matrix = [[1, 2, 3], [4, 5, 6]]

    static let making: [WrongUse] = [
        .here("a tensor of shape (2, 3) has 6 elements, but 5 were given") {
            _ = Matrix(shape: [2, 3], elements: [1, 2, 3, 4, 5])
        },
        .here("rows of a matrix are equally long, but row 0 has 2 elements and row 2 has 1") {
            _ = Matrix(rows: [[1, 2], [3, 4], [5]])
        },
        .inside("the rows of a tensor have one shape, but one is (2,) and another is (1,)") {
            _ = [[1, 2], [3]] as Matrix
        },
        .inside("the rows of a tensor have one shape, but one is () and another is (1,)") {
            _ = [1, [2]] as Matrix
        },
        .here("the length of an axis is from 0 to 2147483647, but -1 was given") {
            _ = Matrix.zeros(2, -1)
        },
        .inside("the length of an axis is from 0 to 2147483647, but 2147483648 was given") {
            _ = [1 << 31] as Shape
        },
        .inside("a tensor can have at most 8 axes") { _ = [1, 1, 1, 1, 1, 1, 1, 1, 1] as Shape },
        .here("a tensor can have at most 8 axes") { _ = Matrix.ones(1, 1, 1, 1, 1, 1, 1, 1, 1) },
        .here("axis 2 is asked of the shape (4, 3), whose axes are counted from 0") {
            _ = ([4, 3] as Shape)[2]
        },
        .here("4 elements of shape (4,) do not fit the shape (3, 2)") {
            _ = Matrix([1, 2, 3, 4]).reshaped(3, 2)
        },
        .here("4 elements of shape (4,) do not fit the shape (3, -1)") {
            _ = Matrix([1, 2, 3, 4]).reshaped(3, -1)
        },
        .here("4 elements of shape (4,) do not fit the shape (-1, -1)") {
            _ = Matrix([1, 2, 3, 4]).reshaped(-1, -1)
        },
        .here("cannot concatenate shapes (2, 3) and (1, 2) along axis 0: all other lengths must be equal") {
            _ = concatenate([table, [[1, 2]]])
        },
        .here("cannot concatenate shapes (2, 3) and (3,) along axis 0: all other lengths must be equal") {
            _ = concatenate([table, [1, 2, 3]])
        },
        .here("concatenate needs at least one tensor") { _ = concatenate([] as [Matrix]) },
        .here("axis 2 is asked of a tensor of shape (2, 3)") { _ = concatenate([table], axis: 2) },
    ]

    static let lengths = "the length of an axis is from 0 to 2147483647, but "
    static let tooMany = " would have too many elements"

    /// Sizes beyond what is possible: none is cut to one that is.
    static let sizes: [WrongUse] = [
        .here(lengths + "4294967298 was given") { _ = Matrix.oneHot([0, 3], depth: 1 << 32 + 2) },
        .here(lengths + "-1 was given") { _ = Matrix.oneHot([], depth: -1) },
        .here("oneHot of depth 0 takes no indices, but number 0 is 0") {
            _ = Matrix.oneHot([0, 3], depth: 0)
        },
        .here("oneHot of depth 1 needs indices from 0 to 0, but number 0 is -5") {
            _ = Matrix.toCategorical([-5])
        },
        .here(lengths + "1099511627777 was given") { _ = Matrix.toCategorical([1 << 40]) },
        .here(lengths + "9223372036854775807 was given") { _ = Matrix.toCategorical([.max]) },
        .here(lengths + "4294967301 was given") { _ = Matrix.padSequences([], maxLength: 1 << 32 + 5) },
        .here(lengths + "-1 was given") { _ = Matrix.identity(-1) },
        .here(lengths + "-1 was given") { _ = Shape([-1]) },
        .here(lengths + "-1 was given") { draw { $0.gaussians(-1, 2) } },
        .here(lengths + "9223372036854775807 was given") { _ = Matrix([1, 2]).segmentSum([0, .max]) },
        .here("a tensor of shape (1048576, 1048576, 1048576)" + tooMany) {
            _ = Matrix.zeros(1 << 20, 1 << 20, 1 << 20)
        },
        .here("a tensor of shape (0, 2147483647, 2147483647, 2147483647)" + tooMany) {
            _ = Matrix.zeros(0, 1 << 31 - 1, 1 << 31 - 1, 1 << 31 - 1)
        },
        .inside("4611686014132420609 elements are more than memory has places for") {
            _ = Matrix.zeros(1 << 31 - 1, 0).dot(Matrix.zeros(0, 1 << 31 - 1))
        },
        .here("4 elements of shape (4,) do not fit the shape (9223372036854775807, 4)") {
            _ = Matrix([1, 2, 3, 4]).reshaped(.max, 4)
        },
        .here("a tensor of shape (0, 2147483647, 2147483647)" + tooMany) {
            _ = Matrix([]).reshaped(0, 1 << 31 - 1, 1 << 31 - 1)
        },
        .here("1 cannot be divided by the whole number 0") { _ = floorDivide(1, 0) },
        .here("1 cannot be divided by the whole number 0") { _ = mod(1, 0) },
        .here("PrintOptions needs at least 0 edgeItems, but they are -1") {
            _ = table.formatted(PrintOptions(edgeItems: -1))
        },
        .inside("a number is written with at most 1000000 digits, but 3000000000 are asked") {
            _ = 1.5.formatted(decimals: 3_000_000_000)
        },
        .inside(lengths + "9223372036854775807 was given") {
            _ = Sequential<Double>(inputShape: [3, 3, 1]) {
                Conv2D(1, kernelSize: (.max, .max), padding: .same)
            }
        },
    ]

    static let tooManyRows = " has more rows than memory can hold; run the rows that matter"
    /// All of whose units are inputs.
    static let wide = ThresholdNetwork(inputs: (1...63).map(String.init), weights: Matrix.zeros(63, 63))
    static let map = KohonenMap(grid: [2], weights: [[0, 0], [1, 1]])

    static let classics: [WrongUse] = [
        .here(lengths + "-1 was given") { _ = Perceptron(inputs: -1) },
        .here(lengths + "-1 was given") { _ = Adaline(inputs: 2, units: -1) },
        .here(lengths + "-1 was given") { _ = HebbLayer(inputs: -1, units: 1) },
        .here(lengths + "-1 was given") { draw { OjaUnit(inputs: -1, random: &$0) } },
        .here(lengths + "-1 was given") { draw { KohonenMap(units: -1, spreadOver: table, random: &$0) } },
        .here(lengths + "-1 was given") {
            draw { ElmanNetwork(inputs: 1, hidden: -1, outputs: 1, random: &$0) }
        },
        .here(lengths + "-1 was given") {
            draw { JordanNetwork(inputs: 1, hidden: 2, outputs: -1, random: &$0) }
        },
        .here("a map needs at least one unit, but the grid is (0,)") {
            draw { KohonenMap(units: 0, spreadOver: table, random: &$0) }
        },
        .here(
            "a map is spread over inputs (samples, features), at least one sample, but the shape is (2,)"
        ) { draw { KohonenMap(units: 3, spreadOver: [1, 2], random: &$0) } },
        .here("the map takes samples of 2 features, but the shape is (3,)") {
            _ = map.winner(for: [1, 2, 3])
        },
        .here("the map takes samples of 2 features, but the shape is (3,)") {
            _ = map.quantizationError(table)
        },
        .here("dot of shapes (2, 3) and (2, 1): the right side must have 3" + rowsForColumns) {
            _ = Perceptron(inputs: 2)(table)
        },
        .here("dot of shapes (2, 3) and (2, 1): the right side must have 3" + rowsForColumns) {
            _ = Adaline(inputs: 2)(table)
        },
        .here("Adaline needs targets of shape (2, 1) for 2 samples and 1 units, but the shape is (3,)") {
            _ = Adaline(inputs: 3).error(table, targets: [1, 2, 3])
        },
        .here("HopfieldNetwork stores at least one pattern of at least one unit, but the shape is (0, 3)") {
            _ = HopfieldNetwork(storing: Matrix.zeros(0, 3))
        },
        .inside("a state of this network is a vector of 2 numbers 1 or -1, but the shape is (3,)") {
            _ = HopfieldNetwork(storing: [[1, -1]]).energy(of: [1, 1, 1])
        },
        .here("HopfieldNetwork cannot recall in -1 sweeps; give 0 or more") {
            _ = HopfieldNetwork(storing: [[1, -1]]).recall([1, 1], sweeps: -1)
        },
        .here("HopfieldNetwork cannot recall in -1 ticks; give 0 or more") {
            _ = HopfieldNetwork(storing: [[1, -1]]).recallSynchronously([1, 1], ticks: -1)
        },
        .here("the truth table of 63 inputs" + tooManyRows) { _ = wide.truthTable() },
        .here("the net takes sequences of shape (time, 1), but the shape is (2, 3)") {
            draw { ElmanNetwork(inputs: 1, hidden: 2, outputs: 1, random: &$0)(table) }
        },
        .here("the net remembers a context of shape (2,), but that given has the shape (1,)") {
            draw { ElmanNetwork(inputs: 3, hidden: 2, outputs: 1, random: &$0).run(table, context: [0]) }
        },
        .here(
            "MinMaxScaler needs a featureRange from one number to a larger one, but it is 0.0...0.0"
        ) { _ = MinMaxScaler(fitting: table, featureRange: 0...0) },
        .inside("the node \"c\" (constant) never changes; a variable does") {
            GraphNode.constant(3, name: "c").value = [5]
        },
    ]

    static let reading: [WrongUse] = [
        .here("the index (2, 0) is not in a tensor of shape (2, 3)") { _ = table[2, 0] },
        .here("the index (0, -1) is not in a tensor of shape (2, 3)") { _ = table[0, -1] },
        .here("the index (0,) is not in a tensor of shape (2, 3)") { _ = table[0] },
        .here("the index (0, 0) is not in a tensor of shape (2,)") { _ = Matrix([1, 2])[0, 0] },
        .here("the index (2,) is not in a tensor of shape (2,)") {
            var vector: Matrix = [1, 2]
            vector[2] = 0
        },
        .here("row 2 is asked of a tensor of shape (2, 3)") { _ = table.row(2) },
        .here("row -1 is asked of a tensor of shape (2, 3)") { _ = table.rows([0, -1]) },
        .here("row 0 is asked of a tensor of shape ()") { _ = Matrix.zeros().row(0) },
        .here("rows are asked of a tensor without axes") { _ = Matrix.zeros().rows([]) },
        .here("column 3 is asked of a tensor of shape (2, 3)") { _ = table.column(3) },
        .here("column 0 is asked of a tensor of shape (2,)") { _ = Matrix([1, 2]).column(0) },
        .inside("item needs a tensor of one element, but this one has the shape (2, 3)") { _ = table.item },
    ]

    static let lengthsMustFit = ": from the last axis on, the lengths must be equal or 1"
    static let keepsItsShape = ", but a tensor changed in place keeps its own"
    static let rowsForColumns = " rows, as many as the left side has columns"

    static let arithmetic: [WrongUse] = [
        .inside(
            "cannot add a tensor of shape (4, 1) to one of shape (2, 3)" + lengthsMustFit
        ) { _ = table + Matrix.zeros(4, 1) },
        .inside(
            "cannot subtract a tensor of shape (2,) from one of shape (2, 3)" + lengthsMustFit
        ) { _ = table - Matrix.zeros(2) },
        .inside(
            "cannot multiply a tensor of shape (2, 3) by one of shape (3, 2)" + lengthsMustFit
        ) { _ = table * table.transposed() },
        .inside(
            "cannot divide a tensor of shape (2, 3) by one of shape (2,)" + lengthsMustFit
        ) { _ = table / [1, 2] },
        .inside(
            "cannot compare a tensor of shape (2, 3) with one of shape (2,)" + lengthsMustFit
        ) { _ = table .> [1, 2] },
        .inside(
            "cannot add a tensor of shape (2, 3) to one of shape (3,) in place: the result has the shape (2, 3)"
                + keepsItsShape
        ) {
            var vector: Matrix = [1, 2, 3]
            vector += table
        },
        .inside(
            "cannot divide a tensor of shape (1,) by one of shape (0,) in place: the result has the shape (0,)"
                + keepsItsShape
        ) {
            var vector: Matrix = [1]
            vector /= []
        },
        .inside(
            "cannot subtract a tensor of shape (2,) from one of shape (3,)" + lengthsMustFit
        ) {
            var vector: Matrix = [1, 2, 3]
            vector -= [1, 2]
        },
    ]

    static let products: [WrongUse] = [
        .here(
            "dot of shapes (2, 3) and (2, 3): the right side must have 3" + rowsForColumns
        ) { _ = table.dot(table) },
        .here(
            "dot of shapes (2,) and (3,): the right side must have 2" + rowsForColumns
        ) { _ = Matrix([1, 2]).dot([1, 2, 3]) },
        .here("dot takes vectors and matrices, but the shapes are (2, 3) and ()") {
            _ = table.dot(Matrix.zeros())
        },
        .here("dot takes vectors and matrices, but the shapes are (1, 1, 1) and (2, 3)") {
            _ = Matrix.ones(1, 1, 1).dot(table)
        },
        .here("transposed needs a matrix, but this tensor has the shape (2, 3, 4)") {
            _ = Matrix.zeros(2, 3, 4).transposed()
        },
    ]

    static let reductions: [WrongUse] = [
        .here("axis 2 is asked of a tensor of shape (2, 3)") { _ = table.sum(axis: 2) },
        .here("axis -3 is asked of a tensor of shape (2, 3)") { _ = table.mean(axis: -3) },
        .here("axis 0 is asked of a tensor of shape ()") { _ = Matrix.zeros().max(axis: 0) },
        .here("min of a tensor without elements, of shape (0, 3)") { _ = Matrix.zeros(0, 3).min() },
        .here("max of a tensor without elements, of shape (0, 3)") { _ = Matrix.zeros(0, 3).max(axis: 0) },
        .here("argmax of a tensor without elements, of shape (0,)") { _ = Matrix([]).argmax() },
        .here("softmax needs at least one axis") { _ = softmax(Matrix.zeros()) },
    ]

    static let layers: [WrongUse] = [
        .here("Dense needs at least 1 unit, but 0 are asked") { _ = Dense<Double>(0) },
        .inside("Dense has no parameters yet: build it with the shape of its input, or add it to a model") {
            _ = Dense<Double>(2)(table)
        },
        .inside("Dense \"output\" takes inputs of shape (batch, …, 4), but the shape is (2, 3)") {
            let layer = Dense<Double>(2, name: "output")
            var random = RandomState(seed: 1)
            layer.build(inputShape: [4], random: &random)
            _ = layer(table)
        },
        .inside("Dense was built for 4 inputs, but is now given 3") {
            let layer = Dense<Double>(2)
            var random = RandomState(seed: 1)
            layer.build(inputShape: [4], random: &random)
            layer.build(inputShape: [3], random: &random)
        },
        .inside("Dense needs an input with at least one axis behind the batch") {
            _ = Dense<Double>(2).outputShape(for: [])
        },
        .here("an orthogonal start needs a matrix, but the shape is (3,)") {
            draw { Initializer.orthogonal()([3], &$0) as Matrix }
        },
        .here("A deviation cannot be below zero; -1.0 was given.") {
            draw { Initializer.normal(deviation: -1)([3], &$0) as Matrix }
        },
        .here("accuracy does not fit predictions of shape (1, 2) and targets of shape ()") {
            _ = Metric<Double>.accuracy.value([[1, 0]], targets: Matrix(shape: [], elements: [1]))
        },
        .inside("Dense had an output of shape (2, 2), but its gradient is (1, 1)") {
            let layer = Dense<Double>(2)
            draw { layer.build(inputShape: [3], random: &$0) }
            let (_, cache) = layer.forward(table, PassContext())
            _ = layer.backward([[1]], cache)
        },
    ]

    /// A new generator, to be used within one expression.
    private static func draw<Result>(_ use: (inout RandomState) -> Result) {
        var random = RandomState(seed: 1)
        _ = use(&random)
    }

    static let randomNumbers: [WrongUse] = [
        .here("A count of random numbers cannot be below zero; -1 was given.") {
            draw { $0.gaussians(count: -1) }
        },
        .here("A deviation cannot be below zero; -1.0 was given.") {
            draw { $0.normal(deviation: -1, count: 1) }
        },
        .here("The scale of waiting times cannot be below zero; -2.0 was given.") {
            draw { $0.exponential(scale: -2, count: 1) }
        },
        .here("There is no whole number from 0 below 0.") { draw { $0.integers(below: 0, count: 1) } },
        .here("There is no whole number in the empty range 3..<3.") { draw { $0.integers(3..<3, count: 1) } },
        .here("The numbers of 0..<300 do not all fit in UInt8.") {
            draw { $0.integers(0..<300, count: 1, as: UInt8.self) }
        },
        .here("A permutation cannot have fewer than zero elements; -1 was given.") {
            draw { $0.permutation(-1) }
        },
        .here("Cannot choose 4 different numbers of 3.") {
            draw { $0.choice(from: 3, count: 4, replacing: false) }
        },
        .here("3 numbers to choose from need as many probabilities, not 2.") {
            draw { $0.choice(from: 3, count: 1, probabilities: [0.5, 0.5]) }
        },
        .here("Probabilities are zero or more and sum to 1; these sum to 0.75.") {
            draw { $0.choice(from: 2, count: 1, probabilities: [0.5, 0.25]) }
        },
        .here("There cannot be fewer than zero trials; -1 was given.") {
            draw { $0.binomial(trials: -1, probability: 0.5, count: 1) }
        },
        .here("1.5 is no probability: it is not from 0 to 1.") {
            draw { $0.binomial(trials: 1, probability: 1.5, count: 1) }
        },
    ]

    static let all =
        making + sizes + classics + reading + arithmetic + products + reductions + layers + randomNumbers

    @Test(arguments: all.indices) func stopsWithOneSentence(index: Int) async throws {
        let wrong = Self.all[index]
        let exit = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [index] in
            Self.all[index].use()
        }
        let result = try #require(exit)
        let output = String(decoding: result.standardErrorContent, as: UTF8.self)
        let message = try #require(output.split(separator: "\n").first { $0.contains("Fatal error: ") })
        #expect(message.hasSuffix(": Fatal error: \(wrong.sentence)"), "\(message)")
        switch wrong.place {
        case .library: #expect(message.contains("NeuralCore/"), "\(message)")
        case .line(let line):
            let places = [line, line + 1, line + 2].map { "ShapeErrorTests.swift:\($0): " }
            #expect(
                places.contains { message.contains($0) }, "\(wrong.sentence): \(message), not line \(line)")
        }
    }
}
