// From lessons and their runs to a folder of pages.

import Foundation
import Markdown
import Synchronization

/// Makes the pages of a book of lessons.
///
/// The same lessons and runs make the same bytes, wherever and whenever they are built.
public struct SiteBuilder: Sendable {
    /// What the book says of itself.
    public var settings: BookSettings
    private let lessons: [(lesson: Lesson, run: Run)]
    private let colourist: Colourist?
    private let compiler: String?
    private let types: TypeReader?

    /// - Parameters:
    ///   - lessons: in the order in which they are to be read.
    ///   - colourist: without one, code stays plain, and pages say so.
    ///   - types: without it, code says only the types that are written in it.
    ///   - compiler: what compiled the lessons, as pages name it: `Swift 6.3`.
    public init(
        settings: BookSettings = BookSettings(), lessons: [(lesson: Lesson, run: Run)],
        colourist: Colourist? = nil, types: TypeReader? = nil, compiler: String? = nil
    ) {
        self.settings = settings
        self.lessons = lessons
        self.colourist = colourist
        self.compiler = compiler
        self.types = types
    }

    /// Every file of the site, by its path in the site's folder. Throws ``Diagnostics``.
    public func pages() throws -> [(path: String, data: Data)] {
        let files = try files().files
        return files.indices.mappedInParallel { (path: files[$0].path, data: files[$0].make()) }
    }

    /// A file of the site that is made when it is asked for.
    struct File: Sendable {
        /// The path in the site's folder.
        var path: String
        var make: @Sendable () -> Data
    }

    /// Every file of the site, for those who do not need all of them, and what its pages share. Throws ``Diagnostics``.
    func files() throws -> (book: BookContent, files: [File]) {
        try check()
        let templates = try SiteTemplates()
        let glossary = Glossary(lessons.map(\.lesson), links: links)
        let lessonPages = lessons.map { lesson, run in
            LessonPage(lesson, run: run, colourist: colourist, types: types, links: links)
        }
        let figures = ListContent(lessonPages, entries: \.listedFigures)
        let sources = ListContent(lessonPages, entries: \.listedSources)
        let book = BookContent(
            settings, hasGlossary: !glossary.words.isEmpty, hasFigures: !figures.lessons.isEmpty,
            hasSources: !sources.lessons.isEmpty)

        var pages = [File(path: "index.html") { templates.render(index(lessonPages), in: book) }]
        pages += lessonPages.enumerated().map { position, lessonPage in
            File(path: lessonPage.lesson.pagePath) { page(lessonPage, at: position, templates, book) }
        }
        if book.hasGlossary {
            pages.append(
                File(path: Glossary.address) { templates.render(GlossaryContent(glossary), in: book) })
        }
        if book.hasFigures {
            pages.append(File(path: ListContent.figures) { templates.render(figures: figures, in: book) })
        }
        if book.hasSources {
            pages.append(File(path: ListContent.sources) { templates.render(sources: sources, in: book) })
        }
        let deadLinks = LinkCheck(lessons.map(\.lesson), pages: pages.map(\.path)).faults
        guard deadLinks.isEmpty else { throw Diagnostics(deadLinks) }
        if let baseURL = settings.baseURL {
            let map = SiteMap(of: pages.map(\.path), at: baseURL)
            pages.append(File(path: SiteMap.path) { map.data })
        }
        pages.append(File(path: "search-index.js") { searchIndex(with: glossary) })
        return (book, pages + SiteTemplates.assets.map { path, data in File(path: path) { data } })
    }

    private func searchIndex(with glossary: Glossary) -> Data {
        var index = SearchIndex()
        for (lesson, run) in lessons { index.add(lesson, run) }
        index.add(glossary)
        return index.script
    }

    /// The pages that are no lessons, and what they are.
    private static let ownPages = [
        "index": "front page", "glossary": "glossary", "figures": "list of figures",
        "sources": "list of sources",
    ]

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
            if let page = Self.ownPages[lesson.name] {
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
            titles: Dictionary(lessons.map { ($0.lesson.name, $0.lesson.typesetTitle) }) { first, _ in
                first
            })
    }

    private func index(_ pages: [LessonPage]) -> IndexContent {
        IndexContent(
            bookTitle: settings.title, description: settings.description,
            lessons: pages.map { page in
                let lesson = page.lesson
                let matter = lesson.frontMatter
                return IndexContent.Item(
                    name: lesson.name, address: pageAddress(ofLesson: lesson.name), number: lesson.number,
                    title: lesson.typesetTitle, question: matter.question.map { links.line($0, of: lesson) },
                    readingTime: matter.readingTime, exercises: lesson.exercises.count,
                    language: matter.language)
            })
    }

    private func page(
        _ page: LessonPage, at position: Int, _ templates: SiteTemplates, _ book: BookContent
    ) -> Data {
        let lesson = page.lesson
        let matter = lesson.frontMatter
        let (body, contents) = page.body()
        let content = LessonContent(
            name: lesson.name, number: lesson.number, title: lesson.typesetTitle,
            question: matter.question.map { links.line($0, of: lesson) },
            goals: matter.goals.map { links.line($0, of: lesson) },
            needs: matter.needs.map { links.line($0, of: lesson) },
            readingTime: matter.readingTime, compiler: compiler,
            isPlain: page.isPlain,
            contents: contents, body: body,
            sources: page.listedSources, previous: link(to: position - 1),
            next: link(to: position + 1), hasFullCells: !lesson.fullDataSets.isEmpty)
        return templates.render(
            content, description: matter.question.map { Node(line: $0).readableText },
            language: matter.language, in: book)
    }

    private func link(to position: Int) -> PageLink? {
        guard lessons.indices.contains(position) else { return nil }
        let lesson = lessons[position].lesson
        return PageLink(address: pageAddress(ofLesson: lesson.name), title: lesson.typesetTitle)
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
        for (place, ending) in [("", ".html"), ("", ".xml"), ("assets/", ".css")] {
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
            || start.hasPrefix("/* The workbook's pages.") || start.contains(SiteMap.mark)
    }
}

extension Range<Int> {
    /// What `transform` makes of each number, in their order, on all cores.
    fileprivate func mappedInParallel<Result: Sendable>(_ transform: @Sendable (Int) -> Result) -> [Result] {
        let results = Mutex([Int: Result]())
        DispatchQueue.concurrentPerform(iterations: count) { place in
            let result = transform(lowerBound + place)
            results.withLock { $0[place] = result }
        }
        return results.withLock { results in results.sorted { $0.key < $1.key }.map(\.value) }
    }
}

extension Lesson {
    /// The names of its exercises.
    fileprivate var exercises: [String] {
        cells.compactMap { if case .starter(let name) = $0.role { name } else { nil } }
    }

    var pagePath: String { "\(name).html" }

    /// The number in a name such as `lesson03-xor`, as readers write it.
    public var number: String? {
        guard name.hasPrefix("lesson") else { return nil }
        return Int(name.dropFirst("lesson".count).prefix { $0.isASCII && $0.isNumber }).map(String.init)
    }
}
