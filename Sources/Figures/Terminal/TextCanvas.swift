// A grid of characters to draw on: eight dots of braille in each cell, lines that join, shades, and letters on top.

struct TextCanvas {
    struct Cell {
        /// Raised dots, by Unicode's numbering.
        var dots: UInt8 = 0
        /// Lines from the middle: 1 up, 2 right, 4 down, 8 left.
        var arms: UInt8 = 0
        /// Whether the lines meet in a bend: the corner of a rounded box.
        var isBend = false
        /// A block or a shade below everything else.
        var block: Character?
        var character: Character?
        /// The right half of a wide character, which prints nothing.
        var isCovered = false
        /// One of 256 colours; none is the terminal's own.
        var colour = -1
        /// The shades of the upper and the lower half, where an image lies here.
        var upper: Shade?
        var lower: Shade?
        /// The values of the four quarters of an image's cell: upper left, upper right, lower left, lower right.
        var quarters: SIMD4<Double>?
    }

    struct Shade: Equatable {
        var ramp: Ramp
        var value: Double
    }

    let columns: Int
    let rows: Int
    let style: TextStyle
    private var cells: [Cell]

    init(columns: Int, rows: Int, style: TextStyle) {
        (self.columns, self.rows, self.style) = (columns, rows, style)
        cells = Array(repeating: Cell(), count: columns * rows)
    }

    func contains(_ row: Int, _ column: Int) -> Bool {
        row >= 0 && row < rows && column >= 0 && column < columns
    }

    subscript(row: Int, column: Int) -> Cell {
        get { cells[row * columns + column] }
        set { cells[row * columns + column] = newValue }
    }

    /// Raises a dot; there are two to a column and four to a row.
    mutating func raise(x: Int, y: Int, colour: Int) {
        guard x >= 0, y >= 0, contains(y / 4, x / 2) else { return }
        cells[y / 4 * columns + x / 2].dots |= TextCanvas.dot(x % 2, y % 4)
        cells[y / 4 * columns + x / 2].colour = colour
    }

    mutating func lower(x: Int, y: Int) {
        guard x >= 0, y >= 0, contains(y / 4, x / 2) else { return }
        cells[y / 4 * columns + x / 2].dots &= ~TextCanvas.dot(x % 2, y % 4)
    }

    private static func dot(_ x: Int, _ y: Int) -> UInt8 {
        y == 3 ? (x == 0 ? 0x40 : 0x80) : 1 << UInt8(y + 3 * x)
    }

    mutating func erase(_ row: Int, _ column: Int) {
        if contains(row, column) { self[row, column] = Cell() }
    }

    mutating func write(_ text: String, row: Int, column: Int, colour: Int) {
        var column = column
        for character in text {
            let width = terminalWidth(of: character)
            guard width > 0 else { continue }
            if contains(row, column), contains(row, column + width - 1) {
                self[row, column].character = character
                self[row, column].colour = colour
                if width == 2 { self[row, column + 1].isCovered = true }
            }
            column += width
        }
    }

    // MARK: Characters

    /// The canvas as lines without spaces at their ends, and without empty lines at its own.
    var text: String {
        var lines = (0..<rows).map(line)
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    private func line(_ row: Int) -> String {
        var line = ""
        var blanks = 0
        var current = ""
        for column in 0..<columns {
            let cell = self[row, column]
            if cell.isCovered { continue }
            let sign = sign(of: cell)
            let codes = style.hasColour ? codes(of: cell) : ""
            if sign == " ", codes.isEmpty {
                blanks += 1
                continue
            }
            if !current.isEmpty, blanks > 0 || codes != current {
                line += "\u{1B}[0m"
                current = ""
            }
            line += String(repeating: " ", count: blanks)
            blanks = 0
            if codes != current { line += "\u{1B}[\(codes)m" }
            current = codes
            line.append(sign)
        }
        return current.isEmpty ? line : line + "\u{1B}[0m"
    }

    private func sign(of cell: Cell) -> Character {
        if let character = cell.character { return character }
        if cell.arms != 0 { return cell.isBend ? bendSign(cell.arms) : boxSign(cell.arms) }
        if cell.upper != nil || cell.lower != nil { return shadeSign(cell) }
        if cell.dots != 0 {
            return style.isPlain ? "*" : Character(Unicode.Scalar(0x2800 + UInt32(cell.dots))!)
        }
        return cell.block ?? " "
    }

    private func boxSign(_ arms: UInt8) -> Character {
        if style.isPlain { return arms & 5 == 0 ? "-" : arms & 10 == 0 ? "|" : "+" }
        return Array("╵╶└╷│┌├╴┘─┴┐┤┬┼")[Int(arms) - 1]
    }

    /// The sign of a round corner; of more than two lines there is none.
    private func bendSign(_ arms: UInt8) -> Character {
        let signs: [UInt8: Character] =
            style.isPlain ? [3: "'", 6: ".", 9: "'", 12: "."] : [3: "╰", 6: "╭", 9: "╯", 12: "╮"]
        return signs[arms] ?? boxSign(arms)
    }

    private func shadeSign(_ cell: Cell) -> Character {
        if style.hasColour { return "▀" }
        if let quarters = cell.quarters, !style.isPlain { return quarterSign(quarters) }
        let values = [cell.upper, cell.lower].compactMap { $0?.value }
        let value = values.reduce(0, +) / Double(values.count)
        if value.isNaN { return "?" }
        let signs = Array(style.isPlain ? " .:-=+*#%@" : " ░▒▓█")
        return signs[min(Int(min(max(value, 0), 1) * Double(signs.count)), signs.count - 1)]
    }

    /// The shade or the pattern of quarters that differs least from the values.
    private func quarterSign(_ values: SIMD4<Double>) -> Character {
        if values.sum().isNaN { return "?" }
        let values = values.clamped(lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: 1))
        func error(_ sign: SIMD4<Double>) -> Double { ((values - sign) * (values - sign)).sum() }
        let mean = values.sum() / 4
        let shade = min(Int(mean * 5), 4)
        var best = (sign: Array(" ░▒▓█")[shade], error: error(SIMD4(repeating: Double(shade) / 4)))
        for (pattern, sign) in "▘▝▀▖▌▞▛▗▚▐▜▄▙▟".enumerated() {
            let bits = pattern + 1
            let parts = SIMD4((0..<4).map { bits >> $0 & 1 == 1 ? 1.0 : 0 })
            if error(parts) < best.error { best = (sign, error(parts)) }
        }
        return best.sign
    }

    private func codes(of cell: Cell) -> String {
        let (upper, lower) = (cell.upper.map(code), cell.lower.map(code))
        guard upper != nil || lower != nil else { return cell.colour >= 0 ? "38;5;\(cell.colour)" : "" }
        if cell.character != nil {
            let shade = (cell.lower ?? cell.upper)!
            let isDark = shade.ramp.colour(shade.value).luminance < 0.2
            return "38;5;\(isDark ? 231 : 16);48;5;\((lower ?? upper)!)"
        }
        return [upper.map { "38;5;\($0)" } ?? "39", lower.map { "48;5;\($0)" } ?? "49"].joined(separator: ";")
    }

    /// The one of the terminal's 216 colours and 24 greys that looks most alike.
    private func code(_ shade: Shade) -> Int {
        let wanted = shade.ramp.colour(shade.value).lab
        func distance(_ lab: SIMD3<Double>) -> Double { ((lab - wanted) * (lab - wanted)).sum() }
        return TextCanvas.palette.min { distance($0.lab) < distance($1.lab) }!.code
    }

    /// The terminal's colours with their numbers: a cube of six steps a side, and greys.
    private static let palette: [(code: Int, lab: SIMD3<Double>)] = (16..<256).map { code in
        guard code < 232 else {
            let grey = UInt32(8 + 10 * (code - 232))
            return (code, RGB(grey << 16 | grey << 8 | grey).lab)
        }
        let steps: [UInt32] = [0, 95, 135, 175, 215, 255]
        let place = code - 16
        let (red, green, blue) = (steps[place / 36], steps[place / 6 % 6], steps[place % 6])
        return (code, RGB(red << 16 | green << 8 | blue).lab)
    }
}
