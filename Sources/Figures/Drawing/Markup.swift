// Labels may hold anything; markup may not.

/// The text with the signs of markup escaped, without the control characters that XML forbids.
func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "\t", "\n", "\r": result += " "
        case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
