import ArgumentParser
import Foundation
import Markdown
import WorkbookEngine

struct Render: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a Markdown file as an HTML fragment, running nothing.",
        discussion: """
            A file that uses none of the workbook's additions (front matter, tables, notes, formulas) comes out byte for byte as \
            `cmark --unsafe` writes it.

            EXAMPLES
              workbook render lessons/lesson03-three-layers.md
            """)

    @Argument(help: "The file, or - for standard input.")
    var file: String

    func run() throws {
        let data: Data
        if file == "-" {
            data = FileHandle.standardInput.readDataToEndOfFile()
        } else {
            let workplace = Workplace()
            data = try workplace.lesson(named: file).bytes()
        }
        // Bytes that are no UTF-8 are shown as the replacement character, as cmark does.
        let text = String(decoding: data, as: UTF8.self)
        let html = Node(markdown: FrontMatterSplit(of: text).body).withMathML().html()
        FileHandle.standardOutput.write(Data(html.utf8))
    }
}
