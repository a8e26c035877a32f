import ArgumentParser
import Foundation
import WorkbookEngine

struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record what the cells print now in the lessons' files.",
        discussion: """
            Writes the outputs and messages below their cells and touches nothing else in the file. A recorded output \
            that agrees, within its tolerance, stays as it is. A lesson with a cell that fails is left alone.

            EXAMPLES
              workbook accept 3              record the outputs of lesson 3
              workbook accept 13 --full      the outputs of its full cells, too
              git diff lessons               see what has changed
            """)

    @Argument(help: "The lessons to record.")
    var lessons: [String]

    @Flag(help: "Run the cells for the full data, too, and record what they print.")
    var full = false

    @OptionGroup var cacheOptions: CacheOptions

    func run() async throws {
        let workplace = Workplace()
        let runner = try workplace.runner(cacheOptions)
        var failed = false
        for file in try workplace.lessons(named: lessons) {
            let before = try file.bytes()
            let lesson = try Lesson(parsing: before, path: file.path)
            let run = try await runner.run(
                lesson, in: file.url.deletingLastPathComponent(),
                fullData: full ? cacheOptions.dataStore : nil)
            guard run.failures.isEmpty else {
                for failure in run.failures { printError(failure) }
                printError("\(file.path) is left as it was")
                failed = true
                continue
            }
            let after = Data(lesson.accepting(run).text.utf8)
            if after == before {
                print("\(file.path): nothing to record")
                continue
            }
            // Somebody may have saved the file while the lesson ran.
            guard try file.bytes() == before else {
                throw Diagnostics(
                    file.path, "the file was changed while the lesson ran; nothing is recorded, try again")
            }
            try after.write(to: file.url, options: .atomic)
            print("\(file.path): recorded")
        }
        if failed { throw ExitCode(1) }
    }
}
