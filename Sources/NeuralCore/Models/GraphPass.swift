// A batch on its way through a network, and its gradient on the way back.

/// What a forward pass leaves behind.
struct GraphPass<Scalar: TensorScalar> {
    /// One for each output of the network.
    var outputs: [Tensor<Scalar>] = []
    /// What the losses are taken of: the outputs, or the sums before their activations.
    var lossInputs: [Tensor<Scalar>] = []
    var masks: [Mask?] = []
    /// One for each place: the gradients of its sources, from that of its own tensor.
    fileprivate var backward: [(_ gradient: Tensor<Scalar>) -> [Tensor<Scalar>?]] = []
}

extension Graph {
    /// Runs a batch.
    ///
    /// - Parameters:
    ///   - batch: one tensor for each input, `(batch, …)`.
    ///   - endsInSums: for each output, whether its loss is taken of the sums before its activation.
    func forward(_ batch: [Tensor<Scalar>], isTraining: Bool, endsInSums: [Bool]) -> GraphPass<Scalar> {
        var pass = GraphPass<Scalar>()
        var tensors: [Tensor<Scalar>] = []
        var masks: [Mask?] = []
        var sums: [Int: Tensor<Scalar>] = [:]
        tensors.reserveCapacity(places.count)
        for (index, place) in places.enumerated() {
            switch place.step {
            case .input:
                tensors.append(batch[tensors.count])
                masks.append(nil)
                pass.backward.append { _ in [] }
            case .layer(let layer):
                let source = place.sources[0]
                let context = PassContext(isTraining: isTraining, mask: masks[source])
                let wantsInput = needsGradient[source]
                let step: Pass<Scalar>
                if let output = outputs.firstIndex(of: index), endsInSums[output],
                    let layer = layer as? any ActivatedLayer<Scalar>
                {
                    (step, sums[index]) = layer.passFromSums(tensors[source], context)
                } else {
                    step = layer.pass(tensors[source], context)
                }
                tensors.append(step.output)
                masks.append(step.mask)
                pass.backward.append { [step.backward($0, wantsInput)] }
            case .merge(let merge):
                let inputs = place.sources.map { tensors[$0] }
                tensors.append(merge.forward(inputs))
                masks.append(Mask.all(place.sources.map { masks[$0] }))
                pass.backward.append { merge.backward($0, inputs) }
            }
        }
        pass.outputs = outputs.map { tensors[$0] }
        pass.lossInputs = outputs.map { sums[$0] ?? tensors[$0] }
        pass.masks = outputs.map { masks[$0] }
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
            for (source, gradient) in zip(places[index].sources, pass.backward[index](gradient)) {
                if let gradient, needsGradient[source] { add(gradient, to: source) }
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
