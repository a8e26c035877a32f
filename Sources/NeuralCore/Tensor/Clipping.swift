// One number between two bounds, for losses and optimizers.

/// x, or the nearer bound where it lies outside them. A NaN stays one, so that a network which has diverged shows it:
/// Swift's own `max(low, .nan)` is `low`.
@inline(__always)
func clipped<Scalar: TensorScalar>(_ x: Scalar, from low: Scalar, to high: Scalar) -> Scalar {
    x < low ? low : x > high ? high : x
}
