// The losses of support vector machines: a prediction is good when it is on the right side by a margin of 1.

/// max(0, 1 − t·p) for targets t of −1 and 1, with the slope −t inside the margin and 0 outside.
struct Hinge<Scalar: TensorScalar>: ElementLoss {
    /// Targets of 0 and 1 stand for −1 and 1.
    let targetsAreBinary: Bool

    @inline(__always) private func side(_ t: Scalar) -> Scalar { targetsAreBinary ? 2 * t - 1 : t }

    @inline(__always) func value(_ p: Scalar, _ t: Scalar) -> Scalar { relu(1 - side(t) * p) }
    @inline(__always) func slope(_ p: Scalar, _ t: Scalar) -> Scalar { side(t) * p < 1 ? -side(t) : 0 }
}

/// max(0, 1 − t·p)², with the slope −2·t·max(0, 1 − t·p).
struct SquaredHinge<Scalar: TensorScalar>: ElementLoss {
    let hinge: Hinge<Scalar>

    @inline(__always) func value(_ p: Scalar, _ t: Scalar) -> Scalar {
        let distance = hinge.value(p, t)
        return distance * distance
    }

    @inline(__always) func slope(_ p: Scalar, _ t: Scalar) -> Scalar {
        2 * hinge.value(p, t) * hinge.slope(p, t)
    }
}

/// Whether all targets are 0 or 1, which a hinge loss then takes as −1 and 1, as Keras does.
@inline(__always)
func areBinary<Scalar: TensorScalar>(_ targets: UnsafePointer<Scalar>, count: Int) -> Bool {
    for index in 0..<count where targets[index] != 0 && targets[index] != 1 { return false }
    return true
}
