// Every operation of a graph: its backward rule against the definition of a slope.

import NeuralCore
import Testing

@Suite struct GraphGradientTests {
    /// An operation applied to sources of some shapes, whose elements are drawn from a range where it is
    /// smooth.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let shapes: [Shape]
        var low = -1.5
        var high = 1.5
        let build: @Sendable ([GraphNode]) -> GraphNode
    }

    static let arithmetic: [Case] =
        [([2, 3], [2, 3]), ([2, 3], [3]), ([2, 1], [1, 4]), ([], [2, 2]), ([3], []), ([], [])].flatMap {
            (a: Shape, b: Shape) in
            [
                Case(testDescription: "\(a) + \(b)", shapes: [a, b]) { $0[0] + $0[1] },
                Case(testDescription: "\(a) − \(b)", shapes: [a, b]) { $0[0] - $0[1] },
                Case(testDescription: "\(a) · \(b)", shapes: [a, b]) { $0[0] * $0[1] },
                Case(testDescription: "\(a) / \(b)", shapes: [a, b], low: 0.5, high: 2) { $0[0] / $0[1] },
            ]
        }

    static let numbers: [Case] = [
        Case(testDescription: "x + 2", shapes: [[2, 3]]) { $0[0] + 2 },
        Case(testDescription: "x − 2", shapes: [[2, 3]]) { $0[0] - 2 },
        Case(testDescription: "x · 3", shapes: [[2, 3]]) { $0[0] * 3 },
        Case(testDescription: "x / 3", shapes: [[2, 3]]) { $0[0] / 3 },
        Case(testDescription: "2 + x", shapes: [[2, 3]]) { 2 + $0[0] },
        Case(testDescription: "2 − x", shapes: [[2, 3]]) { 2 - $0[0] },
        Case(testDescription: "2 · x", shapes: [[2, 3]]) { 2 * $0[0] },
        Case(testDescription: "2 / x", shapes: [[2, 3]], low: 0.5, high: 2) { 2 / $0[0] },
        Case(testDescription: "−x", shapes: [[2, 3]]) { -$0[0] },
    ]

    static let products: [Case] = [([4, 3], [3, 2]), ([4, 3], [3]), ([3], [3, 2]), ([3], [3])].map {
        (a: Shape, b: Shape) in Case(testDescription: "\(a) dot \(b)", shapes: [a, b]) { $0[0].dot($0[1]) }
    }

    static let reductions: [Case] = [nil, 0, 1, -1].flatMap { axis in
        [
            Case(testDescription: "sum \(axis, default: "of all")", shapes: [[3, 4]]) {
                $0[0].sum(axis: axis)
            },
            Case(testDescription: "mean \(axis, default: "of all")", shapes: [[3, 4, 2]]) {
                $0[0].mean(axis: axis)
            },
        ]
    }

    static let functions: [Case] = [
        Case(testDescription: "exp", shapes: [[2, 3]]) { exp($0[0]) },
        Case(testDescription: "log", shapes: [[2, 3]], low: 0.5, high: 3) { log($0[0]) },
        Case(testDescription: "square", shapes: [[2, 3]]) { square($0[0]) },
        Case(testDescription: "sigmoid", shapes: [[2, 3]]) { sigmoid($0[0]) },
        Case(testDescription: "tanh", shapes: [[2, 3]]) { tanh($0[0]) },
        Case(testDescription: "relu", shapes: [[2, 3]]) { relu($0[0]) },
        Case(testDescription: "softmax", shapes: [[2, 3]]) { softmax($0[0]) },
        Case(testDescription: "elu", shapes: [[2, 3]]) { $0[0].activated(by: .elu()) },
        Case(testDescription: "softplus", shapes: [[2, 3]]) { $0[0].activated(by: .softplus) },
        Case(testDescription: "cross-entropy", shapes: [[4, 3], [4, 3]], low: 0.1, high: 0.9) {
            crossEntropy($0[0], targets: $0[1])
        },
        Case(testDescription: "cross-entropy of one sample", shapes: [[3], [3]], low: 0.1, high: 0.9) {
            crossEntropy($0[0], targets: $0[1])
        },
        Case(testDescription: "softmax and cross-entropy in one", shapes: [[4, 3], [4, 3]]) {
            softmaxCrossEntropy($0[0], targets: $0[1])
        },
        Case(testDescription: "one node twice", shapes: [[3, 3]]) { $0[0].dot($0[0]) * $0[0] + exp($0[0]) },
        Case(testDescription: "a net of two layers", shapes: [[4, 3], [3, 5], [5], [5, 2], [2]]) {
            softmax(tanh($0[0].dot($0[1]) + $0[2]).dot($0[3]) + $0[4])
        },
    ]

    static let all = arithmetic + numbers + products + reductions + functions

    @Test(arguments: all) func gradientsAreSlopes(of test: Case) {
        var random = RandomState(seed: 11)
        let inputs = test.shapes.map {
            Matrix(
                shape: $0, elements: random.uniform(low: test.low, high: test.high, count: $0.elementCount))
        }
        let sources = inputs.enumerated().map { GraphNode.variable("x\($0)", $1) }
        let output = test.build(sources)
        let shape = { () -> Shape in
            ComputationGraph(output).run()
            return output.value.shape
        }()
        // Weighted, so that no part of the gradient is lost by cancelling.
        let weights = Matrix(shape: shape, elements: random.gaussians(count: shape.elementCount))
        let graph = ComputationGraph((output * .constant(weights)).sum())
        graph.run()
        graph.differentiate()
        let gradients = sources.map(\.gradient)
        for (source, (input, gradient)) in zip(sources, zip(inputs, gradients)) {
            let slopes = centralDifferences(at: input) {
                source.value = $0
                return graph.run().item
            }
            source.value = input
            expectClose(gradient, slopes, "gradient of \(source.name)", tolerance: 1e-7)
        }
    }
}
