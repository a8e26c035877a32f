// Numbers in prose and captions that the program answers for: `[0.9999](value:think)` reads as 0.9999 wherever nothing
// runs, and is held against the Swift expression `think` wherever the lesson is checked.

import Foundation
import Markdown

/// A number, or a word, in the prose of a lesson or in a cell's caption that is bound to the program.
public struct BoundValue: Hashable, Sendable {
    /// What says it.
    enum Place: String { case prose, caption }

    var place: Place
    /// What the prose says.
    public var shown: String
    /// What the program must say, as a Swift expression.
    public var expression: String
    /// The column on which the expression begins.
    var expressionColumn: Int
    /// Where `shown` begins.
    public var position: SourceLocation
    /// Where `shown` stands in the file, counted in UTF-8.
    var range: Range<Int>
    /// How many cells stand before it: it is computed when they have run. A caption stands behind its own cell.
    var cellsBefore: Int

    /// Whether the prose says what the program said, to the digits that it shows.
    func agrees(with value: String) -> Bool {
        guard let shownNumber, let actual = Double(value) else { return shown == value }
        let half = 0.5 * pow(10, -Double(decimals))
        return abs(actual - shownNumber) <= half * (1 + 1e-9)
    }

    /// The program's value written as the prose writes it: with as many decimals, with its sign for minus, and with
    /// commas where it has them.
    func written(_ value: String) -> String {
        guard shownNumber != nil, let actual = Double(value), actual.isFinite else { return value }
        var text = String(format: "%.\(decimals)f", actual)
        if shown.contains(",") {
            let whole = text.prefix { $0 != "." }
            let digits = whole.drop { $0 == "-" }
            let grouped = digits.reversed().enumerated().reduce(into: "") { text, next in
                if next.offset > 0, next.offset % 3 == 0 { text = "," + text }
                text = "\(next.element)" + text
            }
            text = (whole.hasPrefix("-") ? "-" : "") + grouped + text.dropFirst(whole.count)
        }
        return shown.contains("-") ? text : text.replacingOccurrences(of: "-", with: "−")
    }

    private var shownNumber: Double? {
        Double(shown.replacingOccurrences(of: "−", with: "-").replacingOccurrences(of: ",", with: ""))
    }

    private var decimals: Int {
        shown.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    }
}

extension Lesson {
    /// The bound values of prose and captions, in order.
    public var boundValues: [BoundValue] { values.value { readBoundValues() } }

    private func readBoundValues() -> [BoundValue] {
        let text = text
        let fences = cells.map(\.fence.position.line)
        var found: [BoundValue] = []
        var rest = text[...]
        for link in boundLinks {
            let (shown, expression) = (link.shown, link.expression)
            guard let place = link.range(in: rest) else { continue }
            let start = text.utf8.index(after: place.lowerBound)
            let offset = text.utf8.distance(from: text.utf8.startIndex, to: start)
            let before = text.utf8[..<start]
            let line = before.count { $0 == UInt8(ascii: "\n") } + 1
            let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
            let written = text[start..<place.upperBound]
            let length = written.utf8.count - expression.utf8.count - (written.hasSuffix(">)") ? 2 : 1)
            found.append(
                BoundValue(
                    place: link.place, shown: shown, expression: expression,
                    expressionColumn: column + length,
                    position: SourceLocation(line: line, column: column),
                    range: offset..<(offset + shown.utf8.count),
                    cellsBefore: fences.count { $0 < line || link.place == .caption && $0 == line }))
            rest = text[place.upperBound...]
        }
        return found
    }

    /// The links of prose and captions that are bound values, in the order of the file.
    private var boundLinks: [BoundLink] {
        // Reading the Markdown again takes longer than everything else on a run that comes from the cache.
        guard hasBoundValues else { return [] }
        var links: [BoundLink] = []
        let captions = captionTrees
        parsed.walk { node in
            links += node.boundLink(.prose).map { [$0] } ?? []
            guard case .codeBlock = node.kind, let line = node.range?.start.line else { return }
            captions[line]?.walk { links += $0.boundLink(.caption).map { [$0] } ?? [] }
        }
        return links
    }

    /// The captions as Markdown reads them, by the lines of their fences.
    private var captionTrees: [Int: Node] {
        cells.reduce(into: [:]) { trees, cell in
            trees[cell.fence.position.line] = cell.writtenCaption.map { Node(line: $0) }
        }
    }

    private var hasBoundValues: Bool {
        let text = text[...]
        return text.firstPlace(of: "](value:") != nil || text.firstPlace(of: "](<value:") != nil
    }

    /// What a bound value that is no link to Markdown begins with, and why it is none.
    private static let unread = [
        ("](value:", "an expression with blanks stands in angle brackets: [0.5](<value:1 - x>)"),
        (
            "](<value:",
            "an expression in angle brackets holds none itself; give its value a name in a cell, and ask for that"
        ),
    ]

    /// Values that cannot be asked for: what is no link for its blanks or angles, what has marks around the number, and
    /// what a later cell declares.
    var valueFaults: [Diagnostic] {
        guard hasBoundValues else { return [] }
        let text = text
        var faults: [Diagnostic] = []
        func report(_ place: Range<String.Index>, _ sentence: String) {
            let before = text.utf8[..<place.lowerBound]
            let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
            let line = before.count { $0 == UInt8(ascii: "\n") } + 1
            faults.append(Diagnostic(.error, path, SourceLocation(line: line, column: column), sentence))
        }
        for tree in [parsed] + captionTrees.sorted(by: { $0.key < $1.key }).map(\.value) {
            tree.walk { node in
                guard case .text(let words) = node.kind else { return }
                for (start, sentence) in Self.unread {
                    guard let start = words[...].firstPlace(of: start),
                        let place = text[...].firstPlace(of: words[start.lowerBound...])
                    else { continue }
                    report(place, sentence)
                }
            }
        }
        for link in boundLinks where link.range(in: text[...]) == nil {
            let ends = ["](value:\(link.expression))", "](<value:\(link.expression)>)"]
            guard let place = ends.lazy.compactMap({ text[...].firstPlace(of: $0) }).first else { continue }
            report(
                place,
                "the number in the brackets stands alone, with its marks outside: **[0.5](value:\(link.expression))**"
            )
        }
        let declared = cells.map { $0.role == .run ? Set($0.variableNames) : [] }
        let fullCells = cells.filter { $0.role.dataSet != nil }
        for value in boundValues {
            let earlier = declared[..<value.cellsBefore].reduce(into: Set<String>()) { $0.formUnion($1) }
            for word in words(of: value.expression) where !earlier.contains(word) {
                guard let later = declared[value.cellsBefore...].firstIndex(where: { $0.contains(word) })
                else {
                    if let full = fullCells.first(where: { $0.variableNames.contains(word) }) {
                        faults.append(
                            Diagnostic(
                                .error, path, value.position,
                                "the value asks for \(word), which only the full cell on line "
                                    + "\(full.fence.position.line) declares, and that runs with --full alone; "
                                    + "let the cell print the number"))
                    }
                    continue
                }
                faults.append(
                    Diagnostic(
                        .error, path, value.position,
                        "the value asks for \(word), which the cell on line \(cells[later].fence.position.line) "
                            + "declares only later; move the sentence behind that cell"))
            }
        }
        return faults
    }

    /// The body as a tree whose line numbers are those of the file, with bound values as plain text.
    var document: Node {
        parsed.mapped { node in
            node.boundExpression == nil
                ? node
                : Node(.custom(before: "", after: "", isBlock: false), node.children, range: node.range)
        }
    }

    private var parsed: Node {
        tree.value {
            let split = FrontMatterSplit(of: text)
            return Node(
                markdown: String(repeating: "\n", count: split.header.linesKeepingEnds.count) + split.body)
        }
    }

    /// The lesson with each value of its prose and captions as the program said it, where they differ.
    func correcting(_ values: [Int: String]) -> Lesson {
        let wrong = boundValues.enumerated().filter { number, value in
            values[number].map { !value.agrees(with: $0) } ?? false
        }
        guard !wrong.isEmpty else { return self }
        var result = self
        var start = 0
        result.parts = parts.map { part in
            defer { start += part.text.utf8.count }
            if case .cell(var cell) = part {
                for (number, value) in wrong where value.place == .caption {
                    guard value.cellsBefore == cell.index + 1 else { continue }
                    cell.correct(value, to: value.written(values[number] ?? value.shown))
                }
                return .cell(cell)
            }
            guard case .prose(let text) = part else { return part }
            var bytes = Array(text.utf8)
            for (number, value) in wrong.reversed()
            where value.range.lowerBound >= start && value.range.upperBound <= start + text.utf8.count {
                let new = Array(value.written(values[number] ?? value.shown).utf8)
                bytes.replaceSubrange(
                    (value.range.lowerBound - start)..<(value.range.upperBound - start), with: new)
            }
            return .prose(String(decoding: bytes, as: UTF8.self))
        }
        return result
    }
}

/// A bound value as Markdown has it: a link that leads nowhere.
private struct BoundLink {
    var place: BoundValue.Place
    var shown: String
    var expression: String

    /// The two ways of writing it.
    var forms: [String] { ["[\(shown)](value:\(expression))", "[\(shown)](<value:\(expression)>)"] }

    /// Where it stands first in a text.
    func range(in text: Substring) -> Range<String.Index>? {
        forms.compactMap { text.firstPlace(of: $0) }.min { $0.lowerBound < $1.lowerBound }
    }
}

extension Cell {
    /// What to see in the cell, given with `caption="…"`, as readers see it: bound values are plain text.
    public var caption: String? {
        writtenCaption.map { written in
            guard written.contains("](") else { return written }
            var shown = written
            Node(line: written).walk { node in
                guard let link = node.boundLink(.caption) else { return }
                for form in link.forms { shown = shown.replacing(form, with: link.shown) }
            }
            return shown
        }
    }

    /// Writes another number into the caption, and into the fence's line, which has the caption in it.
    fileprivate mutating func correct(_ value: BoundValue, to new: String) {
        let old = BoundLink(place: .caption, shown: value.shown, expression: value.expression)
        let mended = BoundLink(place: .caption, shown: new, expression: value.expression)
        for (form, replacement) in zip(old.forms, mended.forms) {
            writtenCaption = writtenCaption?.replacing(form, with: replacement)
            fence.opening = fence.opening.replacing(form, with: replacement)
        }
    }
}

extension Node {
    /// The Swift expression of a link that is none: `[0.9999](value:think)`.
    fileprivate var boundExpression: String? {
        guard case .link(let destination, _) = kind, destination.hasPrefix("value:") else { return nil }
        return String(destination.dropFirst(6))
    }

    fileprivate func boundLink(_ place: BoundValue.Place) -> BoundLink? {
        boundExpression.map { BoundLink(place: place, shown: plainText, expression: $0) }
    }
}
