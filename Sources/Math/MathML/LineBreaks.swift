// A long formula as several `math` elements, since no browser breaks one: between them a page that is narrower than
// the formula begins a new line.

extension Formula {
    /// The formula for a line of its own, as HTML that narrow pages break before its relations.
    ///
    /// A short formula is one `math` element. A longer one is a `span` of the class `lines`, in which each stretch
    /// from one relation to the next is a `span`; where that is long too, its sums, or else its products, may break.
    /// A style sheet makes the stretches inline blocks, which break only where they do not fit a line.
    public var mathMLInLines: String {
        let stretches = mayBreak(from: 25) ? LineBreaks(terms).stretches : []
        guard stretches.count > 1 || stretches.contains(where: { $0.count > 1 }) else { return mathML }
        let spans = stretches.map { parts in
            "<span>\(parts.map(mathML(of:)).joined(separator: "<wbr>"))</span>"
        }
        return "<span class=\"lines\">\(spans.joined())</span>"
    }

    /// The formula for running text: `math` elements between which a line may break, as TeX has it behind
    /// relations and, in what is long, behind the operators of sums.
    public var mathMLInText: [String] {
        let parts = mayBreak(from: 15) ? LineBreaks(terms).partsOfText : []
        return parts.count > 1 ? parts.map(mathML(of:)) : [mathML]
    }

    /// Whether the formula is at least as long as so many characters and can be taken apart.
    private func mayBreak(from length: Int) -> Bool {
        tag == nil && terms.count > 1 && line.count >= length
    }

    /// Some of the terms as an element of their own, spaced as in the whole. It has no TeX with it: that is the whole's.
    private func mathML(of part: Range<Int>) -> String {
        var writer = MathMLWriter()
        writer.output = placement == .display ? #"<math displaystyle="true">"# : "<math>"
        writer.row(terms, style, part: part)
        return writer.output + "</math>"
    }
}

/// The places of a row where lines may break.
private struct LineBreaks {
    private let terms: [Term]
    private let classes: [AtomClass]
    /// How many delimiters are open around each term.
    private let depths: [Int]

    /// What is shorter breaks at relations only.
    private static let longest = 20

    init(_ terms: [Term]) {
        self.terms = terms
        classes = TextWriter.classes(terms, isContinued: false)
        var (depth, depths) = (0, [Int]())
        for atomClass in classes {
            if atomClass == .closing { depth = max(0, depth - 1) }
            depths.append(depth)
            if atomClass == .opening { depth += 1 }
        }
        self.depths = depths
    }

    /// The stretches of a formula on lines of its own, each in parts. A stretch begins with a relation, but the first
    /// one, and one behind a wide space, with what stands left of it.
    var stretches: [[Range<Int>]] {
        var starts: [Int] = []
        var hasRelation = false
        for index in terms.indices.dropFirst() {
            if isWideSpace(index - 1) {
                starts.append(index)
                hasRelation = false
            } else if isOutermost(.relation, index), !isOutermost(.relation, index - 1) {
                if hasRelation { starts.append(index) }
                hasRelation = true
            }
        }
        return ranges(startingAt: starts, in: terms.indices).map { parts(of: $0) { $0 } }
    }

    /// The parts of a formula in running text; each but the last ends with an operator.
    var partsOfText: [Range<Int>] {
        let relations = terms.indices.dropLast().filter {
            isOutermost(.relation, $0) && !isOutermost(.relation, $0 + 1) || isOutermost(.punctuation, $0)
        }
        return ranges(startingAt: relations.map { $0 + 1 }, in: terms.indices).flatMap {
            parts(of: $0) { $0 + 1 }
        }
    }

    /// A long range of terms parted at its sum, else at its product, else at what is in parentheses; parts that are
    /// still long, likewise.
    ///
    /// - Parameter place: Where a line may break at the operator at a place: before it or behind it.
    private func parts(of whole: Range<Int>, atLevel level: Int = 0, _ place: (Int) -> Int) -> [Range<Int>] {
        guard level < 4, isLong(whole) else { return [whole] }
        let places = whole.filter { index in
            guard depths[index] == level / 2 else { return false }
            return classes[index] == .binary && (isSum(index) || !level.isMultiple(of: 2))
        }.map(place)
        let commas = whole.filter { isComma($0) && depths[$0] == level / 2 }.map { $0 + 1 }
        let inside = (places + commas).filter { whole.lowerBound < $0 && $0 < whole.upperBound }.sorted()
        return ranges(startingAt: inside, in: whole).flatMap { parts(of: $0, atLevel: level + 1, place) }
    }

    private func isLong(_ part: Range<Int>) -> Bool {
        let writer = TextWriter(isFlat: true)
        let text = writer.row(Array(terms[part]), .init(style: .text, isTight: false), isContinued: true)
        return text.width > Self.longest
    }

    private func isComma(_ index: Int) -> Bool { classes[index] == .punctuation && !terms[index].isSpace }

    private func isOutermost(_ atomClass: AtomClass, _ index: Int) -> Bool {
        classes[index] == atomClass && depths[index] == 0 && !terms[index].isSpace
    }

    private func isSum(_ index: Int) -> Bool {
        if case .symbol(let symbol) = terms[index].nucleus { "+−±∓".contains(symbol.text) } else { false }
    }

    /// Whether the term is a space as between two formulas: a quad or more.
    private func isWideSpace(_ index: Int) -> Bool {
        if case .space(18...) = terms[index] { depths[index] == 0 } else { false }
    }

    private func ranges(startingAt places: [Int], in whole: Range<Int>) -> [Range<Int>] {
        let bounds = [whole.lowerBound] + places + [whole.upperBound]
        return zip(bounds, bounds.dropFirst()).map { $0..<$1 }.filter { !$0.isEmpty }
    }
}
