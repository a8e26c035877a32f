import ArgumentParser
import Foundation
import WorkbookEngine

struct Clean: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Forget every finished run.",
        discussion: """
            What `workbook data get` has put into the cache stays; `workbook data remove` removes it.

            EXAMPLES
              workbook clean                 empty the user's cache
              workbook clean --cache DIR     empty another
            """)

    @Option(name: .customLong("cache"), help: ArgumentHelp("The cache to empty.", valueName: "dir"))
    var cacheFolder: String?

    func run() throws {
        let cache = Cache(folder: cacheFolder.map { URL(filePath: $0) } ?? Cache.usersFolder())
        let freed = try cache.clean()
        print("freed \(freed / 1024) kB in \(cache.folder.path)")
    }
}
