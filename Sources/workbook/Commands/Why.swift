import ArgumentParser
import Foundation
import WorkbookEngine

struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say why a lesson would run anew, or that it would not.",
        discussion: """
            A lesson's outputs come from the cache while its code, its data, the library and the toolchain are the same. \
            Prose, captions and tolerances do not count.

            EXAMPLES
              workbook why 3
            """)

    @Argument(help: "The lesson.")
    var lesson: String

    @OptionGroup var cacheOptions: CacheOptions

    func run() throws {
        let workplace = Workplace()
        let file = try workplace.lesson(named: lesson)
        let reasons = try workplace.runner(cacheOptions)
            .reasonsToRun(file.read(), in: file.url.deletingLastPathComponent())
        if reasons.isEmpty {
            print("\(file.path) is unchanged: its outputs come from the cache")
        } else {
            print("\(file.path) would run anew:")
            for reason in reasons { print("  \(reason)") }
        }
    }
}
