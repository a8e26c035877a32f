// The parts of a recurrent pass that are the same in every recurrent layer: products over all steps at once, the
// state at the start, the output at the end, and the gradient that comes back from it.

extension SequenceWalk {
    /// The first state of `states` `(time + 1, batch, units)`: `state`, or zeros.
    @inline(__always)
    func begin<Scalar: TensorScalar>(
        _ states: UnsafeMutablePointer<Scalar>, from state: UnsafePointer<Scalar>?
    ) {
        if let state {
            states.update(from: state, count: stateCount)
        } else {
            states.update(repeating: 0, count: stateCount)
        }
    }

    /// x · kernel + bias for the inputs of all steps, `(time, batch, columns)`.
    @inline(__always)
    func sums<Scalar: TensorScalar>(
        _ inputs: UnsafePointer<Scalar>, _ kernel: UnsafePointer<Scalar>, _ bias: UnsafePointer<Scalar>?,
        columns: Int,
        into sums: UnsafeMutablePointer<Scalar>
    ) {
        if let bias {
            var row = sums
            for _ in 0..<rows {
                row.update(from: bias, count: columns)
                row += columns
            }
        }
        Tensor.multiply(
            inputs, kernel, into: sums, rows: rows, inner: features, columns: columns,
            accumulates: bias != nil)
    }

    /// The output of a layer that went through `states` `(time + 1, batch, units)`.
    @inline(__always)
    func output<Scalar: TensorScalar>(of states: UnsafePointer<Scalar>, allSteps: Bool) -> Tensor<Scalar> {
        if !allSteps { return lastState(of: states) }
        return Tensor(shape(units), time * stateCount) { copy(outputs: states, into: $0.baseAddress!) }
    }

    @inline(__always)
    private func copy<Scalar: TensorScalar>(
        outputs states: UnsafePointer<Scalar>, into output: UnsafeMutablePointer<Scalar>
    ) {
        var row = states + stateCount
        for step in 0..<time {
            for sample in 0..<batch {
                (output + (sample * time + step) * units).update(from: row, count: units)
                row += units
            }
        }
    }

    /// The last of `states` `(time + 1, batch, units)`, as `(batch, units)`.
    @inline(__always)
    func lastState<Scalar: TensorScalar>(of states: UnsafePointer<Scalar>) -> Tensor<Scalar> {
        Tensor(Shape(batch, units), stateCount) {
            $0.baseAddress!.update(from: states + time * stateCount, count: stateCount)
        }
    }

    /// The columns of one gate at the first step: of `gates` `(time, batch, width)` those from `start`, `(batch, units)`.
    func columns<Scalar: TensorScalar>(of gates: UnsafePointer<Scalar>, from start: Int, width: Int)
        -> Tensor<
            Scalar
        >
    {
        Tensor(
            Shape(batch, units),
            unchecked: (0..<stateCount).map { gates[$0 / units * width + start + $0 % units] })
    }

    /// Adds the gradient of some samples' output at a step to that of the state: at every step, or only at the last.
    @inline(__always)
    func addUpstream<Scalar: TensorScalar>(
        _ upstream: UnsafePointer<Scalar>, at step: Int, _ samples: Range<Int>, allSteps: Bool,
        to stateGradient: UnsafeMutablePointer<Scalar>
    ) {
        if allSteps {
            for sample in samples {
                let from = upstream + (sample * time + step) * units
                let to = stateGradient + sample * units
                for unit in 0..<units { to[unit] += from[unit] }
            }
        } else if step == time - 1 {
            for index in (samples.lowerBound * units)..<(samples.upperBound * units) {
                stateGradient[index] += upstream[index]
            }
        }
    }

    /// Calls `body` with each sample for which the step is padding.
    @inline(__always)
    func forEachPaddedSample(at step: Int, _ body: (Int) -> Void) {
        guard let isValid else { return }
        for sample in 0..<batch where !isValid[step * batch + sample] { body(sample) }
    }

    /// Makes the gradient of the state zero where the step counts: what stays there goes past it, unchanged.
    @inline(__always)
    func clearCountedSamples<Scalar: TensorScalar>(
        of stateGradient: UnsafeMutablePointer<Scalar>, at step: Int
    ) {
        guard let isValid else {
            stateGradient.update(repeating: 0, count: stateCount)
            return
        }
        for sample in 0..<batch where isValid[step * batch + sample] {
            (stateGradient + sample * units).update(repeating: 0, count: units)
        }
    }

    /// Adds aᵀ · deltas, summed over all steps and samples, to the gradient of a kernel.
    ///
    /// - Parameters:
    ///   - a: what the kernel was multiplied by, `(time, batch, rows)`
    ///   - deltas: the gradient by the sums, `(time, batch, columns)`
    @inline(__always)
    func addProduct<Scalar: TensorScalar>(
        _ a: UnsafePointer<Scalar>, _ deltas: UnsafePointer<Scalar>, rows: Int, columns: Int,
        to gradient: UnsafeMutablePointer<Scalar>
    ) {
        Tensor.multiply(
            a, deltas, transposing: .left, into: gradient, rows: rows, inner: self.rows, columns: columns,
            accumulates: true)
    }

    /// Adds the deltas `(time, batch, columns)`, summed over all steps and samples, to the gradient of a bias.
    @inline(__always)
    func addColumnSums<Scalar: TensorScalar>(
        of deltas: UnsafePointer<Scalar>, columns: Int, to gradient: UnsafeMutablePointer<Scalar>
    ) {
        var row = deltas
        for _ in 0..<rows {
            for column in 0..<columns { gradient[column] += row[column] }
            row += columns
        }
    }

    /// deltas · kernelᵀ: the gradient of the input, `(batch, time, features)`.
    @inline(__always)
    func inputGradient<Scalar: TensorScalar>(
        _ deltas: UnsafePointer<Scalar>, _ kernel: UnsafePointer<Scalar>, columns: Int
    ) -> Tensor<Scalar> {
        let gradient = Elements<Scalar>(count: rows * features) {
            Tensor.multiply(
                deltas, kernel, transposing: .right, into: $0.baseAddress!, rows: rows, inner: columns,
                columns: features)
        }
        return Tensor(shape(features), unchecked: batchFirst(gradient))
    }
}
