// The logarithm of the hyperbolic cosine: like Huber's loss, but smooth everywhere.

/// ln cosh(p − t), with the slope tanh(p − t).
///
/// Computed as |e| + ln(1 + e⁻²ᴵᵉᴵ) − ln 2, in which nothing can grow too large.
struct LogCosh<Scalar: TensorScalar>: ElementLoss {
    private let logarithmOfTwo = Scalar.logarithm(2)

    @inline(__always) func value(_ p: Scalar, _ t: Scalar) -> Scalar {
        let error = (p - t).magnitude
        return error + Scalar.logarithm(1 + Scalar.exponential(-2 * error)) - logarithmOfTwo
    }

    @inline(__always) func slope(_ p: Scalar, _ t: Scalar) -> Scalar { Scalar.hyperbolicTangent(p - t) }
}
