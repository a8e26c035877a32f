// From lessons and their runs to a folder of pages.

import Foundation
import Markdown

/// Makes the pages of a book of lessons.
///
/// The same lessons and runs make the same bytes, wherever and whenever they are built.
public struct SiteBuilder: Sendable {
    /// The book's title, as its pages show it.
    public var title: String
    private let lessons: [(lesson: Lesson, run: Run)]
    private let colourist: Colourist?
    private let types: TypeReader?

    /// `lessons` come in the order in which they are to be read. Without a `colourist`, code stays plain; without
    /// `types`, it says only the types that are written in it.
    public init(
        title: String = "The neural network workbook", lessons: [(lesson: Lesson, run: Run)],
        colourist: Colourist? = nil, types: TypeReader? = nil
    ) {
        self.title = title
        self.lessons = lessons
        self.colourist = colourist
        self.types = types
    }

    /// Every file of the site, by its path in the site's folder. Throws ``Diagnostics``.
    public func pages() throws -> [(path: String, data: Data)] {
        try files().map { (path: $0.path, data: $0.make()) }
    }

    /// A file of the site that is made when it is asked for.
    struct File: Sendable {
        /// The path in the site's folder.
        var path: String
        var make: @Sendable () -> Data
    }

    /// Every file of the site, for those who do not need all of them. Throws ``Diagnostics``.
    func files() throws -> [File] {
        try check()
        let templates = try SiteTemplates()
        let glossary = Glossary(lessons.map(\.lesson), links: links)
        let book = BookContent(title: title, hasGlossary: !glossary.words.isEmpty)
        var files = [File(path: "index.html") { templates.render(index, in: book) }]
        for (position, (lesson, _)) in lessons.enumerated() {
            files.append(File(path: lesson.pagePath) { page(at: position, templates, book) })
        }
        if book.hasGlossary {
            files.append(
                File(path: Glossary.address) { templates.render(GlossaryContent(glossary), in: book) })
        }
        files.append(File(path: "search-index.js") { searchIndex(with: glossary) })
        return files + SiteTemplates.assets.map { path, data in File(path: path) { data } }
    }

    private func searchIndex(with glossary: Glossary) -> Data {
        var index = SearchIndex()
        for (lesson, _) in lessons { index.add(lesson) }
        index.add(glossary)
        return index.script
    }

    private func check() throws {
        var faults: [Diagnostic] = []
        var paths: [String: String] = [:]
        for (lesson, run) in lessons {
            if run.cells.count != lesson.cells.count {
                faults.append(
                    Diagnostic(
                        .error, lesson.path, nil,
                        "the run is not of this text: it has \(run.cells.count) cells, the lesson \(lesson.cells.count); run the lesson again"
                    ))
            }
            if let page = ["index": "front page", "glossary": "glossary"][lesson.name] {
                faults.append(
                    Diagnostic(
                        .error, lesson.path, nil,
                        "a lesson named \"\(lesson.name)\" would take the place of the \(page); rename it"))
            } else if let other = paths.updateValue(lesson.path, forKey: lesson.name) {
                faults.append(
                    Diagnostic(
                        .error, lesson.path, nil,
                        "its page would have the name of that of \(other); rename one of the two"))
            }
        }
        guard faults.isEmpty else { throw Diagnostics(faults) }
    }

    private var links: LessonLinks {
        LessonLinks(
            titles: Dictionary(lessons.map { ($0.lesson.name, $0.lesson.frontMatter.title) }) { first, _ in
                first
            })
    }

    private var index: IndexContent {
        IndexContent(
            bookTitle: title,
            lessons: lessons.map { lesson, _ in
                let matter = lesson.frontMatter
                return IndexContent.Item(
                    address: pageAddress(ofLesson: lesson.name), number: lesson.number, title: matter.title,
                    question: matter.question.map(links.line), minutes: matter.minutes.map(String.init),
                    language: matter.language)
            })
    }

    private func page(at position: Int, _ templates: SiteTemplates, _ book: BookContent) -> Data {
        let (lesson, run) = lessons[position]
        let matter = lesson.frontMatter
        let (body, contents) = LessonPage(
            lesson, run: run, colourist: colourist, types: types, links: links
        ).body()
        let content = LessonContent(
            number: lesson.number, title: matter.title, question: matter.question.map(links.line),
            goals: matter.goals.map(links.line), needs: matter.needs.map(links.line),
            minutes: matter.minutes.map(String.init), contents: contents, body: body,
            sources: matter.sources.map(links.line), previous: link(to: position - 1),
            next: link(to: position + 1))
        return templates.render(
            content, description: matter.question.map { Node(line: $0).readableText },
            language: matter.language, in: book)
    }

    private func link(to position: Int) -> PageLink? {
        guard lessons.indices.contains(position) else { return nil }
        let lesson = lessons[position].lesson
        return PageLink(address: pageAddress(ofLesson: lesson.name), title: lesson.frontMatter.title)
    }
}

extension SiteBuilder {
    /// What ``write(to:)`` did, as paths in the site's folder, sorted.
    public struct Changes: Hashable, Sendable {
        /// Files that are new or differ from what was there.
        public var written: [String] = []
        /// Files of an earlier build that the site no longer has.
        public var removed: [String] = []

        /// Whether the folder was up to date already.
        public var isEmpty: Bool { written.isEmpty && removed.isEmpty }
    }

    /// Brings `folder` up to date.
    ///
    /// A file that is the same already is not touched; one that differs is replaced as a whole. A page or style sheet
    /// that an earlier build made, and this one does not, is removed; nothing else in the folder is.
    @discardableResult
    public func write(to folder: URL) throws -> Changes {
        let pages = try pages()
        let changes = try changes(in: folder, pages)
        try FileManager.default.createDirectory(
            at: folder.appending(path: "assets"), withIntermediateDirectories: true)
        for (path, data) in pages where changes.written.contains(path) {
            try data.write(to: folder.appending(path: path), options: .atomic)
        }
        for path in changes.removed { try FileManager.default.removeItem(at: folder.appending(path: path)) }
        return changes
    }

    /// The files of `folder` that ``write(to:)`` would write or remove, sorted.
    public func differences(from folder: URL) throws -> [String] {
        let changes = try changes(in: folder, pages())
        return (changes.written + changes.removed).sorted()
    }

    private func changes(in folder: URL, _ pages: [(path: String, data: Data)]) throws -> Changes {
        var changes = Changes()
        changes.written = pages.filter { (try? Data(contentsOf: folder.appending(path: $0.path))) != $0.data }
            .map(\.path)
        let current = Set(pages.map(\.path))
        for (place, ending) in [("", ".html"), ("assets/", ".css")] {
            let names =
                (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: place).path))
                ?? []
            for name in names where name.hasSuffix(ending) && !current.contains(place + name) {
                guard let data = try? Data(contentsOf: folder.appending(path: place + name)),
                    Self.isOurs(data)
                else {
                    continue
                }
                changes.removed.append(place + name)
            }
        }
        changes.written.sort()
        changes.removed.sort()
        return changes
    }

    /// Whether a build of a site made this file: its beginning says so.
    private static func isOurs(_ data: Data) -> Bool {
        let start = String(decoding: data.prefix(1024), as: UTF8.self)
        return start.contains("<meta name=\"generator\" content=\"workbook\">")
            || start.hasPrefix("/* The workbook's pages.")
    }
}

extension Lesson {
    var pagePath: String { "\(name).html" }

    /// The number in a name such as `lesson03-xor`, as readers write it.
    var number: String? {
        guard name.hasPrefix("lesson") else { return nil }
        return Int(name.dropFirst("lesson".count).prefix { $0.isASCII && $0.isNumber }).map(String.init)
    }
}
