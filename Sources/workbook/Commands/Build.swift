import ArgumentParser
import Foundation
import WorkbookEngine

struct Build: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the pages that students read.",
        discussion: """
            Runs the lessons, from the cache where nothing has changed, and writes their pages and an index. A page that \
            is the same already is not touched. When a lesson fails, or prints something else than it records, nothing is \
            written.

            EXAMPLES
              workbook build                 the project's pages in its folder site/
              workbook build --output DIR    the pages in another folder
              workbook build --verify        write nothing; end with 1 when site/ is out of date
              workbook build --base-url https://example.org/book/
                                             pages that know where they will stand
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder for the pages.", valueName: "dir"))
    var output: String?

    @Option(
        name: .customLong("base-url"),
        help: ArgumentHelp(
            "Where the site will stand, for canonical links, cards and the site map; else as workbook.yml says.",
            valueName: "address"))
    var baseURL: String?

    @Flag(help: "Only say whether the pages are as the lessons would make them now.")
    var verify = false

    @OptionGroup var cacheOptions: CacheOptions

    func run() async throws {
        let workplace = Workplace()
        guard let project = workplace.project else {
            throw UsageError("there is no folder `lessons` here or above; go to the project")
        }
        let folder = output.map { URL(filePath: $0) } ?? project.root.appending(path: "site")
        let runner = try workplace.runner(cacheOptions)
        let toolchain = try Toolchain.find()
        let site = SiteBuilder(
            settings: try settings(of: project), lessons: try await finishedLessons(workplace, runner),
            colourist: Colourist(toolchain: toolchain, cache: cacheOptions.cache),
            types: runner.typeReader, compiler: await toolchain.version(cache: cacheOptions.cache))
        if verify {
            try report(stale: try site.differences(from: folder), in: folder)
            return
        }
        let changes = try site.write(to: folder)
        for path in changes.written { print("wrote \(shown(folder))/\(path)") }
        for path in changes.removed { print("removed \(shown(folder))/\(path)") }
        if changes.isEmpty { print("\(shown(folder)) is up to date") }
    }

    private func settings(of project: Project) throws -> BookSettings {
        var settings = try project.settings()
        guard let baseURL else { return settings }
        guard let url = BookSettings.baseURL(baseURL) else {
            throw UsageError(
                "--base-url \(baseURL): give the address of the site, such as https://example.org/book/")
        }
        settings.baseURL = url
        return settings
    }

    private typealias Finished = (Lesson, WorkbookEngine.Run)

    private func finishedLessons(_ workplace: Workplace, _ runner: Runner) async throws -> [Finished] {
        let files = try workplace.lessons(named: [])
        let results = await inParallel(files) { file -> Result<Finished, any Error> in
            do {
                let lesson = try file.read()
                let run = try await runner.runForPage(lesson, in: file.url.deletingLastPathComponent())
                let mismatches = check(lesson, against: run)
                if !mismatches.isEmpty { throw Diagnostics(mismatches.map(\.diagnostic)) }
                return .success((lesson, run))
            } catch {
                return .failure(error)
            }
        }
        let faults = results.compactMap {
            if case .failure(let error as Diagnostics) = $0 { error.all } else { nil }
        }
        if !faults.isEmpty { throw Diagnostics(faults.flatMap { $0 }) }
        return try results.map { try $0.get() }
    }

    private func report(stale: [String], in folder: URL) throws {
        guard !stale.isEmpty else { return print("\(shown(folder)) is up to date") }
        for path in stale { printError("\(shown(folder))/\(path) is not what the lessons make now") }
        printError("run `workbook build`, and keep what it writes")
        throw ExitCode(1)
    }

    private func shown(_ folder: URL) -> String { output ?? folder.lastPathComponent }
}
