// Whether the links of the lessons lead anywhere: a page of the site must not hold a dead one.

import Foundation
import Markdown

/// The pages of a book and the places in them that links can lead to.
struct LinkCheck {
    private let lessons: [Lesson]
    /// The places in each lesson's page, by the lesson's name.
    private let places: [String: Set<String>]
    private let pages: Set<String>

    /// - Parameter pages: the paths of all pages of the site.
    init(_ lessons: [Lesson], pages: some Sequence<String>) {
        self.lessons = lessons
        self.pages = Set(pages)
        places = Dictionary(lessons.map { ($0.name, $0.places) }) { first, _ in first }
    }

    /// One sentence for each dead link, in the order of the files.
    var faults: [Diagnostic] { lessons.flatMap(faults(of:)) }

    private func faults(of lesson: Lesson) -> [Diagnostic] {
        let lines = lesson.text.linesKeepingEnds
        var found: [Diagnostic] = []
        func report(_ message: String?, at text: String, near line: Int) {
            guard let message else { return }
            let place = lines.place(of: text, from: line) ?? SourceLocation(line: line, column: 1)
            let shown = lines.indices.contains(place.line - 1) ? lines[place.line - 1].trimmingLineEnd : ""
            found.append(Diagnostic(.error, lesson.path, place, message, sourceLine: String(shown)))
        }
        for text in lesson.frontMatter.lines {
            let line = lines.firstIndex { $0.contains(text) }.map { $0 + 1 } ?? 1
            Node(line: text).walkLinks { destination, _, isImage in
                report(fault(destination, in: lesson, isImage: isImage), at: destination, near: line)
            }
        }
        for need in lesson.frontMatter.needs where need.namesLesson {
            let name = need.hasSuffix(".md") ? need : need + ".md"
            guard places[String(name.dropLast(3))] == nil else { continue }
            let line = lines.firstIndex { $0.contains(need) }.map { $0 + 1 } ?? 1
            report(missing(name), at: need, near: line)
        }
        lesson.document.walkLinks { destination, line, isImage in
            report(fault(destination, in: lesson, isImage: isImage), at: destination, near: line)
        }
        return found
    }

    /// Why a link of this lesson leads nowhere; nil when it leads somewhere, or out of the site.
    private func fault(_ destination: String, in lesson: Lesson, isImage: Bool) -> String? {
        guard !isElsewhere(destination) else { return nil }
        if isImage {
            return
                "the image \"\(destination)\" is not part of the site; draw it in a cell with `show`, or give a full address"
        }
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        var file = String(parts[0].prefix { $0 != "?" })
        if file.hasPrefix("./") { file = String(file.dropFirst(2)) }
        file = file.removingPercentEncoding ?? file
        let anchor = parts.count > 1 ? String(parts[1]).removingPercentEncoding ?? String(parts[1]) : ""
        let name = file.isEmpty ? lesson.name : String(file.prefix { $0 != "." })
        if pages.contains(file), places[name] == nil { return nil }
        guard file.isEmpty || file == "\(name).md" || file == "\(name).html", let known = places[name] else {
            return file.hasSuffix(".md") && !file.contains("/")
                ? missing(file)
                : "\"\(destination)\" leads to nothing in the site; link to a lesson, as lesson01-….md, or give a full address"
        }
        guard anchor.isEmpty || known.contains(anchor) else {
            let place = file.isEmpty ? "this lesson" : "\"\(file)\""
            return
                "there is no place \"#\(anchor)\" in \(place)\(didYouMean("#\(anchor)", known.map { "#\($0)" }))"
        }
        return nil
    }

    private func missing(_ file: String) -> String {
        "there is no lesson \"\(file)\"\(didYouMean(file, places.keys.map { "\($0).md" }))"
    }

    private func didYouMean(_ word: String, _ known: [String]) -> String {
        nearestWord(to: word, in: known.sorted()).map { "; did you mean \"\($0)\"?" }
            ?? "; mend or remove the link"
    }

    /// Whether the destination has a scheme or a host of its own.
    private func isElsewhere(_ destination: String) -> Bool {
        destination.hasPrefix("//") || destination.firstMatch(of: /^[A-Za-z][A-Za-z0-9+.\-]*:/) != nil
    }
}

extension Lesson {
    /// What links to the lesson's page can name: its headings, its cells, its new words and the ids in its HTML.
    fileprivate var places: Set<String> {
        var found = Set(cells.filter(\.isOnPage).map(\.anchor))
        document.withHeadingAnchors().withLinksToGlossary().walk { node in
            switch node.kind {
            case .heading(_, let anchor?): found.insert(anchor)
            case .htmlBlock(let html), .htmlInline(let html), .custom(let html, _, _):
                for match in html.matches(of: /\bid="([^"]*)"/) { found.insert(String(match.output.1)) }
            default: break
            }
        }
        return found
    }
}

extension FrontMatter {
    /// The lines that pages show as Markdown.
    fileprivate var lines: [String] { [question].compactMap(\.self) + goals + needs + sources }
}

extension String {
    /// Whether a line of `needs` means a lesson, and not what the reader should know.
    fileprivate var namesLesson: Bool { wholeMatch(of: /lesson\d\S*/) != nil }
}

extension Node {
    /// Every link and image with the line that it stands on, or that its block begins on.
    fileprivate func walkLinks(
        line: Int = 1, _ visit: (_ destination: String, _ line: Int, _ isImage: Bool) -> Void
    ) {
        let line = range.map { max($0.start.line, 1) } ?? line
        switch kind {
        case .link(let destination, _): visit(destination, line, false)
        case .image(let destination, _): visit(destination, line, true)
        case .htmlBlock(let html), .htmlInline(let html):
            for match in html.matches(of: /\b(href|src)="([^"]*)"/) {
                visit(String(match.output.2), line, match.output.1 == "src")
            }
        default: break
        }
        for child in children { child.walkLinks(line: line, visit) }
    }
}

extension [Substring] {
    /// Where the text first stands, on this line of a file or below.
    fileprivate func place(of text: String, from line: Int) -> SourceLocation? {
        for number in Swift.max(line - 1, 0)..<Swift.max(line - 1, count) {
            guard let found = self[number].firstRange(of: text) else { continue }
            let column = self[number].utf8.distance(from: self[number].startIndex, to: found.lowerBound)
            return SourceLocation(line: number + 1, column: column + 1)
        }
        return nil
    }
}
