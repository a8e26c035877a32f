// The angle between prediction and target: only the direction counts, not the length.

/// −t̂ · p̂, where x̂ = x / |x|: −1 for the same direction, 0 for a right angle, 1 for the opposite.
///
/// The slope is −(t̂ − (t̂ · p̂) p̂) / |p|. A vector shorter than ε = 10⁻⁷ is divided by ε, as in Keras.
struct CosineSimilarity<Scalar: TensorScalar>: RowLoss {
    /// t · p, and the numbers by which both are divided.
    @inline(__always)
    private func measures(
        _ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int
    ) -> (product: Scalar, length: Scalar, targetLength: Scalar) {
        var (product, lengthSquared, targetLengthSquared): (Scalar, Scalar, Scalar) = (0, 0, 0)
        for index in 0..<columns {
            product += t[index] * p[index]
            lengthSquared += p[index] * p[index]
            targetLengthSquared += t[index] * t[index]
        }
        let epsilon = Scalar(lossEpsilon)
        return (
            product, max(lengthSquared.squareRoot(), epsilon), max(targetLengthSquared.squareRoot(), epsilon)
        )
    }

    @inline(__always)
    func value(_ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int) -> Scalar {
        let (product, length, targetLength) = measures(p, t, columns)
        return -product / (length * targetLength)
    }

    @inline(__always)
    func gradient(
        _ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int, weight: Scalar,
        into gradient: UnsafeMutablePointer<Scalar>
    ) {
        let (product, length, targetLength) = measures(p, t, columns)
        // Where the length is replaced by ε, it does not change with p.
        let turning = length > Scalar(lossEpsilon) ? product / (length * length) : 0
        let factor = -weight / (length * targetLength)
        for index in 0..<columns { gradient[index] = factor * (t[index] - turning * p[index]) }
    }
}
