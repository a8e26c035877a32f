// Penalties on large parameters, which keep a network from learning its samples by heart.

/// The penalty l₁·Σ|w| + l₂·Σw² that training adds to the loss, with its gradient l₁·sign(w) + 2·l₂·w.
///
/// As in Keras, the squares are not halved.
public struct Regularizer: Codable, Equatable, Sendable {
    /// The factor l₁ of Σ|w|, which draws all weights towards 0 equally hard; 0 for none.
    public var l1: Double
    /// The factor l₂ of Σw², which draws each weight the harder the larger it is; 0 for none.
    public var l2: Double

    /// Both penalties together: Keras's L1L2. The factors are not negative.
    public init(l1: Double = 0, l2: Double = 0, file: StaticString = #file, line: UInt = #line) {
        (self.l1, self.l2) = (l1, l2)
        if let fault { fatalError(fault, file: file, line: line) }
    }

    /// l₁·Σ|w|
    public static func l1(
        _ factor: Double = 0.01, file: StaticString = #file, line: UInt = #line
    ) -> Regularizer { Regularizer(l1: factor, file: file, line: line) }
    /// l₂·Σw²
    public static func l2(
        _ factor: Double = 0.01, file: StaticString = #file, line: UInt = #line
    ) -> Regularizer { Regularizer(l2: factor, file: file, line: line) }

    /// What is wrong with the factors, as a sentence; nil when they are possible. A reward for large parameters would
    /// have no least loss.
    var fault: String? {
        [("l1", l1), ("l2", l2)].first { !($0.1 >= 0 && $0.1.isFinite) }.map {
            "a regularizer needs an \($0.0) of at least 0, but it is \($0.1)"
        }
    }

    /// The penalty for the values of a parameter.
    public func penalty<Scalar: TensorScalar>(for w: Tensor<Scalar>) -> Scalar {
        var penalty: Scalar = 0
        if l1 != 0 { penalty += Scalar(l1) * abs(w).sum() }
        if l2 != 0 { penalty += Scalar(l2) * square(w).sum() }
        return penalty
    }

    /// The gradient of the penalty; the shape of `w`. At 0, where |w| has no slope, that part is 0.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func gradient<Scalar: TensorScalar>(for w: Tensor<Scalar>) -> Tensor<Scalar> {
        let (l1, l2) = (Scalar(l1), Scalar(l2))
        return w.mapped { 2 * l2 * $0 + ($0 > 0 ? l1 : $0 < 0 ? -l1 : 0) }
    }
}
