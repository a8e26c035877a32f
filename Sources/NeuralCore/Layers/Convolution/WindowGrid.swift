// All places of a window on an input, and what the window sees at each: the one traversal that convolution
// and pooling share.

/// A window placed on samples of one shape.
///
/// There are always three axes of space, depth, height and width: those that an input lacks have length 1.
struct WindowGrid {
    /// One axis of space.
    struct Axis {
        /// Steps of the input, places of the window, and cells of the window.
        var (input, places, size) = (1, 1, 1)
        var (stride, dilation, paddingBefore) = (1, 1, 0)

        /// The step of the input that cell `cell` of the window at `place` sees; outside of it in the
        /// padding.
        @inline(__always) func step(_ place: Int, _ cell: Int) -> Int {
            place * stride - paddingBefore + cell * dilation
        }

        /// Whether a window somewhere sees padding.
        var isPadded: Bool { paddingBefore > 0 || step(places - 1, size - 1) >= input }
    }

    private(set) var (depth, height, width) = (Axis(), Axis(), Axis())
    let channels: Int
    /// The shape of a sample's places, `(space…)`.
    let placeShape: Shape

    /// How many places, cells of the window, and numbers in the input there are for a sample.
    var placeCount: Int { depth.places * height.places * width.places }
    var cellCount: Int { depth.size * height.size * width.size }
    var sampleLength: Int { depth.input * height.input * width.input * channels }
    var isPadded: Bool { depth.isPadded || height.isPadded || width.isPadded }

    /// - Parameter inputShape: `(space…, channels)`, on which the window fits.
    init(_ window: Window, on inputShape: Shape) {
        // Steps that leave every input lead nowhere else when they are longer still, but their sums would overflow.
        let longest = 1 << 31
        let axes = (0..<window.size.count).map { axis in
            let length = inputShape[axis]
            return Axis(
                input: length, places: window.placeCount(axis, along: length), size: window.size[axis],
                stride: min(window.strides[axis], longest), dilation: min(window.dilation[axis], longest),
                paddingBefore: window.paddingBefore(axis, along: length))
        }
        channels = inputShape[inputShape.rank - 1]
        placeShape = Shape(axes.map(\.places))
        width = axes[axes.count - 1]
        if axes.count > 1 { height = axes[axes.count - 2] }
        if axes.count > 2 { depth = axes[axes.count - 3] }
    }

    /// The places of a sample, with `channels` numbers in each.
    func outputShape(channels: Int) -> Shape {
        var shape = placeShape
        shape.append(channels)
        return shape
    }

    /// Calls `body` for every run of neighbouring numbers that a window sees in one sample.
    ///
    /// A run is a row of the window, with all channels, as far as it lies in the input; with gaps between the
    /// cells it is one cell. `body` gets the place of the window, the cell in it where the run begins, where
    /// that is in the sample, and how many numbers the run has. The runs of one place come in row-major
    /// order.
    @inline(__always)
    func forEachRun(_ body: (_ place: Int, _ cell: Int, _ pixel: Int, _ count: Int) -> Void) {
        let (depth, height, width, channels) = (depth, height, width, channels)
        // Cells side by side are one piece of the row, cells with gaps are a piece each.
        let pieces = width.dilation == 1 ? 1 : width.size
        let pieceSize = width.dilation == 1 ? width.size : 1
        for outer in 0..<(depth.places * height.places) {
            let (z, y) = (outer / height.places, outer % height.places)
            for windowRow in 0..<(depth.size * height.size) {
                let inputZ = depth.step(z, windowRow / height.size)
                let inputY = height.step(y, windowRow % height.size)
                if inputZ < 0 || inputZ >= depth.input || inputY < 0 || inputY >= height.input { continue }
                let row = (inputZ * height.input + inputY) * width.input
                for piece in 0..<pieces {
                    let cell = windowRow * width.size + piece
                    var start = piece * width.dilation - width.paddingBefore
                    for place in (outer * width.places)..<((outer + 1) * width.places) {
                        let (from, to) = (max(0, -start), min(pieceSize, width.input - start))
                        if from < to {
                            body(place, cell + from, (row + start + from) * channels, (to - from) * channels)
                        }
                        start += width.stride
                    }
                }
            }
        }
    }
}
