// Text in rows and columns, as a terminal shows it: what fits on one line is a block of one row.

/// Rows of text of the same width. Blocks side by side are set with their baselines in one row.
struct Block: Hashable, Sendable {
    var rows: [String]
    var width: Int
    /// The row that the line of text runs through.
    var baseline: Int

    var height: Int { rows.count }

    /// The text of a block of one row; of a higher one, its baseline's.
    var line: String { rows[baseline] }

    init(_ line: String = "") {
        rows = [line]
        width = line.columns
        baseline = 0
    }

    /// Rows that need not be as wide as the widest yet.
    init(rows: [String], baseline: Int) {
        let width = rows.map(\.columns).max() ?? 0
        self.rows = rows.map { $0 + String(repeating: " ", count: width - $0.columns) }
        self.width = width
        self.baseline = baseline
    }

    static func beside(_ blocks: [Block]) -> Block {
        let above = blocks.map(\.baseline).max() ?? 0
        let below = blocks.map { $0.height - $0.baseline }.max() ?? 1
        let padded = blocks.map {
            $0.with(above: above - $0.baseline, below: below - $0.height + $0.baseline)
        }
        let rows = (0..<above + below).map { row in padded.map { $0.rows[row] }.joined() }
        return Block(rows: rows, baseline: above)
    }

    /// Blocks under each other.
    ///
    /// - Parameter base: Which of them has the baseline.
    static func stacked(_ blocks: [Block], base: Int, _ alignment: Table.Alignment = .center) -> Block {
        let width = blocks.map(\.width).max() ?? 0
        let above = blocks[..<base].reduce(0) { $0 + $1.height }
        return Block(
            rows: blocks.flatMap { $0.widened(to: width, alignment).rows },
            baseline: above + blocks[base].baseline)
    }

    /// The block with empty rows around it.
    func with(above: Int, below: Int) -> Block {
        let empty = String(repeating: " ", count: width)
        return Block(
            rows: Array(repeating: empty, count: above) + rows + Array(repeating: empty, count: below),
            baseline: baseline + above)
    }

    func widened(to newWidth: Int, _ alignment: Table.Alignment) -> Block {
        let missing = max(0, newWidth - width)
        let left =
            switch alignment {
            case .left: 0
            case .center: missing / 2
            case .right: missing
            }
        let (before, after) = (
            String(repeating: " ", count: left), String(repeating: " ", count: missing - left)
        )
        return Block(rows: rows.map { before + $0 + after }, baseline: baseline)
    }
}

extension String {
    /// How many columns of a terminal the text takes: none for marks on a letter and invisible characters,
    /// two for the wide letters of East Asia.
    var columns: Int {
        unicodeScalars.reduce(0) { $0 + $1.columns }
    }
}

extension Unicode.Scalar {
    fileprivate var columns: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
