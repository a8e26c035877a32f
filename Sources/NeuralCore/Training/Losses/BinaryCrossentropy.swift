// The loss for yes or no: how surprising the answer is to who believed in it with probability p.

/// −t · ln p − (1 − t) · ln(1 − p), with the slope (1 − t) / (1 − p) − t / p.
///
/// Probabilities are clipped to [10⁻⁷, 1 − 10⁻⁷] as in Keras, so that no answer is infinitely surprising; the slope
/// of a clipped one is 0. With smoothing s, targets of 0 and 1 become s/2 and 1 − s/2.
struct BinaryCrossentropy<Scalar: TensorScalar>: ElementLoss {
    let smoothing: Scalar

    @inline(__always) func value(_ p: Scalar, _ t: Scalar) -> Scalar {
        let (p, t) = (clippedProbability(p), smoothed(t, smoothing))
        return -(t * Scalar.logarithm(p) + (1 - t) * Scalar.logarithm(1 - p))
    }

    @inline(__always) func slope(_ p: Scalar, _ t: Scalar) -> Scalar {
        if isClippedProbability(p) { return 0 }
        let t = smoothed(t, smoothing)
        return (1 - t) / (1 - p) - t / p
    }
}

/// The same of a logit x, for the probability p = σ(x), with the slope p − t.
///
/// Computed as max(x, 0) − x·t + ln(1 + e⁻ᴵˣᴵ), in which nothing can grow too large and nothing need be clipped.
struct BinaryCrossentropyFromLogits<Scalar: TensorScalar>: ElementLoss {
    let smoothing: Scalar

    @inline(__always) func value(_ x: Scalar, _ t: Scalar) -> Scalar {
        max(x, 0) - x * smoothed(t, smoothing)
            + Scalar.logarithm(1 + Scalar.exponential(-x.magnitude))
    }

    @inline(__always) func slope(_ x: Scalar, _ t: Scalar) -> Scalar {
        1 / (1 + Scalar.exponential(-x)) - smoothed(t, smoothing)
    }
}

/// A target of 0 or 1, moved towards ½.
@inline(__always)
private func smoothed<Scalar: TensorScalar>(_ t: Scalar, _ smoothing: Scalar) -> Scalar {
    t * (1 - smoothing) + smoothing / 2
}

/// The number that keeps losses from dividing by 0 and from taking its logarithm: Keras's 10⁻⁷.
let lossEpsilon = 1e-7

/// A probability within [10⁻⁷, 1 − 10⁻⁷].
@inline(__always)
func clippedProbability<Scalar: TensorScalar>(_ p: Scalar) -> Scalar {
    clipped(p, from: Scalar(lossEpsilon), to: 1 - Scalar(lossEpsilon))
}

/// Whether a probability lies outside these bounds, where clipping takes its slope away.
@inline(__always)
func isClippedProbability<Scalar: TensorScalar>(_ p: Scalar) -> Bool {
    p < Scalar(lossEpsilon) || p > 1 - Scalar(lossEpsilon)
}
