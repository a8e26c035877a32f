// Promises about a site as a whole.

import Foundation
import Testing
import WorkbookEngine

@Suite struct SiteTests {
    @Test func twoBuildsAreTheSameBytes() throws {
        let lesson = try made("# A neuron\n\n```swift\nprint(1)\n```\n", outputs: ["1\n"])
        let folders = (0..<2).map { _ in
            FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString)")
        }
        defer { for folder in folders { try? FileManager.default.removeItem(at: folder) } }
        for folder in folders {
            let colourist = Colourist(toolchain: try Toolchain.find())
            try SiteBuilder(lessons: [lesson], colourist: colourist).write(to: folder)
        }
        for path in ["index.html", "lesson01-neuron.html", "assets/workbook.css"] {
            let data = try folders.map { try Data(contentsOf: $0.appending(path: path)) }
            #expect(data[0] == data[1] && !data[0].isEmpty)
        }
        let page = try String(contentsOf: folders[0].appending(path: "lesson01-neuron.html"), encoding: .utf8)
        #expect(page.contains("<span class=\"tok-number\">1</span>"))
        #expect(!page.contains(folders[0].path))
    }

    @Test func onlyWhatAnEarlierBuildMadeIsRemoved() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let one = try made("One.")
        let two = try made("Two.", name: "lesson02-two")
        #expect(try SiteBuilder(lessons: [one, two]).write(to: folder).written.contains("lesson02-two.html"))
        let foreign = ["notes.html", "photo.png", "assets/mine.css", "CNAME"]
        for path in foreign { try Data("mine".utf8).write(to: folder.appending(path: path)) }

        let changes = try SiteBuilder(lessons: [one]).write(to: folder)
        #expect(changes.removed == ["lesson02-two.html"])
        #expect(changes.written == ["index.html", "lesson01-neuron.html", "search-index.js"])
        for path in foreign {
            #expect(try Data(contentsOf: folder.appending(path: path)) == Data("mine".utf8))
        }
        #expect(try SiteBuilder(lessons: [one]).write(to: folder).isEmpty)
    }

    @Test func aRunOfAnotherTextIsRefused() throws {
        let lesson = try made("```swift\nlet a = 1\n```\n").lesson
        #expect(throws: Diagnostics.self) { try SiteBuilder(lessons: [(lesson, Run(cells: []))]).pages() }
    }

    @Test func aPageSaysWhatCompiledItAndWhyItIsPlain() throws {
        let lesson = try made("```swift\nlet a = 1\n```\n")
        func page(_ colourist: Colourist?) throws -> String {
            let site = SiteBuilder(lessons: [lesson], colourist: colourist, compiler: "Swift 6.3")
            let page = try #require(try site.pages().first { $0.path == "lesson01-neuron.html" })
            return String(decoding: page.data, as: UTF8.self)
        }
        let plain = "The code has no colours"
        #expect(try page(nil).contains(plain) && page(nil).contains("was built, with Swift 6.3."))
        #expect(try !page(Colourist(toolchain: .find())).contains(plain))
    }

    @Test func theMathematicalFontTravelsWithItsLicence() throws {
        let files = Dictionary(
            uniqueKeysWithValues: try SiteBuilder(lessons: []).pages().map { ($0.path, $0.data) })
        let font = try #require(files["assets/math.woff2"])
        #expect(font.prefix(4) == Data("wOF2".utf8) && font.count < 120_000)
        let license = String(decoding: try #require(files["assets/math-font-license.txt"]), as: UTF8.self)
        #expect(license.contains("GUST Font License"))
        let css = String(decoding: try #require(files["assets/workbook.css"]), as: UTF8.self)
        #expect(css.contains("url(\"math.woff2\")"))
    }

    @Test func scriptsOnlyAdd() throws {
        let html = try page("Text.")
        let css = String(
            decoding: try #require(try SiteBuilder(lessons: []).pages().first { $0.path.hasSuffix(".css") })
                .data,
            as: UTF8.self)
        // What needs a script is not shown before one has run.
        #expect(html.contains("root.classList.add(\"scripted\")"))
        #expect(css.contains(".search, .theme { display: none; }\n.scripted .search"))
        // The chosen colours are there before anything is drawn.
        let style = try #require(html.range(of: "<link rel=\"stylesheet\""))
        let theme = try #require(html.range(of: "localStorage.getItem"))
        #expect(theme.upperBound < style.lowerBound)
    }

    @Test func pagesNeedNoNetwork() throws {
        let files = try SiteBuilder(lessons: [made("Text.")]).pages()
        for (path, data) in files where [".html", ".css", ".js"].contains(where: path.hasSuffix) {
            let text = String(decoding: data, as: UTF8.self)
            #expect(
                !text.contains("://") && !text.contains("src=\"/") && !text.contains("@import"), "\(path)")
        }
    }

    /// WCAG's contrast of text 7:1, of code tokens 4.5:1, in light and in dark.
    @Test func coloursAreReadable() throws {
        let file = try #require(try SiteBuilder(lessons: []).pages().first { $0.path.hasSuffix(".css") })
        let css = String(decoding: file.data, as: UTF8.self)
        let schemes = [":root", ":root:not([data-theme=\"light\"])", ":root[data-theme=\"dark\"]"].compactMap
        {
            css.firstRange(of: "\($0) {").map { colours(String(css[$0.upperBound...])) }
        }
        try #require(schemes.count == 3)
        #expect(schemes[1] == schemes[2] && schemes[0].keys == schemes[1].keys)
        for scheme in schemes {
            for text in ["ink", "quiet", "link", "wrong"] {
                for ground in ["paper", "panel", "output", "note"] {
                    #expect(
                        try contrast(text, ground, scheme) >= 7,
                        "\(text) on \(ground)")
                }
            }
            for token in scheme.keys where token.hasPrefix("tok-") {
                for ground in ["panel", "paper"] {
                    #expect(try contrast(token, ground, scheme) >= 4.5, "\(token) on \(ground)")
                }
            }
            #expect(try contrast("accent", "paper", scheme) >= 4.5)
        }
    }

    private func colours(_ block: String) -> [String: [Double]] {
        var result: [String: [Double]] = [:]
        for match in block.prefix(upTo: block.firstIndex(of: "}")!).matches(
            of: /--([a-z-]+): #([0-9a-f]{6});/)
        {
            let value = Int(match.output.2, radix: 16)!
            result[String(match.output.1)] = [value >> 16, value >> 8 & 255, value & 255].map {
                Double($0) / 255
            }
        }
        return result
    }

    private func contrast(_ text: String, _ ground: String, _ scheme: [String: [Double]]) throws -> Double {
        func luminance(_ name: String) throws -> Double {
            let parts = try #require(scheme[name], "\(name)").map {
                $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        let (a, b) = (try luminance(text), try luminance(ground))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}
