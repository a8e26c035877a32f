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
        var faults: [Diagnostic] = []
        for file in try workplace.lessons(named: []) {
            do {
                let lesson = try file.read()
                print("\(lesson.name)\n    \(lesson.frontMatter.title). \(lesson.frontMatter.question ?? "")")
            } catch let found as Diagnostics {
                faults += found.all
            }
        }
        if !faults.isEmpty { throw Diagnostics(faults) }
    }
}
