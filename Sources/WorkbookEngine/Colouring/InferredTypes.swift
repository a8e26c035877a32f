// The types of names whose code does not say them, for readers: asked of the toolchain once, then remembered.

import Dispatch
import Foundation

/// A name that is declared without a type, and the type that the compiler found for it.
public struct InferredType: Hashable, Codable, Sendable {
    /// The name's bytes in the UTF-8 of the cell's code.
    public var range: Range<Int>
    public var type: String

    public init(range: Range<Int>, type: String) {
        (self.range, self.type) = (range, type)
    }
}

/// Finds the types of a lesson's variables with the toolchain's own reader of Swift, which compiles the lesson's
/// program for it.
///
/// Older toolchains do not answer, and then nothing has a type: pages are complete without.
public struct TypeReader: Sendable {
    private let toolchain: Toolchain
    private let library: LessonLibrary
    private let identity: String
    private let cache: Cache?

    /// `cache` keeps what was found; without one, every lesson is asked about again.
    public init(toolchain: Toolchain, library: LessonLibrary, cache: Cache? = nil) {
        (self.toolchain, self.library, self.cache) = (toolchain, library, cache)
        identity =
            "\(toolchain.identity)\n\(library.digest?.description ?? "no library")"
    }

    /// The types that the lesson's code leaves out, by the cell's place in ``Lesson/cells``, in the code's order.
    public func types(in lesson: Lesson) -> [Int: [InferredType]] {
        guard !lesson.cells.isEmpty else { return [:] }
        // The number counts the ways in which types have been derived from what the service says. What the prose asks
        // for declares nothing.
        let cells = lesson.cells.map { "\($0.role)\n\($0.code)" }.joined(separator: "\n")
        let key = Digest(of: "types 1\n\(identity)\n\(cells)").description
        if let known = cache?.text(for: key),
            let types = try? JSONDecoder().decode([Int: [InferredType]].self, from: known), types.fit(lesson)
        {
            return types
        }
        let program = Program(lesson, .checking)
        guard let variables = variables(of: program) else { return [:] }
        let types = program.types(of: variables, in: lesson)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        if let data = try? encoder.encode(types) { cache?.store(data, forText: key) }
        return types
    }

    /// Looks the types up early, so that ``types(in:)`` finds them in the cache. Without a cache there is no early.
    func prepare(_ lesson: Lesson) async {
        guard cache != nil else { return }
        // The service answers one question at a time: who waits for it must not hold a thread that runs lessons.
        await withCheckedContinuation { continuation in
            Self.queue.async {
                _ = types(in: lesson)
                continuation.resume()
            }
        }
    }

    private static let queue = DispatchQueue(label: "types of lessons")

    private func variables(of program: Program) -> [SourceKit.Variable]? {
        try? withWorkFolder { folder in
            let file = folder.appending(path: "main.swift")
            try Data(program.source.utf8).write(to: file)
            try LessonLibrary.writeStandIns(in: folder)
            let compiler = Compiler(toolchain: toolchain, library: library)
            return SourceKit.variableTypes(
                in: file, arguments: compiler.readingArguments(for: file), library: toolchain.sourceKit)
        }
    }
}

extension Program {
    /// Those of `variables` that have a type worth showing, where they stand in the lesson's cells.
    fileprivate func types(of variables: [SourceKit.Variable], in lesson: Lesson) -> [Int: [InferredType]] {
        let names = TypeNames(as: lesson)
        var types: [Int: [InferredType]] = [:]
        for variable in variables where !variable.isExplicit && variable.length > 0 {
            let place = variable.offset..<variable.offset + variable.length
            guard let line = line(at: place), let type = names.readable(variable.type) else { continue }
            let start = line.start + place.lowerBound - line.place.lowerBound
            let found = InferredType(range: start..<start + place.count, type: type)
            guard lesson.cells[line.cell].isName(found.range), types[line.cell]?.last != found else {
                continue
            }
            types[line.cell, default: []].append(found)
        }
        return types.mapValues { $0.sorted { $0.range.lowerBound < $1.range.lowerBound } }
    }

    private func line(at place: Range<Int>) -> Line? {
        lines.first { $0.place.lowerBound <= place.lowerBound && place.upperBound <= $0.place.upperBound }
    }
}

extension Cell {
    /// Whether a name stands there: neither `_`, which names nothing, nor `$0`, which is not declared.
    fileprivate func isName(_ range: Range<Int>) -> Bool {
        let bytes = Array(code.utf8)
        guard range.upperBound <= bytes.count else { return false }
        let name = String(decoding: bytes[range], as: UTF8.self)
        return name != "_" && name.first != "$"
    }
}

extension [Int: [InferredType]] {
    /// Whether all places are in the lesson's code, one behind another, so that they may be used without further care.
    fileprivate func fit(_ lesson: Lesson) -> Bool {
        let cells = lesson.cells
        return allSatisfy { index, types in
            guard cells.indices.contains(index) else { return false }
            var end = 0
            for type in types {
                guard type.range.lowerBound >= end else { return false }
                end = type.range.upperBound
            }
            return end <= cells[index].code.utf8.count
        }
    }
}
