// Numbers as text, as the programs that lessons quote print them: Python 3, Python 2 and C.

import Glibc

extension Double {
    /// The number as Python 3 prints it: as few digits as tell it from every other `Double`.
    ///
    ///     0.4964100319027255.pythonText   // 0.4964100319027255
    ///     1.0.pythonText                  // 1.0
    ///     1e16.pythonText                 // 1e+16
    public var pythonText: String { shortestText(of: self, positionalBelow: 1e16) }

    /// The number rounded to so many significant digits, C's `%.12g`, with `.0` after a whole number: what Python 2
    /// prints when there are twelve.
    ///
    ///     0.4964100319027255.formatted(significantDigits: 12)     // 0.496410031903
    ///     1.0.formatted(significantDigits: 12)                    // 1.0
    public func formatted(significantDigits: Int) -> String {
        generalText(of: self, significantDigits: significantDigits)
    }

    /// The number rounded to so many digits after the point: C's `%.4f`.
    ///
    ///     0.99667.formatted(decimals: 4)      // 0.9967
    public func formatted(decimals: Int) -> String { fixedText(of: self, decimals: decimals) }
}

extension Float {
    /// The number as NumPy prints a `float32`: as few digits as tell it from every other `Float`, and powers of ten
    /// from a million on.
    ///
    ///     Float(0.1).pythonText           // 0.1
    ///     Float(1e-5).pythonText          // 1e-05
    public var pythonText: String { shortestText(of: self, positionalBelow: 1e6) }

    /// The number rounded to so many significant digits, C's `%.12g`, with `.0` after a whole number.
    ///
    ///     Float(0.1).formatted(significantDigits: 12)     // 0.10000000149
    public func formatted(significantDigits: Int) -> String {
        generalText(of: Double(self), significantDigits: significantDigits)
    }

    /// The number rounded to so many digits after the point: C's `%.4f`.
    ///
    ///     Float(0.99667).formatted(decimals: 4)       // 0.9967
    public func formatted(decimals: Int) -> String { fixedText(of: Double(self), decimals: decimals) }
}

/// A number that Swift describes with as few digits as tell it from its neighbours.
typealias ShortestDescribed = BinaryFloatingPoint & CustomStringConvertible

/// The fewest decimal digits that tell a finite number from its neighbours, and the power of ten of the first.
struct ShortestDigits {
    let isNegative: Bool
    let digits: [UInt8]
    let exponent: Int

    init<Number: ShortestDescribed>(of number: Number) {
        isNegative = number.sign == .minus
        var all: [UInt8] = []
        var point: Int?
        var power = 0
        let text = number.magnitude.description.utf8
        for (index, byte) in zip(text.indices, text) {
            if byte == UInt8(ascii: "e") {
                power = Int(String(text[text.index(after: index)...]) ?? "") ?? 0
                break
            }
            if byte == UInt8(ascii: ".") { point = all.count } else { all.append(byte) }
        }
        let zeros = all.prefix { $0 == UInt8(ascii: "0") }.count
        if zeros == all.count {
            digits = [UInt8(ascii: "0")]
            exponent = 0
        } else {
            exponent = power + (point ?? all.count) - 1 - zeros
            all.removeFirst(zeros)
            while all.last == UInt8(ascii: "0") { all.removeLast() }
            digits = all
        }
    }

    /// How many of the digits stand after the point when no power of ten is written.
    var decimals: Int { max(0, digits.count - 1 - exponent) }

    /// The digits around a point, `-12.5` or `12.`, without a power of ten.
    var positionalText: String {
        var text = isNegative ? "-" : ""
        for place in 0...max(0, exponent) {
            let index = place + min(0, exponent)
            text += digits.indices.contains(index) ? Self.text(digits[index...index]) : "0"
        }
        text += "."
        if exponent < 0 { text += String(repeating: "0", count: -exponent - 1) }
        return text + Self.text(digits.dropFirst(max(0, exponent + 1)))
    }

    /// The first digit, a point and the others: `-1.25` or `1.`.
    var mantissaText: String {
        (isNegative ? "-" : "") + Self.text(digits.prefix(1)) + "." + Self.text(digits.dropFirst())
    }

    private static func text(_ digits: ArraySlice<UInt8>) -> String {
        String(decoding: digits, as: UTF8.self)
    }
}

/// An exponent with its sign and at least two digits: `-05`.
func exponentText(_ exponent: Int, digits: Int = 2) -> String {
    let magnitude = String(abs(exponent))
    let zeros = String(repeating: "0", count: max(0, digits - magnitude.count))
    return (exponent < 0 ? "-" : "+") + zeros + magnitude
}

/// The number as C's `printf` writes it, with a format of one precision and one letter, such as `%.*f`.
func cText(_ format: String, precision: Int, _ number: Double) -> String {
    if precision > 1_000_000 {
        fatalError("a number is written with at most 1000000 digits, but \(precision) are asked")
    }
    if number.isNaN { return "nan" }
    let arguments: [any CVarArg] = [Int32(clamping: precision), number]
    let length = withVaList(arguments) { vsnprintf(nil, 0, format, $0) }
    return String(unsafeUninitializedCapacity: Int(length) + 1) { buffer in
        buffer.withMemoryRebound(to: CChar.self) { characters in
            Int(withVaList(arguments) { vsnprintf(characters.baseAddress, characters.count, format, $0) })
        }
    }
}

private func shortestText<Number: ShortestDescribed>(of number: Number, positionalBelow limit: Double)
    -> String
{
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    let shortest = ShortestDigits(of: number)
    let magnitude = Double(number.magnitude)
    let text: String
    if magnitude == 0 || (1e-4..<limit).contains(magnitude) {
        text = shortest.positionalText
        return text.hasSuffix(".") ? text + "0" : text
    }
    text = shortest.mantissaText
    return (text.hasSuffix(".") ? String(text.dropLast()) : text) + "e" + exponentText(shortest.exponent)
}

private func generalText(of number: Double, significantDigits: Int) -> String {
    let text = cText("%.*g", precision: significantDigits, number)
    return number.isFinite && !text.contains { $0 == "." || $0 == "e" } ? text + ".0" : text
}

private func fixedText(of number: Double, decimals: Int) -> String {
    cText("%.*f", precision: decimals, number)
}
