// The hinge loss for classes: the right class must lead the best wrong one by 1.

/// max(0, 1 + maxⱼ (1 − tⱼ)·pⱼ − Σⱼ tⱼ·pⱼ) for one-hot targets t.
///
/// The slope is −t for the right class and 1 for the best of the others, shared where several are equally good.
struct CategoricalHinge<Scalar: TensorScalar>: RowLoss {
    @inline(__always)
    private func scores(
        _ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int
    ) -> (right: Scalar, wrong: Scalar) {
        var (right, wrong): (Scalar, Scalar) = (0, -.infinity)
        for index in 0..<columns {
            right += t[index] * p[index]
            wrong = max(wrong, (1 - t[index]) * p[index])
        }
        return (right, wrong)
    }

    @inline(__always)
    func value(_ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int) -> Scalar {
        let (right, wrong) = scores(p, t, columns)
        return relu(1 + wrong - right)
    }

    @inline(__always)
    func gradient(
        _ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int, weight: Scalar,
        into gradient: UnsafeMutablePointer<Scalar>
    ) {
        let (right, wrong) = scores(p, t, columns)
        let lead = 1 + wrong - right
        // Where the outputs are no numbers, neither are the slopes.
        let factor = lead.isNaN ? lead : weight
        var best: Scalar = 0
        for index in 0..<columns where (1 - t[index]) * p[index] == wrong { best += 1 }
        for index in 0..<columns {
            let isBest = (1 - t[index]) * p[index] == wrong
            let slope = (isBest ? (1 - t[index]) / best : 0) - t[index]
            gradient[index] = lead <= 0 ? 0 : factor * slope
        }
    }
}
