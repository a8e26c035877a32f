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

    init() throws {
        page = try MustacheTemplate(string: String(decoding: PackageResources.page_mustache, as: UTF8.self))
        index = try MustacheTemplate(string: String(decoding: PackageResources.index_mustache, as: UTF8.self))
        lesson = try MustacheTemplate(
            string: String(decoding: PackageResources.lesson_mustache, as: UTF8.self))
    }

    static var styleSheet: Data { Data(PackageResources.workbook_css) + Data(Palette.stylesheet.utf8) }

    /// What pages have besides their text, by the path in the site's folder.
    static var assets: [(path: String, data: Data)] {
        [
            ("assets/workbook.css", styleSheet),
            ("assets/math.woff2", Data(MathFont.woff2)),
            ("assets/math-font-license.txt", Data(MathFont.license)),
        ]
    }

    func render(_ content: IndexContent) -> Data {
        render(
            PageContent(
                language: "en", windowTitle: content.bookTitle, bookTitle: content.bookTitle, isIndex: true,
                main: index.render(content)))
    }

    func render(_ content: LessonContent, description: String?, language: String, bookTitle: String) -> Data {
        render(
            PageContent(
                language: language, windowTitle: "\(content.title) · \(bookTitle)", description: description,
                bookTitle: bookTitle, previous: content.previous, next: content.next,
                main: lesson.render(content)))
    }

    private func render(_ content: PageContent) -> Data { Data(page.render(content).utf8) }
}

/// What every page has around its main part.
private struct PageContent {
    var language: String
    var windowTitle: String
    var description: String?
    var bookTitle: String
    var isIndex = false
    var previous: PageLink?
    var next: PageLink?
    var main: String
}

/// A page as other pages name it. The address is written as links are, ready for HTML.
struct PageLink {
    var address: String
    var title: String
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
    }
}
