// Merges of inputs of one shape, element by element.

/// A merge whose inputs and output all have the same shape.
public protocol ElementwiseMerge: MergeLayer {}

extension ElementwiseMerge {
    public func shapeFault(_ shapes: [Shape]) -> String? {
        guard let odd = shapes.first(where: { $0 != shapes[0] }) else { return nil }
        return "\(Self.className) needs inputs of one shape, but they have the shapes \(shapes[0]) and \(odd)"
    }

    public func outputShape(for shapes: [Shape]) -> Shape { shapes[0] }
}

/// The sum of its inputs; each has the gradient of the output. Such a bridge past some layers makes deep nets
/// trainable: He and others, 2015.
public struct Add: ElementwiseMerge {
    /// There is nothing to choose: `Add()(left, right)`.
    public init() {}

    public func forward<Scalar: TensorScalar>(_ inputs: [Tensor<Scalar>]) -> Tensor<Scalar> {
        inputs.dropFirst().reduce(inputs[0], +)
    }

    public func backward<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, _ inputs: [Tensor<Scalar>]
    ) -> [Tensor<Scalar>] {
        inputs.map { _ in gradient }
    }
}

/// The difference a − b of two inputs; b has the gradient with the other sign.
public struct Subtract: ElementwiseMerge {
    /// There is nothing to choose: `Subtract()(a, b)` is a − b.
    public init() {}

    public func shapeFault(_ shapes: [Shape]) -> String? {
        if shapes.count != 2 { return "Subtract takes 2 inputs, but is given \(shapes.count)" }
        return shapes[0] == shapes[1]
            ? nil
            : "Subtract needs inputs of one shape, but they have the shapes \(shapes[0]) and \(shapes[1])"
    }

    public func forward<Scalar: TensorScalar>(_ inputs: [Tensor<Scalar>]) -> Tensor<Scalar> {
        inputs[0] - inputs[1]
    }

    public func backward<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, _ inputs: [Tensor<Scalar>]
    ) -> [Tensor<Scalar>] {
        [gradient, -gradient]
    }
}

/// The product of its inputs, element by element; each has the gradient times all the others.
public struct Multiply: ElementwiseMerge {
    /// There is nothing to choose: `Multiply()(left, right)`.
    public init() {}

    public func forward<Scalar: TensorScalar>(_ inputs: [Tensor<Scalar>]) -> Tensor<Scalar> {
        inputs.dropFirst().reduce(inputs[0], *)
    }

    public func backward<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, _ inputs: [Tensor<Scalar>]
    ) -> [Tensor<Scalar>] {
        inputs.indices.map { mine in
            inputs.indices.reduce(gradient) { $1 == mine ? $0 : $0 * inputs[$1] }
        }
    }
}

/// The mean of its inputs; each has its share of the gradient.
public struct Average: ElementwiseMerge {
    /// There is nothing to choose: `Average()(left, right)`.
    public init() {}

    public func forward<Scalar: TensorScalar>(_ inputs: [Tensor<Scalar>]) -> Tensor<Scalar> {
        inputs.dropFirst().reduce(inputs[0], +) / Scalar(inputs.count)
    }

    public func backward<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, _ inputs: [Tensor<Scalar>]
    ) -> [Tensor<Scalar>] {
        let share = gradient / Scalar(inputs.count)
        return inputs.map { _ in share }
    }
}

/// The largest of its inputs, element by element; the first of the largest has the gradient.
public struct Maximum: ElementwiseMerge {
    /// There is nothing to choose: `Maximum()(left, right)`.
    public init() {}

    public func forward<Scalar: TensorScalar>(_ inputs: [Tensor<Scalar>]) -> Tensor<Scalar> {
        inputs.dropFirst().reduce(inputs[0]) { maximum($0, $1) }
    }

    public func backward<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, _ inputs: [Tensor<Scalar>]
    ) -> [Tensor<Scalar>] {
        gradientsOfFirst(equalTo: forward(inputs), gradient, inputs)
    }
}

/// The smallest of its inputs, element by element; the first of the smallest has the gradient.
public struct Minimum: ElementwiseMerge {
    /// There is nothing to choose: `Minimum()(left, right)`.
    public init() {}

    public func forward<Scalar: TensorScalar>(_ inputs: [Tensor<Scalar>]) -> Tensor<Scalar> {
        inputs.dropFirst().reduce(inputs[0]) { minimum($0, $1) }
    }

    public func backward<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, _ inputs: [Tensor<Scalar>]
    ) -> [Tensor<Scalar>] {
        gradientsOfFirst(equalTo: forward(inputs), gradient, inputs)
    }
}

/// The gradients of inputs of which one was chosen for each element: the first that equals it has all.
private func gradientsOfFirst<Scalar: TensorScalar>(
    equalTo chosen: Tensor<Scalar>, _ gradient: Tensor<Scalar>, _ inputs: [Tensor<Scalar>]
) -> [Tensor<Scalar>] {
    var rest = gradient
    return inputs.map { input in
        let mine = rest * (input .== chosen)
        rest -= mine
        return mine
    }
}
