// The arithmetic of the GRU layer on numbers in memory, where the reset gate acts on the product with the state.

/// Where the numbers of a pass lie, all in one allocation.
struct GRUMemory<Scalar: TensorScalar> {
    /// At first what the inputs contribute to the sums, then gates and candidate, `(time, batch, columns)`.
    let gates: UnsafeMutablePointer<Scalar>
    /// The states, that of the start first, `(time + 1, batch, units)`.
    let hidden: UnsafeMutablePointer<Scalar>
    /// What the reset gate acts on, or has made, `(time, batch, units)`: the state's part of the candidate's sum when
    /// it resets after the product, and r ∘ h when before.
    let resets: UnsafeMutablePointer<Scalar>

    @inline(__always)
    init(_ start: UnsafeMutablePointer<Scalar>, _ walk: SequenceWalk) {
        gates = start
        hidden = gates + walk.rows * 3 * walk.units
        resets = hidden + (walk.time + 1) * walk.stateCount
    }
}

/// Where the gates stand in a row of sums, and what is done with them.
struct GRUCell {
    let units: Int
    let resetsAfter: Bool
    let activation: Activation
    let recurrentActivation: Activation

    /// The length of a row. The update gate comes first.
    @inline(__always) var columns: Int { 3 * units }
    /// Where the reset gate begins.
    @inline(__always) var reset: Int { units }
    @inline(__always) var candidate: Int { 2 * units }

    /// How many numbers a pass remembers.
    @inline(__always)
    func memoryCount(_ walk: SequenceWalk) -> Int {
        walk.rows * columns + (2 * walk.time + 1) * walk.stateCount
    }

    /// Calls `body` with what a pass remembered.
    @inline(__always)
    func withMemory<Scalar: TensorScalar, Result>(
        of cache: GRU<Scalar>.Cache, _ body: (GRUMemory<Scalar>) -> Result
    ) -> Result {
        cache.numbers.withUnsafeBufferPointer { buffer in
            // Reading only: nothing writes to what a pass remembered.
            body(GRUMemory(UnsafeMutablePointer(mutating: buffer.baseAddress!), cache.walk))
        }
    }

    /// Makes gates and states of all steps.
    ///
    /// - Parameter biases: `(2, columns)`, of which the second row belongs to the product with the state.
    @inline(__always)
    func walkForward<Scalar: TensorScalar>(
        _ walk: SequenceWalk, _ recurrentKernel: UnsafePointer<Scalar>, _ biases: UnsafePointer<Scalar>?,
        _ memory: GRUMemory<Scalar>
    ) {
        let (units, columns, count) = (units, columns, walk.stateCount)
        // What the state contributes to the sums of a step.
        let stateSums = UnsafeMutablePointer<Scalar>.allocate(capacity: walk.batch * columns)
        defer { stateSums.deallocate() }
        for step in 0..<walk.time {
            let hidden = memory.hidden + step * count
            if let biases {
                for sample in 0..<walk.batch {
                    (stateSums + sample * columns).update(from: biases + columns, count: columns)
                }
            }
            Tensor.multiply(
                hidden, recurrentKernel, into: stateSums, rows: walk.batch, inner: units, columns: columns,
                accumulates: biases != nil)
            for sample in 0..<walk.batch {
                let (row, place) = (step * walk.batch + sample, sample * units)
                if walk.isPadding(row) {
                    (hidden + place + count).update(from: hidden + place, count: units)
                } else {
                    advance(
                        memory.gates + row * columns, stateSums + sample * columns, hidden + place,
                        memory.resets + row * units, hidden + place + count)
                }
            }
        }
    }

    /// One step of one sample: from the sums to the new state.
    @inline(__always)
    private func advance<Scalar: TensorScalar>(
        _ gates: UnsafeMutablePointer<Scalar>, _ stateSums: UnsafePointer<Scalar>,
        _ oldHidden: UnsafePointer<Scalar>, _ resets: UnsafeMutablePointer<Scalar>,
        _ hidden: UnsafeMutablePointer<Scalar>
    ) {
        let units = units
        for unit in 0..<candidate { gates[unit] += stateSums[unit] }
        recurrentActivation.apply(to: gates, count: candidate)
        resets.update(from: stateSums + candidate, count: units)
        let (r, g) = (gates + reset, gates + candidate)
        for unit in 0..<units { g[unit] += r[unit] * resets[unit] }
        finish(gates, oldHidden, hidden)
    }

    /// The last part of a step: from the sum of the candidate to the new state.
    @inline(__always)
    func finish<Scalar: TensorScalar>(
        _ gates: UnsafeMutablePointer<Scalar>, _ oldHidden: UnsafePointer<Scalar>,
        _ hidden: UnsafeMutablePointer<Scalar>
    ) {
        let (z, g) = (gates, gates + candidate)
        activation.apply(to: g, count: units)
        for unit in 0..<units { hidden[unit] = z[unit] * oldHidden[unit] + (1 - z[unit]) * g[unit] }
    }

    /// Backpropagation through time: makes the gradients by the sums of all steps, from the last step to the first.
    ///
    /// - Parameters:
    ///   - upstream: the gradient by the output
    ///   - deltas: room for the gradients by the sums, `(time, batch, columns)`
    ///   - stateDeltas: room for the gradients by the product with the state, of the same shape: what is left of the
    ///     candidate's behind the reset gate
    @inline(__always)
    func walkBackward<Scalar: TensorScalar>(
        _ walk: SequenceWalk, _ upstream: UnsafePointer<Scalar>, allSteps: Bool,
        _ recurrentKernel: UnsafePointer<Scalar>, _ memory: GRUMemory<Scalar>,
        _ deltas: UnsafeMutablePointer<Scalar>, _ stateDeltas: UnsafeMutablePointer<Scalar>
    ) {
        let (units, columns, count) = (units, columns, walk.stateCount)
        let stateGradient = UnsafeMutablePointer<Scalar>.allocate(capacity: count)
        defer { stateGradient.deallocate() }
        stateGradient.update(repeating: 0, count: count)
        for step in (0..<walk.time).reversed() {
            walk.addUpstream(upstream, at: step, 0..<walk.batch, allSteps: allSteps, to: stateGradient)
            for sample in 0..<walk.batch {
                let row = step * walk.batch + sample
                let (delta, stateDelta) = (deltas + row * columns, stateDeltas + row * columns)
                if walk.isPadding(row) {
                    delta.update(repeating: 0, count: columns)
                    stateDelta.update(repeating: 0, count: columns)
                } else {
                    let gates = memory.gates + row * columns
                    begin(gates, memory.hidden + row * units, stateGradient + sample * units, delta)
                    retreat(gates, memory.resets + row * units, delta, stateDelta)
                }
            }
            if step == 0 { break }
            Tensor.multiply(
                stateDeltas + step * walk.batch * columns, recurrentKernel, transposing: .right,
                into: stateGradient, rows: walk.batch, inner: columns, columns: units, accumulates: true)
        }
    }

    /// The first part of a step of one sample backwards, h = z ∘ h + (1 − z) ∘ g: the gradients by the sums of update
    /// gate and candidate.
    ///
    /// - Parameter dh: the gradient by the new state; afterwards what goes straight to the old one.
    @inline(__always)
    func begin<Scalar: TensorScalar>(
        _ gates: UnsafePointer<Scalar>, _ oldHidden: UnsafePointer<Scalar>,
        _ dh: UnsafeMutablePointer<Scalar>, _ delta: UnsafeMutablePointer<Scalar>
    ) {
        let units = units
        let (z, g, candidateDelta) = (gates, gates + candidate, delta + candidate)
        for unit in 0..<units {
            delta[unit] = dh[unit] * (oldHidden[unit] - g[unit])
            candidateDelta[unit] = dh[unit] * (1 - z[unit])
            dh[unit] *= z[unit]
        }
        recurrentActivation.multiplySlopes(into: delta, atOutputs: z, count: units)
        activation.multiplySlopes(into: candidateDelta, atOutputs: g, count: units)
    }

    /// The rest of it: back through r ∘ (the state's part of the candidate's sum).
    @inline(__always)
    private func retreat<Scalar: TensorScalar>(
        _ gates: UnsafePointer<Scalar>, _ resets: UnsafePointer<Scalar>,
        _ delta: UnsafeMutablePointer<Scalar>, _ stateDelta: UnsafeMutablePointer<Scalar>
    ) {
        let units = units
        let (r, resetDelta, candidateDelta) = (gates + reset, delta + reset, delta + candidate)
        for unit in 0..<units { resetDelta[unit] = candidateDelta[unit] * resets[unit] }
        recurrentActivation.multiplySlopes(into: resetDelta, atOutputs: r, count: units)
        stateDelta.update(from: delta, count: candidate)
        let toState = stateDelta + candidate
        for unit in 0..<units { toState[unit] = candidateDelta[unit] * r[unit] }
    }
}
