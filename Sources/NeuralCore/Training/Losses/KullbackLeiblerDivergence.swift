// How much one distribution differs from another, in nats.

/// Σ t · ln(t / p) over the row, with the slope −t / p.
///
/// Both are clipped to [10⁻⁷, 1] as in Keras; the slope of a clipped prediction is 0.
/// S. Kullback and R. A. Leibler, 1951.
struct KullbackLeiblerDivergence<Scalar: TensorScalar>: ElementLoss {
    @inline(__always) private func share(_ x: Scalar) -> Scalar {
        clipped(x, from: Scalar(lossEpsilon), to: 1)
    }

    @inline(__always) func value(_ p: Scalar, _ t: Scalar) -> Scalar {
        share(t) * Scalar.logarithm(share(t) / share(p))
    }

    @inline(__always) func slope(_ p: Scalar, _ t: Scalar) -> Scalar {
        p < Scalar(lossEpsilon) || p > 1 ? 0 : -share(t) / p
    }
}
