// The two kinds of numbers, with the C library's functions: its `exp` and `log` equal NumPy's to the last bit.

import Glibc

extension Double: TensorScalar {
    @inlinable public static func exponential(_ x: Double) -> Double { Glibc.exp(x) }
    @inlinable public static func logarithm(_ x: Double) -> Double { Glibc.log(x) }
    @inlinable public static func logarithmOfOnePlus(_ x: Double) -> Double { Glibc.log1p(x) }
    @inlinable public static func sine(_ x: Double) -> Double { Glibc.sin(x) }
    @inlinable public static func cosine(_ x: Double) -> Double { Glibc.cos(x) }
    @inlinable public static func hyperbolicTangent(_ x: Double) -> Double { Glibc.tanh(x) }
    @inlinable public static func power(_ x: Double, _ y: Double) -> Double { Glibc.pow(x, y) }
}

extension Float: TensorScalar {
    @inlinable public static func exponential(_ x: Float) -> Float { Glibc.expf(x) }
    @inlinable public static func logarithm(_ x: Float) -> Float { Glibc.logf(x) }
    @inlinable public static func logarithmOfOnePlus(_ x: Float) -> Float { Glibc.log1pf(x) }
    @inlinable public static func sine(_ x: Float) -> Float { Glibc.sinf(x) }
    @inlinable public static func cosine(_ x: Float) -> Float { Glibc.cosf(x) }
    @inlinable public static func hyperbolicTangent(_ x: Float) -> Float { Glibc.tanhf(x) }
    @inlinable public static func power(_ x: Float, _ y: Float) -> Float { Glibc.powf(x, y) }
}

// The scalar functions that lessons use, so that a lesson needs no other import.
@_exported import func Glibc.exp
@_exported import func Glibc.log
@_exported import func Glibc.log1p
@_exported import func Glibc.pow
@_exported import func Glibc.sqrt
@_exported import func Glibc.tanh
@_exported import func Glibc.sin
@_exported import func Glibc.cos
@_exported import func Glibc.floor
@_exported import func Glibc.ceil
