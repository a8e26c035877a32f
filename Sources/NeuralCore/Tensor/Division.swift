// Division to whole numbers, and what it leaves.
//
// There are two conventions, which differ when one of the numbers is negative. Rounding down, as Python's // and %,
// NumPy's floor_divide and mod and TensorFlow's floordiv and floormod do, leaves a rest with the sign of the divisor.
// Rounding towards zero, as Swift's and C's / and % of whole numbers do, leaves one with the sign of the dividend.
//
//                      7, 2    −7, 2    7, −2    −7, −2
//      floorDivide     3       −4       −4       3
//      mod             1       1        −1       −1
//      /               3       −3       −3       3
//      %, truncateMod  1       −1       1        −1

/// a / b for each pair of elements, rounded down: Python's `//`. The shapes are equal or broadcast.
///
/// It is what `mod` leaves, divided: 1 // 0.1 is 9, because ten times the double 0.1 is a little above 1.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func floorDivide<Scalar: TensorScalar>(
    _ a: consuming Tensor<Scalar>, _ b: consuming Tensor<Scalar>
) -> Tensor<Scalar> {
    Tensor.combine(a, b, "divide") { quotientRoundedDown($0, $1) }
}

/// a / b for each element, rounded down.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func floorDivide<Scalar: TensorScalar>(_ a: consuming Tensor<Scalar>, _ b: Scalar) -> Tensor<Scalar> {
    a.mapped { quotientRoundedDown($0, b) }
}

/// What a / b, rounded down, leaves of a, for each pair of elements; it has the sign of b. The shapes are equal or
/// broadcast. Where nothing is left, the zero has the sign of a, as in TensorFlow; NumPy gives it that of b.
///
///     mod(Matrix([-2.5, 7.25]), [2, -4])      // [ 1.5  -0.75]
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func mod<Scalar: TensorScalar>(
    _ a: consuming Tensor<Scalar>, _ b: consuming Tensor<Scalar>
) -> Tensor<Scalar> {
    Tensor.combine(a, b, "divide") { restOfRoundingDown($0, $1) }
}

/// What a / b, rounded down, leaves of a, for each element; it has the sign of b.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func mod<Scalar: TensorScalar>(_ a: consuming Tensor<Scalar>, _ b: Scalar) -> Tensor<Scalar> {
    a.mapped { restOfRoundingDown($0, b) }
}

/// What a / b, rounded towards zero, leaves of a, for each pair of elements; it has the sign of a: C's `fmod`.
@_specialize(where Scalar == Double)
@_specialize(where Scalar == Float)
public func truncateMod<Scalar: TensorScalar>(
    _ a: consuming Tensor<Scalar>, _ b: consuming Tensor<Scalar>
) -> Tensor<Scalar> {
    Tensor.combine(a, b, "divide") { $0.truncatingRemainder(dividingBy: $1) }
}

/// a / b of whole numbers, rounded down: what TensorFlow 1 called `div`. Swift's own `/` rounds towards zero.
///
///     floorDivide(-7, 2)      // -4
public func floorDivide<Number: BinaryInteger>(
    _ a: Number, _ b: Number, file: StaticString = #file, line: UInt = #line
) -> Number {
    if b == 0 { fatalError("\(a) cannot be divided by the whole number 0", file: file, line: line) }
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    return rest != 0 && (rest < 0) != (b < 0) ? quotient - 1 : quotient
}

/// What a / b of whole numbers, rounded down, leaves of a; it has the sign of b. Swift's own `%` has the sign of a.
///
///     mod(-7, 2)      // 1
public func mod<Number: BinaryInteger>(
    _ a: Number, _ b: Number, file: StaticString = #file, line: UInt = #line
) -> Number {
    if b == 0 { fatalError("\(a) cannot be divided by the whole number 0", file: file, line: line) }
    let rest = a % b
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
}

@inline(__always)
private func restOfRoundingDown<Scalar: TensorScalar>(_ a: Scalar, _ b: Scalar) -> Scalar {
    let rest = a.truncatingRemainder(dividingBy: b)
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
}

/// Python's way: what is left of `a` without the rest is divided, so that quotient and rest belong together.
@inline(__always)
private func quotientRoundedDown<Scalar: TensorScalar>(_ a: Scalar, _ b: Scalar) -> Scalar {
    if b == 0 { return a / b }
    let quotient = (a - restOfRoundingDown(a, b)) / b
    if quotient == 0 { return a / b * 0 }
    // Rounding may have left it a little beside the whole number that it is.
    return quotient.rounded(.toNearestOrEven)
}
