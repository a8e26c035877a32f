// Formulas in prose, by Pandoc's rule: `$…$` in a line, `$$…$$` displayed, also over several lines.
//
//     The slope $\sigma' = \sigma(1 - \sigma)$ is largest at 0. It costs $5, not $6.
//
// CommonMark would take `_` in a formula for emphasis and drop the backslash of `\{`. So a formula is cut out of the
// text before libcmark reads it, and a sign that the text does not have stands in its place, between dollars, since
// they are punctuation for the emphasis around. A tree shows which stretches of the text hold inlines, but a formula
// of several lines may look like a list or a heading before it is cut out: cutting and reading go on until nothing
// is found.

extension Node {
    /// Reads a document as CommonMark with tables and formulas.
    init(readingFormulasIn source: String) {
        self.init(readingTablesIn: source)
        guard source.utf8.contains(.dollar) else { return }
        var reader = FormulaReader(source)
        while reader.cut(from: self) { self = Node(readingTablesIn: reader.text) }
        self = reader.restored(self)
    }
}

private struct FormulaReader {
    struct Formula {
        /// TeX without the dollars, and without what the quotes around it need.
        let source: String
        let isDisplay: Bool
        /// From the first dollar to behind the last one.
        let range: Range<Int>
        let sign: Unicode.Scalar
        /// What stands at `range` for libcmark.
        let replacement: [UInt8]
    }

    let original: [UInt8]
    /// The document with signs in place of the formulas found so far.
    private var bytes: [UInt8]
    /// In the order of the text.
    private var formulas: [Formula] = []
    /// Where their signs stand.
    private var places: [Range<Int>] = []
    private var bySign: [Unicode.Scalar: Formula] = [:]
    private var lines: [Range<Int>]
    private let originalLines: [Range<Int>]
    /// Private-use characters that the document has not.
    private var signs: [Unicode.Scalar]
    /// What keeps the place of a formula's further lines.
    private let filler: Unicode.Scalar?

    init(_ text: String) {
        original = Array(text.utf8)
        bytes = original
        originalLines = original.lines
        lines = originalLines
        let taken = Set(text.unicodeScalars.filter { $0.value >= 0xF0000 })
        let room = min(original.count(where: { $0 == .dollar }) + taken.count + 1, 0xFFFD)
        signs = (0xF0000..<0xF0000 + UInt32(room)).compactMap(Unicode.Scalar.init).filter {
            !taken.contains($0)
        }
        filler = signs.popLast()
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}

// MARK: - Finding formulas

extension FormulaReader {
    /// A stretch of the text that holds inlines.
    private struct Leaf {
        var range: Range<Int>
        /// How many quotes it stands in.
        let quotes: Int
        /// Whether a displayed formula may go on where CommonMark sees the leaf end.
        let isOpen: Bool
        /// Whether `\|` stands for a pipe.
        let isCell: Bool
    }

    /// Cuts out the formulas that a tree of the present text shows. Returns whether there are any.
    mutating func cut(from tree: Node) -> Bool {
        var leaves: [Leaf] = []
        collectLeaves(of: tree, quotes: 0, &leaves)
        leaves.sort { $0.range.lowerBound < $1.range.lowerBound }
        var found: [Formula] = []
        var end = 0
        for (index, leaf) in leaves.enumerated() {
            let limit = index + 1 < leaves.count ? leaves[index + 1].range.lowerBound : bytes.count
            let start = max(end, leaf.range.lowerBound)
            let stop = max(start, min(leaf.range.upperBound, limit))
            end = scan(leaf, start..<stop, &found)
        }
        guard !found.isEmpty else { return false }
        // One that was cut out earlier may stand within one that is found now.
        formulas = (found + formulas).sorted { $0.range.lowerBound < $1.range.lowerBound }
        var reached = 0
        formulas.removeAll { formula in
            defer { reached = max(reached, formula.range.upperBound) }
            return formula.range.lowerBound < reached
        }
        rewrite()
        return true
    }

    private func collectLeaves(of node: Node, quotes: Int, _ leaves: inout [Leaf]) {
        switch node.kind {
        case .paragraph, .heading, .tableCell:
            guard let range = node.range, lines.indices.contains(range.start.line - 1) else { return }
            let start = min(offset(of: range.start), lines[range.start.line - 1].upperBound)
            if case .tableCell = node.kind {
                let end = min(offset(of: range.end) + 1, lines[range.start.line - 1].upperBound)
                guard start < end else { return }
                leaves.append(Leaf(range: start..<end, quotes: quotes, isOpen: false, isCell: true))
            } else {
                let end = lines[min(max(range.end.line, range.start.line), lines.count) - 1].upperBound
                let isOpen = start < end && (node.kind == .paragraph || bytes[start] != UInt8(ascii: "#"))
                leaves.append(Leaf(range: start..<end, quotes: quotes, isOpen: isOpen, isCell: false))
            }
        case .blockQuote:
            for child in node.children { collectLeaves(of: child, quotes: quotes + 1, &leaves) }
        default:
            for child in node.children { collectLeaves(of: child, quotes: quotes, &leaves) }
        }
    }

    /// Adds the formulas of a leaf to `found`. Returns where reading ended, which may be behind the leaf.
    private mutating func scan(_ leaf: Leaf, _ range: Range<Int>, _ found: inout [Formula]) -> Int {
        var index = range.lowerBound
        while index < range.upperBound {
            switch bytes[index] {
            case .backslash: index += 2
            case .backtick: index = endOfCode(at: index, range.upperBound)
            case UInt8(ascii: "<"): index = endOfHTML(at: index, range.upperBound)
            case .dollar:
                if let end = endOfSign(at: index) {
                    index = end
                } else if let formula = formula(at: index, range.upperBound, leaf) {
                    found.append(formula.formula)
                    index = formula.end
                } else {
                    while index < range.upperBound, bytes[index] == .dollar { index += 1 }
                }
            default: index += 1
            }
        }
        return max(index, range.upperBound)
    }

    /// The formula whose first dollar stands at `start`, and where it ends in the present text.
    private mutating func formula(at start: Int, _ limit: Int, _ leaf: Leaf) -> (formula: Formula, end: Int)?
    {
        let isDisplay = start + 1 < limit && bytes[start + 1] == .dollar
        let inner = start + (isDisplay ? 2 : 1)
        guard let close = isDisplay ? endOfDisplay(from: inner, limit, leaf) : endOfInline(from: inner, limit)
        else { return nil }
        let end = close + (isDisplay ? 2 : 1)
        guard let filler, let sign = signs.popLast() else { return nil }
        let range = originalOffset(start)..<originalOffset(end)
        let (content, replacement) = contents(
            originalOffset(inner)..<originalOffset(close), leaf, sign: sign, filler: filler)
        let formula = Formula(
            source: content, isDisplay: isDisplay, range: range, sign: sign, replacement: replacement)
        return (formula, end)
    }

    /// Where the dollar stands that closes a formula in a line: the first one, if no blank stands before it and no
    /// digit after it. The formula begins with no blank either.
    private func endOfInline(from start: Int, _ limit: Int) -> Int? {
        guard start < limit, !bytes[start].isBlank, !bytes[start].isLineEnd,
            let close = nextDollar(from: start, limit)
        else {
            return nil
        }
        guard !bytes[close - 1].isBlank, !bytes[close - 1].isLineEnd else { return nil }
        if close + 1 < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[close + 1]) {
            return nil
        }
        return close
    }

    /// Where the two dollars stand that close a displayed formula: before the leaf's end or, in a paragraph, before
    /// the next empty line.
    private func endOfDisplay(from start: Int, _ limit: Int, _ leaf: Leaf) -> Int? {
        var limit = limit
        if leaf.isOpen {
            let paragraph = lines.drop { $0.upperBound < start }.prefix {
                $0.lowerBound <= start || !content(of: $0, quotes: leaf.quotes, in: bytes).isEmpty
            }
            limit = max(limit, paragraph.last?.upperBound ?? limit)
        }
        var index = start
        while let close = nextDollar(from: index, limit) {
            if close + 1 < limit, bytes[close + 1] == .dollar {
                return bytes[start..<close].allSatisfy { $0.isBlank || $0.isLineEnd } ? nil : close
            }
            index = close + 1
        }
        return nil
    }

    private func nextDollar(from start: Int, _ limit: Int) -> Int? {
        var index = start
        while index < limit {
            if bytes[index] == .dollar { return index }
            index += bytes[index] == .backslash ? 2 : 1
        }
        return nil
    }

    /// Behind the code span that begins here, or behind the backticks if none does.
    private func endOfCode(at start: Int, _ limit: Int) -> Int {
        func run(at index: Int) -> Int { bytes[index..<limit].prefix { $0 == .backtick }.count }
        let count = run(at: start)
        var index = start + count
        while let next = bytes[index..<limit].firstIndex(of: .backtick) {
            let length = run(at: next)
            if length == count { return next + length }
            index = next + length
        }
        return start + count
    }

    /// Behind the tag, comment or address that begins here, or behind the `<`.
    private func endOfHTML(at start: Int, _ limit: Int) -> Int {
        let text = String(decoding: bytes[start..<limit], as: UTF8.self)
        return start + (text.prefixMatch(of: htmlInline)?.output.utf8.count ?? 1)
    }

    /// Behind the sign between dollars that stands here for a formula.
    private func endOfSign(at start: Int) -> Int? {
        let range = start + 1..<start + 5
        guard range.upperBound < bytes.count, bytes[range.upperBound] == .dollar else { return nil }
        let text = String(decoding: bytes[range], as: UTF8.self).unicodeScalars
        guard text.count == 1, let sign = text.first, bySign[sign] != nil else { return nil }
        return range.upperBound + 1
    }
}

// CommonMark 0.30, 6.4 and 6.6.
private nonisolated(unsafe) let htmlInline =
    #/<(?:[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*|[\w.!#$%&'*+\/=?^`{|}~\-]+@[\w.\-]+|!--(?s:.*?)--|\?(?s:.*?)\?|![A-Za-z][^>]*|\/[A-Za-z][A-Za-z0-9\-]*\s*|[A-Za-z][A-Za-z0-9\-]*(?:\s+[A-Za-z_:][\w.:\-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?)>/#

// MARK: - The document with signs in place of formulas

extension FormulaReader {
    private mutating func rewrite() {
        (bytes, places) = ([], [])
        var copied = 0
        for formula in formulas {
            bytes += original[copied..<formula.range.lowerBound]
            places.append(bytes.count..<bytes.count + formula.replacement.count)
            bytes += formula.replacement
            copied = formula.range.upperBound
        }
        bytes += original[copied...]
        lines = bytes.lines
        bySign = Dictionary(uniqueKeysWithValues: formulas.map { ($0.sign, $0) })
    }

    /// The TeX at these bytes of the original, and what takes its place: a sign between dollars and, for each
    /// further line, what the quotes around it need and a filler, so that no line gets another number.
    private func contents(
        _ range: Range<Int>, _ leaf: Leaf, sign: Unicode.Scalar, filler: Unicode.Scalar
    ) -> (source: String, replacement: [UInt8]) {
        var source: [UInt8] = []
        var replacement: [UInt8] = [.dollar] + Array(String(sign).utf8) + [.dollar]
        var end = range.upperBound
        for line in original.lines(in: range) {
            if line.lowerBound == range.lowerBound {
                source += original[line]
            } else {
                let inner = content(of: line, quotes: leaf.quotes, in: original)
                source += [.newline] + original[inner]
                replacement += original[end..<inner.lowerBound] + Array(String(filler).utf8)
            }
            end = line.upperBound
        }
        let text = String(decoding: source, as: UTF8.self)
        return (leaf.isCell ? text.replacing(#"\|"#, with: "|") : text, replacement)
    }

    /// A line without the marks of the quotes that it stands in, and without the blanks before its text.
    private func content(of line: Range<Int>, quotes: Int, in bytes: [UInt8]) -> Range<Int> {
        var start = line.lowerBound
        func skipBlanks() { while start < line.upperBound, bytes[start].isBlank { start += 1 } }
        skipBlanks()
        for _ in 0..<quotes where start < line.upperBound && bytes[start] == .quoteMark {
            start += 1
            skipBlanks()
        }
        return start..<line.upperBound
    }
}

// MARK: - The tree with formulas

extension FormulaReader {
    /// The tree of the document with signs, with formulas in their place.
    func restored(_ tree: Node) -> Node {
        formulas.isEmpty ? tree : restored(tree, isInImage: false)
    }

    private func restored(_ node: Node, isInImage: Bool) -> Node {
        var copy = node
        copy.range = node.range.map(originalRange)
        func text(_ text: String) -> String { restoredText(text) }
        switch node.kind {
        case .code(let code): copy.kind = .code(text(code))
        case .codeBlock(let info, let literal):
            copy.kind = .codeBlock(info: text(info), literal: text(literal))
        case .htmlBlock(let html): copy.kind = .htmlBlock(text(html))
        case .htmlInline(let html): copy.kind = .htmlInline(text(html))
        case .link(let destination, let title):
            copy.kind = .link(destination: text(destination), title: text(title))
        case .image(let destination, let title):
            copy.kind = .image(destination: text(destination), title: text(title))
        case .custom(let before, let after, let isBlock):
            copy.kind = .custom(before: text(before), after: text(after), isBlock: isBlock)
        default: break
        }
        var isInImage = isInImage
        if case .image = node.kind { isInImage = true }
        copy.children = []
        for child in node.children {
            guard case .text(let words) = child.kind else {
                copy.children.append(restored(child, isInImage: isInImage))
                continue
            }
            if isInImage {
                copy.children.append(Node(.text(text(words)), range: child.range.map(originalRange)))
            } else {
                append(words, of: child, to: &copy.children)
            }
        }
        return copy
    }

    /// Appends text as stretches of text and formulas. A filler takes the line end before it along.
    private func append(_ words: String, of node: Node, to nodes: inout [Node]) {
        var words = words.unicodeScalars[...]
        if let filler, words.first == filler {
            words.removeFirst()
            if let last = nodes.last?.kind, last == .softBreak || last == .lineBreak { nodes.removeLast() }
            if words.isEmpty { return }
        }
        var text = String.UnicodeScalarView()
        func endText() {
            if !text.isEmpty { nodes.append(Node(.text(String(text)), range: node.range.map(originalRange))) }
            text.removeAll()
        }
        while let scalar = words.popFirst() {
            if scalar == "$", let sign = words.first, words.dropFirst().first == "$",
                let formula = bySign[sign]
            {
                words.removeFirst(2)
                endText()
                let kind = Node.Kind.formula(formula.source, isDisplay: formula.isDisplay)
                nodes.append(Node(kind, range: range(of: formula.range)))
            } else {
                text.append(scalar)
            }
        }
        endText()
    }

    /// Text in which no formula can stand, as the document has it.
    private func restoredText(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { bySign[$0] != nil || $0 == filler }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars where scalar != filler {
            if let formula = bySign[scalar] {
                result += formula.isDisplay ? "$\(formula.source)$" : formula.source
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

// MARK: - Places

extension FormulaReader {
    private func offset(of place: SourceLocation) -> Int {
        lines.indices.contains(place.line - 1)
            ? lines[place.line - 1].lowerBound + max(0, place.column - 1) : bytes.count
    }

    /// Where a byte of the present text stands in the document; for one of a formula, where that begins.
    private func originalOffset(_ offset: Int) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle].lowerBound <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return offset }
        let (place, formula) = (places[low - 1], formulas[low - 1].range)
        return offset < place.upperBound ? formula.lowerBound : formula.upperBound + offset - place.upperBound
    }

    /// libcmark's lines are the document's own; only columns right of a formula differ.
    private func originalRange(_ range: SourceRange) -> SourceRange {
        var behind = range.end
        behind.column += 1
        var end = originalPlace(behind)
        end.column -= 1
        return SourceRange(start: originalPlace(range.start), end: end)
    }

    private func originalPlace(_ place: SourceLocation) -> SourceLocation {
        guard lines.indices.contains(place.line - 1), place.column > 0 else { return place }
        let line = originalLines[place.line - 1]
        let column = originalOffset(offset(of: place)) - line.lowerBound + 1
        return SourceLocation(line: place.line, column: max(1, column))
    }

    private func range(of bytes: Range<Int>) -> SourceRange {
        func place(_ offset: Int) -> SourceLocation {
            let line = originalLines.firstIndex { $0.upperBound > offset }!
            return SourceLocation(line: line + 1, column: offset - originalLines[line].lowerBound + 1)
        }
        return SourceRange(start: place(bytes.lowerBound), end: place(bytes.upperBound - 1))
    }
}
