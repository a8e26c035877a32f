// A walk along a batch of sequences. Inside the recurrent layers time comes first, (time, batch, …), so that what one
// step needs lies together, and steps are counted in the order in which the layer reads them.

/// The sizes of one pass of a recurrent layer, which way it goes, and which steps are padding.
struct SequenceWalk {
    let batch: Int
    let time: Int
    let features: Int
    let units: Int
    let goesBackwards: Bool
    /// For each row (step · batch + sample), whether it counts; nil when all do.
    let isValid: [Bool]?

    init(batch: Int, time: Int, features: Int, units: Int, goesBackwards: Bool, mask: Mask?) {
        (self.batch, self.time, self.features, self.units) = (batch, time, features, units)
        self.goesBackwards = goesBackwards
        isValid = mask.flatMap { mask in
            if !mask.isValid.contains(false) { return nil }
            return (0..<(time * batch)).map { row in
                let step = row / batch
                return mask[row % batch, goesBackwards ? time - 1 - step : step]
            }
        }
    }

    /// The number of rows: one for each step of each sample.
    @inline(__always) var rows: Int { time * batch }
    /// The number of elements of a state.
    @inline(__always) var stateCount: Int { batch * units }

    /// `(batch, time, length)`
    @inline(__always)
    func shape(_ length: Int) -> Shape {
        var shape = Shape(batch, time)
        shape.append(length)
        return shape
    }

    /// Whether a row (step · batch + sample) is padding.
    @inline(__always)
    func isPadding(_ row: Int) -> Bool {
        guard let isValid else { return false }
        return !isValid[row]
    }

    /// `(batch, time, features)` as `(time, batch, features)` in the order of the walk.
    @inline(__always)
    func timeFirst<Scalar: TensorScalar>(_ x: Elements<Scalar>) -> Elements<Scalar> {
        if isInOrder { return x }
        return Elements(count: x.count) { result in
            exchange(x.start, into: result.baseAddress!, outer: batch, inner: time) { sample, step in
                (goesBackwards ? time - 1 - step : step) * batch + sample
            }
        }
    }

    /// Whether the numbers lie in the order of the walk already.
    @inline(__always)
    private var isInOrder: Bool { batch == 1 && !goesBackwards || time == 1 }

    /// `(time, batch, features)` in the order of the walk as `(batch, time, features)`.
    @inline(__always)
    func batchFirst<Scalar: TensorScalar>(_ x: Elements<Scalar>) -> Elements<Scalar> {
        if isInOrder { return x }
        return Elements(count: x.count) { result in
            exchange(x.start, into: result.baseAddress!, outer: time, inner: batch) { step, sample in
                sample * time + (goesBackwards ? time - 1 - step : step)
            }
        }
    }

    /// Copies row (i, j) of the source to the row that `place` gives.
    @inline(__always)
    private func exchange<Scalar: TensorScalar>(
        _ source: UnsafePointer<Scalar>, into result: UnsafeMutablePointer<Scalar>, outer: Int, inner: Int,
        to place: (Int, Int) -> Int
    ) {
        var row = source
        for i in 0..<outer {
            for j in 0..<inner {
                (result + place(i, j) * features).update(from: row, count: features)
                row += features
            }
        }
    }
}

extension Mask {
    /// The same steps, the last one first.
    var reversed: Mask {
        let time = shape[1]
        return Mask(
            shape: shape,
            isValid: isValid.indices.map { isValid[$0 - $0 % time + time - 1 - $0 % time] })
    }
}
