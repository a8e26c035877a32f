// Layers as Keras computed them: input, weights, output, and the gradients of Σ output · upstream.

import Foundation
import NeuralCore
import Testing

/// A tensor of a fixture.
struct GoldenTensor: Decodable {
    var shape: [Int]
    var data: [Double]
    var tensor: Matrix { Matrix(shape: Shape(shape), elements: data) }
}

/// One layer of `keras.json`.
struct GoldenLayer: Decodable {
    var x: GoldenTensor
    var weights: [String: GoldenTensor]
    var output: GoldenTensor
    var upstream: GoldenTensor
    var grads: [String: GoldenTensor]

    static let all = Result { try Fixture.load("keras.json", as: Members.self) }

    static func named(_ name: String) throws -> GoldenLayer { try all.get().value(name) }
}

/// Puts the weights of the fixture into the layer and compares output and gradients.
func expectAgreement<L: Layer>(
    _ layer: L, _ name: String, mask: Mask? = nil, sourceLocation: SourceLocation = #_sourceLocation
) throws where L.Scalar == Double {
    try expectAgreement(layer, .named(name), name, sourceLocation: sourceLocation) {
        layer.forward($0, PassContext(mask: mask))
    }
}

/// The same for a layer of any fixture, and for a forward pass that is told more than the input.
func expectAgreement<L: Layer>(
    _ layer: L, _ golden: GoldenLayer, _ name: String, sourceLocation: SourceLocation = #_sourceLocation,
    forward: (Matrix) -> (output: Matrix, cache: L.Cache)
) throws where L.Scalar == Double {
    var random = RandomState(seed: 0)
    layer.build(inputShape: Shape(golden.x.shape.dropFirst()), random: &random)
    #expect(Set(layer.parameters.map(\.name)) == Set(golden.weights.keys), sourceLocation: sourceLocation)
    for parameter in layer.parameters {
        let weights = try #require(golden.weights[parameter.name])
        #expect(parameter.value.shape == Shape(weights.shape), sourceLocation: sourceLocation)
        parameter.value = weights.tensor
    }
    let (output, cache) = forward(golden.x.tensor)
    expectClose(output, golden.output.tensor, "\(name): output", sourceLocation: sourceLocation)
    let inputShape = Shape(golden.x.shape.dropFirst())
    #expect(
        Array(layer.outputShape(for: inputShape).axes) == Array(golden.output.shape.dropFirst()),
        sourceLocation: sourceLocation)
    let gradient = layer.backward(golden.upstream.tensor, cache)
    if let expected = golden.grads["x"] {
        expectClose(gradient, expected.tensor, "\(name): gradient of x", sourceLocation: sourceLocation)
    }
    for parameter in layer.parameters {
        let expected = try #require(golden.grads[parameter.name]).tensor
        expectClose(
            parameter.gradient, expected, "\(name): gradient of \(parameter.name)",
            sourceLocation: sourceLocation)
    }
}

/// Compares elements: within `tolerance`, relative to the larger of 1 and the expected value.
func expectClose<Scalar: TensorScalar>(
    _ a: Tensor<Scalar>, _ b: Tensor<Scalar>, _ what: String = "", tolerance: Double = 1e-12,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard a.shape == b.shape else {
        Issue.record("\(what): shape \(a.shape), expected \(b.shape)", sourceLocation: sourceLocation)
        return
    }
    for (index, (mine, theirs)) in zip(a.elements, b.elements).enumerated() {
        if mine == theirs || (mine.isNaN && theirs.isNaN) { continue }
        let distance = Double(abs(mine - theirs)) / max(1, Double(abs(theirs)))
        if !(distance <= tolerance) {
            Issue.record(
                "\(what): element \(index) is \(mine), expected \(theirs)", sourceLocation: sourceLocation)
            return
        }
    }
}
