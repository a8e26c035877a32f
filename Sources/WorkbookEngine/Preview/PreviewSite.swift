// The pages of a book under preview: those of its site, with what is wrong and with the script that refreshes them.

import Foundation

/// What a reader's browser is told of the page that it shows.
struct PreviewState: Hashable, Sendable {
    /// Changes when the page does.
    var version: String
    /// Whether the page's lesson runs now.
    var isRunning: Bool
}

/// The files of the site by their paths. A file is made when it is asked for, and kept while nothing changes it.
struct PreviewSite: Sendable {
    private var makers: [String: @Sendable () -> Data] = [:]
    private var lessons: [PreviewLesson] = []
    private var running: Set<String> = []
    private let colourist: Colourist?
    private let types: TypeReader?
    /// What is wrong with the book as a whole.
    private var bookFaults: [Diagnostic] = []
    private var book = BookContent(
        BookSettings(), hasGlossary: false, hasFigures: false, hasSources: false)
    /// Of the lessons that the files are made of.
    private var revisions: [String] = []
    private var made: [String: Data] = [:]

    private let settings: BookSettings
    private let compiler: String?

    init(
        settings: BookSettings = BookSettings(), colourist: Colourist?, types: TypeReader?,
        compiler: String? = nil
    ) {
        (self.settings, self.colourist, self.types) = (settings, colourist, types)
        self.compiler = compiler
    }

    /// Takes the lessons as they are now. The pages follow when they are asked for.
    mutating func update(_ lessons: [PreviewLesson], running: Set<String>) {
        (self.lessons, self.running) = (lessons, running)
    }

    private mutating func bringUpToDate() {
        let revisions = lessons.map { "\($0.name) \($0.revision)" }
        guard revisions != self.revisions else { return }
        self.revisions = revisions
        made = [:]
        do {
            let builder = SiteBuilder(
                settings: settings, lessons: lessons.compactMap(\.shown), colourist: colourist, types: types,
                compiler: compiler)
            let site = try builder.files()
            makers = Dictionary(uniqueKeysWithValues: site.files.map { ($0.path, $0.make) })
            book = site.book
            bookFaults = []
        } catch {
            bookFaults = (error as? Diagnostics)?.all ?? [Diagnostic(.error, "lessons", nil, "\(error)")]
        }
    }

    private func lesson(at path: String) -> PreviewLesson? { lessons.first { "\($0.name).html" == path } }

    /// The file at this path in the site's folder; nil where there is none.
    mutating func file(at path: String) -> Data? {
        if let asset = Self.ownAssets[path] { return asset }
        bringUpToDate()
        guard let file = made(path) else { return nil }
        guard path.hasSuffix(".html") else { return file }
        return PreviewPage(file, faults: faults(at: path)).served(at: path, version: version(of: path))
    }

    mutating func state(of path: String) -> PreviewState {
        bringUpToDate()
        let isRunning = lesson(at: path).map { running.contains($0.name) } ?? false
        return PreviewState(version: version(of: path), isRunning: isRunning)
    }

    /// A page with a title and a sentence, which leads back to the book.
    func notice(_ title: String, _ sentence: String, at path: String) -> Data {
        guard let templates = try? SiteTemplates() else { return Data(sentence.utf8) }
        let page = templates.render(NoticeContent(title: title, sentence: sentence), in: book)
        return PreviewPage(page, faults: nil).served(at: path, version: Self.versionOfNothing)
    }

    private static let versionOfNothing = "none"

    private static var ownAssets: [String: Data] {
        [
            PreviewPage.script: Data(PackageResources.preview_js),
            PreviewPage.styleSheet: Data(PackageResources.preview_css),
        ]
    }

    private mutating func made(_ path: String) -> Data? {
        if let known = made[path] { return known }
        let file = makers[path]?() ?? unreadable(path)
        made[path] = file
        return file
    }

    /// The page of a lesson that could never be read.
    private func unreadable(_ path: String) -> Data? {
        guard let lesson = lesson(at: path), lesson.shown == nil, let templates = try? SiteTemplates() else {
            return nil
        }
        let notice = NoticeContent(
            title: lesson.name, sentence: "This lesson cannot be read yet. Its page comes as soon as it can.")
        return templates.render(notice, in: book)
    }

    /// What is wrong with the lesson of this page; on the front page, with any lesson.
    private func faults(at path: String) -> PreviewFaults? {
        let own = path == "index.html" ? lessons : lessons.filter { "\($0.name).html" == path }
        let faults = bookFaults.map { Mismatch(diagnostic: $0) } + own.flatMap(\.faults)
        guard !faults.isEmpty else { return nil }
        return PreviewFaults(
            faults, isShownAsBefore: path != "index.html" && own.contains(where: \.isShownAsBefore))
    }

    private mutating func version(of path: String) -> String {
        guard let file = made(path) else { return Self.versionOfNothing }
        let faults = faults(at: path)?.html ?? ""
        return Digest(of: Array(file) + Array(faults.utf8) + Array(made("assets/workbook.css") ?? Data()))
            .description
    }
}
