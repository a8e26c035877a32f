// A lesson's text as the body of its page.

import Foundation
import Markdown

/// Turns a lesson's Markdown into HTML, with its cells and their results in their places.
struct LessonPage {
    /// A heading as the table of contents lists it.
    struct Entry {
        var level: Int
        var anchor: String
        var text: String
    }

    let lesson: Lesson
    let links: LessonLinks
    private let cells: CellHTML

    init(_ lesson: Lesson, run: Run, colourist: Colourist?, types: TypeReader?, links: LessonLinks) {
        self.lesson = lesson
        self.links = links
        cells = CellHTML(
            lesson: lesson, run: run, colourist: colourist, types: types?.types(in: lesson) ?? [:])
    }

    /// The body, and the headings in it.
    func body() -> (html: String, contents: [Entry]) {
        var tree = lesson.typesetDocument.withHeadingAnchors()
        if let first = tree.children.first, case .heading(level: 1, _) = first.kind,
            first.plainText == lesson.typesetTitle
        {
            tree.children.removeFirst()
        }
        var contents: [Entry] = []
        tree.walk { node in
            guard case .heading(let level, let anchor?) = node.kind else { return }
            contents.append(Entry(level: level, anchor: anchor, text: node.readableText))
        }
        let fences = fencesByLine()
        let page = tree.withLinksToGlossary().mapped { node in
            switch node.kind {
            case .codeBlock(let info, let literal):
                if let line = node.range?.start.line, let fence = fences[line] { return .html(fence) }
                return .html(plainBlock(info: info, literal))
            case .table: return Node(.custom(before: Self.scrollBox, after: "</div>", isBlock: true), [node])
            // A heading without a word would be read out as an empty one.
            case .tableCell(let alignment, isHeader: true) where node.children.isEmpty:
                return Node(.tableCell(alignment, isHeader: false))
            default: return links.rewritten(node)
            }
        }
        return (page.withBreaksInCode().withMathML().html(), contents)
    }

    private static let scrollBox = "<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">"

    /// The figures of the page as the list of figures has them.
    var listedFigures: [String] {
        let page = pageAddress(ofLesson: lesson.name)
        return cells.figures.map { figure in
            let link = "<a href=\"\(page)#\(figure.anchor)\">\(figure.title)</a>"
            return figure.caption.isEmpty ? link : "\(link) <span>\(figure.caption.escapedForHTML)</span>"
        }
    }

    /// The sources of the lesson as the list of sources has them.
    var listedSources: [String] { lesson.frontMatter.sources.map { links.line($0, of: lesson) } }

    /// Whether the page's code has no colours, since the reader of Swift that finds them is missing.
    var isPlain: Bool { cells.isPlain }

    /// What stands in the place of each of our fences, by the line on which it begins.
    private func fencesByLine() -> [Int: String] {
        var result: [Int: String] = [:]
        for (place, part) in lesson.parts.enumerated() {
            switch part {
            case .prose: break
            case .cell(let cell):
                let attached = recordings(below: place, ofCell: cell.index)
                result[cell.fence.position.line] = cells.figure(of: cell, with: attached.map(\.kind))
                for recording in attached { result[recording.fence.position.line] = "" }
            case .recording(let recording):
                let line = recording.fence.position.line
                if result[line] == nil { result[line] = cells.result(recording.kind, ofCell: recording.cell) }
            }
        }
        return result
    }

    /// The recordings that follow the cell with nothing but blank lines between.
    private func recordings(below place: Int, ofCell index: Int) -> [Recording] {
        var found: [Recording] = []
        for part in lesson.parts[(place + 1)...] {
            switch part {
            case .recording(let recording) where recording.cell == index: found.append(recording)
            case .prose(let text) where text.allSatisfy(\.isWhitespace): break
            default: return found
            }
        }
        return found
    }

    /// A code block that is not ours: another language, or no code at all.
    private func plainBlock(info: String, _ literal: String) -> String {
        let language = info.split { $0 == " " || $0 == "\t" }.first.map {
            " class=\"language-\(String($0).escapedForHTML)\""
        }
        let text = literal.withoutFinalLineEnds.escapedForHTML
        return
            "<pre class=\"plain\" role=\"group\" aria-label=\"Text\" tabindex=\"0\"><code\(language ?? "")>\(text)\n</code></pre>"
    }
}

/// Links between lessons: `lesson02-two-layers.md` in a lesson is `lesson02-two-layers.html` on its page.
struct LessonLinks {
    /// The lessons' names, without ending, and their titles.
    let titles: [String: String]

    func rewritten(_ node: Node) -> Node {
        guard case .link(let destination, let title) = node.kind else { return node }
        return Node(
            .link(destination: address(for: destination), title: title), node.children, range: node.range)
    }

    private func address(for destination: String) -> String {
        let cut = destination.firstIndex { $0 == "#" || $0 == "?" } ?? destination.endIndex
        var file = destination[..<cut]
        if file.hasPrefix("./") { file = file.dropFirst(2) }
        guard file.hasSuffix(".md"), !file.contains("/") else { return destination }
        let name = String(file.dropLast(3))
        guard titles[name] != nil else { return destination }
        return "\(name).html\(destination[cut...])"
    }

    /// One line of the front matter as HTML: Markdown within a line, a lesson's name as a link to it, a bare
    /// address as a link.
    func line(_ text: String, of lesson: Lesson) -> String {
        let name = text.hasSuffix(".md") ? String(text.dropLast(3)) : text
        if let title = titles[name] {
            return "<a href=\"\(pageAddress(ofLesson: name))\">\(title.escapedForHTML)</a>"
        }
        let words = text.split(whereSeparator: \.isWhitespace).map { String($0).withLinkedAddress }
        let line = Node(line: words.joined(separator: " "))
        return (lesson.frontMatter.isEnglish ? line.typeset() : line).mapped(rewritten)
            .withBreaksInCode()
            .withMathML().inlineHTML
    }
}

/// The page of the lesson with this name, as a link to it is written.
func pageAddress(ofLesson name: String) -> String {
    "\(name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? name).html".escapedForHTML
}

extension String {
    /// A word that is a bare address, as Markdown's `<address>`; punctuation around it stays outside.
    fileprivate var withLinkedAddress: String {
        let start = firstIndex { $0 != "(" } ?? startIndex
        let address = self[start...]
        guard address.hasPrefix("https://") || address.hasPrefix("http://"),
            let last = address.lastIndex(where: { !".,;:!?)".contains($0) })
        else { return self }
        return "\(self[..<start])<\(address[...last])>\(address[last...].dropFirst())"
    }
}

extension Node {
    /// HTML that stands in the place of a block.
    fileprivate static func html(_ text: String) -> Node {
        Node(.custom(before: text, after: "", isBlock: true))
    }

    /// The children, which are inlines, as HTML without a block around them.
    var inlineHTML: String {
        let html = Node(.document, [Node(.paragraph, children)]).html().withoutFinalLineEnds
        return String(html.dropFirst("<p>".count).dropLast("</p>".count))
    }
}
