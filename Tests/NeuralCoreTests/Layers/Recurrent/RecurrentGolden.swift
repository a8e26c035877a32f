// Recurrent layers as Keras computed them with padded steps and given states, and checks that all kinds pass.

import Foundation
import NeuralCore
import Testing

/// What `recurrent.json` says of a layer besides weights and gradients.
struct GoldenSequences: Decodable {
    var mask: [[Bool]]?
    var initial: [GoldenTensor]?

    static let all = Result { try Fixture.load("recurrent.json", as: Members.self) }

    /// The mask as the layers take it.
    var passMask: Mask? {
        mask.map { Mask(shape: [$0.count, $0[0].count], isValid: $0.flatMap { $0 }) }
    }
}

/// The entries that `recurrent.json` has of every kind of layer, with their hyperparameters.
let sequenceEntries: [(name: String, sequences: Bool, backwards: Bool)] = [
    ("padding_after", false, false), ("padding_before", false, false), ("padding_between", false, false),
    ("padding_after_sequences", true, false), ("padding_before_sequences", true, false),
    ("padding_between_sequences", true, false), ("padding_before_backwards_sequences", true, true),
    ("initial_state_sequences", true, false), ("initial_state_padding_after", false, false),
]

/// Compares a recurrent layer with an entry of `recurrent.json`.
func expectSequenceAgreement<L: RecurrentLayer>(
    _ layer: L, _ name: String, sourceLocation: SourceLocation = #_sourceLocation,
    state: ([Matrix]) -> L.State
) throws where L.Scalar == Double {
    let members = try GoldenSequences.all.get()
    let sequences = try members.value(name, as: GoldenSequences.self)
    try expectAgreement(layer, members.value(name), name, sourceLocation: sourceLocation) { input in
        layer.forward(
            input, PassContext(mask: sequences.passMask),
            from: sequences.initial.map { state($0.map(\.tensor)) })
    }
}

/// Compares a layer without a state of its own, such as a wrapper, with an entry of `recurrent.json`.
func expectSequenceAgreement<L: Layer>(
    _ layer: L, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws where L.Scalar == Double {
    let members = try GoldenSequences.all.get()
    let mask = try members.value(name, as: GoldenSequences.self).passMask
    try expectAgreement(layer, members.value(name), name, sourceLocation: sourceLocation) {
        layer.forward($0, PassContext(mask: mask))
    }
}

/// The kinds of pass whose gradients are checked: with one sample and three, with and without padding before,
/// between and after the steps that count.
let checkedPasses: [(batch: Int, mask: Mask?)] = [
    (1, nil), (3, nil),
    (1, Mask(shape: [1, 4], isValid: [false, true, false, true])),
    (
        3,
        Mask(
            shape: [3, 4],
            isValid: [true, true, true, false, false, false, true, true, false, false, false, false])
    ),
]

/// Checks the gradients of the layer that `make` makes, for both ways of returning and both directions.
func checkSequenceGradients<L: RecurrentLayer>(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ make: (_ returnSequences: Bool, _ goBackwards: Bool) -> L
) where L.Scalar == Double {
    var random = RandomState(seed: 5)
    for (batch, mask) in checkedPasses {
        for (sequences, backwards) in [(false, false), (true, false), (false, true), (true, true)] {
            checkGradients(
                of: make(sequences, backwards), input: random.gaussians(batch, 4, 3),
                context: PassContext(mask: mask), sourceLocation: sourceLocation)
        }
    }
}

/// Whether reading a sequence in two parts, the second from the state after the first, gives what one pass gives.
func expectContinuation<L: RecurrentLayer>(
    of layer: L, sourceLocation: SourceLocation = #_sourceLocation
) where L.Scalar == Double {
    var random = RandomState(seed: 6)
    let (first, second) = (random.gaussians(2, 3, 3), random.gaussians(2, 2, 3))
    layer.build(inputShape: [3, 3], random: &random)
    let whole = Matrix(
        shape: [2, 5, 3],
        elements: Array(first.elements[0..<9]) + second.elements[0..<6] + first.elements[9...]
            + second.elements[6...])
    let expected = layer(whole)
    let state = layer.lastState(of: layer.forward(first, PassContext()).cache)
    expectClose(
        layer.forward(second, PassContext(), from: state).output, expected, "\(L.self) in two parts",
        tolerance: 1e-15, sourceLocation: sourceLocation)
}

/// Whether a process that stopped said the sentence.
func expectSaid(
    _ sentence: String, by result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
) {
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains(sentence), "said: \(said)", sourceLocation: sourceLocation)
}

/// A layer that is built for three features.
func built<L: Layer>(_ layer: L) -> L {
    var random = RandomState(seed: 0)
    layer.build(inputShape: [4, 3], random: &random)
    return layer
}

/// Whether a layer large enough for vector functions and large products computes in single precision what another
/// computes in double precision.
func expectFloatAgreement<Single: Layer, Precise: Layer>(
    _ single: Single, _ precise: Precise, sourceLocation: SourceLocation = #_sourceLocation
) where Single.Scalar == Float, Precise.Scalar == Double {
    func asFloat(_ x: Matrix) -> Tensor<Float> {
        Tensor(shape: x.shape, elements: x.elements.map { Float($0) })
    }
    var random = RandomState(seed: 8)
    precise.build(inputShape: [20, 8], random: &random)
    single.build(inputShape: [20, 8], random: &random)
    for (mine, theirs) in zip(single.parameters, precise.parameters) { mine.value = asFloat(theirs.value) }

    let input = random.gaussians(16, 20, 8)
    let (output, cache) = precise.forward(input, PassContext())
    let (singleOutput, singleCache) = single.forward(asFloat(input), PassContext())
    expectClose(
        singleOutput, asFloat(output), "output", tolerance: 1e-5, sourceLocation: sourceLocation)
    let upstream = Matrix(shape: output.shape, elements: random.gaussians(count: output.count))
    expectClose(
        single.backward(asFloat(upstream), singleCache), asFloat(precise.backward(upstream, cache)),
        "gradient of the input", tolerance: 1e-5, sourceLocation: sourceLocation)
    for (mine, theirs) in zip(single.parameters, precise.parameters) {
        expectClose(
            mine.gradient, asFloat(theirs.gradient), mine.name, tolerance: 1e-5,
            sourceLocation: sourceLocation)
    }
}

/// Whether a layer takes a batch without samples and sequences without steps.
func expectEmptyPasses<L: RecurrentLayer>(
    _ make: (_ returnSequences: Bool) -> L, sourceLocation: SourceLocation = #_sourceLocation
) where L.Scalar == Double {
    for (batch, time) in [(0, 4), (2, 0)] {
        for sequences in [false, true] {
            let layer = built(make(sequences))
            let (output, cache) = layer.forward(Matrix.zeros(batch, time, 3), PassContext())
            let expected: Shape = sequences ? [batch, time, 2] : [batch, 2]
            #expect(
                output == Matrix(repeating: 0, shape: expected), sourceLocation: sourceLocation)
            let gradient = layer.backward(output, cache)
            #expect(gradient.shape == [batch, time, 3], sourceLocation: sourceLocation)
            #expect(
                layer.parameters.allSatisfy { $0.gradient.elements.allSatisfy { $0 == 0 } },
                sourceLocation: sourceLocation)
        }
    }
}
