// Promises about the served pages: who may ask, what is answered, and when a page is shown anew.

import FlyingFox
import Foundation
import Testing

@testable import WorkbookEngine

/// A project under preview whose cells are not compiled: each prints its own code, and `stop` fails.
private struct Preview {
    let root = FileManager.default.temporaryDirectory.appending(path: "preview-\(UUID().uuidString)")
    let book: PreviewBook
    var handler: PreviewHandler { PreviewHandler(book: book) }

    init(_ lessons: [String: String] = ["lesson01-a.md": Preview.lesson("Alpha")]) async throws {
        let folder = root.appending(path: "lessons")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in lessons { try Data(text.utf8).write(to: folder.appending(path: name)) }
        book = PreviewBook(
            of: Project(root: root), PreviewSite(colourist: nil, types: nil), onEvent: { _ in }
        ) { lesson, _ in try Self.run(lesson) }
        await book.update()
        await book.rest()
    }

    private static func run(_ lesson: Lesson) throws -> Run {
        if let cell = lesson.cells.first(where: { $0.code.contains("mistake") }) {
            throw Diagnostics(lesson.path, at: cell.fence.position, "cannot find 'mistake' in scope")
        }
        return Run(
            cells: lesson.cells.map { cell in
                var outcome = CellOutcome()
                (outcome.hasRun, outcome.output) = (true, cell.code)
                if cell.code.contains("stop") {
                    outcome.failure = Diagnostic(
                        .error, lesson.path, cell.fence.position, "the program stopped here")
                }
                return outcome
            })
    }

    static func lesson(_ title: String, _ text: String = "Prose.") -> String {
        "---\ntitle: \(title)\n---\n\n\(text)\n"
    }

    func save(_ text: String, as name: String = "lesson01-a.md") async throws {
        try Data(text.utf8).write(to: root.appending(path: "lessons/\(name)"), options: .atomic)
        await book.update()
        await book.rest()
    }

    func remove() { try? FileManager.default.removeItem(at: root) }

    func ask(_ target: String, method: HTTPMethod = .GET, host: String = "127.0.0.1:8017") async throws
        -> HTTPResponse
    {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        return try await handler.handleRequest(
            HTTPRequest(
                method: method, version: .http11,
                target: HTTPRequest.Target(path: parts[0], query: parts.dropFirst().first ?? ""),
                headers: [.host: host], body: HTTPBodySequence()))
    }

    func text(_ target: String) async throws -> String {
        String(decoding: try await ask(target).bodyData, as: UTF8.self)
    }

    private func version(in page: String) -> String? {
        page.firstMatch(of: /data-version="([^"]*)"/).map { String($0.1) }
    }

    func version(of path: String) async throws -> String? { version(in: try await text("/\(path)")) }
}

@Suite struct PreviewTests {
    @Test func thePagesOfTheSiteAreServedWithTheirTypes() async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        for (path, type) in [
            "/": "text/html; charset=utf-8", "/index.html": "text/html; charset=utf-8",
            "/lesson01-a.html": "text/html; charset=utf-8",
            "/lesson01-a.html?x=1": "text/html; charset=utf-8",
            "/assets/workbook.css": "text/css; charset=utf-8", "/assets/math.woff2": "font/woff2",
            "/search-index.js": "text/javascript; charset=utf-8",
            "/preview/preview.js": "text/javascript; charset=utf-8",
        ] {
            let response = try await preview.ask(path)
            #expect(response.statusCode == .ok, "\(path)")
            #expect(response.headers[.contentType] == type, "\(path)")
            #expect(response.headers[.cacheControl] == "no-store", "\(path)")
            #expect(try await !response.bodyData.isEmpty, "\(path)")
        }
        #expect(try await preview.text("/lesson01-a.html").contains("<p>Prose.</p>"))
    }

    @Test func onlyServedPagesHaveTheScript() async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        let served = try await preview.text("/lesson01-a.html")
        #expect(served.contains("<script src=\"/preview/preview.js\" data-page=\"lesson01-a.html\""))
        let lesson = try Lesson(parsing: Array(Preview.lesson("Alpha").utf8), path: "lessons/lesson01-a.md")
        let pages = try SiteBuilder(lessons: [(lesson, Run(cells: []))]).pages()
        for page in pages {
            #expect(!String(decoding: page.data, as: UTF8.self).contains("preview"), "\(page.path)")
        }
    }

    @Test(arguments: [
        "/../secret", "/%2e%2e/secret", "/assets/../../secret", "/assets/%2E%2E/%2E%2E/secret",
        "/..%2fsecret",
        "/a%00b", "/..%5csecret", "/%zz",
    ])
    func pathsThatLeadOutOfTheBookAreRefused(path: String) async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        #expect(try await preview.ask(path).statusCode == .forbidden)
    }

    @Test(arguments: [
        "/nothing", "/lessons/lesson01-a.md", "/assets", "/assets/", "/lesson01-a", "/a/b/c.html",
        "//etc/passwd",
    ])
    func whatTheBookDoesNotHaveIsNotFound(path: String) async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        let response = try await preview.ask(path)
        let page = String(decoding: try await response.bodyData, as: UTF8.self)
        #expect(response.statusCode == .notFound)
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(page.contains("<a href=\"index.html\">All lessons</a>"))
        #expect(page.contains("There is no such page"))
        // From a folder that is not there, links lead to the book's own.
        #expect(page.contains("<base href=\"/\">") == path.dropFirst().contains("/"))
    }

    @Test func aPathIsNeverTakenForMarkup() async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        let page = try await preview.text("/%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
        #expect(!page.contains("<script>alert"))
    }

    @Test(arguments: ["evil.example", "evil.example:8017", "127.0.0.1.evil.example", ""])
    func pagesFromElsewhereAreNotAnswered(host: String) async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        #expect(try await preview.ask("/", host: host).statusCode == .misdirectedRequest)
    }

    @Test func onlyReadingIsAnswered() async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        let refused = try await preview.ask("/", method: .POST)
        #expect(refused.statusCode == .methodNotAllowed)
        #expect(refused.headers[HTTPHeader("Allow")] == "GET, HEAD")
        let (whole, head) = (try await preview.ask("/"), try await preview.ask("/", method: .HEAD))
        #expect(head.statusCode == .ok)
        #expect(try await head.bodyData.isEmpty)
        #expect(head.headers[.contentLength] == String(try await whole.bodyData.count))
    }

    @Test func onlyThePageThatChangedHasANewVersion() async throws {
        let preview = try await Preview([
            "lesson01-a.md": Preview.lesson("Alpha"), "lesson02-b.md": Preview.lesson("Beta"),
        ])
        defer { preview.remove() }
        let pages = ["lesson01-a.html", "lesson02-b.html"]
        var before: [String?] = []
        for page in pages { before.append(try await preview.version(of: page)) }
        try await preview.save(Preview.lesson("Alpha", "Other prose."))
        #expect(try await preview.version(of: pages[0]) != before[0])
        #expect(try await preview.version(of: pages[1]) == before[1])
        // The same text again is the page that it was.
        try await preview.save(Preview.lesson("Alpha"))
        #expect(try await preview.version(of: pages[0]) == before[0])
    }

    @Test func listenersHearOfEveryChange() async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        var states = await preview.book.states(of: "lesson01-a.html").makeAsyncIterator()
        let first = try #require(await states.next() ?? nil)
        #expect(try await preview.version(of: "lesson01-a.html") == first.version)
        try await preview.save(Preview.lesson("Alpha", "Other prose."))
        var last = first
        while last.version == first.version { last = try #require(await states.next() ?? nil) }
        #expect(try await preview.version(of: "lesson01-a.html") == last.version)
    }

    @Test func statesAreServerSentEvents() async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        let response = try await preview.ask("/preview/states?page=lesson01-a.html")
        #expect(response.headers[.contentType] == "text/event-stream; charset=utf-8")
        guard case .httpBody(let body) = response.payload else { throw CancellationError() }
        #expect(body.count == nil)
        for try await chunk in body {
            // Chunked: the length stands before it.
            let event = try #require(
                String(decoding: chunk, as: UTF8.self).split(separator: "\r\n").dropFirst().first)
            let version = try #require(try await preview.version(of: "lesson01-a.html"))
            #expect(event.hasPrefix("data: {\"version\": \"\(version)\", \"running\": "))
            #expect(event.hasSuffix("\n\n"))
            break
        }
    }

    @Test func faultsStandAboveThePageWithTheirPlace() async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        try await preview.save("---\ntitle: Alpha\n---\n\n```swift hiden\nlet x = 1 < 2\n```\n")
        let page = try await preview.text("/lesson01-a.html")
        #expect(page.contains("<code>lessons/lesson01-a.md:5:10</code> unknown word &quot;hiden&quot;"))
        #expect(page.contains("<summary>One fault"))
        let box = try #require(page.range(of: "preview-faults\" id")),
            main = try #require(page.range(of: "<main"))
        #expect(box.lowerBound < main.lowerBound)
        // What could be read before can still be read.
        #expect(page.contains("<p>Prose.</p>"))
        // The front page names it too; and all is forgotten once it is mended.
        #expect(try await preview.text("/").contains("lessons/lesson01-a.md:5:10"))
        try await preview.save(Preview.lesson("Alpha"))
        #expect(try await !preview.text("/lesson01-a.html").contains("preview-faults\" id"))
    }

    @Test func aLessonThatCannotRunIsShownAsBeforeAndOneThatPrintsOtherwiseAsItIs() async throws {
        let good = Preview.lesson("Alpha", "Before.\n\n```swift\nprint(1)\n```\n\n```output\nprint(1)\n```")
        let preview = try await Preview(["lesson01-a.md": good])
        defer { preview.remove() }
        #expect(try await !preview.text("/lesson01-a.html").contains("preview-faults\" id"))
        for fault in ["mistake", "stop"] {
            try await preview.save(good.replacing("Before", with: "After").replacing("1", with: fault))
            let page = try await preview.text("/lesson01-a.html")
            #expect(page.contains("<code>lessons/lesson01-a.md:7:1</code>"), "\(page)")
            #expect(page.contains("below is the lesson as it was before"))
            #expect(page.contains("<p>Before.</p>"))
        }
        try await preview.save(
            good.replacing("Before", with: "After").replacing("(1)\n```\n\n", with: "(2)\n```\n\n"))
        let page = try await preview.text("/lesson01-a.html")
        #expect(page.contains("the output of cell 1 is not the recorded one"))
        #expect(page.contains("<span class=\"recorded\">- print(1)</span>"))
        #expect(page.contains("<span class=\"actual\">+ print(2)</span>"))
        #expect(page.contains("<p>After.</p>"))
    }

    @Test func aLessonThatWasNeverReadableHasAPageWithItsFaults() async throws {
        let preview = try await Preview(["lesson01-a.md": "---\nquestion: Why?\n---\n"])
        defer { preview.remove() }
        let response = try await preview.ask("/lesson01-a.html")
        let page = String(decoding: try await response.bodyData, as: UTF8.self)
        #expect(response.statusCode == .ok)
        #expect(page.contains("the front matter has no title"))
        #expect(page.contains("<a href=\"index.html\">All lessons</a>"))
    }

    @Test func lessonsComeAndGoWithTheirFiles() async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        try await preview.save(Preview.lesson("Beta"), as: "lesson02-b.md")
        #expect(try await preview.text("/").contains("<a href=\"lesson02-b.html\">Beta</a>"))
        try FileManager.default.removeItem(at: preview.root.appending(path: "lessons/lesson02-b.md"))
        await preview.book.update()
        #expect(try await preview.ask("/lesson02-b.html").statusCode == .notFound)
        #expect(try await !preview.text("/").contains("lesson02-b"))
    }

    @Test func theServerListensOnLoopbackAndSaysWhenAPortIsTaken() async throws {
        let preview = try await Preview()
        defer { preview.remove() }
        let (addresses, found) = AsyncStream.makeStream(of: URL.self)
        let book = preview.book
        let serving = Task { try await PreviewServer(of: book, port: 0).run { found.yield($0) } }
        defer { serving.cancel() }
        let address = try #require(await addresses.first { _ in true })
        #expect(address.host() == "127.0.0.1")
        let port = try #require(address.port.flatMap(UInt16.init(exactly:)))
        await #expect(throws: PreviewServer.PortError(errno: EADDRINUSE)) {
            try await PreviewServer(of: book, port: port).run { _ in }
        }
    }
}
