// A number as an explanation shows it: rounded to significant digits, with a true minus and powers of ten.

import NeuralCore

/// A number in the digits that a reader sees.
struct ShownNumber: Equatable {
    /// The digits before the power of ten: `−1.23`.
    let digits: String
    /// The power of ten; nil for a number that is written out.
    let exponent: Int?
    /// The value of what is shown.
    let value: Double

    /// `number` to so many significant digits; those before the point are all kept.
    init(_ number: Double, digits count: Int) {
        let magnitude = number.magnitude
        var (count, bound) = (max(1, count), 10.0)
        var whole = 1
        while magnitude >= bound, whole < 7 { (whole, bound) = (whole + 1, bound * 10) }
        if magnitude < 1e7 { count = max(count, whole) }
        let printed = number.formatted(significantDigits: count)
        let parts = printed.split(separator: "e", maxSplits: 1)
        var digits = String(parts.first ?? "nan")
        if digits.hasSuffix(".0") { digits.removeLast(2) }
        if digits == "-0" { digits = "0" }
        if !number.isFinite { digits = number.isNaN ? "NaN" : number < 0 ? "-∞" : "∞" }
        self.digits = digits
        exponent = parts.count > 1 && number.isFinite ? Int(parts[1]) : nil
        value = number.isFinite ? Double(printed) ?? number : number
    }

    var isNegative: Bool { digits.hasPrefix("-") }
    private var magnitude: String { isNegative ? String(digits.dropFirst()) : digits }

    /// In Unicode: `−0.5`, `1.2·10⁻⁷`, `10⁻⁷`.
    var text: String { (isNegative ? "−" : "") + written("·10") { raisedText($0) } }

    /// In ASCII: `-0.5`, `1.2*10^-7`, `10^-7`.
    var plainText: String {
        (isNegative ? "-" : "") + written("*10") { "^\($0)" }.replacing("∞", by: "inf")
    }

    /// In TeX: `-0.5`, `1.2 \cdot 10^{-7}`.
    var tex: String {
        (isNegative ? "-" : "")
            + written(" \\cdot 10") { "^{\($0)}" }
            .replacing("∞", by: "\\infty").replacing("NaN", by: "\\text{NaN}")
    }

    private func written(_ ten: String, _ power: (Int) -> String) -> String {
        guard let exponent else { return magnitude }
        return (magnitude == "1" ? "10" : magnitude + ten) + power(exponent)
    }
}

/// How many significant digits of a value must be shown so that a small change of it shows in `digits` digits.
///
///     digitsShowing(change: 0.00283, of: 1, digits: 3)    // 6: 1 + 0.00283 = 1.00283
func digitsShowing(change: Double, of value: Double, digits: Int) -> Int {
    var (needed, reach) = (digits, change.magnitude)
    if reach == 0 { return digits }
    while reach < value.magnitude, needed < 15 { (needed, reach) = (needed + 1, reach * 10) }
    return needed
}

extension String {
    /// The string with `other` in place of itself where it is `text` as a whole.
    fileprivate func replacing(_ text: String, by other: String) -> String { self == text ? other : self }
}
