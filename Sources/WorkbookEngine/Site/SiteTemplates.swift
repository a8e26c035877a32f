// The pages' templates and what they are filled with.

import Figures
import Foundation
import MathFont
import Mustache

/// The templates, read once.
struct SiteTemplates: Sendable {
    private let page: MustacheTemplate
    private let index: MustacheTemplate
    private let lesson: MustacheTemplate
    private let glossary: MustacheTemplate
    private let list: MustacheTemplate
    private let notice: MustacheTemplate

    init() throws {
        func template(_ bytes: [UInt8]) throws -> MustacheTemplate {
            try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
        }
        page = try template(PackageResources.page_mustache)
        index = try template(PackageResources.index_mustache)
        lesson = try template(PackageResources.lesson_mustache)
        glossary = try template(PackageResources.glossary_mustache)
        list = try template(PackageResources.list_mustache)
        notice = try template(PackageResources.notice_mustache)
    }

    /// The dark colours stand twice: for systems that are dark, and for readers who choose them.
    private static var styleSheet: Data {
        let dark = String(decoding: PackageResources.dark_css, as: UTF8.self).withoutFinalLineEnds
        let own = String(decoding: PackageResources.workbook_css, as: UTF8.self)
        return Data((own.replacing("/* The dark colours. */", with: dark) + Palette.stylesheet).utf8)
    }

    /// What pages have besides their text, by the path in the site's folder.
    static var assets: [(path: String, data: Data)] {
        [
            ("assets/workbook.css", styleSheet),
            ("assets/icon.svg", Data(PackageResources.icon_svg)),
            ("assets/copy.js", Data(PackageResources.copy_js)),
            ("assets/progress.js", Data(PackageResources.progress_js)),
            ("assets/reading.js", Data(PackageResources.reading_js)),
            ("assets/scrubber.js", Data(Scrubber.script.utf8)),
            ("assets/search.js", Data(PackageResources.search_js)),
            ("assets/theme.js", Data(PackageResources.theme_js)),
            ("assets/math.woff2", MathFont.woff2),
            ("assets/math-font-license.txt", MathFont.license),
        ]
    }

    func render(_ content: IndexContent, in book: BookContent) -> Data {
        var content = content
        content.hasProgress = !content.lessons.isEmpty
        return render(
            PageContent(book, path: "index.html", title: nil, main: index.render(content)) {
                $0.isIndex = true
                $0.description = content.description
            })
    }

    func render(_ content: LessonContent, description: String?, language: String, in book: BookContent)
        -> Data
    {
        render(
            PageContent(
                book, path: "\(content.name).html", title: content.title, main: lesson.render(content)
            ) {
                $0.isLesson = true
                $0.language = language
                $0.description = description
                $0.previous = content.previous
                $0.next = content.next
            })
    }

    func render(_ content: GlossaryContent, in book: BookContent) -> Data {
        render(
            PageContent(book, path: Glossary.address, title: "Glossary", main: glossary.render(content)) {
                $0.isGlossary = true
                $0.description = "Every new word, and the lesson that explains it."
            })
    }

    func render(figures: ListContent, in book: BookContent) -> Data {
        let content = figures.named("Figures", "Every figure, by the lesson that draws it.")
        return render(
            PageContent(book, path: ListContent.figures, title: content.title, main: list.render(content)) {
                $0.isFigures = true
                $0.description = content.explanation
            })
    }

    func render(sources: ListContent, in book: BookContent) -> Data {
        let content = sources.named(
            "Sources", "What each lesson builds on. What it corrects in them stands at its end.")
        return render(
            PageContent(book, path: ListContent.sources, title: content.title, main: list.render(content)) {
                $0.isSources = true
                $0.description = content.explanation
            })
    }

    func render(_ content: NoticeContent, in book: BookContent) -> Data {
        render(
            PageContent(book, path: "", title: content.title, main: notice.render(content)) { _ in })
    }

    private func render(_ content: PageContent) -> Data { Data(page.render(content).utf8) }
}

/// What every page has around its main part.
private struct PageContent {
    let book: BookContent
    var language = "en"
    let title: String
    let windowTitle: String
    var description: String?
    /// Where the page will stand; nil as long as nobody has said so.
    let address: String?
    var isIndex = false
    var isLesson = false
    var isGlossary = false
    var isFigures = false
    var isSources = false
    var previous: PageLink?
    var next: PageLink?
    let hasFormulas: Bool
    let main: String

    /// - Parameter title: nil for the front page, whose title is the book's.
    init(
        _ book: BookContent, path: String, title: String?, main: String,
        _ change: (inout PageContent) -> Void
    ) {
        self.book = book
        self.title = title ?? book.title
        windowTitle = title.map { "\($0) · \(book.title)" } ?? book.title
        address = book.baseURL.map { wholeAddress(of: path, at: $0) }
        hasFormulas = main.contains("<math")
        self.main = main
        change(&self)
    }
}

/// What all pages of a book share.
struct BookContent {
    let title: String
    let baseURL: URL?
    let hasGlossary: Bool
    let hasFigures: Bool
    let hasSources: Bool

    init(_ settings: BookSettings, hasGlossary: Bool, hasFigures: Bool, hasSources: Bool) {
        (title, baseURL) = (settings.title, settings.baseURL)
        (self.hasGlossary, self.hasFigures, self.hasSources) = (hasGlossary, hasFigures, hasSources)
    }
}

/// A page as other pages name it. The address is written as links are, ready for HTML.
struct PageLink {
    var address: String
    var title: String
}

/// A page that stands in the place of one that is not there.
struct NoticeContent {
    var title: String
    var sentence: String
}

/// The front page. Addresses and questions are HTML; the other texts are plain.
struct IndexContent {
    struct Item {
        var name: String
        var address: String
        var number: String?
        var title: String
        var question: String?
        var readingTime: String?
        var exercises: Int
        var language: String
    }

    var bookTitle: String
    var description: String?
    var lessons: [Item]
    var hasProgress = false
}

/// The page of the glossary, by the words' first letters.
struct GlossaryContent {
    struct Letter {
        var name: String
        var words: [Glossary.Word]
    }

    var letters: [Letter]

    init(_ glossary: Glossary) {
        letters = []
        for word in glossary.words {
            let name = word.text.prefix(1).uppercased()
            if letters.last?.name != name { letters.append(Letter(name: name, words: [])) }
            letters[letters.count - 1].words.append(word)
        }
    }
}

/// A page of one list for each lesson: of its figures, or of its sources.
struct ListContent {
    struct LessonEntries {
        var address: String
        var number: String?
        var title: String
        /// As HTML.
        var entries: [String]
    }

    static let figures = "figures.html"
    static let sources = "sources.html"

    var title = ""
    var explanation = ""
    let lessons: [LessonEntries]

    /// The lessons that have anything to list.
    init(_ pages: [LessonPage], entries: (LessonPage) -> [String]) {
        lessons = pages.map { page in
            LessonEntries(
                address: pageAddress(ofLesson: page.lesson.name), number: page.lesson.number,
                title: page.lesson.typesetTitle, entries: entries(page))
        }.filter { !$0.entries.isEmpty }
    }

    func named(_ title: String, _ explanation: String) -> ListContent {
        var copy = self
        (copy.title, copy.explanation) = (title, explanation)
        return copy
    }
}

/// A lesson's page. The question, the goals, needs and sources, and the body are HTML.
struct LessonContent {
    var name: String
    var number: String?
    var title: String
    var question: String?
    var goals: [String]
    var needs: [String]
    var readingTime: String?
    /// What compiled the lesson.
    var compiler: String?
    /// Whether the code has no colours for want of what finds them.
    var isPlain: Bool
    var contents: [LessonPage.Entry]
    var body: String
    var sources: [String]
    var previous: PageLink?
    var next: PageLink?
    /// Whether some of the numbers are from a run that no build makes.
    let hasFullCells: Bool

    // Mustache looks at what is stored; these say whether a list's surroundings are wanted.
    let hasGoals: Bool
    let hasNeeds: Bool
    let hasFacts: Bool
    let hasContents: Bool
    let hasNeighbours: Bool
    let hasSources: Bool
    /// Whether names in the code have types that are shown on demand.
    let hasTypes: Bool

    init(
        name: String, number: String?, title: String, question: String?, goals: [String], needs: [String],
        readingTime: String?, compiler: String?, isPlain: Bool, contents: [LessonPage.Entry], body: String,
        sources: [String], previous: PageLink?, next: PageLink?, hasFullCells: Bool
    ) {
        self.name = name
        self.compiler = compiler
        self.isPlain = isPlain
        self.number = number
        self.title = title
        self.question = question
        self.goals = goals
        self.needs = needs
        self.readingTime = readingTime
        self.contents = contents
        self.body = body
        self.sources = sources
        self.previous = previous
        self.next = next
        self.hasFullCells = hasFullCells
        hasGoals = !goals.isEmpty
        hasNeeds = !needs.isEmpty
        hasFacts = hasGoals || hasNeeds || readingTime != nil
        hasContents = contents.count > 1
        hasNeighbours = previous != nil || next != nil
        hasSources = !sources.isEmpty
        hasTypes = body.contains("<var data-type=")
    }
}
