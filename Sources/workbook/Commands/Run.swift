import ArgumentParser
import Foundation
import WorkbookEngine

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read and run a lesson in the terminal.",
        discussion: """
            Shows the lesson's prose, its code and what the code prints, as it prints it. What has run before and has \
            not changed comes from the cache. Trying the answers to exercises is left to check.

            EXAMPLES
              workbook run 3                 the whole lesson
              workbook run 3 | less          at leisure
              workbook run 3 --outputs       only what the cells print
              workbook run 3 --cell train    one cell, by its id or number
              workbook run 3 --plain         ASCII only, no colours

            Ends with 0 when every cell ran as its lesson says, with 1 when one failed.
            """)

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var cacheOptions: CacheOptions

    func run() async throws {
        let workplace = Workplace()
        let file = try workplace.lesson(named: reading.lesson)
        let lesson = try file.read()
        try await LessonReader(reading, cacheOptions, workplace)
            .show(lesson, in: file.url.deletingLastPathComponent())
    }
}
