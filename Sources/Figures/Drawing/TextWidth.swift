// How wide text will be on a page, which the program cannot ask: the widths of Helvetica, with
// room for the wider faces that a reader's system may have (DejaVu Sans is a sixth wider).

/// Widths of the characters from space to tilde in thousandths of the size, from Adobe's metrics of Helvetica.
private let helvetica: [Double] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556,
    556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500,
    667,
    556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333,
    556,
    556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500,
    722,
    500, 500, 500, 334, 260, 334, 584,
]

/// The width of a line of text in a sans-serif face.
func textWidth(_ text: String, size: Double, isBold: Bool = false) -> Double {
    let thousandths = text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    return thousandths / 1000 * size * (isBold ? 1.35 : 1.16)
}

private func width(of scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x20...0x7E: helvetica[Int(scalar.value - 0x20)]
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0xB7, 0x2E, 0x2C: 278
    // A sign that few faces have, taken from one of wide signs.
    case 0x22EE: 1100
    case 0xB2, 0xB3, 0xB9, 0x2070...0x209F: 390
    case 0x410...0x42F: 710
    case 0x430...0x44F: 570
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60,
        0x1F300...0x1FAFF:
        1000
    default: 600
    }
}

/// The columns that a text takes in a terminal.
func terminalWidth(of text: String) -> Int {
    text.reduce(0) { $0 + terminalWidth(of: $1) }
}

func terminalWidth(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60,
        0x1F300...0x1FAFF:
        return 2
    default: return 1
    }
}
