// The squared error: twice as far off is four times as bad.

/// (p − t)², with the slope 2·(p − t).
///
///     Loss.meanSquaredError.mean([[0.5]], targets: [[1]])     // 0.25
struct SquaredError<Scalar: TensorScalar>: ElementLoss {
    @inline(__always) func value(_ p: Scalar, _ t: Scalar) -> Scalar { (p - t) * (p - t) }
    @inline(__always) func slope(_ p: Scalar, _ t: Scalar) -> Scalar { 2 * (p - t) }
}
