// What `workbook.yml` says, and what pages make of it.

import Foundation
import Testing
import WorkbookEngine

private func faults(_ text: String) -> [String] {
    do {
        _ = try BookSettings(parsing: text)
        return []
    } catch let error as Diagnostics {
        return error.all.map(\.sentence)
    } catch {
        return ["\(error)"]
    }
}

private func files(_ settings: BookSettings) throws -> [String: String] {
    let text = "---\ntitle: 'One & only'\nquestion: Is it?\n---\n\nText.\n"
    let lesson = try Lesson(parsing: Array(text.utf8), path: "lessons/lesson01 one.md")
    let pages = try SiteBuilder(settings: settings, lessons: [(lesson, Run(cells: []))]).pages()
    return Dictionary(uniqueKeysWithValues: pages.map { ($0.path, String(decoding: $0.data, as: UTF8.self)) })
}

@Suite struct SettingsTests {
    @Test func aBookHasATitleADescriptionAndAnAddress() throws {
        let settings = try BookSettings(
            parsing: "title: Sums\ndescription: On sums.\nbase-url: https://example.org/sums\n")
        #expect(settings.title == "Sums" && settings.description == "On sums.")
        #expect(settings.baseURL?.absoluteString == "https://example.org/sums/")
        #expect(try BookSettings(parsing: "# nothing yet\n") == BookSettings())
    }

    @Test func mistakesAreToldWithTheirPlaces() {
        #expect(
            faults("titel: Sums\nbase-url: sums.org\ndescription:\n- one\n") == [
                "workbook.yml:1:1: unknown setting \"titel\"; did you mean \"title\"?",
                "workbook.yml:2:11: \"base-url\" takes the address of the site, such as https://example.org/book/",
                "workbook.yml:4:1: \"description\" takes one line of text",
            ])
        #expect(
            faults("- one\n") == [
                "workbook.yml:1:1: the settings are lines `name: value`; known are title, description, base-url"
            ])
        #expect(faults("title: 'Sums\n").first?.hasPrefix("workbook.yml:") == true)
    }

    @Test func pagesNameTheirAddressOnceThereIsOne() throws {
        var settings = BookSettings()
        settings.title = "Sums"
        settings.description = "On sums."
        #expect(try files(settings)["sitemap.xml"] == nil)
        for (path, text) in try files(settings) where path.hasSuffix(".html") {
            #expect(!text.contains("canonical") && !text.contains("og:") && !text.contains("twitter:"))
        }

        settings.baseURL = URL(string: "https://example.org/sums/")
        let files = try files(settings)
        let lesson = try #require(files["lesson01 one.html"])
        #expect(
            lesson.contains("<link rel=\"canonical\" href=\"https://example.org/sums/lesson01%20one.html\">"))
        #expect(lesson.contains("<meta property=\"og:title\" content=\"One &amp; only\">"))
        #expect(lesson.contains("<meta property=\"og:description\" content=\"Is it?\">"))
        #expect(lesson.contains("<meta property=\"og:type\" content=\"article\">"))
        let index = try #require(files["index.html"])
        #expect(index.contains("<link rel=\"canonical\" href=\"https://example.org/sums/\">"))
        #expect(index.contains("<meta property=\"og:description\" content=\"On sums.\">"))
        #expect(index.contains("<meta property=\"og:site_name\" content=\"Sums\">"))
        let map = try #require(files["sitemap.xml"])
        #expect(map.contains("<loc>https://example.org/sums/</loc>"))
        #expect(map.contains("<loc>https://example.org/sums/lesson01%20one.html</loc>"))
        #expect(map.components(separatedBy: "<loc>").count == 3)
    }

    @Test func aSiteMapThatIsNoLongerWantedIsRemoved() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var settings = BookSettings()
        settings.baseURL = URL(string: "https://example.org/")
        try SiteBuilder(settings: settings, lessons: []).write(to: folder)
        #expect(try SiteBuilder(lessons: []).write(to: folder).removed == ["sitemap.xml"])
    }
}
