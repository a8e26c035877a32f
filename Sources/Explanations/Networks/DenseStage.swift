// One layer of a dense net, as an explanation sees it: weights, bias, activation, and what went through it.

import NeuralCore

/// A layer whose units hear all units of the layer before, with the numbers of one pass.
struct DenseStage {
    /// `(in, units)`
    let weights: Matrix
    /// `(units,)`; nil without bias.
    let bias: Matrix?
    let activation: Activation
    /// What came in, what was added up, and what went out; each `(1, …)`.
    let input: Matrix
    let sums: Matrix
    let output: Matrix
    /// The numbers of the units, which count through the whole net: the inputs first, from 1 on.
    let firstSender: Int
    var firstUnit: Int { firstSender + senderCount }

    var senderCount: Int { weights.shape[0] }
    var unitCount: Int { weights.shape[1] }

    func sender(_ place: Int) -> String { "\(firstSender + place)" }
    func unit(_ place: Int) -> String { "\(firstUnit + place)" }

    /// What a sender sends: an input of the net is called x, an output y.
    func sent(_ place: Int) -> Explanation.Symbol {
        .init(firstSender == 1 ? "x" : "y", sender(place))
    }
    func weight(_ place: Int, _ unit: Int) -> Explanation.Symbol {
        .init("w", sender(place), self.unit(unit))
    }
    func bias(_ unit: Int) -> Explanation.Symbol { .init("b", self.unit(unit)) }
    func net(_ unit: Int) -> Explanation.Symbol { .init("net", self.unit(unit)) }
    func output(_ unit: Int) -> Explanation.Symbol { .init("y", self.unit(unit)) }
    func delta(_ unit: Int) -> Explanation.Symbol { .init("δ", self.unit(unit)) }
}

/// A network as the explanation of a pass needs it: its layers from the first to the last.
struct DensePass {
    let title: String
    let stages: [DenseStage]
    let digits: Int

    var output: [Double] { stages[stages.count - 1].output.elements.map { $0 } }

    /// Runs plain weight matrices, as lessons have them before there are layers.
    init(
        weights: [Matrix], biases: [Matrix]?, activation: Activation, input: [Double], digits: Int,
        file: StaticString, line: UInt
    ) {
        if let fault = digitsFault(digits) ?? Self.fault(of: weights, biases, input) {
            fatalError(fault, file: file, line: line)
        }
        var (stages, signal, first) = ([DenseStage](), Matrix(rows: [input]), 1)
        for (place, weights) in weights.enumerated() {
            let bias = biases.map { $0[place].reshaped(weights.shape[1]) }
            let sums = bias.map { signal.dot(weights) + $0 } ?? signal.dot(weights)
            let output = activation(sums)
            stages.append(
                DenseStage(
                    weights: weights, bias: bias, activation: activation, input: signal, sums: sums,
                    output: output, firstSender: first))
            (signal, first) = (output, first + weights.shape[0])
        }
        (self.stages, self.digits) = (stages, digits)
        title = Self.title(of: stages)
        stop(forSize: file, line)
    }

    /// Runs a model of dense layers. Dropout does nothing outside of training, and a vector is flat already.
    init<Scalar: TensorScalar>(
        _ model: Sequential<Scalar>, input: [Double], digits: Int, file: StaticString, line: UInt
    ) {
        if let fault = digitsFault(digits) { fatalError(fault, file: file, line: line) }
        if input.isEmpty || model.layers.isEmpty {
            fatalError("explain needs a model with layers and at least one input", file: file, line: line)
        }
        var (stages, first) = ([DenseStage](), 1)
        var signal = Tensor(rows: [input.map { Scalar($0) }])
        // Makes the parameters where that was not done yet, and checks the length of the input.
        _ = model.predict(signal, file: file, line: line)
        for (place, layer) in model.layers.enumerated() {
            if layer is Dropout<Scalar> || layer is Flatten<Scalar> { continue }
            guard let dense = layer as? Dense<Scalar> else {
                let type = "\(type(of: layer))".prefix { $0 != "<" }
                fatalError(
                    "explain works through Dense layers, but layer \(place + 1) of the model is \(type): "
                        + "explain it on its own", file: file, line: line)
            }
            let (output, pass) = dense.forward(signal, PassContext())
            stages.append(
                DenseStage(
                    weights: Matrix(dense.kernel.value), bias: dense.bias.map { Matrix($0.value) },
                    activation: dense.activation, input: Matrix(pass.input), sums: Matrix(pass.sums),
                    output: Matrix(output), firstSender: first))
            (signal, first) = (output, first + dense.kernel.value.shape[0])
        }
        (self.stages, self.digits) = (stages, digits)
        title = Self.title(of: stages)
        stop(forSize: file, line)
    }

    private static func title(of stages: [DenseStage]) -> String {
        "A " + ([stages[0].senderCount] + stages.map(\.unitCount)).map(String.init).joined(separator: "-")
            + " net"
    }

    private static func fault(
        of weights: [Matrix], _ biases: [Matrix]?, _ input: [Double]
    ) -> String? {
        if weights.isEmpty { return "explain needs at least one weight matrix" }
        if let biases, biases.count != weights.count {
            return
                "\(weights.count) weight matrices need as many rows of biases, but \(biases.count) are given"
        }
        var length = input.count
        for (place, matrix) in weights.enumerated() {
            guard matrix.rank == 2, matrix.shape[0] == length, length > 0 else {
                return
                    "weight matrix \(place + 1) must have \(length) rows, one for each number that comes in, "
                    + "but its shape is \(matrix.shape)"
            }
            length = matrix.shape[1]
            guard let bias = biases?[place] else { continue }
            if bias.shape != [length], bias.shape != [1, length] {
                return "row \(place + 1) of biases must have \(length) numbers, one for each unit, "
                    + "but its shape is \(bias.shape)"
            }
        }
        return nil
    }

    /// What nobody would work through by hand is not explained.
    private func stop(forSize file: StaticString, _ line: UInt) {
        let (count, most) = (stages.reduce(0) { $0 + $1.weights.count }, 400)
        if count > most {
            fatalError(
                "a net with \(count) weights is too large to be worked through by hand: explain takes up to \(most)",
                file: file, line: line)
        }
    }
}

extension Tensor where Scalar == Double {
    /// The same numbers as doubles.
    init<Other: TensorScalar>(_ other: Tensor<Other>) {
        self.init(shape: other.shape, elements: other.elements.map { Double($0) })
    }
}
