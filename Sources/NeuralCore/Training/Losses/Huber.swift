// Huber's loss: squared near the target, straight far from it, so that a few wild samples do not rule.

/// ½·e² for an error e = p − t of at most δ, and δ·|e| − ½·δ² beyond, where the slope stays ±δ.
///
/// P. J. Huber, 1964.
struct Huber<Scalar: TensorScalar>: ElementLoss {
    let delta: Scalar

    @inline(__always) func value(_ p: Scalar, _ t: Scalar) -> Scalar {
        let error = (p - t).magnitude
        return error <= delta ? error * error / 2 : delta * error - delta * delta / 2
    }

    @inline(__always) func slope(_ p: Scalar, _ t: Scalar) -> Scalar {
        clipped(p - t, from: -delta, to: delta)
    }
}
