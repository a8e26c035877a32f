// The GRU of 2014 and of Keras 2, where the reset gate acts on the state itself: the candidate's product has to wait
// for the gate, so each step takes two products, each with a part of the recurrent kernel.

/// The columns of a recurrent kernel for the gates z and r, and those for the candidate, each without gaps.
struct GRUKernelParts<Scalar: TensorScalar> {
    /// `(units, 2·units)`
    let gates: [Scalar]
    /// `(units, units)`
    let candidate: [Scalar]

    @inline(__always)
    init(_ kernel: Elements<Scalar>, _ units: Int) {
        var gates: [Scalar] = []
        var candidate: [Scalar] = []
        gates.reserveCapacity(2 * units * units)
        candidate.reserveCapacity(units * units)
        for start in stride(from: 0, to: 3 * units * units, by: 3 * units) {
            gates += kernel[start..<(start + 2 * units)]
            candidate += kernel[(start + 2 * units)..<(start + 3 * units)]
        }
        (self.gates, self.candidate) = (gates, candidate)
    }
}

extension GRUCell {
    /// Makes gates and states of all steps.
    @inline(__always)
    func walkForward<Scalar: TensorScalar>(
        _ walk: SequenceWalk, _ kernel: GRUKernelParts<Scalar>, _ memory: GRUMemory<Scalar>
    ) {
        let (units, batch, count) = (units, walk.batch, walk.stateCount)
        // What the state contributes to the sums of a step.
        let stateSums = UnsafeMutablePointer<Scalar>.allocate(capacity: 2 * count)
        defer { stateSums.deallocate() }
        for step in 0..<walk.time {
            let (hidden, firstRow) = (memory.hidden + step * count, step * batch)
            Tensor.multiply(
                hidden, kernel.gates, into: stateSums, rows: batch, inner: units, columns: 2 * units)
            for sample in 0..<batch {
                let (row, resets) = (firstRow + sample, memory.resets + (firstRow + sample) * units)
                if walk.isPadding(row) {
                    resets.update(repeating: 0, count: units)
                } else {
                    reset(
                        memory.gates + row * columns, stateSums + sample * 2 * units, hidden + sample * units,
                        resets)
                }
            }
            Tensor.multiply(
                memory.resets + firstRow * units, kernel.candidate, into: stateSums, rows: batch,
                inner: units, columns: units)
            for sample in 0..<batch {
                let (row, place) = (firstRow + sample, sample * units)
                if walk.isPadding(row) {
                    (hidden + place + count).update(from: hidden + place, count: units)
                } else {
                    let g = memory.gates + row * columns + candidate
                    for unit in 0..<units { g[unit] += stateSums[place + unit] }
                    finish(memory.gates + row * columns, hidden + place, hidden + place + count)
                }
            }
        }
    }

    /// The gates of one sample's step, and what the reset gate leaves of the old state.
    @inline(__always)
    private func reset<Scalar: TensorScalar>(
        _ gates: UnsafeMutablePointer<Scalar>, _ stateSums: UnsafePointer<Scalar>,
        _ oldHidden: UnsafePointer<Scalar>, _ resets: UnsafeMutablePointer<Scalar>
    ) {
        for unit in 0..<candidate { gates[unit] += stateSums[unit] }
        recurrentActivation.apply(to: gates, count: candidate)
        let r = gates + reset
        for unit in 0..<units { resets[unit] = r[unit] * oldHidden[unit] }
    }

    /// Backpropagation through time: makes the gradients by the sums of all steps, from the last step to the first.
    ///
    /// - Parameters:
    ///   - upstream: the gradient by the output
    ///   - deltas: room for the gradients by the sums, `(time, batch, columns)`
    ///   - stateDeltas: room for the same numbers again, all gates before all candidates: `(time, batch, 2·units)` and
    ///     `(time, batch, units)`
    @inline(__always)
    func walkBackward<Scalar: TensorScalar>(
        _ walk: SequenceWalk, _ upstream: UnsafePointer<Scalar>, allSteps: Bool,
        _ kernel: GRUKernelParts<Scalar>, _ memory: GRUMemory<Scalar>, _ deltas: UnsafeMutablePointer<Scalar>,
        _ stateDeltas: UnsafeMutablePointer<Scalar>
    ) {
        let (units, batch, count) = (units, walk.batch, walk.stateCount)
        let (gateDeltas, candidateDeltas) = (stateDeltas, stateDeltas + 2 * walk.rows * units)
        // The gradients by the state and by r ∘ h.
        let stateGradient = UnsafeMutablePointer<Scalar>.allocate(capacity: 2 * count)
        let resetGradient = stateGradient + count
        defer { stateGradient.deallocate() }
        stateGradient.update(repeating: 0, count: count)
        for step in (0..<walk.time).reversed() {
            let rows = (step * batch)..<((step + 1) * batch)
            walk.addUpstream(upstream, at: step, 0..<walk.batch, allSteps: allSteps, to: stateGradient)
            for row in rows {
                let delta = deltas + row * columns
                if walk.isPadding(row) {
                    delta.update(repeating: 0, count: columns)
                } else {
                    begin(
                        memory.gates + row * columns, memory.hidden + row * units,
                        stateGradient + (row - rows.lowerBound) * units, delta)
                }
                (candidateDeltas + row * units).update(from: delta + candidate, count: units)
            }
            Tensor.multiply(
                candidateDeltas + rows.lowerBound * units, kernel.candidate, transposing: .right,
                into: resetGradient, rows: batch, inner: units, columns: units)
            for row in rows {
                let (delta, place) = (deltas + row * columns, (row - rows.lowerBound) * units)
                if !walk.isPadding(row) {
                    retreat(
                        memory.gates + row * columns, memory.hidden + row * units, resetGradient + place,
                        stateGradient + place, delta)
                }
                (gateDeltas + row * 2 * units).update(from: delta, count: 2 * units)
            }
            Tensor.multiply(
                gateDeltas + rows.lowerBound * 2 * units, kernel.gates, transposing: .right,
                into: stateGradient, rows: batch, inner: 2 * units, columns: units, accumulates: true)
        }
    }

    /// Back through r ∘ h, for one sample's step.
    @inline(__always)
    private func retreat<Scalar: TensorScalar>(
        _ gates: UnsafePointer<Scalar>, _ oldHidden: UnsafePointer<Scalar>,
        _ resetGradient: UnsafePointer<Scalar>, _ dh: UnsafeMutablePointer<Scalar>,
        _ delta: UnsafeMutablePointer<Scalar>
    ) {
        let (r, resetDelta) = (gates + reset, delta + reset)
        for unit in 0..<units {
            resetDelta[unit] = resetGradient[unit] * oldHidden[unit]
            dh[unit] += resetGradient[unit] * r[unit]
        }
        recurrentActivation.multiplySlopes(into: resetDelta, atOutputs: r, count: units)
    }

    /// Adds the gradient by the recurrent kernel: its gates were multiplied by h, its candidate by r ∘ h.
    ///
    /// - Parameter stateDeltas: as ``walkBackward`` has made them
    @inline(__always)
    func addRecurrentGradient<Scalar: TensorScalar>(
        _ walk: SequenceWalk, _ memory: GRUMemory<Scalar>, _ stateDeltas: UnsafePointer<Scalar>,
        to gradient: UnsafeMutablePointer<Scalar>
    ) {
        let units = units
        let parts = UnsafeMutablePointer<Scalar>.allocate(capacity: columns * units)
        let candidatePart = parts + 2 * units * units
        defer { parts.deallocate() }
        Tensor.multiply(
            memory.hidden, stateDeltas, transposing: .left, into: parts, rows: units, inner: walk.rows,
            columns: 2 * units)
        Tensor.multiply(
            memory.resets, stateDeltas + 2 * walk.rows * units, transposing: .left, into: candidatePart,
            rows: units, inner: walk.rows, columns: units)
        for row in 0..<units {
            let (into, gates, candidates) = (
                gradient + row * columns, parts + row * 2 * units, candidatePart + row * units
            )
            for column in 0..<(2 * units) { into[column] += gates[column] }
            for column in 0..<units { into[2 * units + column] += candidates[column] }
        }
    }
}
