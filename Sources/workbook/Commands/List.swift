import ArgumentParser
import Foundation
import WorkbookEngine

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the lessons with the question that each answers.",
        discussion: """
            EXAMPLES
              workbook list
            """)

    func run() throws {
        let workplace = Workplace()
        var isFaulty = false
        for file in try workplace.lessons(named: []) {
            do {
                let lesson = try file.read()
                let matter = lesson.frontMatter
                print("\(lesson.name)\n    \(matter.title)\(matter.readableQuestion.map { ". \($0)" } ?? "")")
            } catch let found as Diagnostics {
                isFaulty = true
                let faults = counted(found.all.count, "fault")
                print(
                    "\(file.url.deletingPathExtension().lastPathComponent)\n    \(faults), the first: \(found.all[0].sentence)"
                )
            }
        }
        if isFaulty { throw ExitCode(1) }
    }
}
