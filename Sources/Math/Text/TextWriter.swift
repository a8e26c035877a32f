// Sets terms as text, flat on one line or in two dimensions.

struct TextWriter {
    /// Whether all must stand on one line.
    let isFlat: Bool

    struct Context {
        var style: Style
        /// Whether operators stand without blanks, as in scripts and in parts of a fraction on one line.
        var isTight: Bool

        static let script = Context(style: .script, isTight: true)
    }

    /// A term as it is set, with what its neighbours must know.
    private struct Piece {
        var block: Block
        /// The classes that the left and the right neighbour see; they differ for what is between delimiters.
        var first: AtomClass
        var last: AtomClass
        /// A name or text of several letters, which must not run into a letter beside it.
        var isWord = false
        /// Ends in a script like `_max`, which a letter after it would seem to belong to.
        var isOpenEnded = false
        /// A plus or minus with nothing before it to add to.
        var isSign = false
        /// A sum or the like, or a function's name with a script that is not raised or lowered: parentheses
        /// after it are not its arguments.
        var isApart = false
    }

    // MARK: - Rows

    /// Terms side by side.
    ///
    /// - Parameter isContinued: Whether an atom stands before the row, as the left side of a relation in
    ///   aligned rows.
    func row(_ terms: [Term], _ context: Context, isContinued: Bool = false) -> Block {
        var blocks: [Block] = []
        var previous: Piece? = isContinued ? Piece(block: Block(), first: .ordinary, last: .ordinary) : nil
        var previousTerm: Term?
        var written = 0
        let classes = Self.classes(terms, isContinued: isContinued)
        for (term, atomClass) in zip(terms, classes) {
            if case .space(let width) = term {
                written += width < 3 ? 0 : width < 18 ? 1 : width / 9
                continue
            }
            let next = piece(
                term, atomClass, after: previous.flatMap { $0.isApart ? nil : previousTerm }, context)
            let natural = previous.map { Self.blanks(between: $0, next, context) } ?? 0
            blocks.append(Block(String(repeating: " ", count: max(natural, written))))
            blocks.append(next.block)
            (previous, previousTerm, written) = (next, term, 0)
        }
        return .beside(blocks + [Block(String(repeating: " ", count: written > 1 ? written : 0))])
    }

    /// The class of each term, signs told from operators; a space has none and is given that of an ordinary
    /// atom.
    static func classes(_ terms: [Term], isContinued: Bool) -> [AtomClass] {
        let before: [AtomClass] = isContinued ? [.ordinary] : []
        let settled = settledClasses(before + terms.filter { !$0.isSpace }.map(\.atomClass)).dropFirst(
            before.count)
        var iterator = settled.makeIterator()
        return terms.map { $0.isSpace ? .ordinary : iterator.next()! }
    }

    private func piece(_ term: Term, _ atomClass: AtomClass, after previous: Term?, _ context: Context)
        -> Piece
    {
        var piece = Piece(block: block(term, context), first: atomClass, last: atomClass)
        switch term.nucleus {
        case .fenced: (piece.first, piece.last) = (.opening, piece.block.height > 1 ? .inner : .closing)
        case .symbol(let symbol):
            piece.isSign = symbol.atomClass == .binary && atomClass == .ordinary
            piece.isApart = atomClass == .largeOperator
        case .function: piece.isApart = piece.block.height > 1 || piece.block.line.hasSuffix(")")
        case .root(_, let index):
            // An index must not be taken for a power of what stands before.
            if index != nil { piece.first = .inner }
            if piece.block.height > 1 { piece.last = .inner }
        case .identifier(let name, _): piece.isWord = name.count > 1
        case .fraction:
            // Without parentheses, log a/b would be read as the logarithm of a.
            if isFlat, case .function = previous?.nucleus {
                piece.block = Block("(\(piece.block.line))")
                (piece.first, piece.last) = (.opening, .closing)
            }
        default: break
        }
        if case .scripts = term, let end = piece.block.line.last {
            piece.isOpenEnded =
                piece.block.line.contains { $0 == "_" || $0 == "^" } && (end.isLetter || end.isNumber)
        }
        return piece
    }

    /// How many blanks stand between two terms: one where TeX has space, and one that keeps apart what would
    /// run into each other.
    private static func blanks(between left: Piece, _ right: Piece, _ context: Context) -> Int {
        let (a, b) = (left.last, right.first)
        if left.isSign || a == .inner && b == .punctuation { return 0 }
        if left.isApart, b == .opening { return 1 }
        let standsAlone: Set<AtomClass> = [.ordinary, .largeOperator, .inner]
        if a == .inner || b == .inner, standsAlone.contains(a), standsAlone.contains(b) { return 1 }
        if a == .ordinary, b == .ordinary, left.isWord || right.isWord || left.isOpenEnded {
            return left.block.line.last?.isPartOfName ?? false
                && right.block.line.first?.isPartOfName ?? false
                ? 1 : 0
        }
        return Gap.between(a, b, inScript: context.isTight) > 0 ? 1 : 0
    }

    // MARK: - Terms

    func block(_ term: Term, _ context: Context) -> Block {
        switch term {
        case .identifier(let name, let font): Block(Self.letters(name, font))
        case .number(let digits, let font): Block(Self.letters(digits, font))
        case .symbol(let symbol): Block(symbol.text == "∗" ? "*" : symbol.text)
        case .function(let name, _): Block(name)
        case .text(let words, let font): Block(Self.letters(words, font))
        case .space: Block()
        case .group(let terms): row(terms, context)
        case .fraction(let upper, let lower, let fraction): self.fraction(upper, lower, fraction, context)
        case .root(let body, let index): root(body, index, context)
        case .scripts(let base, let sub, let superscript, let placement):
            scripts(base, sub, superscript, placement, context)
        case .accent(let accent, let body): self.accent(accent, body, context)
        case .brace(let edge, let body): brace(edge, body, label: nil, context)
        case .stack(let base, let over, let under): stack(base, over, under, context)
        case .fenced(let left, let body, let right): fenced(left, body, right, context)
        case .table(let table): self.table(table, context)
        case .styled(let style, let terms): row(terms, Context(style: style, isTight: context.isTight))
        }
    }

    /// Letters as a terminal shows them: slanted, sans-serif and typewriter letters plain, the others in the
    /// alphabet that tells them from plain ones.
    private static func letters(_ text: String, _ font: Font) -> String {
        switch font {
        case .italic, .upright, .sansSerif, .monospace: text
        case .bold, .boldItalic: Font.bold.letters(text)
        case .doubleStruck, .script, .fraktur: font.letters(text)
        }
    }

    private func fenced(_ left: Symbol?, _ body: [Term], _ right: Symbol?, _ context: Context) -> Block {
        if isFlat, right == nil, case .table(let table) = body.first, table.kind == .cases, body.count == 1 {
            return Block("{ \(self.table(table, context).line) }")
        }
        let parts = body.split(omittingEmptySubsequences: false) { $0.isMiddle }.map {
            row(Array($0), context)
        }
        let inside = Block.beside(parts)
        var blocks = [left.map { TallDelimiter.block($0.text, like: inside) } ?? Block(), parts[0]]
        if case .table(let table) = body.first, table.kind == .cases { blocks.insert(Block(" "), at: 1) }
        for (delimiter, part) in zip(body.compactMap(\.delimiter), parts.dropFirst()) {
            blocks += [TallDelimiter.block(delimiter, like: inside), part]
        }
        return .beside(blocks + [right.map { TallDelimiter.block($0.text, like: inside) } ?? Block()])
    }
}

extension Character {
    /// Whether the character would run into a name beside it.
    fileprivate var isPartOfName: Bool { isLetter || isNumber || self == "′" }
}

extension Term {
    /// Whether the term is the delimiter of a `\middle`.
    fileprivate var isMiddle: Bool { delimiter != nil }

    fileprivate var delimiter: String? {
        if case .symbol(let symbol) = self, symbol.size == .stretched { symbol.text } else { nil }
    }
}

/// Delimiters drawn over several rows.
enum TallDelimiter {
    /// The delimiter as high as a block, with its baseline.
    static func block(_ text: String, like block: Block) -> Block {
        let height = block.height
        guard height > 1 else { return Block(text) }
        if let ends = braces[text] {
            let middle = Array(repeating: "⎪", count: max(0, height - 2))
            if height == 2 {
                return Block(rows: text == "{" ? ["⎰", "⎱"] : ["⎱", "⎰"], baseline: block.baseline)
            }
            var rows = [ends.top] + middle + [ends.bottom]
            rows[height / 2] = ends.middle
            return Block(rows: rows, baseline: block.baseline)
        }
        guard let piece = pieces[text] else {
            return Block(
                rows: (0..<height).map { $0 == block.baseline ? text : " " }, baseline: block.baseline)
        }
        let rows = [piece.top] + Array(repeating: piece.middle, count: height - 2) + [piece.bottom]
        return Block(rows: rows, baseline: block.baseline)
    }

    private static let braces: [String: (top: String, middle: String, bottom: String)] = [
        "{": ("⎧", "⎨", "⎩"), "}": ("⎫", "⎬", "⎭"),
    ]

    private static let pieces: [String: (top: String, middle: String, bottom: String)] = [
        "(": ("⎛", "⎜", "⎝"), ")": ("⎞", "⎟", "⎠"), "[": ("⎡", "⎢", "⎣"), "]": ("⎤", "⎥", "⎦"),
        "⌊": ("⎢", "⎢", "⎣"), "⌋": ("⎥", "⎥", "⎦"), "⌈": ("⎡", "⎢", "⎢"), "⌉": ("⎤", "⎥", "⎥"),
        "|": ("│", "│", "│"), "‖": ("║", "║", "║"),
    ]
}
