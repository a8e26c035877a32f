// One place of a window worked out: a convolution's sum, and what pooling keeps.

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
    let place = WindowPlace(
        layer.configuration.window, layer, image, row: row, column: column, channel: filter, digits, file,
        line)
    let weights = Matrix(layer.kernel.value)
    let (inputs, filters) = (weights.shape[2], weights.shape[3])
    let sums = (0..<inputs).map { channel in
        let cells = place.cells(channel)
        return Explanation.Step(
            .init("s", "\(channel + 1)"),
            .sum(
                cells.map { cell in
                    let place = (cell.place * inputs + channel) * filters + filter
                    return .product([.number(cell.value), .number(weights.elements[place])])
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
    return Explanation(
        title: "Filter \(filter) at row \(row), column \(column)",
        sections: [
            .init(inputs == 1 ? "Image times kernel" : "Image times kernel, channel by channel", sums),
            .init("Output", [net, output]),
        ],
        summary:
            "Filter \(filter) at row \(row), column \(column) of the output: the sum is \(net.resultText), "
            + "and the output \(output.resultText).")
}

/// Works out one window of max pooling: the largest of what it sees.
///
/// - Parameters:
///   - image: one sample, `(height, width, channels)`
///   - row: of the output, counted from 0, as are `column` and `channel`.
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ layer: MaxPooling2D<Scalar>, image: Tensor<Scalar>, row: Int, column: Int, channel: Int = 0,
    digits: Int = 3, file: StaticString = #file, line: UInt = #line
) -> Explanation {
    let place = WindowPlace(
        layer.configuration.window, layer, image, row: row, column: column, channel: channel, digits, file,
        line)
    let cells = place.cells(channel).map { Explanation.Expression.number($0.value) }
    return place.pooling("largest", .call(.maximum, cells))
}

/// Works out one window of average pooling: the mean of what it sees, padding left out.
///
/// - Parameters:
///   - image: one sample, `(height, width, channels)`
///   - row: of the output, counted from 0, as are `column` and `channel`.
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ layer: AveragePooling2D<Scalar>, image: Tensor<Scalar>, row: Int, column: Int, channel: Int = 0,
    digits: Int = 3, file: StaticString = #file, line: UInt = #line
) -> Explanation {
    let place = WindowPlace(
        layer.configuration.window, layer, image, row: row, column: column, channel: channel, digits, file,
        line)
    let cells = place.cells(channel).map { Explanation.Expression.number($0.value) }
    return place.pooling("mean", .fraction(.sum(cells), .constant(Double(cells.count))))
}

/// A window at one place of one image, and what the layer made of it.
struct WindowPlace {
    let window: Window
    /// `(height, width, channels)`
    let image: Matrix
    let row: Int
    let column: Int
    let channel: Int
    let digits: Int
    /// How many zeros stand above and to the left of the image.
    let padding: (top: Int, left: Int)
    /// What the layer answers there.
    let output: Double

    init<L: Layer>(
        _ window: Window, _ layer: L, _ image: Tensor<L.Scalar>, row: Int, column: Int, channel: Int,
        _ digits: Int, _ file: StaticString, _ line: UInt
    ) {
        if let fault = digitsFault(digits) { fatalError(fault, file: file, line: line) }
        guard image.rank == 3 else {
            fatalError(
                "explain takes one image of shape (height, width, channels), but the shape is \(image.shape)",
                file: file, line: line)
        }
        let outputs = Matrix(layer(Tensor(shape: Shape([1] + image.shape.axes), elements: image.elements)))
        let shape = outputs.shape.axes
        guard (0..<shape[1]).contains(row), (0..<shape[2]).contains(column), (0..<shape[3]).contains(channel)
        else {
            fatalError(
                "the output has \(shape[1]) rows, \(shape[2]) columns and \(shape[3]) channels, counted from 0, "
                    + "but row \(row), column \(column), channel \(channel) is asked", file: file, line: line)
        }
        output = outputs.elements[(row * shape[2] + column) * shape[3] + channel]
        (self.window, self.image, self.row, self.column) = (window, Matrix(image), row, column)
        (self.channel, self.digits) = (channel, digits)
        // `same` shares the padding out, with the odd pixel at the end.
        func before(_ axis: Int) -> Int {
            if window.padding == .valid { return 0 }
            let span = (window.size[axis] - 1) * window.dilation[axis] + 1
            return max(0, (shape[axis + 1] - 1) * window.strides[axis] + span - image.shape[axis]) / 2
        }
        padding = (before(0), before(1))
    }

    /// What the window sees of one channel: the place in the window, row by row, and the number there.
    func cells(_ channel: Int) -> [(place: Int, value: Double)] {
        var cells: [(place: Int, value: Double)] = []
        let (height, width, channels) = (image.shape[0], image.shape[1], image.shape[2])
        for place in 0..<(window.size[0] * window.size[1]) {
            let (down, right) = (place / window.size[1], place % window.size[1])
            let y = row * window.strides[0] - padding.top + down * window.dilation[0]
            let x = column * window.strides[1] - padding.left + right * window.dilation[1]
            if (0..<height).contains(y), (0..<width).contains(x) {
                cells.append((place, image.elements[(y * width + x) * channels + channel]))
            }
        }
        return cells
    }

    func pooling(_ what: String, _ expression: Explanation.Expression) -> Explanation {
        let step = Explanation.Step(.init("y"), expression, result: output, digits: digits)
        let title = "Pooling window at row \(row), column \(column), channel \(channel)"
        return Explanation(
            title: title, sections: [.init("Output", [step])],
            summary: "\(title): the \(what) is \(step.resultText).")
    }
}
