// The alphabets of mathematics. MathML Core knows no other way to set a letter bold or blackboard bold than
// to write the letter that Unicode has for it, from U+1D400 on.

/// A face that letters of a formula are set in.
enum Font: Hashable, Sendable {
    /// Slanted letters and upright digits, as TeX sets a formula's letters.
    case italic
    case upright, bold, boldItalic, doubleStruck, script, fraktur, sansSerif, monospace

    /// The text in this face; what Unicode has no such letter for stays as it is.
    ///
    ///     Font.doubleStruck.letters("R")  // "ℝ"
    func letters(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(letter(scalar)) }
        return String(result)
    }

    private func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if let exception = Self.exceptions[self]?[scalar] { return exception }
        let starts = starts
        let value = scalar.value
        let code: UInt32? =
            switch scalar {
            case "A"..."Z": starts.capitals.map { $0 + value - 0x41 }
            case "a"..."z": starts.capitals.map { $0 + 26 + value - 0x61 }
            case "0"..."9": starts.digits.map { $0 + value - 0x30 }
            case "Α"..."Ω": starts.greek.map { $0 + value - 0x391 }
            case "∇": starts.greek.map { $0 + 25 }
            case "α"..."ω": starts.greek.map { $0 + 26 + value - 0x3B1 }
            default:
                Self.greekVariants.firstIndex(of: scalar).flatMap { index in
                    starts.greek.map { $0 + 51 + UInt32(index) }
                }
            }
        return code.flatMap(Unicode.Scalar.init) ?? scalar
    }

    /// They follow omega in each of Unicode's mathematical alphabets.
    private static let greekVariants: [Unicode.Scalar] = ["∂", "ϵ", "ϑ", "ϰ", "ϕ", "ϱ", "ϖ"]

    /// Where the alphabet's capital Latin letters, capital Greek letters and digits begin.
    private var starts: (capitals: UInt32?, greek: UInt32?, digits: UInt32?) {
        switch self {
        case .upright: (nil, nil, nil)
        case .bold: (0x1D400, 0x1D6A8, 0x1D7CE)
        case .italic: (0x1D434, 0x1D6E2, nil)
        case .boldItalic: (0x1D468, 0x1D71C, 0x1D7CE)
        case .script: (0x1D49C, nil, nil)
        case .fraktur: (0x1D504, nil, nil)
        case .doubleStruck: (0x1D538, nil, 0x1D7D8)
        case .sansSerif: (0x1D5A0, nil, 0x1D7E2)
        case .monospace: (0x1D670, nil, 0x1D7F6)
        }
    }

    /// Letters that Unicode had before it had the alphabets.
    private static let exceptions: [Font: [Unicode.Scalar: Unicode.Scalar]] = [
        .italic: ["h": "ℎ"],
        .script: [
            "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
            "e": "ℯ", "g": "ℊ", "o": "ℴ",
        ],
        .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"],
        .doubleStruck: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"],
    ]
}
