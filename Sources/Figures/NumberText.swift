// Numbers as figures write them: short, the same on every machine, and with a real minus sign where people read them.

import Glibc

/// The number to a few significant digits, without zeros that say nothing: `0.496`, `0.00351`, `60000`, `1.2e-7`.
func shortNumber(_ x: Double, digits: Int = 3) -> String {
    guard x.isFinite else { return x.isNaN ? "nan" : x < 0 ? "-inf" : "inf" }
    let magnitude = abs(x)
    if magnitude == 0 { return "0" }
    if magnitude >= 1e7 || magnitude < 1e-4 { return exponentNumber(x, digits: digits) }
    let scientific = cText("%.*e", precision: digits - 1, x)
    let exponent = Int(scientific[scientific.index(after: scientific.firstIndex(of: "e")!)...])!
    return withoutTrailingZeros(fixedNumber(x, decimals: max(0, digits - 1 - exponent)))
}

private func exponentNumber(_ x: Double, digits: Int) -> String {
    let parts = cText("%.*e", precision: digits - 1, x).split(separator: "e")
    return withoutTrailingZeros(String(parts[0])) + "e" + String(Int(parts[1])!)
}

/// The number with a fixed count of decimals; a negative zero is zero.
func fixedNumber(_ x: Double, decimals: Int) -> String {
    guard x.isFinite else { return shortNumber(x) }
    let text = cText("%.*f", precision: decimals, x)
    return text.hasPrefix("-") && !text.contains { "123456789".contains($0) }
        ? String(text.dropFirst()) : text
}

func withoutTrailingZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = Substring(text)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
}

/// Thousands set off with commas from five digits on: `60,000`, but `6000`.
func grouped(_ number: String) -> String {
    let sign = number.hasPrefix("-") ? "-" : ""
    let parts = number.dropFirst(sign.count).split(separator: ".", omittingEmptySubsequences: false)
    guard parts[0].count > 4, parts[0].allSatisfy(\.isNumber) else { return number }
    var whole = ""
    for (index, digit) in parts[0].enumerated() {
        if index > 0, (parts[0].count - index) % 3 == 0 { whole.append(",") }
        whole.append(digit)
    }
    return sign + ([whole] + parts.dropFirst().map(String.init)).joined(separator: ".")
}

func grouped(_ count: Int) -> String { grouped(String(count)) }

/// The number for a person's eye: `−0.4`, `1.2·10⁻⁷`.
func label(_ x: Double, digits: Int = 3) -> String {
    typeset(shortNumber(x, digits: digits))
}

/// A written number with a minus sign for the hyphen, and a power of ten for the exponent.
func typeset(_ number: String) -> String {
    let parts = number.split(separator: "e", omittingEmptySubsequences: false)
    let mantissa = parts[0].hasPrefix("-") ? "−" + parts[0].dropFirst() : String(parts[0])
    if number.hasSuffix("inf") { return mantissa.hasPrefix("−") ? "−∞" : "∞" }
    guard parts.count == 2, let exponent = Int(parts[1]) else { return mantissa }
    return mantissa + "·" + powerOfTen(exponent)
}

/// 10 with a raised exponent: `10⁻³`.
func powerOfTen(_ exponent: Int) -> String {
    let raised: [Character: Character] = [
        "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
        "9": "⁹",
    ]
    return "10" + String(String(exponent).map { raised[$0]! })
}

/// A coordinate in tenths of a unit, which no eye can tell from the exact one.
func coordinate(_ x: Double) -> String {
    guard x.isFinite else { return "0" }
    let tenths = Int((min(max(x, -1e6), 1e6) * 10).rounded())
    let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
    return (tenths < 0 ? "-" : "") + String(whole) + (rest == 0 ? "" : ".\(rest)")
}

/// A count with its noun: `1 point`, `60 points`.
func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(plural ?? noun + "s")"
}

/// Items as a list in a sentence.
func listed(_ items: [String]) -> String {
    switch items.count {
    case 0: ""
    case 1: items[0]
    default: items.dropLast().joined(separator: ", ") + " and " + items.last!
    }
}

private func cText(_ format: String, precision: Int, _ x: Double) -> String {
    let arguments: [any CVarArg] = [Int32(clamping: precision), x]
    let length = withVaList(arguments) { vsnprintf(nil, 0, format, $0) }
    return String(unsafeUninitializedCapacity: Int(length) + 1) { buffer in
        buffer.withMemoryRebound(to: CChar.self) { characters in
            Int(withVaList(arguments) { vsnprintf(characters.baseAddress, characters.count, format, $0) })
        }
    }
}
