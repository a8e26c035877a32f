// One window of pooling worked out: what is kept of the cells that it sees.

import NeuralCore

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
    WindowPlace(
        layer.configuration.window, layer, image: image, row: row, column: column, channel: channel, digits,
        file, line
    ).largest
}

/// Works out one window of max pooling over time: the largest of the steps that it sees.
///
/// - Parameters:
///   - sequence: one sample, `(steps, channels)`
///   - step: of the output, counted from 0, as is `channel`.
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ layer: MaxPooling1D<Scalar>, sequence: Tensor<Scalar>, step: Int, channel: Int = 0, digits: Int = 3,
    file: StaticString = #file, line: UInt = #line
) -> Explanation {
    WindowPlace(
        layer.configuration.window, layer, sequence: sequence, step: step, channel: channel, digits, file,
        line
    ).largest
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
    WindowPlace(
        layer.configuration.window, layer, image: image, row: row, column: column, channel: channel, digits,
        file, line
    ).mean
}

/// Works out one window of average pooling over time: the mean of the steps that it sees, padding left out.
///
/// - Parameters:
///   - sequence: one sample, `(steps, channels)`
///   - step: of the output, counted from 0, as is `channel`.
///   - digits: how many significant digits are shown.
public func explain<Scalar: TensorScalar>(
    _ layer: AveragePooling1D<Scalar>, sequence: Tensor<Scalar>, step: Int, channel: Int = 0,
    digits: Int = 3, file: StaticString = #file, line: UInt = #line
) -> Explanation {
    WindowPlace(
        layer.configuration.window, layer, sequence: sequence, step: step, channel: channel, digits, file,
        line
    ).mean
}

extension WindowPlace {
    fileprivate var largest: Explanation { pooling("largest", .call(.maximum, numbers)) }

    fileprivate var mean: Explanation {
        pooling("mean", .fraction(.sum(numbers), .constant(Double(numbers.count))))
    }

    private var numbers: [Explanation.Expression] { cells(channel).map { .number($0.value) } }

    private func pooling(_ what: String, _ expression: Explanation.Expression) -> Explanation {
        let step = Explanation.Step(.init("y"), expression, result: output, digits: digits)
        let title = "Pooling window at \(name), channel \(channel)"
        return Explanation(
            title: title, sections: [.init("Output", [step])],
            summary: "\(title): the \(what) is \(step.resultText).")
    }
}
