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
    private let notice: MustacheTemplate

    init() throws {
        page = try MustacheTemplate(string: String(decoding: PackageResources.page_mustache, as: UTF8.self))
        index = try MustacheTemplate(string: String(decoding: PackageResources.index_mustache, as: UTF8.self))
        lesson = try MustacheTemplate(
            string: String(decoding: PackageResources.lesson_mustache, as: UTF8.self))
        glossary = try MustacheTemplate(
            string: String(decoding: PackageResources.glossary_mustache, as: UTF8.self))
        notice = try MustacheTemplate(
            string: String(decoding: PackageResources.notice_mustache, as: UTF8.self))
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
            ("assets/search.js", Data(PackageResources.search_js)),
            ("assets/theme.js", Data(PackageResources.theme_js)),
            ("assets/math.woff2", MathFont.woff2),
            ("assets/math-font-license.txt", MathFont.license),
        ]
    }

    func render(_ content: IndexContent, in book: BookContent) -> Data {
        render(
            PageContent(
                language: "en", windowTitle: book.title, bookTitle: book.title, hasGlossary: book.hasGlossary,
                isIndex: true, main: index.render(content)))
    }

    func render(_ content: LessonContent, description: String?, language: String, in book: BookContent)
        -> Data
    {
        render(
            PageContent(
                language: language, windowTitle: "\(content.title) · \(book.title)", description: description,
                bookTitle: book.title, hasGlossary: book.hasGlossary, previous: content.previous,
                next: content.next, main: lesson.render(content)))
    }

    func render(_ content: GlossaryContent, in book: BookContent) -> Data {
        render(
            PageContent(
                language: "en", windowTitle: "Glossary · \(book.title)", bookTitle: book.title,
                hasGlossary: true,
                isGlossary: true, main: glossary.render(content)))
    }

    func render(_ content: NoticeContent, in book: BookContent) -> Data {
        render(
            PageContent(
                language: "en", windowTitle: "\(content.title) · \(book.title)", bookTitle: book.title,
                hasGlossary: book.hasGlossary, main: notice.render(content)))
    }

    private func render(_ content: PageContent) -> Data { Data(page.render(content).utf8) }
}

/// What every page has around its main part.
private struct PageContent {
    var language: String
    var windowTitle: String
    var description: String?
    var bookTitle: String
    var hasGlossary: Bool
    var isIndex = false
    var isGlossary = false
    var previous: PageLink?
    var next: PageLink?
    var main: String
}

/// What all pages of a book share.
struct BookContent {
    var title: String
    var hasGlossary: Bool
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
        var address: String
        var number: String?
        var title: String
        var question: String?
        var minutes: String?
        var language: String
    }

    var bookTitle: String
    var lessons: [Item]
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

/// A lesson's page. The question, the goals, needs and sources, and the body are HTML.
struct LessonContent {
    var number: String?
    var title: String
    var question: String?
    var goals: [String]
    var needs: [String]
    var minutes: String?
    var contents: [LessonPage.Entry]
    var body: String
    var sources: [String]
    var previous: PageLink?
    var next: PageLink?

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
        number: String?, title: String, question: String?, goals: [String], needs: [String], minutes: String?,
        contents: [LessonPage.Entry], body: String, sources: [String], previous: PageLink?, next: PageLink?
    ) {
        self.number = number
        self.title = title
        self.question = question
        self.goals = goals
        self.needs = needs
        self.minutes = minutes
        self.contents = contents
        self.body = body
        self.sources = sources
        self.previous = previous
        self.next = next
        hasGoals = !goals.isEmpty
        hasNeeds = !needs.isEmpty
        hasFacts = hasGoals || hasNeeds || minutes != nil
        hasContents = contents.count > 1
        hasNeighbours = previous != nil || next != nil
        hasSources = !sources.isEmpty
        hasTypes = body.contains("<var data-type=")
    }
}
