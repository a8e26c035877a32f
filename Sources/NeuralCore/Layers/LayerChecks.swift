// What layers check of the shapes they are given, and the sentences with which they stop.

extension Layer {
    /// The layer as error messages call it: its type, and its name where it has one.
    var title: String {
        let type = "\(type(of: self))".prefix { $0 != "<" }
        return name.isEmpty ? "\(type)" : "\(type) \"\(name)\""
    }

    /// A parameter of a layer that must have been built.
    func built(_ parameter: Parameter<Scalar>?) -> Parameter<Scalar> {
        guard let parameter else {
            fatalError(
                "\(title) has no parameters yet: build it with the shape of its input, or add it to a model")
        }
        return parameter
    }

    /// Stops with the ``shapeFault(_:)`` of an input shape that the layer cannot take.
    func check(inputShape: Shape) {
        if let fault = shapeFault(inputShape) { fatalError(fault) }
    }

    /// The fault of a sample without axes, or whose last axis is not as long as the layer was built for.
    func lastAxisFault(_ inputShape: Shape, builtFor length: Int?, _ what: String) -> String? {
        guard inputShape.rank >= 1 else {
            return "\(title) needs an input with at least one axis behind the batch"
        }
        return builtFault(length, inputShape[inputShape.rank - 1], what)
    }

    /// The fault of a layer that was built for another number of `what`.
    func builtFault(_ built: Int?, _ given: Int, _ what: String) -> String? {
        guard let built, built != given else { return nil }
        return "\(title) was built for \(built) \(what), but is now given \(given)"
    }

    /// Stops unless a batch has the length `expected` along its last axis.
    func check(_ shape: Shape, lastAxis expected: Int) {
        guard shape.rank >= 2, shape[shape.rank - 1] == expected else {
            fatalError("\(title) takes inputs of shape (batch, …, \(expected)), but the shape is \(shape)")
        }
    }

    /// Stops unless the gradient by the output has the shape that the output had.
    func check(gradient: Shape, ofOutput expected: Shape) {
        guard gradient == expected else {
            fatalError("\(title) had an output of shape \(expected), but its gradient is \(gradient)")
        }
    }
}

extension Tensor {
    /// The elements as a matrix whose columns are the last axis.
    var asMatrix: Tensor {
        var rows = 1
        for axis in 0..<(rank - 1) { rows *= shape[axis] }
        return Tensor(Shape(rows, shape[rank - 1]), unchecked: elements)
    }

    /// The same elements in a shape that has as many.
    func reshaped(to shape: Shape) -> Tensor { Tensor(shape, unchecked: elements) }
}
