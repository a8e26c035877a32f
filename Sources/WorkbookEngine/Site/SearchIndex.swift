// What the search box looks through: a script that gives each section of the book with its words. Pages opened as
// files may not fetch anything, but they may load scripts.

import Foundation
import Markdown

/// The sections of a book, one a line of the script.
struct SearchIndex {
    struct Entry: Encodable {
        /// The page and the place in it.
        var address: String
        /// The lesson's title with its number.
        var page: String
        var heading: String
        /// The words of the prose.
        var text: String
        /// The names in the code, each once.
        var code: String
    }

    private(set) var entries: [Entry] = []

    /// The sections of a lesson, from heading to heading; the first is the lesson itself.
    mutating func add(_ lesson: Lesson, _ run: Run) {
        let matter = lesson.frontMatter
        let page = pageAddress(ofLesson: lesson.name)
        let title = lesson.number.map { "\($0). \(matter.title)" } ?? matter.title
        let head = [matter.question].compactMap(\.self) + matter.goals
        var section = Section(
            Entry(
                address: page, page: title, heading: "",
                text: head.map { Node(line: $0).readableText }.joined(separator: " "), code: ""))
        let cells = Dictionary(
            zip(lesson.cells, run.cells).map { ($0.fence.position.line, ($0, $1.captions)) }
        ) { first, _ in first }
        for block in lesson.document.withHeadingAnchors().children {
            if case .heading(let level, let anchor?) = block.kind {
                let heading = block.readableText
                if level == 1, heading == matter.title { continue }
                entries.append(section.finished)
                section = Section(
                    Entry(address: "\(page)#\(anchor)", page: title, heading: heading, text: "", code: ""))
            } else {
                section.add(block, cells: cells, otherFences: lesson.fenceLines)
            }
        }
        entries.append(section.finished)
    }

    /// The words of the glossary.
    mutating func add(_ glossary: Glossary) {
        for word in glossary.words where !word.meanings.isEmpty {
            entries.append(
                Entry(
                    address: "\(Glossary.address)#\(word.anchor)", page: "Glossary", heading: word.text,
                    text: word.meanings.map(\.text).joined(separator: "; "), code: ""))
        }
    }

    /// The script, which the page's own script loads when somebody searches.
    var script: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines = entries.map { entry in
            guard let line = try? encoder.encode(entry) else {
                fatalError("texts are always written as JSON")
            }
            return String(decoding: line, as: UTF8.self)
        }
        return Data(
            "// The workbook's sections with their words.\nvar workbookSections = [\n\(lines.joined(separator: ",\n"))\n];\n"
                .utf8)
    }
}

/// A section that is being read.
private struct Section {
    private var entry: SearchIndex.Entry
    private var texts: [String]
    private var names: [String] = []

    init(_ entry: SearchIndex.Entry) {
        self.entry = entry
        texts = entry.text.isEmpty ? [] : [entry.text]
    }

    var finished: SearchIndex.Entry {
        var result = entry
        result.text = texts.joined(separator: " ")
        var seen: Set<String> = []
        result.code = names.filter { seen.insert($0).inserted }.joined(separator: " ")
        return result
    }

    /// - Parameter cells: with the captions of the figures that they show, by the lines that they begin on.
    mutating func add(_ node: Node, cells: [Int: (cell: Cell, captions: [String])], otherFences: Set<Int>) {
        switch node.kind {
        case .paragraph, .heading, .tableCell: texts.append(node.readableText)
        case .codeBlock:
            guard let line = node.range?.start.line, otherFences.contains(line) else { return }
            guard let (cell, captions) = cells[line] else { return }
            texts += captions
            guard cell.isOnPage else { return }
            if let caption = cell.caption { texts.append(caption) }
            names += cell.shownCode.names
        default:
            for child in node.children { add(child, cells: cells, otherFences: otherFences) }
        }
    }
}

extension CellOutcome {
    fileprivate var captions: [String] { exhibits.map(\.exhibit.caption).filter { !$0.isEmpty } }
}

extension String {
    /// The names in Swift code, without those of two letters and fewer and without keywords.
    fileprivate var names: [String] {
        var names: [String] = []
        var name = ""
        for scalar in unicodeScalars + [" "] {
            if scalar == "_" || scalar.properties.isAlphabetic
                || !name.isEmpty && scalar.properties.numericType != nil
            {
                name.unicodeScalars.append(scalar)
            } else {
                if name.count > 2, !keywords.contains(name) { names.append(name) }
                name = ""
            }
        }
        return names
    }
}

private let keywords: Set<String> = [
    "let", "var", "func", "for", "while", "return", "guard", "else", "struct", "class", "enum", "case",
    "switch",
    "import", "true", "false", "nil", "self", "init", "default", "private", "public", "static", "throws",
    "try",
    "extension", "protocol", "where", "some", "any", "mutating", "repeat", "break", "continue", "inout",
    "defer",
]
