// The loss for one class of several, with one-hot targets: how surprising the right class is.

/// −Σⱼ tⱼ · ln qⱼ, where qⱼ = pⱼ / Σᵢ pᵢ are the probabilities as shares of their sum.
///
/// As in Keras, q is clipped to [10⁻⁷, 1 − 10⁻⁷]. With dⱼ = −tⱼ / qⱼ, or 0 where qⱼ is clipped, the gradient is
/// (dᵢ − Σⱼ dⱼ·qⱼ) / Σⱼ pⱼ. With smoothing s and n classes, the targets become (1 − s)·t + s/n.
struct CategoricalCrossentropy<Scalar: TensorScalar>: RowLoss {
    let smoothing: Scalar

    @inline(__always)
    func value(_ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int) -> Scalar {
        let (rest, even) = shares(smoothing, columns)
        var sum: Scalar = 0
        for index in 0..<columns { sum += p[index] }
        var loss: Scalar = 0
        for index in 0..<columns {
            loss -= (t[index] * rest + even) * Scalar.logarithm(clippedProbability(p[index] / sum))
        }
        return loss
    }

    @inline(__always)
    func gradient(
        _ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int, weight: Scalar,
        into gradient: UnsafeMutablePointer<Scalar>
    ) {
        let (rest, even) = shares(smoothing, columns)
        var sum: Scalar = 0
        for index in 0..<columns { sum += p[index] }
        var product: Scalar = 0
        for index in 0..<columns {
            let q = p[index] / sum
            let slope = isClippedProbability(q) ? 0 : -(t[index] * rest + even) / q
            gradient[index] = slope
            product += slope * q
        }
        let factor = weight / sum
        for index in 0..<columns { gradient[index] = factor * (gradient[index] - product) }
    }
}

/// The same of logits x, for the probabilities p = softmax(x): ln Σⱼ e^xⱼ · Σ t − Σⱼ tⱼ·xⱼ.
///
/// The gradient is p·Σt − t, which for one-hot targets is p − t: the softmax and the logarithm undo each other.
struct CategoricalCrossentropyFromLogits<Scalar: TensorScalar>: RowLoss {
    let smoothing: Scalar

    @inline(__always)
    func value(_ x: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int) -> Scalar {
        let (rest, even) = shares(smoothing, columns)
        let logarithm = logarithmOfSum(x, columns)
        var loss: Scalar = 0
        for index in 0..<columns { loss += (t[index] * rest + even) * (logarithm - x[index]) }
        return loss
    }

    @inline(__always)
    func gradient(
        _ x: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int, weight: Scalar,
        into gradient: UnsafeMutablePointer<Scalar>
    ) {
        let (rest, even) = shares(smoothing, columns)
        let logarithm = logarithmOfSum(x, columns)
        var total: Scalar = 0
        for index in 0..<columns { total += t[index] * rest + even }
        for index in 0..<columns {
            let p = Scalar.exponential(x[index] - logarithm)
            gradient[index] = weight * (p * total - (t[index] * rest + even))
        }
    }
}

/// The factor and the share of each class with which smoothing changes targets.
@inline(__always)
private func shares<Scalar: TensorScalar>(_ smoothing: Scalar, _ classes: Int) -> (
    rest: Scalar, even: Scalar
) {
    (1 - smoothing, smoothing / Scalar(classes))
}

/// ln Σⱼ e^xⱼ, with the largest x taken out first, so that no power grows too large.
@inline(__always)
func logarithmOfSum<Scalar: TensorScalar>(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
    var largest = x[0]
    for index in 0..<count where x[index] > largest { largest = x[index] }
    var sum: Scalar = 0
    for index in 0..<count { sum += Scalar.exponential(x[index] - largest) }
    return largest + Scalar.logarithm(sum)
}
