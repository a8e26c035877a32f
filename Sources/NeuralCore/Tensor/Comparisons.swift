// Elementwise comparisons: 1 where the answer is yes, 0 where it is no, so that a mean is the share of yes.

extension Tensor {
    /// 1 where two elements are equal. The shapes are equal or broadcast.
    ///
    ///     let accuracy = (step(output - 0.5) .== targets).mean()
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .== (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "compare") { $0 == $1 ? 1 : 0 } }

    /// 1 where the left element is larger. The shapes are equal or broadcast.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .> (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "compare") { $0 > $1 ? 1 : 0 } }

    /// 1 where the left element is smaller. The shapes are equal or broadcast.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .< (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "compare") { $0 < $1 ? 1 : 0 } }

    /// 1 where two elements differ. The shapes are equal or broadcast.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .!= (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "compare") { $0 != $1 ? 1 : 0 } }

    /// 1 where the left element is larger, or both are equal. The shapes are equal or broadcast.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .>= (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "compare") { $0 >= $1 ? 1 : 0 } }

    /// 1 where the left element is smaller, or both are equal. The shapes are equal or broadcast.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .<= (a: Tensor, b: Tensor) -> Tensor { combine(a, b, "compare") { $0 <= $1 ? 1 : 0 } }

    /// 1 where the element equals the number `b`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .== (a: Tensor, b: Scalar) -> Tensor { a.mapped { $0 == b ? 1 : 0 } }

    /// 1 where the element is larger than the number `b`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .> (a: Tensor, b: Scalar) -> Tensor { a.mapped { $0 > b ? 1 : 0 } }

    /// 1 where the element is smaller than the number `b`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .< (a: Tensor, b: Scalar) -> Tensor { a.mapped { $0 < b ? 1 : 0 } }

    /// 1 where the element differs from the number `b`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .!= (a: Tensor, b: Scalar) -> Tensor { a.mapped { $0 != b ? 1 : 0 } }

    /// 1 where the element is at least the number `b`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .>= (a: Tensor, b: Scalar) -> Tensor { a.mapped { $0 >= b ? 1 : 0 } }

    /// 1 where the element is at most the number `b`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public static func .<= (a: Tensor, b: Scalar) -> Tensor { a.mapped { $0 <= b ? 1 : 0 } }
}
