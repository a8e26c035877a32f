// The loss for one class of several, with the number of the class as the target.

/// ln Σⱼ pⱼ − ln pₜ for the class t, with the slope 1 / Σⱼ pⱼ, less 1 / pₜ for the class itself.
///
/// As in Keras, p is clipped to [10⁻⁷, 1 − 10⁻⁷] before the sum is taken; the slope of a clipped one is 0.
struct SparseCategoricalCrossentropy<Scalar: TensorScalar>: RowLoss {
    @inline(__always)
    func value(_ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int) -> Scalar {
        var sum: Scalar = 0
        for index in 0..<columns { sum += clippedProbability(p[index]) }
        return Scalar.logarithm(sum) - Scalar.logarithm(clippedProbability(p[Int(t[0])]))
    }

    @inline(__always)
    func gradient(
        _ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int, weight: Scalar,
        into gradient: UnsafeMutablePointer<Scalar>
    ) {
        var sum: Scalar = 0
        for index in 0..<columns { sum += clippedProbability(p[index]) }
        let target = Int(t[0])
        for index in 0..<columns {
            let slope = 1 / sum - (index == target ? 1 / p[index] : 0)
            gradient[index] = isClippedProbability(p[index]) ? 0 : weight * slope
        }
    }
}

/// The same of logits x: ln Σⱼ e^xⱼ − xₜ, with the gradient softmax(x), less 1 for the class itself.
struct SparseCategoricalCrossentropyFromLogits<Scalar: TensorScalar>: RowLoss {
    @inline(__always)
    func value(_ x: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int) -> Scalar {
        logarithmOfSum(x, columns) - x[Int(t[0])]
    }

    @inline(__always)
    func gradient(
        _ x: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int, weight: Scalar,
        into gradient: UnsafeMutablePointer<Scalar>
    ) {
        let (logarithm, target) = (logarithmOfSum(x, columns), Int(t[0]))
        for index in 0..<columns {
            let p = Scalar.exponential(x[index] - logarithm)
            gradient[index] = weight * (index == target ? p - 1 : p)
        }
    }
}
