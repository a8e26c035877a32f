// The words that lessons introduce: each item of a list below a heading "New words" is one, or several.
//
//     - **hidden layer** — a layer that is neither the input nor the output
//     - **OR**, **AND** — 1 if at least one is 1; 1 if both are
//     - **net**, **weighted sum** — all products of input and weight, added
//
// The glossary and the lessons lead to each other: a word's place in its lesson has the id `word.hidden-layer`, its
// place in the glossary `hidden-layer`. No heading's anchor has a dot in it.

import Markdown

/// All new words of a book.
struct Glossary {
    /// What one lesson says about a word.
    struct Meaning {
        let html: String
        let text: String
        /// Where the lesson says it.
        let address: String
        let lessonNumber: String?
        let lessonTitle: String
    }

    struct Word {
        let anchor: String
        let html: String
        let text: String
        var meanings: [Meaning] = []
        /// Words whose meaning explains this one on the way.
        var others: [Reference] = []
    }

    struct Reference {
        let anchor: String
        let html: String
    }

    static let address = "glossary.html"

    /// In the order of the alphabet.
    let words: [Word]

    init(_ lessons: [Lesson], links: LessonLinks) {
        var found: [String: Word] = [:]
        for lesson in lessons {
            let page = pageAddress(ofLesson: lesson.name)
            lesson.typesetDocument.forEachNewWord { item in
                guard let first = item.words.first else { return }
                func html(_ nodes: [Node]) -> String {
                    Node(.document, nodes.map { $0.mapped(links.rewritten) }).withBreaksInCode().withMathML()
                        .inlineHTML
                }
                for (word, meaning) in zip(item.words, item.meanings) {
                    found[word.anchor, default: word.entry(html(word.nodes))].meanings.append(
                        Meaning(
                            html: html(meaning), text: Node(.document, meaning).readableText,
                            address: "\(page)#word.\(word.anchor)".escapedForHTML,
                            lessonNumber: lesson.number, lessonTitle: lesson.typesetTitle))
                }
                for word in item.wordsInMeaning
                where !item.words.contains(where: { $0.anchor == word.anchor }) {
                    found[word.anchor, default: word.entry(html(word.nodes))].others.append(
                        Reference(anchor: first.anchor, html: html(first.nodes)))
                }
            }
        }
        words = found.values.sorted { ($0.text.lowercased(), $0.anchor) < ($1.text.lowercased(), $1.anchor) }
    }
}

/// An item of a list of new words.
private struct NewWordItem {
    struct Word {
        let nodes: [Node]
        var text: String { Node(.document, nodes).readableText }
        var anchor: String { headingAnchor(for: Node(.document, nodes).plainText) }

        func entry(_ html: String) -> Glossary.Word { Glossary.Word(anchor: anchor, html: html, text: text) }
    }

    let words: [Word]
    /// One for each word.
    let meanings: [[Node]]
    let wordsInMeaning: [Word]

    /// Nil for an item without a dash between strong words and what they mean.
    init?(_ item: Node) {
        guard let line = item.children.first?.children,
            let place = line.firstIndex(where: {
                if case .text(let text) = $0.kind { text.contains("—") } else { false }
            }),
            case .text(let text) = line[place].kind, let dash = text.firstIndex(of: "—")
        else { return nil }
        func words(_ nodes: some Sequence<Node>) -> [Word] {
            nodes.filter { $0.kind == .strong }.map { Word(nodes: $0.children) }
        }
        self.words = words(line[..<place])
        let rest = text[dash...].dropFirst().drop { $0 == " " }
        let meaning = (rest.isEmpty ? [] : [Node(.text(String(rest)))]) + line[(place + 1)...]
        wordsInMeaning = words(meaning)
        // As many meanings as words belong to them one by one; else the words have one meaning together.
        let parts = meaning.splitAtSemicolons
        if self.words.count == 1 {
            meanings = [meaning]
        } else if parts.count == self.words.count {
            meanings = parts
        } else {
            let together = Node(
                .emphasis, [Node(.text(self.words.map(\.text).joined(separator: ", ") + ":"))])
            meanings = self.words.map { _ in [together, Node(.text(" "))] + meaning }
        }
    }
}

extension [Node] {
    /// The inlines between semicolons.
    fileprivate var splitAtSemicolons: [[Node]] {
        var parts: [[Node]] = [[]]
        for node in self {
            guard case .text(let text) = node.kind else {
                parts[parts.count - 1].append(node)
                continue
            }
            for (number, piece) in text.split(separator: ";", omittingEmptySubsequences: false).enumerated() {
                if number > 0 { parts.append([]) }
                let words = number > 0 ? piece.drop { $0 == " " } : piece
                if !words.isEmpty { parts[parts.count - 1].append(Node(.text(String(words)))) }
            }
        }
        return parts
    }
}

extension Node {
    /// The document with each item below a heading "New words" changed.
    private func mappingNewWords(_ change: (Node) -> Node) -> Node {
        var copy = self
        var isBelow = false
        copy.children = children.map { block in
            if case .heading = block.kind { isBelow = block.plainText == "New words" }
            guard isBelow, case .list = block.kind else { return block }
            return Node(block.kind, block.children.map(change), range: block.range)
        }
        return copy
    }

    fileprivate func forEachNewWord(_ visit: (NewWordItem) -> Void) {
        _ = mappingNewWords { item in
            if let words = NewWordItem(item) { visit(words) }
            return item
        }
    }

    /// The document with links from its new words to the glossary.
    func withLinksToGlossary() -> Node {
        var taken: Set<String> = []
        return mappingNewWords { item in
            guard NewWordItem(item) != nil else { return item }
            var item = item
            item.children[0].children = item.children[0].children.map { node in
                guard node.kind == .strong else { return node }
                let anchor = headingAnchor(for: node.plainText).escapedForHTML
                let id = taken.insert(anchor).inserted ? " id=\"word.\(anchor)\"" : ""
                let link = "<a class=\"word\"\(id) href=\"\(Glossary.address)#\(anchor)\">"
                return Node(.custom(before: link, after: "</a>", isBlock: false), [node])
            }
            return item
        }
    }
}
