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
        tag == nil && terms.count > 1 && offsets.count == terms.count && line.count >= length
    }

    /// Some of the terms as an element of their own, spaced as in the whole, with their part of the source.
    private func mathML(of part: Range<Int>) -> String {
        let bytes = Array(source.utf8)
        let end = part.upperBound < offsets.count ? offsets[part.upperBound] : bytes.count
        let source = String(decoding: bytes[offsets[part.lowerBound]..<end], as: UTF8.self)
        var writer = MathMLWriter()
        writer.output = placement == .display ? #"<math displaystyle="true">"# : "<math>"
        writer.element("semantics") { writer in
            writer.element("mrow") { $0.row(terms, style, part: part) }
            writer.element("annotation", #"encoding="application/x-tex""#) { $0.text(source) }
        }
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
    private static let longest = 24

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
        return ranges(startingAt: starts, in: terms.indices).map { stretch in
            ranges(startingAt: operators(in: stretch).filter { $0 > stretch.lowerBound }, in: stretch)
        }
    }

    /// The parts of a formula in running text; each but the last ends with an operator.
    var partsOfText: [Range<Int>] {
        let relations = terms.indices.dropLast().filter {
            isOutermost(.relation, $0) && !isOutermost(.relation, $0 + 1) || isOutermost(.punctuation, $0)
        }
        return ranges(startingAt: relations.map { $0 + 1 }, in: terms.indices).flatMap { part in
            let places = operators(in: part).map { $0 + 1 }
            return ranges(startingAt: places.filter { $0 < part.upperBound }, in: part)
        }
    }

    /// The operators at which a long part breaks: those of its sum, else of its product, else of a sum in
    /// parentheses. None for a short one.
    private func operators(in part: Range<Int>) -> [Int] {
        let writer = TextWriter(isFlat: true)
        let text = writer.row(Array(terms[part]), .init(style: .text, isTight: false), isContinued: true)
        guard text.width > Self.longest else { return [] }
        let binary = part.filter { classes[$0] == .binary }
        let levels = [
            binary.filter { depths[$0] == 0 && isSum($0) }, binary.filter { depths[$0] == 0 },
            binary.filter { depths[$0] == 1 && isSum($0) },
        ]
        return levels.first { !$0.isEmpty } ?? []
    }

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
