// Functions of every element of a tensor. The result has the argument's shape.

/// e to the power of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func exp<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { Scalar.exponential($0) }
}

/// The natural logarithm of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func log<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { Scalar.logarithm($0) }
}

/// ln (1 + x) for each element, exact also where x is so small that 1 + x would be rounded to 1.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func log1p<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { Scalar.logarithmOfOnePlus($0) }
}

/// The sine of each element, an angle in radians.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func sin<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { Scalar.sine($0) }
}

/// The cosine of each element, an angle in radians.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func cos<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { Scalar.cosine($0) }
}

/// Each element without its sign.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func abs<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0.magnitude }
}

/// 1 for each element above 0, −1 below, and 0 for 0; a NaN stays one.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func sign<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0 > 0 ? 1 : $0 < 0 ? -1 : $0.isNaN ? $0 : 0 }
}

/// The square root of each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func sqrt<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0.squareRoot() }
}

/// 1 / √x for each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func rsqrt<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { 1 / $0.squareRoot() }
}

/// Each element times itself.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func square<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0 * $0 }
}

/// Each element to the power of `exponent`; a square is the product of the element with itself, as in NumPy.
///
///     pow(Matrix([1, 2, 3]), 3)       // [ 1.  8. 27.]
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func pow<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>, _ exponent: Scalar) -> Tensor<Scalar> {
    exponent == 2 ? square(x) : x.mapped { Scalar.power($0, exponent) }
}

/// The nearest whole number to each element; of two that are equally near the even one, as in NumPy.
///
///     round(Matrix([0.5, 1.5, 2.5]))      // [0. 2. 2.]
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func round<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0.rounded(.toNearestOrEven) }
}

/// The largest whole number that is not above each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func floor<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0.rounded(.down) }
}

/// The smallest whole number that is not below each element.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func ceil<Scalar: TensorScalar>(_ x: consuming Tensor<Scalar>) -> Tensor<Scalar> {
    x.mapped { $0.rounded(.up) }
}

/// Each element, or the nearer bound for one that lies outside them; a NaN stays one.
///
///     clip(Matrix([-2, 0.5, 7]), min: 0, max: 1)      // [0.  0.5 1. ]
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func clip<Scalar: TensorScalar>(
    _ x: consuming Tensor<Scalar>, min: Scalar, max: Scalar, file: StaticString = #file, line: UInt = #line
) -> Tensor<Scalar> {
    guard min <= max else {
        fatalError(
            "clip needs a min that is not above the max, but they are \(min) and \(max)", file: file,
            line: line)
    }
    return x.mapped { $0 < min ? min : $0 > max ? max : $0 }
}
