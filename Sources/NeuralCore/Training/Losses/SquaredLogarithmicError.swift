// The squared error of logarithms: what counts is by which factor a positive number is off.

/// (ln(1 + p) − ln(1 + t))², with the slope 2 · (ln(1 + p) − ln(1 + t)) / (1 + p).
///
/// Numbers below ε = 10⁻⁷ are taken as ε, as in Keras; there the slope is 0.
struct SquaredLogarithmicError<Scalar: TensorScalar>: ElementLoss {
    @inline(__always) private func difference(_ p: Scalar, _ t: Scalar) -> Scalar {
        let epsilon = Scalar(lossEpsilon)
        return Scalar.logarithm(1 + max(p, epsilon)) - Scalar.logarithm(1 + max(t, epsilon))
    }

    @inline(__always) func value(_ p: Scalar, _ t: Scalar) -> Scalar {
        let difference = difference(p, t)
        return difference * difference
    }

    @inline(__always) func slope(_ p: Scalar, _ t: Scalar) -> Scalar {
        p < Scalar(lossEpsilon) ? 0 : 2 * difference(p, t) / (1 + p)
    }
}
