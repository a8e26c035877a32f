// The arithmetic of the LSTM layer on numbers in memory: one sample's step, forwards and backwards, and the walk along
// all steps.

/// Where the numbers of a pass lie, all in one allocation.
struct LSTMMemory<Scalar: TensorScalar> {
    /// At first what the inputs contribute to the sums, then the gates, `(time, batch, columns)`.
    let gates: UnsafeMutablePointer<Scalar>
    /// The cells, that of the start first, `(time + 1, batch, units)`.
    let cells: UnsafeMutablePointer<Scalar>
    /// The hidden states, that of the start first, `(time + 1, batch, units)`.
    let hidden: UnsafeMutablePointer<Scalar>
    /// The activation of the cells, `(time, batch, units)`.
    let squashed: UnsafeMutablePointer<Scalar>

    @inline(__always)
    init(_ start: UnsafeMutablePointer<Scalar>, _ walk: SequenceWalk, columns: Int) {
        gates = start
        cells = gates + walk.rows * columns
        hidden = cells + (walk.time + 1) * walk.stateCount
        squashed = hidden + (walk.time + 1) * walk.stateCount
    }
}

/// Where the gates stand in a row of sums, and what is done with them.
struct LSTMCell {
    let units: Int
    /// Whether the input gate is 1 minus the forget gate and has no columns of its own.
    let isCoupled: Bool
    let activation: Activation
    let recurrentActivation: Activation

    /// The length of a row: four gates, or three when coupled.
    @inline(__always) var columns: Int { (isCoupled ? 3 : 4) * units }
    /// Where the input gate begins, unless it is coupled; the forget gate otherwise.
    @inline(__always) var input: Int { 0 }
    @inline(__always) var forget: Int { isCoupled ? 0 : units }
    @inline(__always) var candidate: Int { forget + units }
    @inline(__always) var output: Int { forget + 2 * units }

    /// How many numbers a pass remembers.
    @inline(__always)
    func memoryCount(_ walk: SequenceWalk) -> Int {
        walk.rows * columns + (3 * walk.time + 2) * walk.stateCount
    }

    /// Calls `body` with what a pass remembered.
    @inline(__always)
    func withMemory<Scalar: TensorScalar, Result>(
        of cache: LSTM<Scalar>.Cache, _ body: (LSTMMemory<Scalar>) -> Result
    ) -> Result {
        cache.numbers.withUnsafeBufferPointer { buffer in
            // Reading only: nothing writes to what a pass remembered.
            body(
                LSTMMemory(UnsafeMutablePointer(mutating: buffer.baseAddress!), cache.walk, columns: columns))
        }
    }

    /// Makes gates, cells and hidden states of all steps from the sums of the inputs and the state at the start.
    @inline(__always)
    func walkForward<Scalar: TensorScalar>(
        _ walk: SequenceWalk, _ recurrentKernel: UnsafePointer<Scalar>, _ peepholes: UnsafePointer<Scalar>?,
        _ memory: LSTMMemory<Scalar>, startsFromZero: Bool
    ) {
        let (units, columns, count) = (units, columns, walk.stateCount)
        let (gates, cells, hidden, squashed) = (memory.gates, memory.cells, memory.hidden, memory.squashed)
        // The sequences of a batch have nothing to do with each other: each processor walks along some of them.
        inParallel(walk.batch, operations: walk.rows * units * columns) { samples in
            for step in 0..<walk.time {
                let start = step * count
                if step > 0 || !startsFromZero {
                    Tensor.multiply(
                        hidden + start + samples.lowerBound * units, recurrentKernel,
                        into: gates + (step * walk.batch + samples.lowerBound) * columns,
                        rows: samples.count, inner: units, columns: columns, accumulates: true)
                }
                for sample in samples {
                    let (row, place) = (step * walk.batch + sample, start + sample * units)
                    if walk.isPadding(row) {
                        (cells + place + count).update(from: cells + place, count: units)
                        (hidden + place + count).update(from: hidden + place, count: units)
                    } else {
                        advance(
                            gates + row * columns, peepholes, cells + place, cells + place + count,
                            squashed + place, hidden + place + count)
                    }
                }
            }
        }
    }

    /// One step of one sample: from the sums in `gates` and the old cell to the new cell and hidden state.
    @inline(__always)
    private func advance<Scalar: TensorScalar>(
        _ gates: UnsafeMutablePointer<Scalar>, _ peepholes: UnsafePointer<Scalar>?,
        _ oldCell: UnsafePointer<Scalar>, _ cell: UnsafeMutablePointer<Scalar>,
        _ squashed: UnsafeMutablePointer<Scalar>, _ hidden: UnsafeMutablePointer<Scalar>
    ) {
        let units = units
        let (i, f, g, o) = (gates + input, gates + forget, gates + candidate, gates + output)
        if let peepholes {
            if !isCoupled { for unit in 0..<units { i[unit] += peepholes[unit] * oldCell[unit] } }
            let toForget = peepholes + forget
            for unit in 0..<units { f[unit] += toForget[unit] * oldCell[unit] }
        }
        recurrentActivation.apply(to: gates, count: candidate)
        activation.apply(to: g, count: units)
        if isCoupled {
            for unit in 0..<units { cell[unit] = f[unit] * oldCell[unit] + (1 - f[unit]) * g[unit] }
        } else {
            for unit in 0..<units { cell[unit] = f[unit] * oldCell[unit] + i[unit] * g[unit] }
        }
        if let peepholes {
            let toOutput = peepholes + candidate
            for unit in 0..<units { o[unit] += toOutput[unit] * cell[unit] }
        }
        recurrentActivation.apply(to: o, count: units)
        squashed.update(from: cell, count: units)
        activation.apply(to: squashed, count: units)
        for unit in 0..<units { hidden[unit] = o[unit] * squashed[unit] }
    }

    /// Backpropagation through time: makes the gradients by the sums of all steps, from the last step to the first.
    ///
    /// - Parameters:
    ///   - upstream: the gradient by the output
    ///   - deltas: room for the gradients by the sums, `(time, batch, columns)`, and behind it for those by hidden state
    ///     and cell that the later steps have made, `(2, batch, units)`
    @inline(__always)
    func walkBackward<Scalar: TensorScalar>(
        _ walk: SequenceWalk, _ upstream: UnsafePointer<Scalar>, allSteps: Bool,
        _ recurrentKernel: UnsafePointer<Scalar>, _ peepholes: UnsafePointer<Scalar>?,
        _ memory: LSTMMemory<Scalar>, _ deltas: UnsafeMutablePointer<Scalar>
    ) {
        let (units, columns, count) = (units, columns, walk.stateCount)
        let (gates, cells, squashed) = (memory.gates, memory.cells, memory.squashed)
        let hiddenGradient = deltas + walk.rows * columns
        let cellGradient = hiddenGradient + count
        hiddenGradient.update(repeating: 0, count: 2 * count)
        inParallel(walk.batch, operations: walk.rows * units * columns) { samples in
            for step in (0..<walk.time).reversed() {
                walk.addUpstream(upstream, at: step, samples, allSteps: allSteps, to: hiddenGradient)
                for sample in samples {
                    let (row, place) = (step * walk.batch + sample, step * count + sample * units)
                    let delta = deltas + row * columns
                    if walk.isPadding(row) {
                        // Both gradients go past the step to the one before.
                        delta.update(repeating: 0, count: columns)
                    } else {
                        retreat(
                            gates + row * columns, peepholes, cells + place, squashed + place,
                            hiddenGradient + sample * units, cellGradient + sample * units, delta)
                    }
                }
                if step == 0 { break }
                Tensor.multiply(
                    deltas + (step * walk.batch + samples.lowerBound) * columns, recurrentKernel,
                    transposing: .right, into: hiddenGradient + samples.lowerBound * units,
                    rows: samples.count, inner: columns, columns: units, accumulates: true)
            }
        }
    }

    /// One step of one sample backwards.
    ///
    /// - Parameters:
    ///   - dh: the gradient by the hidden state; zero afterwards, since all of it has gone on.
    ///   - dc: the gradient by the new cell; by the old one afterwards.
    ///   - delta: room for the gradient by the sums.
    @inline(__always)
    private func retreat<Scalar: TensorScalar>(
        _ gates: UnsafePointer<Scalar>, _ peepholes: UnsafePointer<Scalar>?, _ oldCell: UnsafePointer<Scalar>,
        _ squashed: UnsafePointer<Scalar>, _ dh: UnsafeMutablePointer<Scalar>,
        _ dc: UnsafeMutablePointer<Scalar>, _ delta: UnsafeMutablePointer<Scalar>
    ) {
        let units = units
        let (i, f, g, o) = (gates + input, gates + forget, gates + candidate, gates + output)
        let (inputDelta, forgetDelta, candidateDelta, outputDelta) = (
            delta + input, delta + forget, delta + candidate, delta + output
        )
        // h = o ∘ tanh(c)
        for unit in 0..<units {
            outputDelta[unit] = dh[unit] * squashed[unit]
            dh[unit] *= o[unit]
        }
        recurrentActivation.multiplySlopes(into: outputDelta, atOutputs: o, count: units)
        activation.multiplySlopes(into: dh, atOutputs: squashed, count: units)
        for unit in 0..<units {
            dc[unit] += dh[unit]
            dh[unit] = 0
        }
        if let peepholes {
            let toOutput = peepholes + candidate
            for unit in 0..<units { dc[unit] += outputDelta[unit] * toOutput[unit] }
        }
        // c = f ∘ c + i ∘ g
        if isCoupled {
            for unit in 0..<units {
                forgetDelta[unit] = dc[unit] * (oldCell[unit] - g[unit])
                candidateDelta[unit] = dc[unit] * (1 - f[unit])
                dc[unit] *= f[unit]
            }
        } else {
            for unit in 0..<units {
                inputDelta[unit] = dc[unit] * g[unit]
                forgetDelta[unit] = dc[unit] * oldCell[unit]
                candidateDelta[unit] = dc[unit] * i[unit]
                dc[unit] *= f[unit]
            }
        }
        recurrentActivation.multiplySlopes(into: delta, atOutputs: gates, count: candidate)
        activation.multiplySlopes(into: candidateDelta, atOutputs: g, count: units)
        if let peepholes {
            if !isCoupled { for unit in 0..<units { dc[unit] += inputDelta[unit] * peepholes[unit] } }
            let toForget = peepholes + forget
            for unit in 0..<units { dc[unit] += forgetDelta[unit] * toForget[unit] }
        }
    }

    /// Adds the gradient by the peephole weights: Σ delta ∘ cell, with the old cell for i and f and the new one for o.
    @inline(__always)
    func addPeepholeGradient<Scalar: TensorScalar>(
        _ walk: SequenceWalk, _ deltas: UnsafePointer<Scalar>, _ cells: UnsafePointer<Scalar>,
        to gradient: UnsafeMutablePointer<Scalar>
    ) {
        for row in 0..<walk.rows {
            let delta = deltas + row * columns
            let oldCell = cells + row * units
            let cell = oldCell + walk.stateCount
            if !isCoupled { for unit in 0..<units { gradient[unit] += delta[unit] * oldCell[unit] } }
            for unit in 0..<units { gradient[forget + unit] += delta[forget + unit] * oldCell[unit] }
            for unit in 0..<units { gradient[candidate + unit] += delta[output + unit] * cell[unit] }
        }
    }
}
