// One number of a convolution worked out: a kernel laid on one place.

import NeuralCore

/// Works out one number of a convolution: the kernel of one filter laid on one place of an image.
///
/// The sum of each channel of the input has a step of its own. Cells in the padding add nothing and are left out.
///
/// - Parameters:
///   - image: one sample, `(height, width, in)`
///   - row: of the output, counted from 0, as is `column`.
///   - filter: whose output it is, counted from 0.
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ layer: Conv2D<Scalar>, image: Tensor<Scalar>, row: Int, column: Int, filter: Int = 0, digits: Int = 3,
    file: StaticString = #file, line: UInt = #line
) -> Explanation {
    convolution(
        layer,
        WindowPlace(
            layer.configuration.window, layer, image: image, row: row, column: column, channel: filter,
            digits,
            file, line))
}

/// Works out one number of a convolution over time: the kernel of one filter laid on one place of a sequence.
///
/// The sum of each channel of the input has a step of its own. Steps in the padding add nothing and are left out.
///
/// - Parameters:
///   - sequence: one sample, `(steps, in)`
///   - step: of the output, counted from 0.
///   - filter: whose output it is, counted from 0.
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ layer: Conv1D<Scalar>, sequence: Tensor<Scalar>, step: Int, filter: Int = 0, digits: Int = 3,
    file: StaticString = #file, line: UInt = #line
) -> Explanation {
    convolution(
        layer,
        WindowPlace(
            layer.configuration.window, layer, sequence: sequence, step: step, channel: filter, digits, file,
            line))
}

private func convolution<Scalar: TensorScalar, let spaceAxes: Int>(
    _ layer: Convolution<Scalar, spaceAxes>, _ place: WindowPlace
) -> Explanation {
    let (filter, digits) = (place.channel, place.digits)
    let weights = Matrix(layer.kernel.value)
    let (inputs, filters) = (weights.shape[spaceAxes], weights.shape[spaceAxes + 1])
    let sums = (0..<inputs).map { channel in
        Explanation.Step(
            .init("s", "\(channel + 1)"),
            .sum(
                place.cells(channel).map { cell in
                    let weight = (cell.place * inputs + channel) * filters + filter
                    return .product([.number(cell.value), .number(weights.elements[weight])])
                }), digits: digits)
    }
    let bias = layer.bias.map { Double($0.value[filter]) }
    let net = Explanation.Step(
        .init("net"),
        formula: .sum(sums.map { .symbol($0.symbol) } + (bias == nil ? [] : [.symbol(.init("b"))])),
        .sum(sums.map { .number($0.result) } + (bias.map { [.number($0)] } ?? [])), digits: digits)
    let function = Explanation.Function.activation(layer.configuration.activation)
    let isLinear = layer.configuration.activation == .linear
    let output = Explanation.Step(
        .init("y"), formula: isLinear ? .symbol(net.symbol) : .call(function, [.symbol(net.symbol)]),
        isLinear ? .number(net.result) : .call(function, [.number(net.result)]), result: place.output,
        digits: digits)
    let (what, title) = (spaceAxes == 1 ? "Sequence" : "Image", "Filter \(filter) at \(place.name)")
    return Explanation(
        title: title,
        sections: [
            .init(
                inputs == 1 ? "\(what) times kernel" : "\(what) times kernel, channel by channel", sums),
            .init("Output", [net, output]),
        ],
        summary:
            "\(title) of the output: the sum is \(net.resultText), and the output \(output.resultText).")
}
