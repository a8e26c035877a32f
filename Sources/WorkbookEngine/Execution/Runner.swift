// Runs a lesson: from the cache if nothing has changed that could change its outputs, otherwise compiled,
// linked, started and listened to.

import Foundation
import Markdown

/// What a run is for.
public enum RunPurpose: Hashable, Sendable {
    /// To be read: the cells are run.
    case reading
    /// To be checked or published: the answers to the exercises are tried as well.
    case checking
}

/// Runs lessons and remembers what came of it.
public struct Runner: Sendable {
    var toolchain: Toolchain
    var library: LessonLibrary
    /// Nil for a runner that remembers nothing.
    var cache: Cache?
    var limits: Limits

    public init(toolchain: Toolchain, library: LessonLibrary, cache: Cache?, limits: Limits = Limits()) {
        (self.toolchain, self.library, self.cache, self.limits) = (toolchain, library, cache, limits)
    }

    /// Runs `lesson`, which lies in `folder`. The events come in the order of the file.
    ///
    /// - Parameter fullData: where the data of full cells lie; without it these cells are compiled, and do not run.
    ///
    /// Throws ``Diagnostics`` when the lesson does not compile; a cell that fails is in the ``Run``.
    public func run(
        _ lesson: Lesson, in folder: URL, for purpose: RunPurpose = .checking, fullData: DataStore? = nil,
        onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> Run {
        try checkData(of: lesson, in: folder)
        let sets = try dataSets(of: lesson, in: folder)
        try await fullData?.check(sets, of: lesson)
        let ingredients = try ingredients(of: lesson, in: folder, fullData: fullData == nil ? [] : sets)
        if let run = cached(ingredients, lesson, purpose) {
            replay(run, onEvent)
            return run
        }
        let run = try await withWorkFolder { work in
            try await LessonExecution(
                runner: self, lesson: lesson, purpose: purpose, data: fullData, folder: folder, work: work,
                onEvent: onEvent
            ).run()
        }
        // A failure is worth a second look, and names lines that may move.
        if run.failures.isEmpty {
            cache?.store(run, for: ingredients.key(for: purpose))
            cache?.storeLast(ingredients, of: folder.appending(path: lesson.name))
        }
        return run
    }

    /// Runs `lesson` as ``run(_:in:for:fullData:onEvent:)`` does, and finds meanwhile the types that its page shows:
    /// both compile the program, and neither needs the other.
    public func runForPage(_ lesson: Lesson, in folder: URL) async throws -> Run {
        async let types: Void = typeReader.prepare(lesson)
        let run = try await run(lesson, in: folder)
        await types
        return run
    }

    /// A finished run with these ingredients. Who reads is also served by a run that was checked.
    private func cached(_ ingredients: Ingredients, _ lesson: Lesson, _ purpose: RunPurpose) -> Run? {
        let purposes: [RunPurpose] = purpose == .reading ? [.checking, .reading] : [.checking]
        return purposes.lazy.compactMap {
            cache?.run(for: ingredients.key(for: $0), cells: lesson.cells.count)
        }.first
    }

    /// Why the lesson would run anew, one sentence each; empty when its outputs would come from the cache.
    public func reasonsToRun(_ lesson: Lesson, in folder: URL) throws -> [String] {
        let ingredients = try ingredients(of: lesson, in: folder, fullData: [])
        if cached(ingredients, lesson, .reading) != nil { return [] }
        guard let old = cache?.lastIngredients(of: folder.appending(path: lesson.name)) else {
            return ["no finished run of it is in the cache"]
        }
        let differences = ingredients.differences(from: old, cells: lesson.cells)
        return differences.isEmpty ? ["its entry in the cache is gone or damaged"] : differences
    }

    private func ingredients(of lesson: Lesson, in folder: URL, fullData: [DataSet]) throws -> Ingredients {
        try Ingredients(
            of: lesson, in: folder, fullData: fullData, toolchain: toolchain, library: library)
    }

    /// The sets that the lesson's full cells compute with, all of them known.
    private func dataSets(of lesson: Lesson, in folder: URL) throws -> [DataSet] {
        guard !lesson.fullDataSets.isEmpty else { return [] }
        let file = lesson.path.split(separator: "/").last ?? ""
        let shownFolder = String(lesson.path.dropLast(file.count))
        return try DataCatalogue(ofLessonsIn: folder, shownAs: shownFolder).sets(of: lesson)
    }

    /// Finds the types that lessons leave out, with this runner's toolchain, library and cache.
    public var typeReader: TypeReader { TypeReader(toolchain: toolchain, library: library, cache: cache) }

    private func checkData(of lesson: Lesson, in folder: URL) throws {
        let missing = lesson.frontMatter.data.filter {
            !FileManager.default.isReadableFile(atPath: folder.appending(path: $0).path)
        }
        guard missing.isEmpty else {
            throw Diagnostics(
                missing.map {
                    let place = place(of: $0, inFrontMatterOf: lesson)
                    return Diagnostic(
                        .error, lesson.path, place,
                        "the data file \($0), named in the front matter, is not there; it is looked for beside the lesson",
                        sourceLine: lesson.line(place.line))
                })
        }
    }

    private func place(of file: String, inFrontMatterOf lesson: Lesson) -> SourceLocation {
        let matter = lesson.text.linesKeepingEnds.dropFirst().prefix { !$0.hasPrefix("---") }
        for (index, line) in matter.enumerated() {
            guard let name = line.firstRange(of: file) else { continue }
            return SourceLocation(line: index + 2, column: line[..<name.lowerBound].utf8.count + 1)
        }
        return .start
    }

    private func replay(_ run: Run, _ onEvent: (RunEvent) -> Void) {
        for (index, outcome) in run.cells.enumerated() {
            onEvent(.started(cell: index))
            for piece in outcome.pieces {
                switch piece {
                case .text(let text): onEvent(.printed(cell: index, text: text))
                case .exhibit(let exhibit): onEvent(.showed(cell: index, exhibit))
                }
            }
            onEvent(.finished(cell: index, outcome: outcome))
        }
    }

    /// A folder of its own for the run's files, removed afterwards.
    private func withWorkFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
        let folder = try WorkFolders.make()
        defer { WorkFolders.discard(folder) }
        return try await body(folder)
    }
}
