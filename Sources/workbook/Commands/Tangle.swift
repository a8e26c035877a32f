import ArgumentParser
import Foundation
import WorkbookEngine

struct Tangle: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a lesson as a Swift program that compiles by itself.",
        discussion: """
            The program holds the cells that run, in order, and the mistakes as comments. It needs no runner, only the \
            lessons' library: its first lines say how to compile it.

            EXAMPLES
              workbook tangle 3 > lesson03.swift
              swiftc lesson03.swift -o lesson03 $(workbook tangle --flags)
              ./lesson03
            """)

    @Argument(help: "The lesson.")
    var lesson: String?

    @Flag(help: "Print what the compiler must be told to find the lessons' library.")
    var flags = false

    func validate() throws {
        if flags == (lesson != nil) { throw ValidationError("Name a lesson, or ask for --flags.") }
    }

    func run() throws {
        if let lesson {
            let file = try Workplace().lesson(named: lesson)
            print(try tangled(file.read()), terminator: "")
        } else {
            print(
                try LessonLibrary.find(beside: Workplace.executable).compilerFlags(
                    cache: Cache.usersFolder()))
        }
    }
}
