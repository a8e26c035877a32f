// Convolution as a matrix product: what each window sees, laid out as one row of a matrix.
//
// A number of the input stands in that matrix once for every window that sees it, so the matrix is several
// times larger than the input. It is made for a few samples at a time, as many as stay in the processor's
// cache.

extension WindowGrid {
    /// How many numbers one row of the matrix has: what one window sees.
    var columnCount: Int { cellCount * channels }

    /// How many of `batch` samples to lay out at a time: about a quarter of a megabyte of single precision.
    func samplesAtATime(of batch: Int) -> Int {
        max(1, min(batch, (1 << 16) / max(1, placeCount * columnCount)))
    }

    /// Lays out what the windows see in `count` samples ("im2col").
    ///
    /// - Parameters:
    ///   - input: `(count, space…, channels)`
    ///   - columns: `(count · places, cells · channels)`, with zeros where a window sees padding.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func layOut<Scalar: TensorScalar>(
        _ input: UnsafePointer<Scalar>, _ count: Int, into columns: UnsafeMutablePointer<Scalar>
    ) {
        let (columnCount, channels) = (columnCount, channels)
        if isPadded { columns.update(repeating: 0, count: count * placeCount * columnCount) }
        for sample in 0..<count {
            let from = input + sample * sampleLength
            let to = columns + sample * placeCount * columnCount
            forEachRun { place, cell, pixel, count in
                let (from, to) = (from + pixel, to + place * columnCount + cell * channels)
                for index in 0..<count { to[index] = from[index] }
            }
        }
    }

    /// Adds each number of `columns` to the place of the input from which ``layOut(_:_:into:)`` takes it
    /// ("col2im"): the way back of a gradient.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    func addBack<Scalar: TensorScalar>(
        _ columns: UnsafePointer<Scalar>, _ count: Int, to input: UnsafeMutablePointer<Scalar>
    ) {
        let (columnCount, channels) = (columnCount, channels)
        for sample in 0..<count {
            let from = columns + sample * placeCount * columnCount
            let to = input + sample * sampleLength
            forEachRun { place, cell, pixel, count in
                let (from, to) = (from + place * columnCount + cell * channels, to + pixel)
                for index in 0..<count { to[index] += from[index] }
            }
        }
    }
}
