// MathML as a tree, for comparing what two programs wrote.

/// An element of markup, or the text in one.
struct MarkupElement: Hashable, CustomStringConvertible {
    /// Empty for text.
    var name: String
    var attributes: [String: String] = [:]
    var children: [MarkupElement] = []
    var text = ""

    /// The element that the markup consists of; it must be well formed.
    init(_ markup: String) throws {
        var rest = Substring(markup)
        self = try Self.element(&rest)
        guard rest.isEmpty else { throw Malformed(rest: String(rest)) }
    }

    private init(text: String) {
        name = ""
        self.text = text
    }

    private init(name: String, attributes: [String: String]) {
        self.name = name
        self.attributes = attributes
    }

    struct Malformed: Error { let rest: String }

    var description: String {
        guard !name.isEmpty else { return text }
        let marks = attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        return "<\(name)\(marks)>" + children.map(\.description).joined() + "</\(name)>"
    }

    /// The text of the element and of all in it.
    var wholeText: String { text + children.map(\.wholeText).joined() }

    /// All elements in it with this name.
    func all(_ name: String) -> [MarkupElement] {
        (self.name == name ? [self] : []) + children.flatMap { $0.all(name) }
    }

    private static func element(_ rest: inout Substring) throws -> MarkupElement {
        // By scalars, since the text of an accent begins with a combining mark.
        let tag = /<([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/.matchingSemantics(.unicodeScalar)
        guard let head = rest.prefixMatch(of: tag) else {
            throw Malformed(rest: String(rest))
        }
        rest = rest[head.range.upperBound...]
        var attributes: [String: String] = [:]
        for match in head.output.2.matches(of: /\ ([a-z]+)="([^"]*)"/) {
            guard attributes.updateValue(String(match.output.2), forKey: String(match.output.1)) == nil else {
                throw Malformed(rest: "twice: \(head.output.0)")
            }
        }
        var element = MarkupElement(name: String(head.output.1), attributes: attributes)
        guard head.output.3.isEmpty else { return element }
        let end = "</\(element.name)>"
        while !rest.hasPrefix(end) {
            if rest.unicodeScalars.first == "<" {
                element.children.append(try Self.element(&rest))
            } else {
                let text = Substring(rest.unicodeScalars.prefix { $0 != "<" })
                guard !text.isEmpty else { throw Malformed(rest: "\(element.name) is not closed") }
                rest = rest[text.endIndex...]
                element.children.append(MarkupElement(text: try unescaped(text)))
            }
        }
        rest = Substring(rest.unicodeScalars.dropFirst(end.unicodeScalars.count))
        return element
    }

    private static func unescaped(_ text: Substring) throws -> String {
        let named = ["lt": "<", "gt": ">", "amp": "&", "ApplyFunction": "\u{2061}"]
        var result = ""
        for (index, part) in text.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
            if index == 0 {
                result += part
            } else if let end = part.firstIndex(of: ";"), let character = named[String(part[..<end])] {
                result += character + part[part.index(after: end)...]
            } else {
                throw Malformed(rest: "&\(part)")
            }
        }
        return result
    }
}
