// The absolute error: twice as far off is twice as bad.

/// |p − t|, with the slope sign(p − t), which is 0 where both are equal.
struct AbsoluteError<Scalar: TensorScalar>: ElementLoss {
    @inline(__always) func value(_ p: Scalar, _ t: Scalar) -> Scalar { (p - t).magnitude }
    @inline(__always) func slope(_ p: Scalar, _ t: Scalar) -> Scalar { signum(p - t) }
}

/// 1 for positive numbers, −1 for negative ones, 0 for 0; a NaN stays one.
@inline(__always) func signum<Scalar: TensorScalar>(_ x: Scalar) -> Scalar {
    x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x
}
