// The data of a training: inputs, targets and weights, sample by sample.

/// Samples with their targets.
struct Samples<Scalar: TensorScalar> {
    /// One tensor for each input of the model, `(samples, …)`.
    var x: [Tensor<Scalar>]
    /// One for each output.
    var y: [Tensor<Scalar>]
    /// By how much each sample counts; nil for 1.
    var weights: [Scalar]?

    var count: Int { x.first?.rowCount ?? 0 }

    /// The samples with these indices.
    func rows(_ indices: ArraySlice<Int>) -> Samples {
        // The whole of it in its order is not copied.
        if indices.count == count, indices.elementsEqual(0..<count) { return self }
        return Samples(
            x: x.map { $0.rows(indices) }, y: y.map { $0.rows(indices) },
            weights: weights.map { weights in indices.map { weights[$0] } })
    }

    /// Each sample's weight multiplied by that of its class.
    mutating func weigh(
        byClass classWeight: [Int: Double], _ graph: Graph<Scalar>, _ file: StaticString, _ line: UInt
    ) {
        let outputs = graph.outputs.count == 1 ? graph.places[graph.outputs[0]].shape : []
        guard outputs.rank == 1 else {
            fatalError(
                "classWeight needs a model with one output of shape (batch, classes)", file: file, line: line)
        }
        if let (label, weight) = classWeight.first(where: { !$0.value.isFinite }) {
            fatalError(
                "the weight of a class is a finite number, but that of class \(label) is \(weight)",
                file: file,
                line: line)
        }
        if y[0].count > count, let sample = y[0].rowWithSeveralOnes {
            fatalError(
                "classWeight needs one class a sample, but the target of sample \(sample) holds several",
                file: file, line: line)
        }
        let classes = classNumbers(y[0], rows: count)
        let factors = classes.map { Scalar(classWeight[$0] ?? 1) }
        weights = weights.map { zip($0, factors).map { $0 * $1 } } ?? factors
    }
}

extension Tensor {
    /// The first row of a matrix that holds more than one 1, as where a sample belongs to several classes.
    fileprivate var rowWithSeveralOnes: Int? {
        let columns = shape[rank - 1]
        return (0..<rowCount).first { row in
            elements[(row * columns)..<((row + 1) * columns)].reduce(0) { $0 + ($1 == 1 ? 1 : 0) } > 1
        }
    }
}

extension Model {
    /// Stops with a sentence unless the samples can be given to the model.
    func check(
        _ samples: Samples<Scalar>, for verb: String, called prefix: String = "", _ graph: Graph<Scalar>,
        _ file: StaticString, _ line: UInt
    ) {
        checkInputs(samples.x, for: verb, called: prefix, graph, file, line)
        if let fault = targetFault(samples, verb, prefix, graph) ?? weightFault(samples, verb) {
            fatalError(fault, file: file, line: line)
        }
    }

    /// The same for inputs alone.
    func checkInputs(
        _ x: [Tensor<Scalar>], for verb: String, called prefix: String = "", _ graph: Graph<Scalar>,
        _ file: StaticString, _ line: UInt
    ) {
        if let fault = inputFault(x, verb, prefix, graph) { fatalError(fault, file: file, line: line) }
    }

    private func inputFault(
        _ x: [Tensor<Scalar>], _ verb: String, _ prefix: String, _ graph: Graph<Scalar>
    ) -> String? {
        let names = x.count == 1 ? [prefix + "x"] : x.indices.map { "\(prefix)x[\($0)]" }
        if x.count != graph.inputs.count {
            return "the model \"\(name)\" has \(graph.inputs.count) inputs, but \(verb) is given \(x.count)"
        }
        for (place, (name, tensor)) in zip(graph.inputs, zip(names, x)) {
            let wanted = graph.places[place].shape
            if tensor.rank == 0 || Shape(tensor.shape.axes.dropFirst()) != wanted {
                let lengths = (["batch"] + wanted.axes.map(String.init)).joined(separator: ", ")
                return
                    "the model \"\(self.name)\" takes inputs of shape (\(lengths)\(wanted.rank == 0 ? "," : "")"
                    + "), but \(name) has the shape \(tensor.shape)"
            }
            if tensor.rowCount == 0 {
                return "\(verb) needs at least one sample, but \(name) has the shape \(tensor.shape)"
            }
            if tensor.rowCount != x[0].rowCount {
                return
                    "\(verb) needs as many samples in every input, but \(names[0]) has \(x[0].rowCount) and "
                    + "\(name) has \(tensor.rowCount)"
            }
            if let fault = Self.numberFault(tensor, name) { return fault }
        }
        return nil
    }

    private func targetFault(
        _ samples: Samples<Scalar>, _ verb: String, _ prefix: String, _ graph: Graph<Scalar>
    ) -> String? {
        let names =
            samples.y.count == 1 ? [prefix + "y"] : samples.y.indices.map { "\(prefix)y[\($0)]" }
        if samples.y.count != graph.outputs.count {
            return "the model \"\(name)\" has \(graph.outputs.count) outputs, but \(verb) is given targets "
                + "for \(samples.y.count)"
        }
        for (output, (name, tensor)) in zip(names, samples.y).enumerated() {
            if tensor.rowCount != samples.count {
                return "\(verb) needs a target for each sample, but there are \(samples.count) samples and "
                    + "\(name) has \(tensor.rowCount) targets"
            }
            if let fault = Self.numberFault(tensor, name) { return fault }
            guard let compilation else { continue }
            var predicted = Shape([samples.count])
            let place = graph.places[graph.outputs[output]]
            for length in place.shape.axes { predicted.append(length) }
            let loss = compilation.losses[output]
            if let fault = loss.fault(predicted, tensor) {
                return "the loss does not fit the output of \"\(place.name)\": \(fault)"
            }
            for metric in compilation.metrics[output] {
                if let fault = metric.fault(predicted, tensor.shape) { return fault }
            }
        }
        return nil
    }

    private func weightFault(_ samples: Samples<Scalar>, _ verb: String) -> String? {
        guard let weights = samples.weights else { return nil }
        if weights.count != samples.count {
            return "\(verb) needs one weight a sample, but there are \(samples.count) samples and "
                + "\(weights.count) weights"
        }
        return weights.firstIndex { !$0.isFinite }.map {
            "the weight of a sample is a finite number, but that of sample \($0) is \(weights[$0])"
        }
    }

    /// A sentence for the first number that is none.
    private static func numberFault(_ tensor: Tensor<Scalar>, _ name: String) -> String? {
        guard let index = firstNotFinite(in: tensor) else { return nil }
        let row = index / max(1, tensor.count / tensor.rowCount)
        return tensor.elements[index].isNaN
            ? "\(name) holds a NaN in sample \(row): numbers are missing there, or were divided 0 by 0"
            : "\(name) holds an infinite number in sample \(row): one was too large, or was divided by 0"
    }
}

@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
private func firstNotFinite<Scalar: TensorScalar>(in tensor: Tensor<Scalar>) -> Int? {
    tensor.firstIndex { !$0.isFinite }
}
