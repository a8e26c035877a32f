// What a window sees at one place of one sample, for convolution and pooling alike.

import NeuralCore

/// A window at one place of one image, and what the layer made of it. A sequence is an image one row high.
struct WindowPlace {
    /// With two axes of space.
    let window: Window
    /// `(height, width, channels)`
    let image: Matrix
    let row: Int
    let column: Int
    /// Of the output, counted from 0: the filter of a convolution.
    let channel: Int
    let digits: Int
    /// The place as sentences call it: `row 1, column 2`, `step 3`.
    let name: String
    /// How many zeros stand above and to the left of the image.
    let padding: (top: Int, left: Int)
    /// What the layer answers there.
    let output: Double

    init<L: Layer>(
        _ window: Window, _ layer: L, image: Tensor<L.Scalar>, row: Int, column: Int, channel: Int,
        _ digits: Int, _ file: StaticString, _ line: UInt
    ) {
        guard image.rank == 3 else {
            fatalError(
                "explain takes one image of shape (height, width, channels), but the shape is \(image.shape)",
                file: file, line: line)
        }
        let outputs = layer(Tensor(shape: Shape([1] + image.shape.axes), elements: image.elements))
        let axes = outputs.shape.axes
        guard (0..<axes[1]).contains(row), (0..<axes[2]).contains(column), (0..<axes[3]).contains(channel)
        else {
            fatalError(
                "the output has \(axes[1]) rows, \(axes[2]) columns and \(axes[3]) channels, counted from 0, "
                    + "but row \(row), column \(column), channel \(channel) is asked", file: file, line: line)
        }
        self.init(
            window, Matrix(image), Matrix(outputs), row: row, column: column, channel: channel, digits,
            name: "row \(row), column \(column)", file, line)
    }

    init<L: Layer>(
        _ window: Window, _ layer: L, sequence: Tensor<L.Scalar>, step: Int, channel: Int, _ digits: Int,
        _ file: StaticString, _ line: UInt
    ) {
        guard sequence.rank == 2 else {
            fatalError(
                "explain takes one sequence of shape (steps, channels), but the shape is \(sequence.shape)",
                file: file, line: line)
        }
        let axes = sequence.shape.axes
        let outputs = layer(Tensor(shape: Shape([1] + axes), elements: sequence.elements))
        let (steps, channels) = (outputs.shape[1], outputs.shape[2])
        guard (0..<steps).contains(step), (0..<channels).contains(channel) else {
            fatalError(
                "the output has \(steps) steps and \(channels) channels, counted from 0, "
                    + "but step \(step), channel \(channel) is asked", file: file, line: line)
        }
        let row = Window(
            size: [1] + window.size, strides: [1] + window.strides, dilation: [1] + window.dilation,
            padding: window.padding)
        self.init(
            row, Matrix(shape: Shape([1] + axes), elements: Matrix(sequence).elements),
            Matrix(shape: [1, 1, steps, channels], elements: Matrix(outputs).elements), row: 0, column: step,
            channel: channel, digits, name: "step \(step)", file, line)
    }

    /// - Parameter outputs: of a batch of one, `(1, rows, columns, channels)`
    private init(
        _ window: Window, _ image: Matrix, _ outputs: Matrix, row: Int, column: Int, channel: Int,
        _ digits: Int, name: String, _ file: StaticString, _ line: UInt
    ) {
        if let fault = digitsFault(digits) { fatalError(fault, file: file, line: line) }
        let places = outputs.shape.axes
        func before(_ axis: Int) -> Int {
            let span = (window.size[axis] - 1) * window.dilation[axis] + 1
            switch window.padding {
            case .valid: return 0
            // Shared out, with the odd pixel at the end.
            case .same:
                return max(0, (places[axis + 1] - 1) * window.strides[axis] + span - image.shape[axis]) / 2
            case .causal: return span - 1
            }
        }
        output = outputs.elements[(row * places[2] + column) * places[3] + channel]
        (self.window, self.image, self.row, self.column) = (window, image, row, column)
        (self.channel, self.digits, self.name) = (channel, digits, name)
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
}
