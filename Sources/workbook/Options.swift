// What several commands take, and what they make of it.

import ArgumentParser
import Foundation
import WorkbookEngine

struct CacheOptions: ParsableArguments {
    @Option(
        name: .customLong("cache"), help: ArgumentHelp("Keep finished runs in this folder.", valueName: "dir")
    )
    var cacheFolder: String?

    @Flag(name: .customLong("no-cache"), help: "Run everything anew, and remember nothing.")
    var noCache = false

    var cache: Cache? {
        if noCache { return nil }
        return Cache(folder: cacheFolder.map { URL(filePath: $0) } ?? Cache.usersFolder())
    }

    /// Where the data sets lie that full cells compute with. They are no runs: --no-cache leaves them.
    var dataStore: DataStore { .inCache(cacheFolder) }

    func validate() throws {
        if noCache, cacheFolder != nil {
            throw ValidationError("--cache and --no-cache contradict each other.")
        }
    }
}

extension DataStore {
    /// In the cache in this folder, or in the user's own.
    static func inCache(_ folder: String?) -> DataStore {
        let cache = folder.map { URL(filePath: $0) } ?? Cache.usersFolder()
        return DataStore(
            folder: cache.appending(path: "data"), option: folder.map { " --cache \($0)" } ?? "")
    }
}

/// What commands need to know about the place that they are called in.
struct Workplace {
    let folder = URL(filePath: FileManager.default.currentDirectoryPath)
    let project: Project?

    init() { project = Project.containing(folder) }

    func lesson(named name: String) throws -> LessonFile {
        try LessonFile.find(name, from: folder, in: project)
    }

    /// The named lessons, or all of the project's.
    func lessons(named names: [String]) throws -> [LessonFile] {
        if !names.isEmpty { return try names.map(lesson(named:)) }
        guard let project else {
            throw UsageError(
                "there is no folder `lessons` here or above; name the lessons, or go to the project")
        }
        return project.lessons.map { LessonFile($0, in: project, from: folder) }
    }

    func runner(_ options: CacheOptions) throws -> Runner {
        try Runner(toolchain: .find(), library: .find(beside: Self.executable), cache: options.cache)
    }

    static var executable: URL { URL(filePath: "/proc/self/exe").resolvingSymlinksInPath() }
}

/// Calls `work` for every lesson, `width` at a time, and returns the results in the lessons' order.
func inParallel<Result: Sendable>(
    _ files: [LessonFile], width: Int = 2, _ work: @escaping @Sendable (LessonFile) async -> Result
) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
        var results = [Result?](repeating: nil, count: files.count)
        var next = 0
        func addOne() {
            guard next < files.count else { return }
            let index = next
            group.addTask { (index, await work(files[index])) }
            next += 1
        }
        for _ in 0..<width { addOne() }
        for await (index, result) in group {
            results[index] = result
            addOne()
        }
        return results.compactMap { $0 }
    }
}
