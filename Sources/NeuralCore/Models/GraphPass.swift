// A batch on its way through a network, and its gradient on the way back.

/// What a forward pass leaves behind.
struct GraphPass<Scalar: TensorScalar> {
    /// One place of the network that the batch has gone through.
    fileprivate struct Visit {
        let output: Tensor<Scalar>
        let mask: Mask?
        /// The numbers before the activation, where the loss is taken of them.
        var sums: Tensor<Scalar>?
        let wayBack: WayBack
    }

    /// How the gradient of a place becomes those of its sources.
    fileprivate enum WayBack {
        case ends
        case layer(Pass<Scalar>.Backward, wantsInput: Bool)
        case merge(any MergeLayer, inputs: [Tensor<Scalar>])
    }

    fileprivate var visits: [Visit] = []
    /// The places whose tensors are the network's outputs.
    private let places: [Int]

    fileprivate init(_ graph: Graph<Scalar>) {
        places = graph.outputs
        visits.reserveCapacity(graph.places.count)
    }

    /// The outputs of the network.
    var outputs: [Tensor<Scalar>] { places.map { visits[$0].output } }

    /// An output of the network, counted from 0.
    func output(_ index: Int) -> Tensor<Scalar> { visits[places[index]].output }

    /// What the loss of an output is taken of: the output, or the sums before its activation.
    func lossInput(_ index: Int) -> Tensor<Scalar> { visits[places[index]].sums ?? output(index) }

    /// Which steps of an output are padding.
    func mask(_ index: Int) -> Mask? { visits[places[index]].mask }
}

extension Graph {
    /// Runs a batch.
    ///
    /// - Parameters:
    ///   - batch: one tensor for each input, `(batch, …)`.
    ///   - endsInSums: for each output, whether its loss is taken of the sums before its activation.
    func forward(_ batch: [Tensor<Scalar>], isTraining: Bool, endsInSums: [Bool]) -> GraphPass<Scalar> {
        var pass = GraphPass(self)
        for index in places.indices {
            switch places[index].step {
            case .input:
                pass.visits.append(.init(output: batch[index], mask: nil, wayBack: .ends))
            case .layer(let layer):
                let source = places[index].sources[0]
                let input = pass.visits[source].output
                let context = PassContext(isTraining: isTraining, mask: pass.visits[source].mask)
                let step: Pass<Scalar>
                var sums: Tensor<Scalar>?
                if let output = outputs.firstIndex(of: index), endsInSums[output],
                    let layer = layer as? any ActivatedLayer<Scalar>
                {
                    (step, sums) = layer.passFromSums(input, context)
                } else {
                    step = layer.pass(input, context)
                }
                pass.visits.append(
                    .init(
                        output: step.output, mask: step.mask, sums: sums,
                        wayBack: .layer(step.backward, wantsInput: needsGradient[source])))
            case .merge(let merge):
                let sources = places[index].sources
                let inputs = sources.map { pass.visits[$0].output }
                pass.visits.append(
                    .init(
                        output: merge.forward(inputs),
                        mask: merge.outputMask(for: inputs, sources.map { pass.visits[$0].mask }),
                        wayBack: .merge(merge, inputs: inputs)))
            }
        }
        return pass
    }

    /// Adds the gradients of all parameters.
    ///
    /// - Parameter gradients: of the loss by what it was taken of, one for each output.
    func backward(_ gradients: [Tensor<Scalar>], _ pass: GraphPass<Scalar>) {
        var collected = [Tensor<Scalar>?](repeating: nil, count: places.count)
        func add(_ gradient: Tensor<Scalar>, to place: Int) {
            if collected[place] == nil {
                collected[place] = gradient
            } else {
                collected[place]! += gradient
            }
        }
        for (output, gradient) in zip(outputs, gradients) { add(gradient, to: output) }
        for index in places.indices.reversed() where needsGradient[index] {
            guard let gradient = collected[index] else { continue }
            collected[index] = nil
            let sources = places[index].sources
            switch pass.visits[index].wayBack {
            case .ends: break
            case .layer(let backward, let wantsInput):
                if let gradient = backward(gradient, wantsInput) { add(gradient, to: sources[0]) }
            case .merge(let merge, let inputs):
                for (source, gradient) in zip(sources, merge.backward(gradient, inputs)) {
                    if needsGradient[source] { add(gradient, to: source) }
                }
            }
        }
    }
}

extension Mask {
    /// The steps that count in all masks; nil where there is none.
    static func all(_ masks: [Mask?]) -> Mask? {
        masks.compactMap { $0 }.reduce(nil) { common, mask in
            guard let common, common.shape == mask.shape else { return common ?? mask }
            return Mask(shape: mask.shape, isValid: zip(common.isValid, mask.isValid).map { $0 && $1 })
        }
    }
}
