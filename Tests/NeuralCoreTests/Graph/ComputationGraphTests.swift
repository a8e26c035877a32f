// The graph as a whole: values, gradients, names, drawing, and what it does about wrong use.

import NeuralCore
import Testing

@Suite struct ComputationGraphTests {
    let a = GraphNode.placeholder("a")
    let b = GraphNode.placeholder("b")
    let c = GraphNode.placeholder("c")

    /// The textbook's §18.4: 5 · (−2) + 13.
    @Test func aFormulaIsRunForwardsAndBackwards() {
        let graph = ComputationGraph(a * b + c)
        #expect(graph.run([a: 5, b: -2, c: 13]).item == 3)
        graph.differentiate()
        #expect([a, b, c].map(\.gradient.item) == [-2, 5, 1])
        #expect(graph.result.gradient.item == 1)
    }

    /// The textbook's §18.4: 2.1 · 3.0, which is not the double nearest to 6.3, but prints so to eight
    /// digits.
    @Test func aProductOfTwoPlaceholders() {
        let product = ComputationGraph(a * b).run([a: 2.1, b: 3.0])
        #expect("\(product.item.formatted(significantDigits: 12))" == "6.3")
    }

    @Test func aNodeUsedTwiceAddsUpItsGradients() {
        // y = x² + 3x, with x used three times: y′ = 2x + 3.
        let graph = ComputationGraph(a * a + 3 * a)
        #expect(graph.run([a: 4]).item == 28)
        graph.differentiate()
        #expect(a.gradient.item == 11)
        #expect(
            graph.edges.filter { graph.nodes[$0.from] == a }.map(\.gradient!.item).sorted() == [3, 4, 4])
    }

    @Test func theGradientOfANodeIsTheSumOverItsArrows() {
        let graph = ComputationGraph((sigmoid(a * b) * tanh(a + c) - exp(c) / b).sum())
        graph.run([a: [0.5, -1], b: [2, 0.3], c: 0.7])
        graph.differentiate()
        for (place, node) in graph.nodes.enumerated() where node != graph.result {
            let shares = graph.edges.filter { $0.from == place }.compactMap(\.gradient)
            expectClose(shares.dropFirst().reduce(shares[0], +), node.gradient, node.name)
        }
    }

    @Test func valuesMayBeMixedFromMatricesAndLiterals() {
        let inputs: Matrix = [[1, 2], [3, 4]]
        let graph = ComputationGraph(a.dot(b))
        #expect(graph.run([a: inputs, b: [1, 1]]) == [3, 7])
        #expect(graph.run([b: [1, 0]]) == [1, 3])
    }

    @Test func operationsGetNamesThatTellThemApart() {
        let graph = ComputationGraph((a + b).named("net") * (a + c) + (2 * a) * 3)
        #expect(
            graph.nodes.map(\.name) == [
                "a", "b", "net", "c", "add_1", "multiply_1", "constant_1", "multiply_2", "constant_2",
                "multiply_3", "add_2",
            ])
    }

    @Test func thePictureHoldsNodesAndArrows() {
        let graph = ComputationGraph(sigmoid(a * b + c).named("y"))
        #expect(graph.picture.nodes.allSatisfy { $0.value == nil && $0.gradient == nil })
        graph.run([a: 1, b: 2, c: -2])
        graph.differentiate()
        let picture = graph.picture
        #expect(picture.nodes.map(\.name) == ["a", "b", "multiply_1", "c", "add_1", "y"])
        #expect(
            picture.nodes.map(\.kind) == [
                .placeholder, .placeholder, .operation, .placeholder, .operation, .operation,
            ])
        #expect(picture.nodes.last?.operation == "sigmoid")
        #expect(picture.nodes.map(\.value?.item) == [1, 2, 2, -2, 0, 0.5])
        #expect(picture.nodes.map(\.gradient?.item) == [0.5, 0.25, 0.25, 0.25, 0.25, 1])
        #expect(picture.edges.map(\.from) == [0, 1, 2, 3, 4])
        #expect(picture.edges.map(\.to) == [2, 2, 4, 4, 5])
        #expect(picture.layers == [0, 0, 1, 0, 2, 3])
        #expect(
            graph.description == """
                a           placeholder         value 1.0   gradient 0.5
                b           placeholder         value 2.0   gradient 0.25
                multiply_1  multiply(a, b)      value 2.0   gradient 0.25
                c           placeholder         value -2.0  gradient 0.25
                add_1       add(multiply_1, c)  value 0.0   gradient 0.25
                y           sigmoid(add_1)      value 0.5   gradient 1.0
                """)
    }

    /// The single neuron of lesson 01, with the gradient found by the graph instead of by hand.
    @Test func trainsTheSingleNeuronOfNineLines() {
        var random = RandomState(seed: 1)
        let x = GraphNode.constant([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]], name: "x")
        let w = GraphNode.variable("w", 2 * random.random(3, 1) - 1)
        let loss = 0.5 * square(sigmoid(x.dot(w)) - .constant([[0], [1], [1], [0]])).sum()
        let graph = ComputationGraph(loss)
        for _ in 0..<10_000 {
            graph.run()
            graph.differentiate()
            w.value -= w.gradient
        }
        #expect("\(w.value)" == "[[ 9.67299303]\n [-0.2078435 ]\n [-4.62963669]]")
    }

    @Test func softmaxWithCrossEntropyHasTheErrorAsItsSlope() {
        let logits = GraphNode.variable("logits", [[1, 2, 0.5], [-1, 0, 3]])
        let targets: Matrix = [[0, 1, 0], [0, 0, 1]]
        let together = ComputationGraph(softmaxCrossEntropy(logits, targets: .constant(targets)))
        let apart = ComputationGraph(crossEntropy(softmax(logits), targets: .constant(targets)))
        expectClose(together.run(), apart.run())
        apart.differentiate()
        let slope = logits.gradient
        together.run()
        together.differentiate()
        expectClose(logits.gradient, slope)
        expectClose(logits.gradient, (softmax(logits.value) - targets) / 2)
        expectClose(
            together.run(),
            Matrix(
                shape: [],
                elements: [
                    Loss.categoricalCrossentropy(fromLogits: true).mean(logits.value, targets: targets)
                ]))
    }

    @Test func logitsFarApartLoseNothing() {
        let logits = GraphNode.variable("logits", [[1000, 0]])
        let graph = ComputationGraph(softmaxCrossEntropy(logits, targets: .constant([[0, 1]])))
        #expect(graph.run().item == 1000)
        graph.differentiate()
        #expect(logits.gradient == [[1, -1]])
    }

    @Test func aLongFormulaIsNotTooDeep() {
        var sum = a
        for _ in 0..<100_000 { sum = sum + 1 }
        let graph = ComputationGraph(sum)
        #expect(graph.run([a: 1]).item == 100_001)
        graph.differentiate()
        #expect(a.gradient.item == 1)
    }

    @Test func aStudentCanAddAnOperation() {
        struct Cube: GraphOperation {
            let name = "cube"
            func value(of x: [Matrix]) -> Matrix { pow(x[0], 3) }
            func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
                [gradient * 3 * square(x[0])]
            }
        }
        let graph = ComputationGraph(GraphNode(Cube(), of: a))
        #expect(graph.run([a: 2]).item == 8)
        graph.differentiate()
        #expect(a.gradient.item == 12)
    }
}

@Suite struct ComputationGraphFaultTests {
    @Test func aPlaceholderThatIsNotFed() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            ComputationGraph(GraphNode.placeholder("x") + 1).run()
        }
        expectStop("the node \"x\" (placeholder) is not fed", result)
    }

    @Test func aVariableThatIsFed() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let w = GraphNode.variable("w", 1)
            ComputationGraph(w + 1).run([w: 2])
        }
        expectStop("only placeholders are fed, but the node \"w\" (variable) is not one", result)
    }

    @Test func shapesThatDoNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let (x, w) = (GraphNode.placeholder("x"), GraphNode.variable("w", [[1, 2]]))
            ComputationGraph(x.dot(w).named("net")).run([x: [[1, 2, 3]]])
        }
        expectStop(
            "the node \"net\" (dot) cannot take the shapes (1, 3) and (1, 2): "
                + "the right side must have 3 rows, as many as the left side has columns",
            result)
    }

    @Test func aResultOfSeveralNumbers() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let graph = ComputationGraph(GraphNode.variable("w", [1, 2]) + 1)
            graph.run()
            graph.differentiate()
        }
        expectStop(
            "only a single number has a gradient, but the node \"add_1\" (add) has the shape (2,): "
                + "take its sum or mean",
            result)
    }

    @Test func aGradientBeforeItIsComputed() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let w = GraphNode.variable("w", 1)
            ComputationGraph(w + 1).run()
            _ = w.gradient
        }
        expectStop("the node \"w\" (variable) has no gradient yet: differentiate a graph", result)
    }

    @Test func anOperationThatForgetsAGradient() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            struct Forgetful: GraphOperation {
                let name = "forgetful"
                func value(of x: [Matrix]) -> Matrix { x[0] * x[1] }
                func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
                    [gradient]
                }
            }
            let graph = ComputationGraph(GraphNode(Forgetful(), of: .constant(1), .constant(2)))
            graph.run()
            graph.differentiate()
        }
        expectStop("must return a gradient for each source, in its shape", result)
    }
}
