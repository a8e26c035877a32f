// The window that convolution and pooling slide over their input.

/// What happens at the edges of the input.
public enum Padding: String, Codable, CaseIterable, Sendable {
    /// The window stays inside: of n steps along an axis, a window of k leaves n − k + 1 places.
    case valid
    /// Zeros stand around the input, so that n steps leave ⌈n / stride⌉ places. Where their number is odd,
    /// the one more is at the end, as in TensorFlow.
    case same
    /// Zeros stand before the input only, so that no output sees a later step. For one axis, which is time.
    case causal

    public init(from decoder: any Decoder) throws { self = try decoder.word("padding") }
}

/// The lengths, steps and gaps of a sliding window along each axis, outermost axis first.
public struct Window: Codable, Equatable, Sendable {
    /// How many cells the window has.
    public var size: [Int]
    /// How far it moves from place to place.
    public var strides: [Int]
    /// How far its cells lie apart: 1 for neighbours.
    public var dilation: [Int]
    /// What happens at the edges.
    public var padding: Padding

    /// A window with as many numbers in each list as there are axes; its cells are neighbours unless
    /// `dilation` is given.
    public init(size: [Int], strides: [Int], dilation: [Int]? = nil, padding: Padding = .valid) {
        (self.size, self.strides, self.padding) = (size, strides, padding)
        self.dilation = dilation ?? size.map { _ in 1 }
    }

    /// What is wrong with the window of a layer that the sentence calls `title`; nil when nothing is.
    func fault(in title: String, axes: Int) -> String? {
        for (what, lengths) in [("a window", size), ("strides", strides), ("a dilation", dilation)] {
            if lengths.count != axes || lengths.contains(where: { $0 < 1 }) {
                let wanted = axes == 1 ? "one whole number" : "\(axes) whole numbers"
                return "\(title) needs \(what) of \(wanted) from 1 on, but \(Shape.text(lengths)) is given"
            }
        }
        if padding == .causal && axes > 1 {
            return "\(title) cannot have causal padding: only along one axis, time, is there a before"
        }
        return nil
    }

    /// How many steps the window spans along `axis`, gaps included; at most one more than any axis can have, so that
    /// reckoning with it never overflows.
    func span(_ axis: Int) -> Int {
        let longest = Int(Int32.max)
        let (gaps, isTooLarge) = (size[axis] - 1).multipliedReportingOverflow(by: dilation[axis])
        return isTooLarge ? longest + 1 : min(gaps, longest) + 1
    }

    /// How many places it has along `axis` of an input of `length`; none where it does not fit.
    func placeCount(_ axis: Int, along length: Int) -> Int {
        switch padding {
        case .valid: length < span(axis) ? 0 : (length - span(axis)) / strides[axis] + 1
        case .same, .causal: length == 0 ? 0 : (length - 1) / strides[axis] + 1
        }
    }

    /// How many zeros stand before the input along `axis`.
    func paddingBefore(_ axis: Int, along length: Int) -> Int {
        switch padding {
        case .valid: 0
        case .same:
            max(0, (placeCount(axis, along: length) - 1) * strides[axis] + span(axis) - length) / 2
        case .causal: span(axis) - 1
        }
    }
}

extension Shape {
    /// Lengths as messages write them, whether or not they could be a shape: `(3, 0)`, `(3,)`.
    static func text(_ lengths: [Int]) -> String {
        lengths.count == 1 ? "(\(lengths[0]),)" : "(\(lengths.map(String.init).joined(separator: ", ")))"
    }
}

extension Layer {
    /// A window of this layer placed on samples of `inputShape`, `(space…, channels)`. Stops with a sentence
    /// when the shape has other axes or the window does not fit in it.
    func grid(of window: Window, on inputShape: Shape) -> WindowGrid {
        if let fault = windowFault(window, on: inputShape) { fatalError(fault) }
        return WindowGrid(window, on: inputShape)
    }

    /// The same for a batch, `(batch, space…, channels)`.
    func grid(of window: Window, onBatch shape: Shape) -> WindowGrid {
        guard shape.rank >= 1 else { return grid(of: window, on: shape) }
        return grid(of: window, on: Shape(shape.axes.dropFirst()))
    }

    /// Why a window cannot be placed on samples of this shape; nil when it can.
    func windowFault(_ window: Window, on inputShape: Shape) -> String? {
        let axes = window.size.count
        guard inputShape.rank == axes + 1 else {
            let space = ["steps", "height, width", "depth, height, width"][axes - 1]
            return "\(title) takes samples of shape (\(space), channels), but their shape is \(inputShape)"
        }
        for axis in 0..<axes where window.placeCount(axis, along: inputShape[axis]) == 0 {
            let span = Shape.text((0..<axes).map(window.span))
            return "the window of \(title) spans \(span) and does not fit in samples of shape \(inputShape); "
                + "take a smaller window or padding: .same"
        }
        return nil
    }
}
