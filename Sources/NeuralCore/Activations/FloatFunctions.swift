// exp, sigmoid and tanh in single precision without a branch or a call, so that a loop over them becomes vector
// instructions. Large nets spend their time here; `Double` keeps the C library's functions, whose digits lessons print.

/// eˣ within 1 unit in the last place for −87 ≤ x ≤ 88; beyond, it stays at the value of the bound.
///
/// x = n·ln 2 + r with |r| ≤ ½·ln 2, so eˣ = 2ⁿ·eʳ: the power is made of bits, eʳ by a polynomial (Cephes, `expf`).
@inline(__always)
func branchlessExponential(_ input: Float) -> Float {
    let x = input < -87 ? -87 : input > 88 ? 88 : input
    // Adding 1.5·2²³ leaves no room for a fraction: the sum's last bits are the rounded integer.
    let shift: Float = 12_582_912
    let shifted = x * 1.44269504 + shift
    let n = shifted - shift
    // ln 2 in two parts, the first of which has so few bits that its product with n is exact.
    let r = (x - n * 0.693359375) - n * -2.12194440e-4
    var series: Float = 1.9875691500e-4
    series = series * r + 1.3981999507e-3
    series = series * r + 8.3334519073e-3
    series = series * r + 4.1665795894e-2
    series = series * r + 1.6666665459e-1
    series = series * r + 5.0000001201e-1
    let power = (series * r * r + r) + 1
    // Adding n to the exponent multiplies by 2ⁿ.
    return Float(bitPattern: power.bitPattern &+ (shifted.bitPattern << 23))
}

/// σ(x) = 1 / (1 + e⁻ˣ) within 2.5 units in the last place, down to σ(−87).
@inline(__always)
func branchlessSigmoid(_ x: Float) -> Float { 1 / (1 + branchlessExponential(-x)) }

/// tanh(x) within 2 units in the last place: near 0 an odd polynomial (Cephes, `tanhf`), further out
/// ±(1 − 2 / (e^2|x| + 1)).
@inline(__always)
func branchlessTanh(_ x: Float) -> Float {
    let square = x * x
    var series: Float = -5.70498872745e-3
    series = series * square + 2.06390887954e-2
    series = series * square - 5.37397155531e-2
    series = series * square + 1.33314422036e-1
    series = series * square - 3.33332819422e-1
    let near = series * square * x + x
    let size = abs(x)
    let far = 1 - 2 / (branchlessExponential(size + size) + 1)
    let signed = Float(bitPattern: far.bitPattern | (x.bitPattern & 0x8000_0000))
    return size < 0.625 ? near : signed
}
