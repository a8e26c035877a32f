// The slope of a layer, by the definition of a slope: change each number a little and look at what comes out.

import NeuralCore
import Testing

/// Compares the hand-written backward pass with central differences of Σ output · upstream, for every element of the
/// input and of every parameter.
///
/// - Parameter checksInput: false for layers whose input is made of indices.
func checkGradients<L: Layer>(
    of layer: L, input: Matrix, context: PassContext = PassContext(), checksInput: Bool = true,
    tolerance: Double = 1e-7, sourceLocation: SourceLocation = #_sourceLocation
) where L.Scalar == Double {
    var random = RandomState(seed: 42)
    layer.build(inputShape: Shape(input.shape.axes.dropFirst()), random: &random)
    let (output, cache) = layer.forward(input, context)
    let upstream = Matrix(shape: output.shape, elements: random.gaussians(count: output.count))
    func value(_ input: Matrix) -> Double { (layer.forward(input, context).output * upstream).sum() }

    for parameter in layer.parameters { parameter.zeroGradient() }
    let inputGradient = layer.backward(upstream, cache)
    #expect(inputGradient.shape == input.shape, sourceLocation: sourceLocation)

    if checksInput {
        let slopes = centralDifferences(at: input, value)
        expectClose(
            inputGradient, slopes, "\(L.self): gradient of the input", tolerance: tolerance,
            sourceLocation: sourceLocation)
    }
    for parameter in layer.parameters {
        let start = parameter.value
        let slopes = centralDifferences(at: start) {
            parameter.value = $0
            return value(input)
        }
        parameter.value = start
        expectClose(
            parameter.gradient, slopes, "\(L.self): gradient of \(parameter.name)", tolerance: tolerance,
            sourceLocation: sourceLocation)
    }
}

/// (f(x + h) − f(x − h)) / 2h for every element of x.
func centralDifferences(at x: Matrix, _ function: (Matrix) -> Double, step h: Double = 1e-5) -> Matrix {
    var slopes = x.elements
    for index in slopes.indices {
        var moved = x.elements
        moved[index] = x.elements[index] + h
        let above = function(Matrix(shape: x.shape, elements: moved))
        moved[index] = x.elements[index] - h
        let below = function(Matrix(shape: x.shape, elements: moved))
        slopes[index] = (above - below) / (2 * h)
    }
    return Matrix(shape: x.shape, elements: slopes)
}
