// A network laid out in the order in which it runs, forwards and backwards.

/// The steps of a network, each after all that it needs.
struct Graph<Scalar: TensorScalar> {
    struct Place {
        let step: Node<Scalar>.Step
        /// The places whose tensors this one takes.
        let sources: [Int]
        /// The shape of one sample.
        let shape: Shape
        let name: String
    }

    private(set) var places: [Place] = []
    private(set) var inputs: [Int] = []
    private(set) var outputs: [Int] = []
    /// Which places have parameters, or take tensors from places that have: the way back ends where none are left.
    private(set) var needsGradient: [Bool] = []
    /// How many places take the tensor of each.
    private(set) var uses: [Int] = []

    /// Lays out what lies between inputs and outputs, and builds the layers in that order.
    init(
        inputs: [Node<Scalar>], outputs: [Node<Scalar>], random: inout RandomState, names: inout LayerNames,
        file: StaticString, line: UInt
    ) {
        for node in outputs { node.visit { names.keep($0) } }
        var found: [ObjectIdentifier: Int] = [:]
        for node in inputs {
            if found[ObjectIdentifier(node)] != nil {
                fatalError("an input of the model is given twice", file: file, line: line)
            }
            self.inputs.append(places.count)
            found[ObjectIdentifier(node)] = places.count
            append(node, sources: [], &random, &names, file, line)
        }
        for node in outputs {
            self.outputs.append(lay(node, &found, &random, &names, file, line))
        }
        uses = [Int](repeating: 0, count: places.count)
        for place in places { for source in place.sources { uses[source] += 1 } }
    }

    private mutating func lay(
        _ node: Node<Scalar>, _ found: inout [ObjectIdentifier: Int], _ random: inout RandomState,
        _ names: inout LayerNames, _ file: StaticString, _ line: UInt
    ) -> Int {
        if let place = found[ObjectIdentifier(node)] { return place }
        if case .input = node.step {
            let name = node.name.isEmpty ? "of shape \(node.shape)" : "\"\(node.name)\""
            fatalError(
                "an output needs the input \(name), which is not among the model's inputs", file: file,
                line: line)
        }
        let sources = node.sources.map { lay($0, &found, &random, &names, file, line) }
        found[ObjectIdentifier(node)] = places.count
        append(node, sources: sources, &random, &names, file, line)
        return places.count - 1
    }

    private mutating func append(
        _ node: Node<Scalar>, sources: [Int], _ random: inout RandomState,
        _ names: inout LayerNames, _ file: StaticString, _ line: UInt
    ) {
        let name: String
        var hasParameters = false
        switch node.step {
        case .input: name = names.name(node.name, for: "Input", file, line)
        case .merge(let merge): name = names.name(node.name, for: type(of: merge).className, file, line)
        case .layer(let layer):
            names.give(to: layer, file, line)
            name = layer.name
            layer.build(inputShape: places[sources[0]].shape, random: &random)
            hasParameters = !layer.parameters.isEmpty
        }
        places.append(Place(step: node.step, sources: sources, shape: node.shape, name: name))
        needsGradient.append(hasParameters || sources.contains { needsGradient[$0] })
    }
}

extension Node {
    /// Calls `body` with the name of each node that this one is computed from, and with its own; empty where there is none.
    fileprivate func visit(_ body: (String) -> Void) {
        var (seen, waiting): (Set<ObjectIdentifier>, [Node]) = ([], [self])
        while let node = waiting.popLast() {
            guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
            if case .layer(let layer) = node.step { body(layer.name) } else { body(node.name) }
            waiting += node.sources
        }
    }
}

/// Names for layers that have none: `dense_1`, `dense_2`, counted for each kind, as in Keras 2.
struct LayerNames {
    private var counts: [String: Int] = [:]
    private var taken: [String: ObjectIdentifier] = [:]
    /// What layers are called already, by the user or by another model: no layer without a name gets one of these.
    private var kept: Set<String> = []

    /// Leaves a name to the layer that has it already.
    mutating func keep(_ name: String) { kept.insert(name) }

    /// Names a layer, unless it has a name already.
    mutating func give<Scalar>(to layer: any Layer<Scalar>, _ file: StaticString, _ line: UInt) {
        let identity = ObjectIdentifier(layer)
        if taken[layer.name] == identity { return }
        layer.name = name(layer.name, for: className(of: layer), file, line)
        taken[layer.name] = identity
    }

    /// The name given, or the next for the kind; stops when the name given is taken.
    mutating func name(
        _ given: String, for kind: String, _ file: StaticString, _ line: UInt
    ) -> String {
        if !given.isEmpty {
            if taken[given] != nil {
                fatalError("two layers of a model are called \"\(given)\"", file: file, line: line)
            }
            taken[given] = ObjectIdentifier(LayerNames.self)
            return given
        }
        let stem = snakeCase(kind)
        var name = stem
        repeat {
            counts[stem, default: 0] += 1
            name = "\(stem)_\(counts[stem, default: 0])"
        } while taken[name] != nil || kept.contains(name)
        taken[name] = ObjectIdentifier(LayerNames.self)
        return name
    }
}

/// The name by which Keras knows a layer of this type.
func className<Scalar>(of layer: any Layer<Scalar>) -> String { className(type(of: layer)) }

/// The type without its scalar, and without a final `Layer`: an activation as a layer is `Activation` in Keras.
func className<Scalar>(_ type: any Layer<Scalar>.Type) -> String {
    let name = "\(type)".prefix { $0 != "<" }
    return String(name.hasSuffix("Layer") ? name.dropLast(5) : name)
}

/// `MaxPooling2D` as `max_pooling2d`, after Keras's rule.
func snakeCase(_ name: String) -> String {
    let letters = Array(name)
    var result = ""
    for (index, letter) in letters.enumerated() {
        let follows = index > 0 && (letters[index - 1].isLowercase)
        let begins = index > 0 && index + 1 < letters.count && letters[index + 1].isLowercase
        if letter.isUppercase && (follows || begins) { result += "_" }
        result += letter.lowercased()
    }
    return result
}
