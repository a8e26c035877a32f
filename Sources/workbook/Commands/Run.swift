import ArgumentParser
import Foundation
import WorkbookEngine

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read and run a lesson in the terminal.",
        discussion: """
            Shows the lesson's prose, its code and what the code prints, as it prints it. What has run before and has \
            not changed comes from the cache. Trying the answers to exercises is left to check.

            Cells for data that do not ship with the lessons show what their author has recorded; with --full they run. \
            When a data set is not there, nothing runs, and the command that gets it is told.

            EXAMPLES
              workbook run 3                 the whole lesson
              workbook run 3 | less          at leisure
              workbook run 3 --outputs       only what the cells print
              workbook run 3 --open          with the answers, hints and code that are folded
              workbook run 3 --cell train    one cell, by its id or number
              workbook run 3 --plain         ASCII only, no colours
              workbook run 13 --full         with the full data; see `workbook data`

            Ends with 0 when every cell ran as its lesson says, with 1 when one failed.
            """)

    @OptionGroup var reading: ReadingOptions

    @Flag(help: "Run the cells for the full data, too.")
    var full = false

    @OptionGroup var cacheOptions: CacheOptions

    func run() async throws {
        let workplace = Workplace()
        let file = try workplace.lesson(named: reading.lesson)
        let lesson = try file.read()
        if full, lesson.fullDataSets.isEmpty {
            throw UsageError(
                "\(lesson.path): this lesson has no cell for full data; leave out --full (`workbook data` says which have one)"
            )
        }
        try await LessonReader(reading, cacheOptions, workplace, runsFull: full)
            .show(lesson, in: file.url.deletingLastPathComponent())
    }
}
