// What the recurrent layers have in common: they walk along time with a state in their hands.

/// A layer that reads a sequence step by step and carries a state from each step to the next.
///
/// - Input: `(batch, time, features)`
/// - Output: the last output, `(batch, units)`; with `returnSequences` those of all steps, `(batch, time, units)`, in the
///   order in which the layer reads them.
///
/// A step that the mask calls padding leaves the state as it was, and its output is that of the step before.
/// That is Keras's rule, with one difference: where a sequence *begins* with padding, the output there is the state
/// it starts from; Keras puts zeros, which is the same unless a state is given.
public protocol RecurrentLayer<Scalar>: Layer where Configuration: RecurrentConfiguration {
    /// What is carried from step to step.
    associatedtype State

    /// Computes the output, starting from `state`; from zeros when it is nil.
    func forward(_ input: Tensor<Scalar>, _ context: PassContext, from state: State?) -> (
        output: Tensor<Scalar>, cache: Cache
    )

    /// The state after the last step of a pass. The next part of a long sequence can start from it.
    func lastState(of cache: Cache) -> State
}

/// The hyperparameters that every recurrent layer has.
public protocol RecurrentConfiguration: LayerConfiguration {
    /// The length of the state.
    var units: Int { get }
    /// Whether the output holds all steps or only the last one.
    var returnSequences: Bool { get set }
    /// Whether the layer reads the sequence from its end.
    var goBackwards: Bool { get set }
}

extension RecurrentLayer {
    public func shapeFault(_ inputShape: Shape) -> String? {
        guard inputShape.rank == 2 else {
            return "\(title) takes sequences of shape (time, features), but the shape is \(inputShape)"
        }
        // Every recurrent layer has its kernel, (features, …), in front.
        return builtFault(parameters.first?.value.shape[0], inputShape[1], "features")
    }

    public func outputShape(for inputShape: Shape) -> Shape {
        check(inputShape: inputShape)
        let units = configuration.units
        return configuration.returnSequences ? Shape(inputShape[0], units) : [units]
    }

    public func forward(_ input: Tensor<Scalar>, _ context: PassContext) -> (
        output: Tensor<Scalar>, cache: Cache
    ) { forward(input, context, from: nil) }

    /// The mask of the input, in the order in which the layer reads; none when only the last output is returned. (Keras
    /// leaves it in the order of time even where a layer that goes backwards returns its steps in the other.)
    public func outputMask(for input: Tensor<Scalar>, _ mask: Mask?) -> Mask? {
        guard configuration.returnSequences, let mask else { return nil }
        return configuration.goBackwards ? mask.reversed : mask
    }

    /// The sizes of a pass, after checking the input and the mask.
    func walk(over input: Tensor<Scalar>, features: Int, _ mask: Mask?) -> SequenceWalk {
        guard input.rank == 3, input.shape[2] == features else {
            fatalError(
                "\(title) takes inputs of shape (batch, time, \(features)), but the shape is \(input.shape)")
        }
        let (batch, time) = (input.shape[0], input.shape[1])
        if let mask, mask.shape != Shape(batch, time) {
            fatalError(
                "\(title) is given a mask of shape \(mask.shape) for inputs of shape \(input.shape): "
                    + "it should be \(Shape(batch, time))")
        }
        return SequenceWalk(
            batch: batch, time: time, features: features, units: configuration.units,
            goesBackwards: configuration.goBackwards, mask: mask)
    }

    /// Stops unless a state that the user gives has the shape `(batch, units)`.
    func check(state: Tensor<Scalar>, batch: Int) {
        let expected = Shape(batch, configuration.units)
        guard state.shape == expected else {
            fatalError("\(title) starts from a state of shape \(expected), but is given \(state.shape)")
        }
    }

    /// Stops unless the gradient of the output has the output's shape.
    func check(gradient: Tensor<Scalar>, _ walk: SequenceWalk) {
        let expected =
            configuration.returnSequences ? walk.shape(walk.units) : Shape(walk.batch, walk.units)
        guard gradient.shape == expected else {
            fatalError("\(title) had an output of shape \(expected), but its gradient is \(gradient.shape)")
        }
    }

    /// The inputs of one step, `(batch, features)`, as sequences of one step.
    func asSequence(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
        guard x.rank == 2 else {
            fatalError("\(title) steps with inputs of shape (batch, features), but the shape is \(x.shape)")
        }
        return x.reshaped(to: [x.shape[0], 1, x.shape[1]])
    }
}
