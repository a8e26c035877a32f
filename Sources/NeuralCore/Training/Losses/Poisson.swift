// The loss for counts: how unlikely the target is when the prediction is the mean of a Poisson distribution.

/// p − t · ln(p + ε), with the slope 1 − t / (p + ε); ε = 10⁻⁷. What does not depend on p is left out.
struct Poisson<Scalar: TensorScalar>: ElementLoss {
    @inline(__always) func value(_ p: Scalar, _ t: Scalar) -> Scalar {
        p - t * Scalar.logarithm(p + Scalar(lossEpsilon))
    }

    @inline(__always) func slope(_ p: Scalar, _ t: Scalar) -> Scalar { 1 - t / (p + Scalar(lossEpsilon)) }
}
