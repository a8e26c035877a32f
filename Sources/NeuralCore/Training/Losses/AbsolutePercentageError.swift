// The error as a share of the target, in percent.

/// 100 · |p − t| / max(|t|, ε), with the slope 100 · sign(p − t) / max(|t|, ε); ε = 10⁻⁷ as in Keras.
struct AbsolutePercentageError<Scalar: TensorScalar>: ElementLoss {
    @inline(__always) private func size(_ t: Scalar) -> Scalar { max(t.magnitude, Scalar(lossEpsilon)) }

    @inline(__always) func value(_ p: Scalar, _ t: Scalar) -> Scalar { 100 * ((p - t) / size(t)).magnitude }
    @inline(__always) func slope(_ p: Scalar, _ t: Scalar) -> Scalar { 100 * signum(p - t) / size(t) }
}
