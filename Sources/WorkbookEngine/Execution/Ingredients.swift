// What can change a lesson's outputs, each with its digest: the key of the cache, and the answer to
// "why does it run again?".

import Foundation

struct Ingredients: Codable, Hashable, Sendable {
    /// Changes when the engine runs lessons in another way.
    static let engineVersion = 6

    var engine = Ingredients.engineVersion
    var toolchain: String
    var library: Digest
    var path: String
    /// One for each cell: its role and code. Words that are only shown are not in it.
    var cells: [Digest]
    /// One for each expression in the prose: where it is asked for, and its code.
    var values: [Digest]
    /// The places of the cells that are the parts of exercises, and do not matter to who only reads.
    var exercises: [Int]
    /// Each data file of the lesson; nil for one that is missing.
    var data: [String: Digest?]
    /// The SHA-256 of each file of the full data, when the full cells run: they have been verified.
    var fullData: [String: String]

    init(
        of lesson: Lesson, in folder: URL, fullData: [DataSet], toolchain: Toolchain, library: LessonLibrary
    ) throws {
        guard let libraryDigest = library.digest else {
            throw Diagnostics(library.sharedObject.path, "this library cannot be read; run `make` again")
        }
        self.toolchain = toolchain.identity
        self.library = libraryDigest
        path = lesson.path
        cells = lesson.cells.map { Digest(of: "\($0.role)\n\($0.code)") }
        values = lesson.boundValues.map { Digest(of: "\($0.cellsBefore) \($0.expression)") }
        exercises = lesson.cells.filter { $0.role.exercise != nil }.map(\.index)
        data = [:]
        for name in lesson.frontMatter.data {
            data.updateValue(Digest(ofFile: folder.appending(path: name)), forKey: name)
        }
        self.fullData = [:]
        for set in fullData {
            for file in set.files { self.fullData["\(set.name)/\(file.name)"] = file.sha256 }
        }
    }

    func key(for purpose: RunPurpose) -> String {
        let cells = self.cells.indices.filter { purpose == .checking || !exercises.contains($0) }
            .map { "\($0) \(self.cells[$0])" }
        let files = data.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value?.description ?? "missing")" }
        let full = fullData.sorted { $0.key < $1.key }.map { "full \($0.key) \($0.value)" }
        let all =
            ["\(engine) \(purpose)", toolchain, library.description, path] + cells + values.map(\.description)
            + files + full
        return Digest(of: all.joined(separator: "\n")).description
    }

    /// What differs from an earlier run, one sentence each.
    func differences(from old: Ingredients, cells names: [Cell]) -> [String] {
        var found: [String] = []
        if engine != old.engine { found.append("workbook itself runs lessons in another way") }
        if toolchain != old.toolchain { found.append("the Swift toolchain changed") }
        if library != old.library { found.append("the library that lessons import changed") }
        for name in names {
            let digest = cells[name.index]
            if !old.cells.indices.contains(name.index) || old.cells[name.index] != digest {
                let verb = old.cells.contains(digest) ? "moved" : "changed"
                found.append("\(name.title) on line \(name.fence.position.line) \(verb)")
            }
        }
        if values != old.values { found.append("the values that the prose asks for changed") }
        let gone = old.cells.count - cells.count
        if gone > 0 { found.append(gone == 1 ? "one cell is gone" : "\(gone) cells are gone") }
        for (name, digest) in data.sorted(by: { $0.key < $1.key }) where old.data[name] != digest {
            found.append("the data file \(name) \(digest == nil ? "is missing" : "changed")")
        }
        for name in old.data.keys.sorted() where data[name] == nil {
            found.append("the data file \(name) is no longer used")
        }
        if fullData != old.fullData {
            found.append(
                old.fullData.isEmpty
                    ? "it last ran without the full data" : "it last ran with other full data")
        }
        return found
    }
}
