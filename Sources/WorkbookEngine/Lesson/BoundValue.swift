// Numbers in prose that the program answers for: `[0.9999](value:think)` reads as 0.9999 wherever nothing runs, and is
// held against the Swift expression `think` wherever the lesson is checked.

import Foundation
import Markdown

/// A number, or a word, in the prose of a lesson that is bound to the program.
public struct BoundValue: Hashable, Sendable {
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
    /// How many cells stand before it: it is computed when they have run.
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
    /// The bound values of the prose, in order.
    public var boundValues: [BoundValue] {
        // Reading the Markdown again takes longer than everything else on a run that comes from the cache.
        guard text.contains("](value:") || text.contains("](<value:") else { return [] }
        var links: [(shown: String, expression: String)] = []
        parsed.walk { node in
            if let expression = node.boundExpression { links.append((node.plainText, expression)) }
        }
        let fences = cells.map(\.fence.position.line)
        var found: [BoundValue] = []
        var rest = text[...]
        for (shown, expression) in links {
            let forms = ["[\(shown)](value:\(expression))", "[\(shown)](<value:\(expression)>)"]
            let places = forms.compactMap { rest.range(of: $0) }
            guard let place = places.min(by: { $0.lowerBound < $1.lowerBound }) else { continue }
            let start = text.utf8.index(after: place.lowerBound)
            let offset = text.utf8.distance(from: text.utf8.startIndex, to: start)
            let before = text.utf8[..<start]
            let line = before.count { $0 == UInt8(ascii: "\n") } + 1
            let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
            let link = text[start..<place.upperBound]
            let length = link.utf8.count - expression.utf8.count - (link.hasSuffix(">)") ? 2 : 1)
            found.append(
                BoundValue(
                    shown: shown, expression: expression, expressionColumn: column + length,
                    position: SourceLocation(line: line, column: column),
                    range: offset..<(offset + shown.utf8.count), cellsBefore: fences.count { $0 < line }))
            rest = text[place.upperBound...]
        }
        return found
    }

    /// Values that cannot be asked for: what is no link for its blanks, and what a later cell declares.
    var valueFaults: [Diagnostic] {
        guard text.contains("](value:") || text.contains("](<value:") else { return [] }
        var faults: [Diagnostic] = []
        parsed.walk { node in
            guard case .text(let words) = node.kind, let start = words.range(of: "](value:"),
                let place = text.range(of: words[start.lowerBound...])
            else { return }
            let before = text.utf8[..<place.lowerBound]
            let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
            faults.append(
                Diagnostic(
                    .error, path,
                    SourceLocation(line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: column),
                    "an expression with blanks stands in angle brackets: [0.5](<value:1 - x>)"))
        }
        let declared = cells.map { $0.role == .run ? Set($0.variableNames) : [] }
        for value in boundValues {
            let earlier = declared[..<value.cellsBefore].reduce(into: Set<String>()) { $0.formUnion($1) }
            for word in words(of: value.expression) where !earlier.contains(word) {
                guard let later = declared[value.cellsBefore...].firstIndex(where: { $0.contains(word) })
                else {
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

    /// The lesson with each value of its prose as the program said it, where they differ.
    func correcting(_ values: [Int: String]) -> Lesson {
        let wrong = boundValues.enumerated().filter { number, value in
            values[number].map { !value.agrees(with: $0) } ?? false
        }
        guard !wrong.isEmpty else { return self }
        var result = self
        var start = 0
        result.parts = parts.map { part in
            defer { start += part.text.utf8.count }
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

extension Node {
    /// The Swift expression of a link that is none: `[0.9999](value:think)`.
    fileprivate var boundExpression: String? {
        guard case .link(let destination, _) = kind, destination.hasPrefix("value:") else { return nil }
        return String(destination.dropFirst(6))
    }
}
